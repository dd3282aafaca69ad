"""Numbers given out once each."""

from sqlalchemy.orm import Session

from service.store.dialect import insert
from service.store.rows.trail import Counter


def next_number(session: Session, name: str) -> int:
    """The next number under a name, from 1. It is not given to anybody else unless this session fails."""
    return leave_out(session, name, 1)


def leave_out(session: Session, name: str, many: int) -> int:
    """Gives none of the next so many numbers under a name to anybody; the last of them."""
    statement = (
        insert(session, Counter)
        .values(name=name, last=many)
        .on_conflict_do_update(index_elements=["name"], set_={"last": Counter.last + many})
        .returning(Counter.last)
    )
    last: int = session.execute(statement).scalar_one()
    return last


def take_turn(session: Session, name: str) -> None:
    """Waits until no other session has the turn of that name, and keeps it until this one ends."""
    next_number(session, name)
