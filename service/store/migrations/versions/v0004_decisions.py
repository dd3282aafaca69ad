"""The words that decisions were taken with, and the highest number that a return of an audit was given.

Columns are added and dropped in place: SQLite would otherwise make the table anew, which rows of others stand on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the table and the column, and counts the returns that there are."""
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=100), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audits.id"], name=op.f("fk_decisions_audit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index("ix_decisions_audit_id", "decisions", ["audit_id"])
    op.add_column("audits", sa.Column("last_revision", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE audits SET last_revision = COALESCE("
        "(SELECT MAX(number) FROM revisions WHERE revisions.audit_id = audits.id), 0)"
    )


def downgrade() -> None:
    """Takes both away, the words with them."""
    op.drop_column("audits", "last_revision")
    op.drop_table("decisions")
