"""What each database says in its own way: insert, unless it is there already, and hold off others."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from service.store.base import Base


def insert(session: Session, table: type[Base]) -> Any:  # noqa: ANN401 -- one of two types without a common one
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    bind = session.get_bind()
    made = sqlite.insert if bind.dialect.name == "sqlite" else postgresql.insert
    return made(table)


def hold(session: Session, lock: int) -> None:
    """Waits until no other session holds a lock, and holds it until this one ends; its number is any, but stays.

    SQLite needs none, for there one session alone writes at a time.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})
