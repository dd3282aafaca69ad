"""Audits: found one by one to be changed, and listed, filtered and searched."""

from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, or_, select
from sqlalchemy.orm import Session, defer

from service.store.base import name_key, searched
from service.store.paged import Groups, Order, first_of, looked_over, page_of
from service.store.rows.audits import Audit
from service.store.rows.forms import Edition

SORTS = {
    "reference": Audit.reference,
    "made": Audit.id,
    "changed": Audit.changed_at,
    "date": Audit.audit_date,
    "grade": Audit.grade,
}
"""What a list can be sorted by."""

_BATCH = 500
WITHOUT_RECORDS = (defer(Audit.record), defer(Audit.sent))
"""How audits are read that are only listed: a record is as long as a form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which audits a list is to hold. None and empty ask for nothing; `team` is the actor's, `of_team` one of any.

    `words` are looked for in all that an audit is known by, `auditor` in the auditor's name alone; `month` is that
    of the audit's date, as 2026-06. `grade` are codes, whatever the scale; `graded` those of editions, by the number
    of each, and holds nothing where no edition has what was asked for.
    """

    team: int | None = None
    of_team: int | None = None
    words: str = ""
    auditor: str = ""
    month: str = ""
    stage: Sequence[str] = ()
    form: Sequence[str] = ()
    edition_id: int | None = None
    grade: Sequence[str] = ()
    graded: Mapping[int, Collection[str]] | None = None
    record_id: str | None = None
    urgent: bool | None = None
    errors: bool | None = None
    waiting: bool | None = None
    date_from: date | None = None
    date_to: date | None = None


def held(session: Session, reference: str) -> Audit | None:
    """The audit of a reference, however it is written, kept from others until the session ends."""
    wanted = select(Audit).where(Audit.reference == reference.strip().upper())
    return session.scalar(wanted.with_for_update(of=Audit).execution_options(populate_existing=True))


def find(session: Session, reference: str) -> Audit | None:
    """The audit of a reference, however it is written."""
    return session.scalar(select(Audit).where(Audit.reference == reference.strip().upper()))


def named(session: Session, references: Collection[str]) -> list[Audit]:
    """The audits of references, in their order."""
    return list(session.scalars(select(Audit).where(Audit.reference.in_(references)).order_by(Audit.id)))


def listed(
    session: Session,
    wanted: Wanted,
    *,
    sort: str = "made",
    descending: bool = True,
    ranks: Mapping[int, Mapping[str, int]] | None = None,
    skip: int = 0,
    limit: int = 50,
) -> tuple[list[Audit], int]:
    """A page of the audits that are wanted, without their records, urgent ones first, and how many there are in all.

    Those that have nothing in the column they are sorted by come last. Grades are sorted by `ranks`, which say for
    each edition, by its number, where its grades stand, from the best up; what has no rank comes behind.
    """
    groups = _by_rank(ranks, descending=descending) if sort == "grade" and ranks else None
    order = Order(Audit.id, Audit.urgent, SORTS[sort], descending, groups)
    numbers, total = page_of(session, order, _conditions(wanted), skip=skip, limit=limit)
    return _numbered(session, numbers), total


def _by_rank(ranks: Mapping[int, Mapping[str, int]], *, descending: bool) -> Groups:
    """Audits by where their grades stand. Few grades stand elsewhere on another scale: only there an edition tells."""
    last = -1 if descending else 1_000
    of_code: dict[str, dict[int, list[int]]] = {}
    for edition, codes in ranks.items():
        for code, rank in codes.items():
            of_code.setdefault(code, {}).setdefault(rank, []).append(edition)
    numbers: dict[str, Any] = {}
    within: dict[int, ColumnElement[bool]] = {}
    for code, editions in of_code.items():
        for rank, of in editions.items():
            here = (
                Audit.grade == code
                if len(editions) == 1
                else and_(Audit.grade == code, Audit.edition_id.in_(of))
            )
            within[rank] = or_(within[rank], here) if rank in within else here
        by_edition = {edition: rank for rank, of in editions.items() for edition in of}
        told = case(by_edition, value=Audit.edition_id, else_=last)
        numbers[code] = next(iter(editions)) if len(editions) == 1 else told
    return Groups(case(numbers, value=Audit.grade, else_=last), within)


def first(session: Session, stage: str, team: int | None, limit: int) -> list[Audit]:
    """The audits that have been at a stage the longest, without their records, urgent ones first."""
    conditions = [Audit.stage == stage, *_of(team)]
    return _numbered(
        session,
        first_of(
            session, Order(Audit.id, Audit.urgent, Audit.changed_at, descending=False), conditions, limit
        ),
    )


def urgent(session: Session, team: int | None, limit: int) -> list[Audit]:
    """The last audits with an urgent concern that nobody has acknowledged, without their records."""
    numbers = (
        select(Audit.id).where(Audit.urgent.is_(True), *_of(team)).order_by(Audit.id.desc()).limit(limit)
    )
    return _numbered(session, list(session.scalars(numbers)))


def months(session: Session, team: int | None) -> list[tuple[int, int]]:
    """The years and months that there are audits of, of a team or of all, the last one first."""
    days = select(Audit.audit_date).where(Audit.audit_date.is_not(None)).distinct()
    found = session.scalars(days.where(*_of(team)))
    return sorted({(day.year, day.month) for day in found if day}, reverse=True)


def _numbered(session: Session, numbers: Sequence[int]) -> list[Audit]:
    """The audits of these numbers, in that order."""
    found: dict[int, Audit] = {}
    for at in range(0, len(numbers), _BATCH):
        rows = select(Audit).where(Audit.id.in_(numbers[at : at + _BATCH])).options(*WITHOUT_RECORDS)
        found |= {one.id: one for one in session.scalars(rows)}
    return [found[number] for number in numbers if number in found]


def _of(team: int | None) -> list[ColumnElement[bool]]:
    return [] if team is None else [looked_over(Audit.team_id == team)]


def behind(session: Session, number: int, *, team: int | None, limit: int) -> list[Audit]:
    """The audits made after the one of that number, in their order: for going through all of them."""
    wanted = select(Audit).where(Audit.id > number).order_by(Audit.id).limit(limit)
    return list(session.scalars(wanted if team is None else wanted.where(Audit.team_id == team)))


def search_text(*said: str | None) -> str:
    """What a search looks through, of the texts that an audit is known by."""
    return " ".join(searched(one) for one in said if one)


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.record_id:
        yield Audit.record_id == wanted.record_id
    yield from map(looked_over, _filters(wanted))


def _filters(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    yield from (Audit.team_id == team for team in (wanted.team, wanted.of_team) if team is not None)
    if wanted.stage:
        yield Audit.stage.in_(wanted.stage)
    if wanted.form:
        yield Audit.edition_id.in_(select(Edition.id).where(Edition.key.in_(wanted.form)))
    if wanted.edition_id is not None:
        yield Audit.edition_id == wanted.edition_id
    yield from _of_grades(wanted)
    if wanted.urgent is not None:
        yield Audit.urgent.is_(wanted.urgent)
    if wanted.errors is not None:
        yield Audit.errors > 0 if wanted.errors else Audit.errors == 0
    if wanted.waiting is not None:
        yield Audit.waiting > 0 if wanted.waiting else Audit.waiting == 0
    if wanted.date_from:
        yield Audit.audit_date >= wanted.date_from
    if wanted.date_to:
        yield Audit.audit_date <= wanted.date_to
    if wanted.month:
        year, month = map(int, wanted.month.split("-"))
        last = monthrange(year, month)[1]
        yield Audit.audit_date.between(date(year, month, 1), date(year, month, last))
    if wanted.auditor:
        yield Audit.auditor_key.contains(name_key(wanted.auditor) or "", autoescape=True)
    yield from (Audit.search.contains(word, autoescape=True) for word in searched(wanted.words).split())


def _of_grades(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.grade:
        yield Audit.grade.in_(wanted.grade)
    if wanted.graded is None:
        return
    editions: dict[frozenset[str], list[int]] = {}
    for edition, codes in wanted.graded.items():
        editions.setdefault(frozenset(codes), []).append(edition)
    asked = editions.items()
    parts = [and_(Audit.edition_id.in_(numbers), Audit.grade.in_(sorted(codes))) for codes, numbers in asked]
    yield or_(false(), *parts)
