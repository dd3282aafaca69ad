"""The trail is looked through by who did something and by the day, without going through all of it."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Makes the indexes."""
    op.create_index("ix_trail_person", "trail", ["person", "number"])
    op.create_index("ix_trail_at", "trail", ["at"])


def downgrade() -> None:
    """Takes them away."""
    op.drop_index("ix_trail_at", "trail")
    op.drop_index("ix_trail_person", "trail")
