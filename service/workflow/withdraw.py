"""Withdraw: an audit is taken out of work. Everything of it is kept, and it can be reopened."""

from service.lifecycle import Stage, Verb, after
from service.roles import May
from service.work import Work
from service.workflow.settle_filing import settle_begun
from service.workflow.words import decided, must_say


def withdraw(work: Work, reference: str, reason: str, *, seen: int | None = None) -> None:
    """Takes an audit out of work.

    Raises NotAllowed, Unknown, Stale, NotNow (`wrong-stage`), Unfit without a reason.
    """
    work.actor.need(May.DECIDE)
    said = must_say(reason, "Say why it is withdrawn.")
    settle_begun(work, reference)
    with work.begin() as session:
        audit = work.audit(session, reference, seen=seen)
        audit.stage = after(Verb.WITHDRAW, Stage(audit.stage))
        audit.accepted_by = audit.accepted_at = None
        audit.note = said
        work.touch(audit)
        decided(work, session, audit, "audit.withdrawn", said)
