"""The one statement that each database spells in its own dialect: insert, unless it is there already."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from service.store.base import Base


def insert(session: Session, table: type[Base]) -> Any:  # noqa: ANN401 -- one of two types without a common one
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    bind = session.get_bind()
    made = sqlite.insert if bind.dialect.name == "sqlite" else postgresql.insert
    return made(table)
