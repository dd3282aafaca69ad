"""Settle: a problem is resolved or overridden, with a reason where one is wanted, and opened again."""

from service.errors import NotNow, Unknown
from service.lifecycle import Stage, Verb, after
from service.problem import SETTLED_BY_REASON, Level
from service.roles import May
from service.store import findings
from service.store.rows.audits import Audit
from service.store.rows.reviews import Finding
from service.store.session import Session
from service.work import Work
from service.workflow.words import decided, may_say, must_say

UNPLACED = "text.unplaced"
"""The code of the problem that tells of a text without a place."""


def resolve(work: Work, reference: str, number: int, reason: str = "", *, seen: int | None = None) -> None:
    """Notes that a warning was looked at and is right as it stands.

    Raises NotAllowed, Unknown, Stale, NotNow (`wrong-stage`; `needs-correction` for an error), Unfit.
    """
    with work.begin() as session:
        audit, finding = _found(work, session, reference, number, seen)
        why = may_say(reason)
        if finding.level == Level.ERROR:
            raise _needs_more(finding)
        _settle(work, session, audit, finding, findings.RESOLVED, why)


def override(work: Work, reference: str, number: int, reason: str, *, seen: int | None = None) -> None:
    """Lets a problem stand, with the reason why. An error that leaves the record wrong cannot be let stand.

    Raises as `resolve` does, and Unfit without a reason.
    """
    with work.begin() as session:
        audit, finding = _found(work, session, reference, number, seen)
        why = must_say(reason, "Say why the problem may stand.")
        if finding.level == Level.ERROR and finding.code not in SETTLED_BY_REASON:
            raise _needs_more(finding)
        _settle(work, session, audit, finding, findings.OVERRIDDEN, why)


def open_again(work: Work, reference: str, number: int, *, seen: int | None = None) -> None:
    """Takes back that a problem was settled. Raises as `resolve` does."""
    with work.begin() as session:
        audit, finding = _found(work, session, reference, number, seen)
        _settle(work, session, audit, finding, findings.OPEN, "")


def moved(work: Work, session: Session, audit: Audit, number: int, to: str) -> None:
    """Notes that a text without a place has been put where an answer stands, of an audit that is held.

    Raises as `waiting_text`.
    """
    _settle(work, session, audit, _waiting(session, audit, number), findings.RESOLVED, f"Moved to {to}.")


def waiting_text(session: Session, audit: Audit, number: int) -> str:
    """A text that waits for a place, by the number of the problem that tells of it.

    Raises Unknown, NotNow (`problem-gone`) where that text is no longer there, or somebody has seen to it meanwhile.
    """
    return _waiting(session, audit, number).said or ""


def _waiting(session: Session, audit: Audit, number: int) -> Finding:
    finding = session.get(Finding, number)
    if finding is None or finding.audit_id != audit.id or finding.code != UNPLACED:
        raise Unknown
    if finding.state != findings.OPEN:
        raise NotNow(
            "problem-gone",
            "The text that was to be moved no longer waits for a place: another return came in, or somebody has seen "
            "to it. Nothing was changed.",
        )
    return finding


def _found(
    work: Work, session: Session, reference: str, number: int, seen: int | None
) -> tuple[Audit, Finding]:
    work.actor.need(May.REVIEW)
    audit = work.audit(session, reference, seen=seen)
    after(Verb.SETTLE, Stage(audit.stage))
    finding = session.get(Finding, number)
    if finding is None or finding.audit_id != audit.id:
        raise Unknown
    if finding.state == findings.GONE:
        raise NotNow("problem-gone", "The problem is no longer there.")
    return audit, finding


def _settle(work: Work, session: Session, audit: Audit, finding: Finding, state: str, reason: str) -> None:
    before = finding.state
    finding.state, finding.reason = state, reason
    opened = state == findings.OPEN
    finding.settled_at = None if opened else work.now()
    finding.settled_by = None if opened else work.actor.name
    session.flush()
    findings.count(audit, findings.of_audit(session, audit))
    work.touch(audit)
    change = {"path": f"problems[{finding.id}]", "code": finding.code, "from": before, "to": state}
    decided(work, session, audit, "problem.settled", reason, change)


def _needs_more(finding: Finding) -> NotNow:
    if finding.code in SETTLED_BY_REASON:
        return NotNow("needs-reason", "This is an error. It can be overridden, with a reason.")
    return NotNow(
        "needs-correction",
        "This error leaves the record without a clear value. Correct the answer, or send the audit back.",
    )
