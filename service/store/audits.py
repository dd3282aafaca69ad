"""Audits: found one by one to be changed, and listed, filtered and searched."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import Session

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which audits a list is to hold. None and empty ask for nothing; `team` is the actor's, `words` a search."""

    team: int | None = None
    words: str = ""
    stage: Sequence[str] = ()
    form: Sequence[str] = ()
    edition_id: int | None = None
    grade: Sequence[str] = ()
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
    skip: int = 0,
    limit: int = 50,
) -> tuple[list[Audit], int]:
    """A page of the audits that are wanted, urgent ones first, and how many there are in all."""
    conditions = list(_conditions(wanted))
    total = session.scalar(_from(select(func.count(Audit.id)), wanted).where(*conditions)) or 0
    column = SORTS[sort]
    order = (column.desc(), Audit.id.desc()) if descending else (column.asc(), Audit.id.asc())
    rows = _from(select(Audit), wanted).where(*conditions).order_by(Audit.urgent.desc(), *order)
    return list(session.scalars(rows.offset(skip).limit(limit))), total


def behind(session: Session, number: int, *, team: int | None, limit: int) -> list[Audit]:
    """The audits made after the one of that number, in their order: for going through all of them."""
    wanted = select(Audit).where(Audit.id > number).order_by(Audit.id).limit(limit)
    return list(session.scalars(wanted if team is None else wanted.where(Audit.team_id == team)))


def search_text(*said: str | None) -> str:
    """What a search looks through, of the texts that an audit is known by."""
    return " ".join(" ".join(one.split()).casefold() for one in said if one)


def alike(
    session: Session,
    *,
    edition_key: str,
    record_id: str | None,
    audit_date: date | None,
    but: int,
    team: int | None,
) -> list[Audit]:
    """Audits of the same form that a return without identity may belong to, by record number, best first.

    Those with the same date come before those without a date; an audit of another date is another audit.
    """
    if not record_id:
        return []
    dated = Audit.audit_date == audit_date if audit_date else Audit.audit_date.is_(None)
    found = session.scalars(
        select(Audit)
        .join(Edition, Audit.edition_id == Edition.id)
        .where(
            Edition.key == edition_key,
            Audit.record_id == record_id,
            Audit.id != but,
            Audit.stage != "withdrawn",
            dated | Audit.audit_date.is_(None),
            Audit.team_id == team if team is not None else true(),
        )
        .order_by(Audit.audit_date.is_(None), Audit.id.desc())
        .limit(5)
    )
    return list(found)


def of_records(
    session: Session, *, edition_key: str, record_ids: Collection[str], team: int | None
) -> list[tuple[str, date | None, str]]:
    """Record number, date and reference of each audit of these records on a form; not of those withdrawn."""
    found = session.execute(
        select(Audit.record_id, Audit.audit_date, Audit.reference)
        .join(Edition, Audit.edition_id == Edition.id)
        .where(
            Edition.key == edition_key,
            Audit.record_id.in_(record_ids),
            Audit.stage != "withdrawn",
            Audit.team_id == team if team is not None else true(),
        )
        .order_by(Audit.id)
    )
    return [(str(row.record_id), row.audit_date, row.reference) for row in found]


def _from(statement: Select, wanted: Wanted) -> Select:  # type: ignore[type-arg]
    return statement.join(Edition, Audit.edition_id == Edition.id) if wanted.form else statement


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.team is not None:
        conditions.append(Audit.team_id == wanted.team)
    if wanted.stage:
        conditions.append(Audit.stage.in_(wanted.stage))
    if wanted.form:
        conditions.append(Edition.key.in_(wanted.form))
    if wanted.edition_id is not None:
        conditions.append(Audit.edition_id == wanted.edition_id)
    if wanted.grade:
        conditions.append(Audit.grade.in_(wanted.grade))
    if wanted.record_id:
        conditions.append(Audit.record_id == wanted.record_id)
    if wanted.urgent is not None:
        conditions.append(Audit.urgent.is_(wanted.urgent))
    if wanted.errors is not None:
        conditions.append(Audit.errors > 0 if wanted.errors else Audit.errors == 0)
    if wanted.waiting is not None:
        conditions.append(Audit.waiting > 0 if wanted.waiting else Audit.waiting == 0)
    if wanted.date_from:
        conditions.append(Audit.audit_date >= wanted.date_from)
    if wanted.date_to:
        conditions.append(Audit.audit_date <= wanted.date_to)
    conditions += [Audit.search.contains(word, autoescape=True) for word in wanted.words.casefold().split()]
    return conditions
