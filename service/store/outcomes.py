"""Finished documents and filings."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.rows.audits import Audit
from service.store.rows.outcomes import Filing, Finished

BEGUN, FILED, ABANDONED = "begun", "filed", "abandoned"
"""How far a filing has come: all of it kept, standing at its place, or found not to stand there and given up."""


def finished(session: Session, audit: Audit) -> list[Finished]:
    """Every finished document of an audit, the first one first."""
    return list(
        session.scalars(select(Finished).where(Finished.audit_id == audit.id).order_by(Finished.number))
    )


def latest(session: Session, audit: Audit) -> Finished | None:
    """The finished document that counts: the last one made."""
    return next(reversed(finished(session, audit)), None)


def filings(session: Session, audit: Audit) -> list[Filing]:
    """Every filing of an audit, the first one first; those begun and not ended too."""
    return list(session.scalars(select(Filing).where(Filing.audit_id == audit.id).order_by(Filing.id)))


def filing_of(session: Session, made: Finished, destination: str) -> Filing | None:
    """The filing of a finished document at a destination."""
    return session.scalar(
        select(Filing).where(Filing.finished_id == made.id, Filing.destination == destination)
    )


def is_named(session: Session, destination: str, name: str) -> bool:
    """Whether a filing at a destination has that name."""
    found = select(Filing.id).where(Filing.destination == destination, Filing.name == name)
    return session.scalar(found.limit(1)) is not None


def filing(session: Session, number: int) -> Filing | None:
    """The filing of a number."""
    return session.get(Filing, number)


def manifests(session: Session) -> list[str]:
    """The SHA-256 of the manifest of each filing."""
    return [files["manifest.json"] for files in session.scalars(select(Filing.files).order_by(Filing.id))]


def begun(session: Session) -> list[Filing]:
    """Filings that were begun and not ended: under way, or left by a crash."""
    return list(session.scalars(select(Filing).where(Filing.state == BEGUN).order_by(Filing.id)))
