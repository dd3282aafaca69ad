"""Pages that settle a problem: it is left as it stands, with a reason where one is wanted, or opened again."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request

from schemas.text import is_blank
from service.errors import NotNow, Stale, Unfit
from service.lifecycle import Verb
from service.pages.page import Pages, the_work
from service.pages.reviewing import Reviewed, back_to, number_in, reviewed, wanted
from service.pages.stale import Row, not_saved
from service.roles import May
from service.workflow.settle import open_again, override, resolve

pages = Pages("settling", __name__)

STATES: Mapping[str, str] = {
    "open": "It stands open",
    "resolved": "Looked at, and right as it stands",
    "overridden": "Left to stand, with a reason",
    "gone": "It is no longer there",
}


@pages.page("/audits/<reference>/review/settle", May.REVIEW)
def settle_page(reference: str) -> str:
    """The page to settle one problem on."""
    found = reviewed(reference)
    return _page(found, found.problem(number_in(request.args, "problem")), "", {})


@pages.page("/audits/<reference>/review/settle", May.REVIEW, methods=("POST",))
def settle(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Settles a problem: a warning by having been looked at or with a reason, an error with a reason alone."""
    work = the_work()
    number, seen = number_in(request.form, "problem"), number_in(request.form, "version")
    reason, opens = request.form.get("reason", ""), request.form.get("decision") == "open"
    found = reviewed(reference)
    one = found.problem(number)
    try:
        if opens:
            open_again(work, reference, number, seen=seen)
        elif not is_blank(reason) or one["level"] == "error":
            override(work, reference, number, reason, seen=seen)
        else:
            resolve(work, reference, number, seen=seen)
    except Unfit as unfit:
        return _page(found, one, reason, {"reason": unfit.faults[0].message}), 422
    except (Stale, NotNow) as refused:
        found = reviewed(reference)
        one = found.problem(number)
        decided = "Open it again" if opens else "Leave it as it is"
        rows = [
            Row("The problem", mine=decided, now=STATES[one["state"]]),
            Row("Why", mine=reason, now=one["reason"]),
        ]
        return not_saved(found, Verb.SETTLE, str(one["message"]), rows, refused)
    flash("The problem stands open again." if opens else "The problem is settled.")
    return redirect(back_to(reference, request.form.get("anchor", "")))


def _page(found: Reviewed, one: Mapping[str, Any], reason: str, errors: dict[str, str]) -> str:
    return render_template(
        "review/settle.html", audit=found.audit, one=one, reason=reason, errors=errors, show=wanted()
    )
