"""Pages about where a return belongs: one that waits beside the one that counts, and one without identity."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from schemas.text import trimmed
from service.errors import Fault, NotNow, Stale, Unfit, Unknown
from service.lifecycle import SETTLED, Stage
from service.pages.audits import pages
from service.pages.deciding import decide, seen_version, stale_first
from service.pages.decisions import Decision
from service.pages.page import the_shown, the_work
from service.pages.stale import audit_changed, stood
from service.roles import May
from service.workflow.attach import attach, belongings
from service.workflow.detach import detach
from service.workflow.look import Whole, between, look_at
from service.workflow.stand_on import decline, stand_on

ATTACH = Decision(
    "attach_audit",
    "Put the return to the audit it belongs to",
    May.REVIEW,
    None,
    lambda audit: (
        "The return becomes the next return of the audit that you choose, which is in review on it or, if it is "
        f"settled, waits for a decision; {audit['reference']}, which it had made, becomes withdrawn."
    ),
    "The return is put to this audit.",
    fields=("reference",),
)


@pages.page("/audits/<reference>/attach", May.REVIEW, methods=("GET", "POST"))
def attach_audit(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Puts the return of an audit to the audit that it belongs to."""

    def act(seen: int) -> str:
        target = _target(trimmed(request.form.get("reference", "")), trimmed(request.form.get("other", "")))
        try:
            attach(the_work(), reference, target, seen=seen)
        except Unknown:
            look_at(the_work(), reference)  # raises where it is this one that is not there
            raise Unfit(
                [Fault("reference", f"There is no audit {target.upper()} that you may see.")]
            ) from None
        return url_for("pages.audits.show_audit", reference=target.upper())

    def more(_: Whole) -> dict[str, Any]:
        shown = the_shown()
        found = belongings(the_work(), reference)
        named = [one.reference for one in found.named]
        return {"candidates": [shown.short(one) for one in found.all], "named": named}

    return decide(ATTACH, reference, act, more, "decide/attach.html")


@pages.page("/audits/<reference>/returns/<int(max=2147483647):number>", May.DECIDE, methods=("GET", "POST"))
def decide_return(reference: str, number: int) -> Any:  # noqa: ANN401 -- a page or a redirection
    """A return beside the one that the audit stands on, and what is to become of it."""
    work, shown = the_work(), the_shown()
    refused: Unfit | NotNow | Stale | None = None
    if request.method == "POST":
        try:
            to = _decided(reference, number)
        except (Unfit, NotNow, Stale) as kept:
            refused = kept
        else:
            return redirect(url_for("pages.audits.show_audit", reference=to), 303)
    whole = look_at(work, reference)
    errors: dict[str, str] = {}
    said, seen, status = "", 0, 200
    match stale_first(refused, whole):
        case Unfit() as unfit:
            errors, status = {fault.path: fault.message for fault in unfit.faults}, 422
        case NotNow() as not_now:
            said, status = not_now.message, 409
        case Stale() as stale:
            seen, status = stale.seen or 1, 409
    one = next((one for one in whole.revisions if one.number == number), None)
    if one is None:
        raise Unknown
    current = next((one.number for one in whole.revisions if one.state == "current"), None)
    found = between(work, reference, current, number) if current not in (None, number) else []
    audit = shown.whole(whole)
    page = render_template(
        "audits/return.html",
        audit=audit,
        number=number,
        state=one.state,
        came=one.came_as,
        current=current,
        settled=Stage(whole.audit.stage) in SETTLED,
        differences=shown.differences(found),
        errors=errors,
        said=said,
        changed=audit_changed(whole, seen, stood(audit)) if seen else None,
        typed=request.form,
        reads_text=shown.text,
    )
    return page, status


def _target(chosen: str, written: str) -> str:
    """The audit that is meant. Raises Unfit where none is, or two are."""
    if chosen and written and chosen.upper() != written.upper():
        raise Unfit(
            [
                Fault(
                    "reference",
                    f"You chose {chosen} and also wrote {written}. Choose “Another audit”, or clear what you wrote.",
                )
            ]
        )
    if not (chosen or written):
        raise Unfit([Fault("reference", "Choose an audit, or write the reference of another.")])
    return chosen or written


def _decided(reference: str, number: int) -> str:
    """Decides on a return as the form says, and gives the reference of the audit to go on with."""
    work, seen, reason = the_work(), seen_version(), request.form.get("reason", "")
    match request.form.get("decision"):
        case "take":
            stand_on(work, reference, number, reason, seen=seen)
            flash(f"The audit stands on return {number} now, and is in review.")
        case "decline":
            decline(work, reference, number, reason, seen=seen)
            flash(f"Return {number} is declined. It is kept, and the audit stays as it was.")
        case "detach":
            made = detach(work, reference, number, reason, seen=seen)
            flash(f"The return was taken out of {reference.upper()}. This audit was made of it.")
            return made
        case _:
            look_at(work, reference)
            raise Unfit([Fault("decision", "Choose what is to become of the return.")])
    return reference.upper()
