"""Audits of the same record: what a return without identity may belong to, and what is there of a record already."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from service.store.rows.audits import Audit
from service.store.rows.forms import Edition


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
