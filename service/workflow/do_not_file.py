"""Do not file, because: a decision too, with its reason, and one that can be taken back."""

from service.lifecycle import Stage, Verb, after
from service.roles import May
from service.work import Work
from service.workflow.settle_filing import settle_begun
from service.workflow.words import decided, must_say


def do_not_file(work: Work, reference: str, reason: str, *, seen: int | None = None) -> None:
    """Decides that an audit is not filed, because.

    Raises NotAllowed, Unknown, Stale, NotNow (`wrong-stage`), Unfit without a reason.
    """
    work.actor.need(May.DECIDE)
    said = must_say(reason, "Say why it is not filed.")
    settle_begun(work, reference)
    with work.begin() as session:
        audit = work.audit(session, reference, seen=seen)
        audit.stage = after(Verb.DO_NOT_FILE, Stage(audit.stage))
        audit.note = said
        work.touch(audit)
        decided(work, session, audit, "audit.not_filed", said)
