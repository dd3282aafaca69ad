"""The page that takes a row of a repeating part out of the record: every answer in it, in one step."""

from typing import Any

from flask import flash, redirect, render_template, request

from schemas.text import is_blank
from service.errors import NotNow, Stale, Unfit, Unknown
from service.lifecycle import Verb
from service.pages.page import Pages, the_work
from service.pages.places import Field
from service.pages.reviewing import Reviewed, back_to, number_in, reviewed, wanted
from service.pages.stale import Row, not_saved
from service.roles import May
from service.workflow.correct import Put, correct

pages = Pages("row_out", __name__)

_HEADING = "Take the row out"


@pages.page("/audits/<reference>/review/take-out", May.REVIEW)
def take_out_page(reference: str) -> str:
    """The page that shows the row and asks why it is taken out."""
    found = reviewed(reference)
    return _page(found, found.field(request.args.get("place", "")), "", {})


@pages.page("/audits/<reference>/review/take-out", May.REVIEW, methods=("POST",))
def take_out(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Takes the row out: each of its answers is corrected to none, and can be taken back."""
    found = reviewed(reference)
    one = found.field(request.form.get("place", ""))
    reason, seen = request.form.get("reason", ""), number_in(request.form, "version")
    if seen != found.audit["version"]:
        return _not_taken_out(found, one, reason, Stale(seen, found.audit["version"]))
    row = _row(found, one)
    if is_blank(reason):
        return _page(found, one, reason, {"reason": "Say why it is taken out"}), 422
    try:
        correct(
            the_work(), reference, [Put(each.slot.tag, each.row, None) for each in row], reason, seen=seen
        )
    except Unfit as unfit:
        return _page(found, one, reason, {"reason": " ".join(fault.message for fault in unfit.faults)}), 422
    except (Stale, NotNow) as refused:
        return _not_taken_out(reviewed(reference), one, reason, refused)
    flash(f"Taken out: row {row[0].row + 1 if row[0].row is not None else ''} of {one.slot.heading}.")
    return redirect(back_to(reference))


def _row(found: Reviewed, one: Field) -> list[Field]:
    """The answers that stand in the row of a place. Raises Unknown where nothing does."""
    row = [
        each
        for section in found.sections
        for each in section.each()
        if each.slot.repeating == one.slot.repeating
        and each.row == one.row
        and (each.value or each.open or each.stood)
    ]
    if one.row is None or not row:
        raise Unknown
    return row


def _not_taken_out(found: Reviewed, one: Field, reason: str, refused: Stale | NotNow) -> Any:  # noqa: ANN401 -- a page
    rows = [
        Row("The row", mine="Taken out", now=found.row_of(one) or "Nothing is written in this row"),
        Row("Why", mine=reason),
    ]
    another = found.another(one, request.form.get("row_seen", "")) if isinstance(refused, Stale) else None
    return not_saved(found, Verb.CORRECT, f"{_HEADING}: {one.slot.heading}", rows, refused, another)


def _page(found: Reviewed, one: Field, reason: str, errors: dict[str, str]) -> str:
    return render_template(
        "review/take_out.html",
        found=found,
        audit=found.audit,
        one=one,
        row=_row(found, one),
        heading=_HEADING,
        reason=reason,
        errors=errors,
        show=wanted(),
    )
