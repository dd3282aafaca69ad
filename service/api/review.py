"""Routes: what people decide about an audit. Every one takes the version that was seen, and answers with the audit."""

from collections.abc import Callable
from typing import Any

from schemas.wire.audits import AuditShape
from schemas.wire.common import NothingShape, OptionalReason, ReasonShape
from schemas.wire.decisions import AttachBody, HandOverBody
from schemas.wire.review import (
    CorrectionsBody,
    EscalationBody,
    NoteBody,
    RestrictionBody,
    SendBackBody,
    SentBack,
    TogetherBody,
)
from service.api.looking import shown_audit
from service.api.routes import Routes, etag, seen, the_work
from service.roles import May
from service.workflow import attach, correct, escalate, settle
from service.workflow.accept import accept
from service.workflow.detach import detach
from service.workflow.hand_over import hand_over
from service.workflow.reopen import reopen
from service.workflow.restrict import restrict
from service.workflow.send_back import send_back
from service.workflow.settle_together import resolve_together
from service.workflow.stand_on import decline, stand_on
from service.workflow.withdraw import withdraw

routes = Routes(
    "review", __name__, url_prefix="/api/v1/audits/<reference>", description="Decisions about an audit"
)

Answer = tuple[dict[str, Any], int, dict[str, str]]


def verb(rule: str, may: May, body: type = NothingShape) -> Callable[[Any], Any]:
    """A decision: POST with If-Match and a body of that shape, answered with the audit as it stands then."""

    def decorate(view: Any) -> Any:  # noqa: ANN401 -- a view as flask-smorest decorates it
        described = routes.arguments(body)(routes.response(200, AuditShape)(view))
        return routes.verb("POST", rule, may, changes=True)(described)

    return decorate


@verb("/corrections", May.REVIEW, CorrectionsBody)
def correct_answers(body: dict[str, Any], reference: str) -> Answer:
    """Correct answers, all of them or none.

    `row` is the row as `answers` has it; the one behind the last is added.
    """
    puts = [correct.Put(one["tag"], one["row"], one["value"]) for one in body["corrections"]]
    correct.correct(the_work(), reference, puts, body["reason"], seen=seen())
    return _now(reference)


@verb("/corrections/<int(max=2147483647):number>/undo", May.REVIEW)
def undo_correction(_: dict[str, Any], reference: str, number: int) -> Answer:
    """Take a correction back, or drop one that is offered."""
    correct.undo(the_work(), reference, number, seen=seen())
    return _now(reference)


@verb("/corrections/<int(max=2147483647):number>/take-up", May.REVIEW)
def take_up_correction(_: dict[str, Any], reference: str, number: int) -> Answer:
    """Let a correction count again that a later return put in doubt."""
    correct.take_up(the_work(), reference, number, seen=seen())
    return _now(reference)


@verb("/problems/<int(max=2147483647):number>/resolve", May.REVIEW, OptionalReason)
def resolve_problem(body: dict[str, str], reference: str, number: int) -> Answer:
    """Note that a warning was looked at and is right as it stands."""
    settle.resolve(the_work(), reference, number, body["reason"], seen=seen())
    return _now(reference)


@verb("/problems/resolve", May.REVIEW, TogetherBody)
def resolve_problems(body: dict[str, Any], reference: str) -> Answer:
    """Note of open warnings of one kind that each was looked at and is right as it stands: all of them or none."""
    resolve_together(the_work(), reference, body["problems"], body["reason"], seen=seen())
    return _now(reference)


@verb("/problems/<int(max=2147483647):number>/override", May.REVIEW, ReasonShape)
def override_problem(body: dict[str, str], reference: str, number: int) -> Answer:
    """Let a problem stand, with the reason why. An error that leaves the record wrong cannot be let stand."""
    settle.override(the_work(), reference, number, body["reason"], seen=seen())
    return _now(reference)


@verb("/problems/<int(max=2147483647):number>/open", May.REVIEW)
def open_problem(_: dict[str, Any], reference: str, number: int) -> Answer:
    """Take back that a problem was settled."""
    settle.open_again(the_work(), reference, number, seen=seen())
    return _now(reference)


@verb("/restrictions", May.REVIEW, RestrictionBody)
def restrict_answer(body: dict[str, Any], reference: str) -> Answer:
    """Mark a text as holding information about another person: it is left out of what is filed."""
    restrict(
        the_work(),
        reference,
        body["tag"],
        body["row"],
        body["reason"],
        restricted=body["restricted"],
        seen=seen(),
    )
    return _now(reference)


@verb("/accept", May.ACCEPT)
def accept_audit(_: dict[str, Any], reference: str) -> Answer:
    """Accept an audit; its actions begin their life. Refused while an error stands open."""
    accept(the_work(), reference, seen=seen())
    return _now(reference)


@routes.verb("POST", "/send-back", May.REVIEW, changes=True)
@routes.arguments(SendBackBody)
@routes.response(200, SentBack)
def send_back_audit(body: dict[str, Any], reference: str) -> Any:  # noqa: ANN401 -- a shape with its headers
    """Send an audit back, and get the note for its auditor that lists what is wanted."""
    note = send_back(the_work(), reference, body["words"], body["problems"], seen=seen())
    return {"note": note}, 200, _now(reference)[2]


@verb("/reopen", May.DECIDE, ReasonShape)
def reopen_audit(body: dict[str, str], reference: str) -> Answer:
    """Bring an audit back into review."""
    reopen(the_work(), reference, body["reason"], seen=seen())
    return _now(reference)


@verb("/withdraw", May.DECIDE, ReasonShape)
def withdraw_audit(body: dict[str, str], reference: str) -> Answer:
    """Take an audit out of work. Everything of it is kept."""
    withdraw(the_work(), reference, body["reason"], seen=seen())
    return _now(reference)


@verb("/revisions/<int(max=2147483647):number>/take", May.DECIDE)
def take_revision(_: dict[str, Any], reference: str, number: int) -> Answer:
    """Let the audit stand on another of its returns; it is in review again."""
    stand_on(the_work(), reference, number, seen=seen())
    return _now(reference)


@verb("/revisions/<int(max=2147483647):number>/decline", May.DECIDE, ReasonShape)
def decline_revision(body: dict[str, str], reference: str, number: int) -> Answer:
    """Leave the audit as it is; the return that has waited is kept."""
    decline(the_work(), reference, number, body["reason"], seen=seen())
    return _now(reference)


@verb("/attach", May.REVIEW, AttachBody)
def attach_return(body: dict[str, str], reference: str) -> Answer:
    """Put the return that made this audit to the audit that it belongs to. Answered with that one."""
    attach.attach(the_work(), reference, body["reference"], seen=seen())
    return _now(body["reference"])


@verb("/revisions/<int(max=2147483647):number>/detach", May.DECIDE, ReasonShape)
def detach_revision(body: dict[str, str], reference: str, number: int) -> Answer:
    """Take a return out that does not belong here. Answered with the audit that is made of it."""
    return _now(detach(the_work(), reference, number, body["reason"], seen=seen()))


@verb("/hand-over", May.DECIDE, HandOverBody)
def hand_audit_over(body: dict[str, Any], reference: str) -> Answer:
    """Give the audit to another team. It takes somebody who belongs to none."""
    hand_over(the_work(), reference, body["team"], body["reason"], seen=seen())
    return _now(reference)


@verb("/escalations", May.ESCALATE, EscalationBody)
def record_escalation(body: dict[str, str], reference: str) -> Answer:
    """Record an urgent concern. The audit stands at the top of every list until it is acknowledged."""
    escalate.escalate(the_work(), reference, **body, seen=seen())
    return _now(reference)


@verb("/escalations/<int(max=2147483647):number>/acknowledge", May.ACKNOWLEDGE, NoteBody)
def acknowledge_escalation(body: dict[str, str], reference: str, number: int) -> Answer:
    """Note that somebody responsible has taken an urgent concern in hand."""
    escalate.acknowledge(the_work(), reference, number, body["note"], seen=seen())
    return _now(reference)


@verb("/escalations/<int(max=2147483647):number>/open", May.ACKNOWLEDGE, ReasonShape)
def open_escalation(body: dict[str, str], reference: str, number: int) -> Answer:
    """Take back that an urgent concern was taken in hand: it stands on top again."""
    escalate.take_back(the_work(), reference, number, body["reason"], seen=seen())
    return _now(reference)


def _now(reference: str) -> Answer:
    shown, version = shown_audit(reference)
    return shown, 200, etag(version)
