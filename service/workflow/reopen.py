"""Reopen: an audit that was sent back, accepted, filed or withdrawn is brought back into review."""

from service.errors import Fault, Unfit
from service.lifecycle import Stage, Verb, after
from service.roles import May
from service.store import revisions
from service.work import Work
from service.workflow.changed import hidden


def reopen(work: Work, reference: str, reason: str, *, seen: int | None = None) -> None:
    """Brings an audit back into review, or, where no return has come in yet, back to being sent out.

    Raises NotAllowed, Unknown, Stale, NotNow (`wrong-stage`), Unfit without a reason.
    """
    work.actor.need(May.DECIDE)
    if not reason.strip():
        raise Unfit([Fault("reason", "Say why it is reopened.")])
    with work.begin() as session:
        audit = work.audit(session, reference, seen=seen)
        stage = after(Verb.REOPEN, Stage(audit.stage))
        audit.stage = stage if revisions.current(session, audit) else Stage.SENT_OUT
        audit.accepted_by = audit.accepted_at = None
        work.touch(audit)
        work.note("audit.reopened", audit, [{"path": "reason", "to": hidden(reason)}])
