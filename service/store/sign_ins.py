"""Browsers that people are signed in with, codes to choose a password with, and sign-ins that were refused."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from service.store.dialect import insert
from service.store.rows.people import Attempt, Invitation, Person, Secret, SignIn


def begin(session: Session, person: Person, now: datetime) -> str:
    """Signs somebody in; gives the text that the browser is known by, which is kept nowhere."""
    text = secrets.token_urlsafe(32)
    session.add(SignIn(digest=_digest(text), person_id=person.id, begun_at=now, seen_at=now))
    return text


def find(session: Session, text: str) -> SignIn | None:
    """The sign-in of a browser, be it over or not."""
    return session.scalar(select(SignIn).where(SignIn.digest == _digest(text)))


def see(session: Session, number: int, now: datetime) -> None:
    """Notes that a browser was heard of."""
    session.execute(update(SignIn).where(SignIn.id == number).values(seen_at=now))


def end(
    session: Session, person: int, now: datetime, *, only: int | None = None, but: int | None = None
) -> None:
    """Signs somebody out: of every browser, of one `only`, or of all but one."""
    wanted = update(SignIn).where(SignIn.person_id == person, SignIn.ended_at.is_(None))
    if only is not None:
        wanted = wanted.where(SignIn.id == only)
    if but is not None:
        wanted = wanted.where(SignIn.id != but)
    session.execute(wanted.values(ended_at=now))


def forget_before(session: Session, moment: datetime) -> None:
    """Forgets the sign-ins of browsers that were last heard of before a moment."""
    session.execute(delete(SignIn).where(SignIn.seen_at < moment))


def invite(session: Session, person: Person, code: str, until: datetime) -> None:
    """Lets somebody choose a password with a code, and with no code given before."""
    session.execute(delete(Invitation).where(Invitation.person_id == person.id))
    session.add(Invitation(digest=_digest(code), person_id=person.id, expires_at=until))


def invited(session: Session, code: str, now: datetime) -> Person | None:
    """Whom a code lets choose a password; None for one that is unknown, used or too old."""
    found = session.scalar(
        select(Invitation).where(Invitation.digest == _digest(code), Invitation.expires_at > now)
    )
    return found.person if found is not None and found.person.active else None


def uninvite(session: Session, person: Person) -> None:
    """Takes back the codes of somebody."""
    session.execute(delete(Invitation).where(Invitation.person_id == person.id))


def attempt(session: Session, whom: str, now: datetime) -> int:
    """Notes an attempt to sign in, which counts as refused until it is taken back, and gives its number."""
    made = Attempt(whom=_digest(whom), at=now)
    session.add(made)
    session.flush()
    return made.id


def take_back(session: Session, attempts: Collection[int]) -> None:
    """Takes attempts back that were not refused."""
    session.execute(delete(Attempt).where(Attempt.id.in_(attempts)))


def attempted_since(session: Session, whom: str, moment: datetime) -> int:
    """How many attempts there were since a moment, of those that were not taken back."""
    wanted = select(func.count(Attempt.id)).where(Attempt.whom == _digest(whom), Attempt.at >= moment)
    return session.scalar(wanted) or 0


def forgive(session: Session, whom: str, before: datetime) -> None:
    """Forgets the sign-ins of somebody that were refused, and everybody's before a moment."""
    session.execute(delete(Attempt).where((Attempt.whom == _digest(whom)) | (Attempt.at < before)))


def anybody_has_a_password(session: Session) -> bool:
    """Whether somebody can sign in, by a password or by an OpenID provider."""
    wanted = select(Person.id).where(
        Person.active.is_(True), Person.password.is_not(None) | Person.subject.is_not(None)
    )
    return session.scalar(wanted.limit(1)) is not None


def secret(session: Session, name: str) -> str:
    """A secret of the service, made now where there is none; of two made at once, both get the first."""
    session.execute(
        insert(session, Secret).values(name=name, value=secrets.token_urlsafe(48)).on_conflict_do_nothing()
    )
    return session.execute(select(Secret.value).where(Secret.name == name)).scalar_one()


def _digest(text: str) -> str:
    # What browsers and links are known by has 128 random bits or more; addresses are digested so as not to be kept.
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
