"""Numbers given out once each."""

from sqlalchemy.orm import Session

from service.store.dialect import insert
from service.store.rows.trail import Counter


def next_number(session: Session, name: str) -> int:
    """The next number under a name, from 1. It is not given to anybody else unless this session fails."""
    statement = (
        insert(session, Counter)
        .values(name=name, last=1)
        .on_conflict_do_update(index_elements=["name"], set_={"last": Counter.last + 1})
        .returning(Counter.last)
    )
    given: int = session.execute(statement).scalar_one()
    return given


def take_turn(session: Session, name: str) -> None:
    """Waits until no other session has the turn of that name, and keeps it until this one ends."""
    next_number(session, name)
