"""Decisions of people about an audit, with the words that they were taken with."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.roles import Actor
from service.store.rows.audits import Audit
from service.store.rows.reviews import Decision


def keep(
    session: Session, audit: Audit, verb: str, words: str, actor: Actor, now: datetime, about: str = ""
) -> None:
    """Keeps a decision; `about` is what of the audit it is about, such as `problems[12]`."""
    session.add(
        Decision(audit_id=audit.id, verb=verb, about=about, words=words, made_at=now, made_by=actor.name)
    )


def of_audit(session: Session, audit: Audit) -> list[Decision]:
    """Every decision about an audit, the first one first."""
    return list(session.scalars(select(Decision).where(Decision.audit_id == audit.id).order_by(Decision.id)))
