"""The editions of forms."""

from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from service.store import documents
from service.store.dialect import hold
from service.store.rows.audits import Audit, Revision
from service.store.rows.forms import Edition

_LOCK = 0x41464F45


def in_turn(session: Session) -> None:
    """Keeps other sessions from adding editions until this one ends. Call it first in a session."""
    hold(session, _LOCK)


def digests(session: Session) -> tuple[str, ...]:
    """The SHA-256 of every edition's document, in the order they came: what tells whether anything has changed.

    No time would: a clock may jump back, and the replacing of an edition then look older than another.
    """
    return tuple(session.scalars(select(Edition.sha256).order_by(Edition.id)))


def to_build_on(session: Session, key: str, edition: str) -> Edition | None:
    """That edition of that form, which nobody replaces until the session ends."""
    return session.scalar(_of(key, edition).with_for_update(read=True, key_share=True))


def to_replace(session: Session, key: str, edition: str) -> Edition | None:
    """That edition of that form, once nobody else builds on it, and on which nobody does until the session ends."""
    return session.scalar(_of(key, edition).with_for_update())


def _of(key: str, edition: str) -> Select[Edition]:
    wanted = select(Edition).where(Edition.key == key, Edition.edition == edition)
    return wanted.execution_options(populate_existing=True)


def of_key(session: Session, key: str) -> list[Edition]:
    """Every edition of a form, in the order they came."""
    return list(session.scalars(select(Edition).where(Edition.key == key).order_by(Edition.id)))


def every(session: Session) -> list[Edition]:
    """Every edition of every form, in the order they came."""
    return list(session.scalars(select(Edition).order_by(Edition.id)))


def add(
    session: Session, *, key: str, edition: str, title: str, content: bytes, now: datetime, by: str
) -> Edition:
    """Keeps a new edition."""
    sha256 = documents.keep(session, content, documents.DOCX, now)
    made = Edition(key=key, edition=edition, title=title, sha256=sha256, added_at=now, added_by=by)
    session.add(made)
    session.flush()
    return made


def uses(session: Session, edition: Edition) -> int:
    """How many audits and readings stand on an edition, or were sent out on it."""
    on_it = or_(Audit.edition_id == edition.id, Audit.sent_on == edition.id)
    audits = session.scalar(select(func.count(Audit.id)).where(on_it)) or 0
    readings = session.scalar(select(func.count(Revision.id)).where(Revision.edition_id == edition.id)) or 0
    return audits + readings


def still_out(session: Session, edition: Edition) -> int:
    """How many forms of an edition are with their auditors."""
    out = select(func.count(Audit.id)).where(
        Audit.edition_id == edition.id, Audit.stage.in_(("sent_out", "sent_back"))
    )
    return session.scalar(out) or 0


def out_by_edition(session: Session, team: int | None) -> dict[int, int]:
    """How many forms of each edition, by its number, are with their auditors; of a team's audits, or of all."""
    out = select(Audit.edition_id, func.count(Audit.id)).where(Audit.stage.in_(("sent_out", "sent_back")))
    if team is not None:
        out = out.where(Audit.team_id == team)
    return {number: count for number, count in session.execute(out.group_by(Audit.edition_id))}  # noqa: C416 -- rows are no pairs to mypy
