"""Requests that came with an idempotency key, and how they were answered."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from service.store.dialect import insert
from service.store.rows.trail import Replay

KEPT = timedelta(days=1)
GIVEN_UP = timedelta(minutes=10)
"""After this long a request that was never answered is taken to have died, and may be made again."""


def begin(session: Session, actor: str, key: str, fingerprint: str, now: datetime) -> Replay | None:
    """Notes that a request begins; gives the one that is there already, under way or answered."""
    session.execute(delete(Replay).where(Replay.began_at < now - KEPT))
    session.execute(
        delete(Replay).where(
            Replay.status.is_(None),
            Replay.done.is_(False),
            Replay.began_at < now - GIVEN_UP,
            Replay.key == key,
        )
    )
    made = session.execute(
        insert(session, Replay)
        .values(actor=actor, key=key, fingerprint=fingerprint, headers="", body=b"", began_at=now, done=False)
        .on_conflict_do_nothing()
        .returning(Replay.key)
    ).scalar()
    return None if made is not None else find(session, actor, key)


def find(session: Session, actor: str, key: str) -> Replay | None:
    """The request of a key."""
    return session.get(Replay, (actor, key))


def mark_done(session: Session, actor: str, key: str) -> None:
    """Notes, in the session that does it, that what was asked is done."""
    session.execute(update(Replay).where(Replay.actor == actor, Replay.key == key).values(done=True))


def forget(session: Session, actor: str, key: str) -> None:
    """Forgets a request: it may be made again. One that was done, whatever came after, is never forgotten."""
    session.execute(delete(Replay).where(Replay.actor == actor, Replay.key == key, Replay.done.is_(False)))
