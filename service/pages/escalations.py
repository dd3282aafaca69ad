"""Pages of urgent concerns: the list, and those of an audit recorded, acknowledged and taken back."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from schemas.wire.asked import asked_by
from schemas.wire.common import Paging as PagingAsked
from service.errors import Stale, Unfit, Unknown
from service.pages.deciding import seen_version, stale_first
from service.pages.page import Pages, the_shown, the_work
from service.pages.paging import Paging
from service.pages.stale import audit_changed, stood
from service.roles import May
from service.workflow import escalate
from service.workflow.look import look_at

pages = Pages("escalations", __name__)


@pages.page("/escalations", May.SEE_AUDITS)
def list_escalations() -> str:
    """Urgent concerns, those not yet acknowledged first."""
    work, shown = the_work(), the_shown()
    asked, _ = asked_by(PagingAsked, request.args.to_dict(flat=False))
    page, size = asked["page"], asked["page_size"]
    found, total = escalate.find_escalations(work, page=page, size=size)
    return render_template(
        "escalations/list.html",
        concerns=[(shown.escalation(one), shown.short(audit)) for one, audit in found],
        total=total,
        paging=Paging("pages.escalations.list_escalations", request.args, page, size, total),
        reads_text=shown.text,
    )


@pages.page("/audits/<reference>/escalations", May.ESCALATE, methods=("GET", "POST"))
def record_escalation(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Records an urgent concern of an audit."""

    def act(seen: int) -> str:
        said = {name: request.form.get(name, "") for name in ("details", "told", "told_at")}
        escalate.escalate(the_work(), reference, **said, seen=seen)
        return "The urgent concern is recorded. The audit stands at the top of every list until it is acknowledged."

    return _page(reference, None, act, "escalations/record.html")


@pages.page(
    "/audits/<reference>/escalations/<int(max=2147483647):number>", May.ACKNOWLEDGE, methods=("GET", "POST")
)
def acknowledge_escalation(reference: str, number: int) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Notes that an urgent concern was taken in hand, or takes that back."""

    def act(seen: int) -> str:
        if "reason" in request.form:
            escalate.take_back(the_work(), reference, number, request.form["reason"], seen=seen)
            return "The urgent concern is no longer acknowledged. It stands on top again."
        escalate.acknowledge(the_work(), reference, number, request.form.get("note", ""), seen=seen)
        return "The urgent concern is acknowledged."

    return _page(reference, number, act, "escalations/one.html")


def _page(reference: str, number: int | None, act: Callable[[int], str], template: str) -> Any:  # noqa: ANN401
    """A page about urgent concerns of an audit; where it was sent, what it asks for is done."""
    refused: Unfit | Stale | None = None
    if request.method == "POST":
        try:
            flash(act(seen_version()))
            return redirect(
                url_for("pages.audits.show_audit", reference=reference.upper()) + "#concerns", 303
            )
        except (Unfit, Stale) as one:
            refused = one
    whole = look_at(the_work(), reference)
    errors: dict[str, str] = {}
    seen, status = 0, 200
    match stale_first(refused, whole):
        case Unfit() as unfit:
            errors, status = {fault.path: fault.message for fault in unfit.faults}, 422
        case Stale() as stale:
            seen, status = stale.seen or 1, 409
    audit = the_shown().whole(whole)
    concern = next((one for one in audit["escalations"] if one["id"] == number), None)
    if number is not None and concern is None:
        raise Unknown
    page = render_template(
        template,
        audit=audit,
        concern=concern,
        errors=errors,
        changed=audit_changed(whole, seen, stood(audit)) if seen else None,
        typed=request.form,
    )
    return page, status
