"""A return that waits because its audit is settled: a person takes it or declines it."""

from service.errors import Fault, NotNow, Unfit, Unknown
from service.lifecycle import SETTLED, Stage, Verb, after
from service.roles import May
from service.store import revisions
from service.store.rows.audits import Audit, Revision
from service.store.session import Session
from service.work import Work
from service.workflow.changed import hidden
from service.workflow.place import take


def take_proposed(work: Work, reference: str, number: int, *, seen: int | None = None) -> None:
    """Lets an audit stand on a return that has waited: it is in review again, on that revision.

    Raises NotAllowed, Unknown, Stale, NotNow (`not-proposed`).
    """
    work.actor.need(May.DECIDE)
    with work.begin() as session:
        audit, revision = _proposed(work, session, reference, number, seen)
        if Stage(audit.stage) in SETTLED:
            audit.stage = after(Verb.REOPEN, Stage(audit.stage))
            audit.accepted_by = audit.accepted_at = None
        before = revisions.current(session, audit)
        if before is not None:
            before.state = "superseded"
            session.flush()
        revision.state = "current"
        session.flush()
        take(work, session, audit, revision, before)
        revisions.count_waiting(session, audit)
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
    if not reason.strip():
        raise Unfit([Fault("reason", "Say why it is declined.")])
    with work.begin() as session:
        audit, revision = _proposed(work, session, reference, number, seen)
        revision.state = "declined"
        revisions.count_waiting(session, audit)
        work.touch(audit)
        change = {"path": f"revisions[{number}]", "to": "declined", "reason": hidden(reason)}
        work.note("revision.declined", audit, [change])


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
