"""Drafts: begun, found again by who began them, and gone once they are left or were not touched for long."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.store.rows.drafts import Draft


def of_person(session: Session, person: int, kind: str) -> list[Draft]:
    """Somebody's drafts of a kind, the one that was changed last first."""
    wanted = select(Draft).where(Draft.person_id == person, Draft.kind == kind)
    return list(session.scalars(wanted.order_by(Draft.changed_at.desc(), Draft.id.desc())))


def find(session: Session, number: int, person: int, kind: str) -> Draft | None:
    """Somebody's draft of that number; None where it is another's, of another kind, or gone."""
    return session.scalar(
        select(Draft).where(Draft.id == number, Draft.person_id == person, Draft.kind == kind)
    )


def held(session: Session, number: int, person: int, kind: str) -> Draft | None:
    """The same, kept from others until the session ends."""
    wanted = select(Draft).where(Draft.id == number, Draft.person_id == person, Draft.kind == kind)
    return session.scalar(wanted.with_for_update().execution_options(populate_existing=True))


def untouched(session: Session, person: int, kind: str, name: str, content: bytes) -> Draft | None:
    """Somebody's draft of the same document, which nothing was done with yet."""
    found = (one for one in of_person(session, person, kind) if one.version == 1 and one.name == name)
    return next((one for one in found if one.content == content), None)


def forget_before(session: Session, moment: datetime) -> None:
    """Takes away the drafts that nobody has changed since a moment."""
    session.execute(delete(Draft).where(Draft.changed_at < moment))
