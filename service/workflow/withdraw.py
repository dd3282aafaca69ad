"""Withdraw: an audit is taken out of work. Everything of it is kept, and it can be reopened."""

from service.errors import Fault, Unfit
from service.lifecycle import Stage, Verb, after
from service.roles import May
from service.work import Work
from service.workflow.changed import hidden


def withdraw(work: Work, reference: str, reason: str, *, seen: int | None = None) -> None:
    """Takes an audit out of work.

    Raises NotAllowed, Unknown, Stale, NotNow (`wrong-stage`), Unfit without a reason.
    """
    work.actor.need(May.DECIDE)
    if not reason.strip():
        raise Unfit([Fault("reason", "Say why it is withdrawn.")])
    with work.begin() as session:
        audit = work.audit(session, reference, seen=seen)
        audit.stage = after(Verb.WITHDRAW, Stage(audit.stage))
        audit.accepted_by = audit.accepted_at = None
        audit.note = reason.strip()
        work.touch(audit)
        work.note("audit.withdrawn", audit, [{"path": "reason", "to": hidden(reason)}])
