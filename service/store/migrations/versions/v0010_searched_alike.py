"""What is searched is kept with its accents in one way of writing, and people have a text that is searched.

No database folds letters as Python does, and SQLite folds none but those of ASCII. The column is added and dropped in
place: SQLite would otherwise make the table anew, which rows of others stand on. What was rewritten stays on the way
back, where it means the same.
"""

from collections.abc import Callable
from unicodedata import normalize

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_BATCH = 2_000


def upgrade() -> None:
    """Adds the column, fills it in, and rewrites what was searched so far."""
    op.add_column("people", sa.Column("search", sa.Text(), nullable=False, server_default=""))
    _rewrite(
        "people",
        "search",
        ("name", "email"),
        lambda *said: _composed(" ".join(" ".join(said).split()).casefold()),
    )
    for table, column in (("audits", "auditor_key"), ("audits", "search"), ("actions", "owner_key")):
        _rewrite(table, column, (column,), _composed)


def downgrade() -> None:
    """Takes the column away."""
    op.drop_column("people", "search")


def _composed(said: str) -> str:
    return normalize("NFC", said)


def _rewrite(table: str, column: str, of: tuple[str, ...], made: Callable[..., str]) -> None:
    """Sets a column by others of its row, where that is something else than stands there."""
    names = ("id", *dict.fromkeys((column, *of)))
    rows = sa.table(
        table, *(sa.column(name, sa.Integer() if name == "id" else sa.String()) for name in names)
    )
    keep = rows.update().where(rows.c.id == sa.bindparam("at")).values({column: sa.bindparam("to")})
    bind, after = op.get_bind(), 0
    while (
        found := bind.execute(sa.select(rows).where(rows.c.id > after).order_by(rows.c.id).limit(_BATCH))
        .mappings()
        .all()
    ):
        wanted = [(one["id"], one[column], made(*(one[name] or "" for name in of))) for one in found]
        if changed := [{"at": number, "to": to} for number, was, to in wanted if to != (was or "")]:
            bind.execute(keep, changed)
        after = found[-1]["id"]
