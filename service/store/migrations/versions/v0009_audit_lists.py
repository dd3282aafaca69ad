"""What lists of audits are filtered and sorted by stands in an index, the auditor's name as names are compared too.

The column is added and dropped in place: SQLite would otherwise make the table anew, without its triggers.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_BATCH = 2_000
_LONGEST_KEY = 400
_LISTED = [
    "urgent",
    "id",
    "stage",
    "team_id",
    "edition_id",
    "errors",
    "waiting",
    "audit_date",
    "changed_at",
    "grade",
    "reference",
    "auditor_key",
]
_NARROW = {
    "ix_audits_list": ["audits", "urgent", "id"],
    "ix_audits_stage": ["audits", "stage", "id"],
    "ix_audits_grade": ["audits", "grade"],
    "ix_audits_audit_date": ["audits", "audit_date"],
    "ix_audits_changed": ["audits", "stage", "urgent", "changed_at", "id"],
    "ix_actions_overdue": ["actions", "due", "state", "id"],
    "ix_audits_accepted": ["audits", "accepted_at", "stage", "grade", "team_id"],
}
"""What lists were read from before: SQLite then fetched each row that one of these leads to, records and all."""

_WIDE = {
    "ix_audits_changed": ["stage", "urgent", "changed_at", "id", "team_id"],
    "ix_audits_days": ["audit_date", "team_id"],
    "ix_audits_accepted": ["accepted_at", "stage", "edition_id", "grade", "team_id"],
}


def upgrade() -> None:
    """Adds the column, fills it in, and makes the indexes anew."""
    op.add_column("audits", sa.Column("auditor_key", sa.String(length=_LONGEST_KEY), nullable=True))
    _fold_auditors()
    for name, (table, *_) in _NARROW.items():
        op.drop_index(name, table)
    if op.get_bind().dialect.name == "sqlite":
        op.create_index("ix_audits_words", "audits", [*_LISTED, "search"])
    else:
        op.create_index("ix_audits_list", "audits", _LISTED)
    for name, columns in _WIDE.items():
        op.create_index(name, "audits", columns)


def downgrade() -> None:
    """Takes them away, and makes the indexes that there were."""
    for name in _WIDE:
        op.drop_index(name, "audits")
    op.drop_index("ix_audits_words" if op.get_bind().dialect.name == "sqlite" else "ix_audits_list", "audits")
    for name, (table, *columns) in _NARROW.items():
        op.create_index(name, table, columns)
    op.drop_column("audits", "auditor_key")


def _fold_auditors() -> None:
    """Names as they are compared, which no database folds as Python does."""
    audits = sa.table(
        "audits",
        sa.column("id", sa.Integer()),
        sa.column("auditor", sa.String()),
        sa.column("auditor_key", sa.String()),
    )
    bind, after = op.get_bind(), 0
    keep = audits.update().where(audits.c.id == sa.bindparam("at")).values(auditor_key=sa.bindparam("key"))
    while rows := bind.execute(
        sa.select(audits.c.id, audits.c.auditor)
        .where(audits.c.id > after)
        .order_by(audits.c.id)
        .limit(_BATCH)
    ).all():
        bind.execute(
            keep,
            [
                {"at": number, "key": " ".join((auditor or "").split()).casefold()[:_LONGEST_KEY] or None}
                for number, auditor in rows
            ],
        )
        after = rows[-1][0]
