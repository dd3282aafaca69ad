"""Reopen: an audit that was sent back, accepted, filed or withdrawn is brought back into review."""

from service.errors import NotNow
from service.lifecycle import Stage, Verb, after
from service.roles import May
from service.store import revisions
from service.work import Work
from service.workflow.settle_filing import settle_begun
from service.workflow.words import decided, must_say


def reopen(work: Work, reference: str, reason: str, *, seen: int | None = None) -> None:
    """Brings an audit back into review, or, where no return has come in yet, back to being sent out.

    Raises NotAllowed, Unknown, Stale, NotNow (`wrong-stage`, `no-return`), Unfit without a reason.
    """
    work.actor.need(May.DECIDE)
    said = must_say(reason, "Say why it is reopened.")
    settle_begun(work, reference)
    with work.begin() as session:
        audit = work.audit(session, reference, seen=seen)
        stage = after(Verb.REOPEN, Stage(audit.stage))
        if revisions.current(session, audit) is None:
            if audit.sent is None:
                raise NotNow("no-return", "Its one return was put to another audit. Take it out there first.")
            stage = Stage.SENT_OUT
        audit.stage = stage
        audit.accepted_by = audit.accepted_at = None
        work.touch(audit)
        decided(work, session, audit, "audit.reopened", said)
