"""The database: tables, one module of functions a noun, the trail, migrations. SQLAlchemy lives here."""
