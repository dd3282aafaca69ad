"""What Alembic runs: the migrations, on the engine that the store hands over."""

from alembic import context

from service.store.tables import metadata

with context.config.attributes["engine"].connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata(),
        render_as_batch=True,  # SQLite changes a table by making it anew
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
