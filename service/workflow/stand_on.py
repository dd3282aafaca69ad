"""Stand on: a person says which of its returns an audit stands on; or declines one that waits for that decision."""

from service.errors import NotNow, Unknown
from service.lifecycle import SETTLED, Stage, Verb, after
from service.roles import May
from service.store import revisions
from service.store.rows.audits import Audit, Revision
from service.store.session import Session
from service.work import Work
from service.workflow.place import take
from service.workflow.words import decided, may_say, must_say


def stand_on(work: Work, reference: str, number: int, reason: str = "", *, seen: int | None = None) -> None:
    """Lets an audit stand on another of its returns, one that waited or one from before: it is in review on that.

    A reason is not needed, and kept where there is one. Raises NotAllowed, Unknown, Stale, NotNow (`not-proposed`)
    where it stands on that return already, Unfit for a reason that is too long.
    """
    work.actor.need(May.DECIDE)
    why = may_say(reason)
    with work.begin() as session:
        audit, revision = _found(work, session, reference, number, seen)
        if revision.state == "current":
            raise NotNow("not-proposed", f"The audit stands on return {number} already.")
        let_stand(work, session, audit, revision, why)


def decline(work: Work, reference: str, number: int, reason: str, *, seen: int | None = None) -> None:
    """Leaves an audit as it is; the return that waited is kept.

    Raises NotAllowed, Unknown, Stale, NotNow (`not-proposed`), Unfit without a reason.
    """
    work.actor.need(May.DECIDE)
    why = must_say(reason, "Say why it is declined.")
    with work.begin() as session:
        audit, revision = _found(work, session, reference, number, seen)
        if revision.state not in ("proposed", "declined"):
            raise NotNow(
                "not-proposed", f"Return {number} is {revision.state} and does not wait for a decision."
            )
        revision.state = "declined"
        revisions.count_waiting(session, audit)
        work.touch(audit)
        change = {"path": f"revisions[{number}]", "to": "declined"}
        decided(work, session, audit, "revision.declined", why, change)


def let_stand(work: Work, session: Session, audit: Audit, revision: Revision, why: str = "") -> None:
    """Lets an audit that is held stand on one of its returns; a settled audit is opened for it."""
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
    change = {"path": "revision", "from": before.number if before else None, "to": revision.number}
    if why:
        decided(work, session, audit, "revision.taken", why, change)
    else:
        work.note("revision.taken", audit, [change])


def _found(
    work: Work, session: Session, reference: str, number: int, seen: int | None
) -> tuple[Audit, Revision]:
    audit = work.audit(session, reference, seen=seen)
    revision = revisions.numbered(session, audit, number)
    if revision is None:
        raise Unknown
    return audit, revision
