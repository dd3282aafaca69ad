"""Corrections: answers that people put right, and how far each of them counts."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.rows.audits import Audit
from service.store.rows.reviews import Correction

ACTIVE, OFFERED, MET, REPLACED, UNDONE = "active", "offered", "met", "replaced", "undone"
"""It counts; a later return puts it in doubt; a later return says the same; another took its place; taken back."""


def of_audit(session: Session, audit: Audit) -> list[Correction]:
    """Every correction of an audit, the first one first; those that were undone too."""
    return list(
        session.scalars(select(Correction).where(Correction.audit_id == audit.id).order_by(Correction.id))
    )
