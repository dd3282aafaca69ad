"""People, teams and tokens."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.errors import Fault, Unfit
from service.roles import NEED_A_TEAM, Actor, Role
from service.store.base import searched
from service.store.dialect import hold
from service.store.rows.people import Person, Team, Token

_LOCK = 0x41464F50
_PREFIX = "af"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_ONE = {Role.AUDITOR: "an auditor", Role.MANAGER: "a manager", Role.VIEWER: "a viewer"}
"""Somebody with each of the roles that need a team."""
_NOBODY = hashlib.sha256(b"").hexdigest()


def folded(name: str) -> str:
    """A name as names are compared: without regard to case and spaces."""
    return " ".join(name.split()).casefold()


def team_named(session: Session, name: str) -> Team | None:
    """The team of that name, however it is written."""
    return session.scalar(select(Team).where(Team.folded == folded(name)))


def teams(session: Session) -> list[Team]:
    """Every team, by name."""
    return list(session.scalars(select(Team).order_by(Team.folded)))


def people(session: Session) -> list[Person]:
    """Everybody, by name; those who have left too."""
    return list(session.scalars(select(Person).order_by(Person.name, Person.id)))


def found(session: Session, words: str, *, skip: int = 0, limit: int = 50) -> tuple[list[Person], int]:
    """A page of the people whose name or e-mail address holds some words, by name, and how many there are in all."""
    holds = Person.search.contains(searched(words), autoescape=True)
    total = session.scalar(select(func.count(Person.id)).where(holds)) or 0
    rows = select(Person).where(holds).order_by(Person.search, Person.id)
    return list(session.scalars(rows.offset(skip).limit(limit))), total


def sizes(session: Session) -> dict[int, int]:
    """How many people who may come in belong to each team, by the team's number."""
    wanted = select(Person.team_id, func.count(Person.id)).where(
        Person.team_id.is_not(None), Person.active.is_(True)
    )
    return {team: count for team, count in session.execute(wanted.group_by(Person.team_id)) if team}


def person_at(session: Session, email: str) -> Person | None:
    """The person with an e-mail address, however it is written."""
    return session.scalar(select(Person).where(Person.email == email.strip().casefold()))


def person_of(session: Session, subject: str) -> Person | None:
    """The person that an OpenID provider knows by this name."""
    return session.scalar(select(Person).where(Person.subject == subject))


def is_email(text: str) -> bool:
    """Whether a text may be an e-mail address."""
    return _EMAIL.fullmatch(text.strip()) is not None


def give(session: Session, person: Person, roles: Collection[Role], team: str | None) -> None:
    """Gives somebody roles and a team. Raises Unfit where the two do not go together."""
    wanted = sorted(set(roles))
    if not wanted:
        raise Unfit([Fault("roles", f"Name at least one of: {', '.join(Role)}.")])
    found = team_named(session, team) if team else None
    if team and found is None:
        known = ", ".join(one.name for one in teams(session)) or "none yet"
        raise Unfit([Fault("team", f"There is no team “{team}”. There are: {known}.")])
    if found is None and set(wanted) <= NEED_A_TEAM:
        named = " and ".join(_ONE[role] for role in wanted)
        belong = "belongs" if len(wanted) == 1 else "belong"
        raise Unfit([Fault("team", f"{named[0].upper()}{named[1:]} {belong} to a team. Choose it.")])
    person.roles = [str(role) for role in wanted]
    person.team_id = found.id if found else None


def in_turn(session: Session) -> None:
    """Keeps other sessions from adding or changing people and teams until this one ends. Call it first in a session.

    For what is looked at before a change is of all of them together: whose an e-mail address is, and whether an
    administrator stays.
    """
    hold(session, _LOCK)


def tokens(session: Session, person: int) -> list[Token]:
    """The tokens of a person, the first one first; those revoked too."""
    return list(
        session.scalars(select(Token).where(Token.person_id == person).order_by(Token.made_at, Token.id))
    )


def new_token(
    session: Session, person: Person, label: str, now: datetime, expires_at: datetime | None = None
) -> tuple[Token, str]:
    """A new token and its text, which is shown once and never again: only its digest is kept."""
    token = Token(
        id=secrets.token_hex(4),
        person_id=person.id,
        label=label,
        made_at=now,
        expires_at=expires_at,
        revoked_at=None,
    )
    secret = secrets.token_urlsafe(32)
    token.digest = _digest(secret)
    session.add(token)
    session.flush()
    return token, f"{_PREFIX}_{token.id}_{secret}"


def bearer_of(session: Session, text: str, now: datetime) -> tuple[Actor, Token] | None:
    """Whoever a token speaks for; None for a token that is unknown, wrong, expired or revoked.

    Digests are compared in constant time, also where there is no such token.
    """
    _, _, rest = text.partition("_")
    name, _, secret = rest.partition("_")
    token = session.get(Token, name) if text.startswith(f"{_PREFIX}_") else None
    same = hmac.compare_digest(token.digest if token else _NOBODY, _digest(secret))
    if token is None or not same or token.revoked_at is not None or not token.person.active:
        return None
    if token.expires_at is not None and token.expires_at <= now:
        return None
    return actor_of(token.person), token


def actor_of(person: Person) -> Actor:
    """The person as somebody who asks for something."""
    return Actor(person.name, frozenset(map(Role, person.roles)), person.id, person.team_id)


def _digest(secret: str) -> str:
    # A token is 256 random bits: one round of SHA-256 keeps it as safe as a slow hash would.
    return hashlib.sha256(secret.encode()).hexdigest()
