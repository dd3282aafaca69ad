"""Do not file, because: a decision too, with its reason, and one that can be taken back."""

from service.errors import Fault, Unfit
from service.lifecycle import Stage, Verb, after
from service.roles import May
from service.work import Work
from service.workflow.changed import hidden


def do_not_file(work: Work, reference: str, reason: str, *, seen: int | None = None) -> None:
    """Decides that an audit is not filed, because.

    Raises NotAllowed, Unknown, Stale, NotNow (`wrong-stage`), Unfit without a reason.
    """
    work.actor.need(May.DECIDE)
    if not reason.strip():
        raise Unfit([Fault("reason", "Say why it is not filed.")])
    with work.begin() as session:
        audit = work.audit(session, reference, seen=seen)
        audit.stage = after(Verb.DO_NOT_FILE, Stage(audit.stage))
        audit.note = reason.strip()
        work.touch(audit)
        work.note("audit.not_filed", audit, [{"path": "reason", "to": hidden(reason)}])
