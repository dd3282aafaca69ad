"""Decisions about an audit as a whole: reopened, withdrawn, a waiting return taken or declined. Nothing is deleted."""

from service.errors import Fault, NotNow, Unfit, Unknown
from service.lifecycle import SETTLED, Stage, Verb, after
from service.roles import May
from service.store import revisions
from service.store.rows.audits import Audit, Revision
from service.store.session import Session
from service.work import Work
from service.workflow.changed import hidden
from service.workflow.receive import take


def reopen(work: Work, reference: str, reason: str, *, seen: int | None = None) -> None:
    """Brings an audit back into review, or, where no return has come in yet, back to being sent out.

    Raises NotAllowed, Unknown, Stale, NotNow (`wrong-stage`), Unfit without a reason.
    """
    with work.begin() as session:
        audit = _decided(work, session, reference, reason, seen)
        stage = after(Verb.REOPEN, Stage(audit.stage))
        _move(audit, stage if revisions.current(session, audit) else Stage.SENT_OUT)
        work.touch(audit)
        work.note("audit.reopened", audit, [{"path": "reason", "to": hidden(reason)}])


def withdraw(work: Work, reference: str, reason: str, *, seen: int | None = None) -> None:
    """Takes an audit out of work; everything of it is kept. Raises as `reopen` does."""
    with work.begin() as session:
        audit = _decided(work, session, reference, reason, seen)
        _move(audit, after(Verb.WITHDRAW, Stage(audit.stage)))
        audit.note = reason.strip()
        work.touch(audit)
        work.note("audit.withdrawn", audit, [{"path": "reason", "to": hidden(reason)}])


def take_proposed(work: Work, reference: str, number: int, *, seen: int | None = None) -> None:
    """Lets an audit stand on a return that has waited: it is in review again, on that revision.

    Raises NotAllowed, Unknown, Stale, NotNow (`not-proposed`).
    """
    work.actor.need(May.DECIDE)
    with work.begin() as session:
        audit, revision = _proposed(work, session, reference, number, seen)
        if Stage(audit.stage) in SETTLED:
            _move(audit, after(Verb.REOPEN, Stage(audit.stage)))
        before = revisions.current(session, audit)
        if before is not None:
            before.state = "superseded"
            session.flush()
        revision.state = "current"
        session.flush()
        take(work, session, audit, revision)
        work.touch(audit)
        changes = [{"path": "revision", "from": before.number if before else None, "to": revision.number}]
        work.note("revision.taken", audit, changes)


def decline_proposed(
    work: Work, reference: str, number: int, reason: str, *, seen: int | None = None
) -> None:
    """Leaves an audit as it is; the return that waited is kept.

    Raises as `take_proposed` does, and Unfit without a reason.
    """
    work.actor.need(May.DECIDE)
    _need_reason(reason)
    with work.begin() as session:
        audit, revision = _proposed(work, session, reference, number, seen)
        revision.state = "declined"
        work.touch(audit)
        change = {"path": f"revisions[{number}]", "to": "declined", "reason": hidden(reason)}
        work.note("revision.declined", audit, [change])


def _decided(work: Work, session: Session, reference: str, reason: str, seen: int | None) -> Audit:
    work.actor.need(May.DECIDE)
    _need_reason(reason)
    return work.audit(session, reference, seen=seen)


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise Unfit([Fault("reason", "Say why.")])


def _proposed(
    work: Work, session: Session, reference: str, number: int, seen: int | None
) -> tuple[Audit, Revision]:
    audit = work.audit(session, reference, seen=seen)
    revision = revisions.numbered(session, audit, number)
    if revision is None:
        raise Unknown
    if revision.state not in ("proposed", "declined"):
        raise NotNow(
            "not-proposed", f"Revision {number} is {revision.state} and does not wait for a decision."
        )
    return audit, revision


def _move(audit: Audit, stage: Stage) -> None:
    audit.stage = stage
    audit.accepted_by = audit.accepted_at = None
