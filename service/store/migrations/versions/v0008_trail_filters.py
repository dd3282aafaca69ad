"""The trail is looked through by person, day, kind and name without going through all of it."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Makes the indexes."""
    op.create_index("ix_trail_kind", "trail", ["about", "number"])
    op.create_index("ix_trail_which", "trail", ["which", "number"])
    op.create_index("ix_trail_person", "trail", ["person", "number"])
    op.create_index("ix_trail_at", "trail", ["at"])


def downgrade() -> None:
    """Takes them away."""
    for name in ("ix_trail_at", "ix_trail_person", "ix_trail_which", "ix_trail_kind"):
        op.drop_index(name, "trail")
