"""The words that a decision is taken with: kept for good beside the audit, and in the trail by their digest alone."""

from schemas.text import MOST_LETTERS, trimmed
from service.errors import Fault, Unfit
from service.store import decisions
from service.store.rows.audits import Audit
from service.store.session import Session
from service.work import Work
from service.workflow.changed import Change, hidden


def may_say(words: str, path: str = "reason", most: int = MOST_LETTERS) -> str:
    """Words without what surrounds them, their lines ended as everywhere; none where they show nothing.

    Raises Unfit where they are too many.
    """
    said = trimmed(words.replace("\r\n", "\n"))
    if len(said) > most:
        raise Unfit([Fault(path, f"It must be {most:,} characters or fewer. This has {len(said):,}.")])
    return said


def must_say(words: str, wanted: str, path: str = "reason") -> str:
    """As `may_say`; raises Unfit, with the sentence `wanted`, where there are none."""
    said = may_say(words, path)
    if not said:
        raise Unfit([Fault(path, wanted)])
    return said


def decided(
    work: Work, session: Session, audit: Audit, verb: str, words: str, change: Change | None = None
) -> None:
    """Notes a decision for the trail, and keeps its words if there are any.

    `change` is what it changes, as the trail tells it; its path is what the decision is about. Without one the
    decision is about the whole audit.
    """
    about = str(change["path"]) if change else ""
    if words:
        decisions.keep(session, audit, verb, words, work.actor, work.now(), about)
    told = {**change, "reason": hidden(words)} if change else {"path": "reason", "to": hidden(words)}
    work.note(verb, audit, [told])
