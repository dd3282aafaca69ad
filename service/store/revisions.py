"""Returns as they came in, and the revisions read from them."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.roles import Actor
from service.store import documents
from service.store.dialect import insert
from service.store.rows.audits import Audit, Return, Revision
from service.store.rows.forms import Document, Edition
from service.store.rows.outcomes import Finished


def keep_return(
    session: Session,
    content: bytes,
    filename: str,
    actor: Actor,
    now: datetime,
    named: tuple[str, str] | None = None,
) -> Return:
    """Keeps a return byte for byte; the same bytes again give the return that is there."""
    sha256 = documents.keep(session, content, documents.DOCX, now)
    session.execute(
        insert(session, Return)
        .values(
            sha256=sha256,
            filename=filename[-255:],
            received_at=now,
            person_id=actor.person,
            received_by=actor.name,
            team_id=actor.team,
            form_key=named[0] if named else None,
            form_edition=named[1] if named else None,
        )
        .on_conflict_do_nothing()
    )
    return session.scalars(select(Return).where(Return.sha256 == sha256)).one()


def held_return(session: Session, number: int) -> Return | None:
    """A return, kept from others until the session ends; None where it has gone."""
    return session.scalar(
        select(Return)
        .where(Return.id == number)
        .with_for_update(of=Return)
        .execution_options(populate_existing=True)
    )


def unread(
    session: Session, *, kept_by: datetime | None = None, after: int = 0, limit: int = 20
) -> list[Return]:
    """Returns that were kept, by a moment if one is given, and have no audit: being read now, or left by a crash."""
    waiting = select(Return).where(Return.audit_id.is_(None), Return.id > after)
    if kept_by is not None:
        waiting = waiting.where(Return.received_at <= kept_by)
    return list(session.scalars(waiting.order_by(Return.id).limit(limit)))


def count_unread(session: Session) -> int:
    """How many returns were kept and have no audit yet."""
    return session.scalar(select(func.count(Return.id)).where(Return.audit_id.is_(None))) or 0


def drop_return(session: Session, came_as: Return) -> None:
    """Takes a return away again that turned out to be no copy of a known form; nothing of it stays.

    Its bytes stay where something else stands on them: a finished document that somebody sent in, a form.
    """
    sha256 = came_as.sha256
    session.execute(delete(Return).where(Return.id == came_as.id))
    needed = (Finished.docx_sha256, Finished.pdf_sha256, Edition.sha256)
    if not any(session.scalar(select(column).where(column == sha256).limit(1)) for column in needed):
        session.execute(delete(Document).where(Document.sha256 == sha256))


def next_revision(audit: Audit) -> int:
    """Gives out the number of the next revision of an audit, which is held."""
    audit.last_revision += 1
    return audit.last_revision


def current(session: Session, audit: Audit) -> Revision | None:
    """The revision that counts."""
    return session.scalar(select(Revision).where(Revision.audit_id == audit.id, Revision.state == "current"))


def stood_on_before(session: Session, audit: Audit, number: int | None) -> Revision | None:
    """The last revision before that number that an audit has stood on; the one that counts where none is given."""
    if number is None:
        return current(session, audit)
    return session.scalar(
        select(Revision)
        .where(
            Revision.audit_id == audit.id,
            Revision.number < number,
            Revision.state.in_(("current", "superseded")),
        )
        .order_by(Revision.number.desc())
        .limit(1)
    )


def count_waiting(session: Session, audit: Audit) -> None:
    """Counts anew the returns of an audit that wait for a decision."""
    session.flush()
    proposed = select(func.count(Revision.id)).where(
        Revision.audit_id == audit.id, Revision.state == "proposed"
    )
    audit.waiting = session.scalar(proposed) or 0


def came_later(session: Session, audit: Audit, came_as: Return) -> bool:
    """Whether another return of the audit came in after this one: then this one was left behind by a crash."""
    later = select(Revision.id).where(Revision.audit_id == audit.id, Revision.return_id > came_as.id)
    return session.scalar(later.limit(1)) is not None


def numbered(session: Session, audit: Audit, number: int) -> Revision | None:
    """The revision of a number."""
    return session.scalar(select(Revision).where(Revision.audit_id == audit.id, Revision.number == number))


def of_audit(session: Session, audit: Audit) -> list[Revision]:
    """Every revision of an audit, the first one first."""
    return list(
        session.scalars(select(Revision).where(Revision.audit_id == audit.id).order_by(Revision.number))
    )


def of_return(session: Session, came_as: Return) -> Revision | None:
    """The revision that was read from a return."""
    return session.scalar(select(Revision).where(Revision.return_id == came_as.id))
