"""The trail: who did or saw what, when, each entry chained to the one before by its digest."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from service.roles import Actor
from service.store.dialect import hold
from service.store.rows.trail import Entry

_LOCK = 0x41464F52
_FIRST = "0" * 64
_BATCH = 2_000
_LOOKS = (".seen", ".listed", ".fetched", ".compared", ".offered")
"""What verbs end with that change nothing; each look at a record is noted, and there may be many thousands."""


Changes = Sequence[Mapping[str, object]]
"""What changed: each with a `path` and what it went `from` and `to`. Free text of an audit only as its SHA-256."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to be written to the trail: the verb, the kind and name of what it was done to, and the changes."""

    verb: str
    about: str
    which: str
    version: int | None = None
    changes: Changes = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """Where the chain is broken, and how."""

    number: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which entries are looked for; what is left out asks for nothing.

    `which` is a reference however it is written, or another name as it stands. `machine` asks for what nobody signed
    in did: the commands and the service itself. `since` is part of the time, `until` is not. Without `looks`, what was
    only looked at or downloaded is left out.
    """

    about: str = ""
    which: str = ""
    person: int | None = None
    machine: bool = False
    since: datetime | None = None
    until: datetime | None = None
    looks: bool = True


def append(session: Session, actor: Actor, now: datetime, events: Sequence[Event]) -> None:
    """Adds the events, in their order. Call it last in a session: from here on, no other session can add."""
    if not events:
        return
    hold(session, _LOCK)
    number, previous = head(session)
    at = _written(now)
    for event in events:
        number += 1
        entry = Entry(
            number=number,
            at=at,
            actor=actor.name,
            person=actor.person,
            verb=event.verb,
            about=event.about,
            which=event.which,
            version=event.version,
            changes=json.dumps(list(event.changes), ensure_ascii=False, sort_keys=True),
            previous=previous,
        )
        entry.digest = previous = digest_of(entry)
        session.add(entry)
    session.flush()


def head(session: Session) -> tuple[int, str]:
    """The number and digest of the last entry; 0 and zeros where there is none."""
    last = session.execute(
        select(Entry.number, Entry.digest).order_by(Entry.number.desc()).limit(1)
    ).one_or_none()
    return (last.number, last.digest) if last else (0, _FIRST)


def newest(session: Session) -> Entry | None:
    """The last entry, where there is one."""
    return session.scalar(select(Entry).order_by(Entry.number.desc()).limit(1))


def digest_of(entry: Entry) -> str:
    """The digest of all that an entry says, the digest of the one before included."""
    said = [
        entry.number,
        entry.at,
        entry.actor,
        entry.person,
        entry.verb,
        entry.about,
        entry.which,
        entry.version,
        entry.changes,
        entry.previous,
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def verify(session: Session) -> Broken | None:
    """The first broken link of the chain, or None where it is whole."""
    if stray := session.scalar(select(Entry.number).where(Entry.number < 1).limit(1)):
        return Broken(stray, f"entry {stray} stands before the first")
    number, previous = 0, _FIRST
    for entry in _all(session):
        if entry.number != number + 1:
            return Broken(number + 1, f"entry {number + 1} is gone; after {number} comes {entry.number}")
        if entry.previous != previous:
            return Broken(entry.number, f"entry {entry.number} does not follow the entry before it")
        if entry.digest != digest_of(entry):
            return Broken(entry.number, f"entry {entry.number} was changed after it was written")
        number, previous = entry.number, entry.digest
    return None


def holds(session: Session, number: int, digest: str) -> bool:
    """Whether the entry of that number is still there with that digest, as a receipt once noted it."""
    return session.scalar(select(Entry.digest).where(Entry.number == number)) == digest


def has_digest(session: Session, digest: str) -> bool:
    """Whether any entry has that digest."""
    return session.scalar(select(Entry.number).where(Entry.digest == digest).limit(1)) is not None


def about(session: Session, kind: str, which: str, *, after: int = 0, limit: int = 200) -> list[Entry]:
    """The entries about one thing, in their order, beginning behind the number `after`."""
    return list(
        session.scalars(
            select(Entry)
            .where(Entry.about == kind, Entry.which == which, Entry.number > after)
            .order_by(Entry.number)
            .limit(limit)
        )
    )


def changes(
    session: Session, kind: str, which: str, *, verbs: str = "", since: int | None = None
) -> list[Entry]:
    """The entries that tell what was changed of one thing, in their order, however often it was looked at.

    `verbs` is what the verb begins with; of `since`, a version, only what came later.
    """
    wanted = select(Entry).where(Entry.about == kind, Entry.which == which, Entry.changes != "[]")
    wanted = wanted.where(*_no_look())
    if verbs:
        wanted = wanted.where(Entry.verb.startswith(verbs, autoescape=True))
    if since is not None:
        wanted = wanted.where(Entry.version > since)
    return list(session.scalars(wanted.order_by(Entry.number)))


def page(session: Session, *, after: int = 0, limit: int = 200) -> list[Entry]:
    """The entries behind the number `after`."""
    return list(
        session.scalars(select(Entry).where(Entry.number > after).order_by(Entry.number).limit(limit))
    )


def sought(
    session: Session, wanted: Sought, *, before: int | None = None, after: int | None = None, limit: int = 50
) -> list[Entry]:
    """The newest entries that are looked for, the last one first: those before a number, or the first after one."""
    rows = select(Entry).where(*_conditions(wanted)).limit(limit)
    if after is not None:
        return list(session.scalars(rows.where(Entry.number > after).order_by(Entry.number)))[::-1]
    if before is not None:
        rows = rows.where(Entry.number < before)
    return list(session.scalars(rows.order_by(Entry.number.desc())))


def _no_look() -> Iterator[ColumnElement[bool]]:
    return (~Entry.verb.endswith(look) for look in _LOOKS)


def _conditions(wanted: Sought) -> Iterator[ColumnElement[bool]]:
    if not wanted.looks:
        yield from _no_look()
    if wanted.about:
        yield Entry.about == wanted.about
    if wanted.which:
        yield Entry.which.in_({wanted.which, wanted.which.upper()})
    if wanted.machine:
        yield Entry.person.is_(None)
    elif wanted.person is not None:
        yield Entry.person == wanted.person
    if wanted.since is not None:
        yield Entry.at >= _written(wanted.since)
    if wanted.until is not None:
        yield Entry.at < _written(wanted.until)


def _written(moment: datetime) -> str:
    """A moment as entries say it: their order as texts is their order in time."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _all(session: Session) -> Iterator[Entry]:
    after = 0
    while entries := page(session, after=after, limit=_BATCH):
        yield from entries
        after = entries[-1].number
        session.expunge_all()
