"""Escalate: an urgent concern is recorded the moment it is found, and stays on top until it is acknowledged."""

from schemas.record import Record, get
from schemas.text import key
from service.errors import Unknown
from service.roles import May
from service.rules.wording import says_nothing
from service.store import actions
from service.store.rows.actions import Escalation
from service.store.rows.audits import Audit
from service.store.session import Session
from service.work import Work
from service.workflow.changed import hidden
from service.workflow.words import decided, may_say, must_say

_LONGEST_TIME = 200
_RETURN = "return"
_NEEDED, _TOLD, _AT, _DETAILS = (
    "escalation.needed",
    "escalation.told",
    "escalation.at",
    "escalation.details",
)


def from_return(work: Work, session: Session, audit: Audit, record: Record) -> None:
    """Records the urgent concern that a return tells of; once, though it be told in several revisions.

    Who was told, and when, is put to the concern that says the same: it is no other one for that, and stays in hand
    where it is.
    """
    if not _tells(record):
        return
    told, told_at, details = _said(record, _TOLD), _said(record, _AT), _said(record, _DETAILS)
    for one in actions.escalations(session, audit):
        if key(one.details) != key(details):
            continue
        if one.source == _RETURN and (one.told, one.told_at) != (told, told_at):
            one.told, one.told_at = told, told_at
            change = {"path": f"escalations[{one.id}].told", "to": hidden(f"{told} {told_at}")}
            work.note("escalation.completed", audit, [change])
        if one.source == _RETURN or (one.told, one.told_at) == (told, told_at):
            return
    _record(work, session, audit, _RETURN, told, told_at, details)


def escalate(
    work: Work, reference: str, *, details: str, told: str = "", told_at: str = "", seen: int | None = None
) -> int:
    """Records an urgent concern by hand, whatever stage the audit is at, and gives its number.

    Raises Unknown, Stale, NotAllowed, or Unfit where nothing is said, or too much.
    """
    work.actor.need(May.ESCALATE)
    details = must_say(details, "Say what the concern is.", "details")
    told, told_at = may_say(told, "told"), may_say(told_at, "told_at", _LONGEST_TIME)
    with work.begin() as session:
        audit = work.audit(session, reference, seen=seen)
        made = _record(work, session, audit, "person", told, told_at, details)
        work.touch(audit)
        return made.id


def find_escalations(work: Work, *, page: int, size: int) -> tuple[list[tuple[Escalation, Audit]], int]:
    """A page of urgent concerns with their audits, those not yet acknowledged first, and how many there are in all.

    Raises NotAllowed.
    """
    work.actor.need(May.SEE_AUDITS)
    with work.begin() as session:
        found, total = actions.escalated(session, team=work.actor.team, skip=(page - 1) * size, limit=size)
        if found:
            seen = [{"path": f"{audit.reference} escalations[{one.id}]"} for one, audit in found]
            work.note_of("escalations.listed", "list", "escalations", seen)
        return found, total


def acknowledge(work: Work, reference: str, number: int, note: str = "", *, seen: int | None = None) -> None:
    """Notes that somebody responsible has taken an urgent concern in hand.

    Raises Unknown, Stale, NotAllowed, Unfit. A second acknowledgement changes nothing.
    """
    work.actor.need(May.ACKNOWLEDGE)
    said = may_say(note, "note")
    with work.begin() as session:
        audit, found = _found(work, session, reference, number, seen)
        if found.acknowledged_at is None:
            found.acknowledged_at = work.now()
            found.acknowledged_by = work.actor.name
            found.note = said
            session.flush()
            audit.urgent = _is_urgent(session, audit)
            work.touch(audit)
            change = {"path": f"escalations[{number}]"}
            decided(work, session, audit, "escalation.acknowledged", said, change)


def take_back(work: Work, reference: str, number: int, reason: str, *, seen: int | None = None) -> None:
    """Takes back that an urgent concern was taken in hand: it stands on top again.

    Raises Unknown, Stale, NotAllowed, Unfit without a reason. Of one that is open it changes nothing.
    """
    work.actor.need(May.ACKNOWLEDGE)
    why = must_say(reason, "Say why it is not in hand.")
    with work.begin() as session:
        audit, found = _found(work, session, reference, number, seen)
        if found.acknowledged_at is not None:
            found.acknowledged_at = found.acknowledged_by = None
            found.note = ""
            audit.urgent = True
            work.touch(audit)
            decided(work, session, audit, "escalation.opened_again", why, {"path": f"escalations[{number}]"})


def _found(
    work: Work, session: Session, reference: str, number: int, seen: int | None
) -> tuple[Audit, Escalation]:
    audit = work.audit(session, reference, seen=seen)
    found = actions.escalation(session, number)
    if found is None or found.audit_id != audit.id:
        raise Unknown
    return audit, found


def _record(
    work: Work, session: Session, audit: Audit, source: str, told: str, told_at: str, details: str
) -> Escalation:
    made = Escalation(
        audit_id=audit.id,
        source=source,
        details=details,
        told=told,
        told_at=told_at,
        recorded_at=work.now(),
        recorded_by=work.actor.name,
        note="",
    )
    session.add(made)
    session.flush()
    audit.urgent = True
    work.note("escalation.recorded", audit, [{"path": f"escalations[{made.id}]", "to": hidden(details)}])
    return made


def _is_urgent(session: Session, audit: Audit) -> bool:
    return any(one.acknowledged_at is None for one in actions.escalations(session, audit))


def _tells(record: Record) -> bool:
    needed = get(record, _NEEDED)
    if needed is not None and not (needed is False and _told(record)):
        return needed in ("yes", True)
    return _told(record)


def _told(record: Record) -> bool:
    return any(said and not says_nothing(said) for said in (_said(record, _TOLD), _said(record, _DETAILS)))


def _said(record: Record, tag: str) -> str:
    found = get(record, tag)
    return "" if found is None else str(found)
