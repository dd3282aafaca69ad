"""How a decision is taken on a page: told before it is taken, on the version that was seen, nothing typed lost."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from service.errors import Fault, NotNow, Stale, Unfit
from service.pages.acceptance import stops_acceptance
from service.pages.decisions import ACCEPT, Decision
from service.pages.numbers import whole_number
from service.pages.page import the_shown, the_work
from service.pages.record import place_of, title_of
from service.pages.stale import audit_changed, stood
from service.word.form import Form
from service.workflow.look import Whole, look_at

Act = Callable[[int], str | None]
"""Takes the decision on the version that was seen; may say where to go then."""
More = Callable[[Whole], dict[str, Any]]
"""What a page shows beside what all decisions show."""


def decide(
    decision: Decision, reference: str, act: Act, more: More | None = None, template: str = "decide/ask.html"
) -> Any:  # noqa: ANN401 -- a page or a redirection
    """The page of a decision, or, where it was sent, the decision taken and the way on.

    What stands in the way is listed. Where the audit has changed since, the page shows how it was and how it is, and
    keeps what was typed. Raises Unknown, NotAllowed.
    """
    refused: Unfit | NotNow | Stale | None = None
    if request.method == "POST":
        try:
            to = act(seen_version())
        except (Unfit, NotNow, Stale) as one:
            refused = one
        else:
            flash(decision.done)
            return redirect(to or url_for("pages.audits.show_audit", reference=reference.upper()), 303)
    whole = look_at(the_work(), reference)
    audit = the_shown().whole(whole)
    errors: dict[str, str] = {}
    in_the_way: Sequence[Fault] = ()
    said, seen, status = "", 0, 200
    match stale_first(refused, whole):
        case Unfit() as unfit:
            errors = {fault.path: fault.message for fault in unfit.faults if fault.path in decision.fields}
            in_the_way = [fault for fault in unfit.faults if fault.path not in decision.fields]
            said = "It was not done: the record and the form do not go together." if in_the_way else ""
            status = 422
        case NotNow() as not_now:
            said, in_the_way, status = not_now.message, not_now.faults, 409
        case Stale() as stale:
            seen, status = stale.seen or 1, 409
    hindrance = decision.hindrance(audit["stage"])
    if not said and hindrance:
        said = hindrance
    if not said and decision is ACCEPT:
        stop = next(stops_acceptance(the_work(), whole, audit), None)
        said, in_the_way = (stop.said, stop.faults) if stop else ("", ())
    page = render_template(
        template,
        decision=decision,
        audit=audit,
        errors=errors,
        said=said,
        in_the_way=[told(whole.form, fault) for fault in in_the_way],
        possible=not hindrance and not (decision is ACCEPT and said),
        changed=audit_changed(whole, seen, stood(audit)) if seen else None,
        entered_texts=_entered(decision, whole.form),
        typed=request.form,
        **(more(whole) if more else {}),
    )
    return page, status


def seen_version() -> int:
    """The version that a form was made from; 0, which nothing ever was at, where it does not say."""
    return whole_number(request.form.get("version", "")) or 0


def stale_first(refused: Unfit | NotNow | Stale | None, whole: Whole) -> Unfit | NotNow | Stale | None:
    """Why a form was refused: what is wrong with what was typed into it, only where the audit has not changed since.

    A page carries the version that it is made of. Made again of a newer one to tell that a reason is missing, it would
    have the next press write over what nobody was told of.
    """
    seen = seen_version()
    if isinstance(refused, Unfit) and seen != whole.audit.version:
        return Stale(seen, whole.audit.version)
    return refused


def told(form: Form, fault: Fault) -> dict[str, str]:
    """What stands in the way, with what people call the answer that it is about, and where that is settled."""
    tag, row = place_of(fault.path)
    name = title_of(form.by_tag, tag, row) if tag in form.by_tag else ""
    at = tag if row is None else f"{tag}-{row + 1}"
    return {"path": fault.path, "at": at, "name": name, "message": fault.message}


def _entered(decision: Decision, form: Form) -> list[tuple[str, str]]:
    """What was typed into a page, by what its fields are called."""
    names = {
        name: title_of(form.by_tag, name) if name in form.by_tag else decision.asks(name)
        for name in decision.fields
    }
    return [(asked, request.form.get(name, "")) for name, asked in names.items() if asked]
