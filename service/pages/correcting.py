"""Pages that put an answer right, take that back, or mark the answer as one to be left out of what is filed."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from schemas.trouble import Trouble
from service.errors import Stale, Unfit, Unknown
from service.pages.entered import Entered, entered, entered_as, value_of
from service.pages.page import Pages, the_work
from service.pages.paging import is_asked
from service.pages.places import Field
from service.pages.reviewing import Reviewed, back_to, number_in, reviewed, wanted
from service.pages.stale import both_versions
from service.reading_json import value_json
from service.roles import May
from service.store.findings import OPEN
from service.workflow import correct as correcting
from service.workflow.restrict import restrict
from service.workflow.settle import resolve

pages = Pages("correcting", __name__)

_MARKED, _NOT_MARKED = "Left out of what is filed", "Part of what is filed"


@pages.page("/audits/<reference>/review/correct", May.REVIEW)
def correct_page(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """The page to put one answer right on, with a text that stood nowhere if one is to be moved here."""
    if "unplaced" in request.args and not request.args.get("place"):
        return redirect(url_for("pages.review.move_page", reference=reference, **_asked()))
    found = reviewed(reference)
    one = found.field(request.args.get("place", ""))
    typed = entered_as(one.slot, one.answer["value"])
    moved = _moved(found, request.args)
    if moved is not None:
        typed = _with(found, one, typed, moved)
    return _page(found, one, typed, {}, moved)


@pages.page("/audits/<reference>/review/correct", May.REVIEW, methods=("POST",))
def correct(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Puts one answer right."""
    found = reviewed(reference)
    one = found.field(request.form.get("place", ""))
    moved = _moved(found, request.form)
    typed, seen = entered(request.form), number_in(request.form, "version")
    value, wrong = value_of(one.slot, typed)
    errors = {"value": wrong} if wrong else {}
    if not typed.reason.strip():
        errors["reason"] = "Say why it is put right"
    if not errors:
        try:
            put = correcting.Put(one.slot.tag, one.row, value)
            correcting.correct(the_work(), reference, [put], typed.reason, seen=seen)
        except Unfit as unfit:
            errors = {"value": " ".join(fault.message for fault in unfit.faults)}
        except Stale as stale:
            return _stale(found, one, typed, stale)
    if errors:
        return _page(found, one, typed, errors, moved), 422
    if moved is not None:
        _settle_moved(found, moved, one)
    flash(f"Put right: {one.title}.")
    return redirect(back_to(reference, one.id))


@pages.page("/audits/<reference>/review/correction", May.REVIEW, methods=("POST",))
def decide_correction(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Takes a correction back, or lets one count again that a later return put in doubt."""
    number, seen = number_in(request.form, "correction"), number_in(request.form, "version")
    takes_up = request.form.get("decision") == "take-up"
    decided = correcting.take_up if takes_up else correcting.undo
    what = "Let the correction count" if takes_up else "Take the correction back"
    try:
        decided(the_work(), reference, number, seen=seen)
    except Stale as stale:
        found = reviewed(reference)
        made = next((one for one in found.audit["corrections"] if one["id"] == number), None)
        if made is None:
            raise Unknown from None
        now = f"The correction is {made['state']}."
        return both_versions(reference, what, [("What you decided", what)], [("Now", now)], stale)
    flash("The correction counts." if takes_up else "The correction is taken back.")
    return redirect(back_to(reference, request.form.get("anchor", "")))


@pages.page("/audits/<reference>/review/restrict", May.REVIEW)
def restrict_page(reference: str) -> str:
    """The page to mark an answer on as one that is left out of what is filed, or to take that back."""
    found = reviewed(reference)
    return _restrict_page(found, found.field(request.args.get("place", "")), "", {})


@pages.page("/audits/<reference>/review/restrict", May.REVIEW, methods=("POST",))
def mark(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Marks an answer, or takes the mark off."""
    found = reviewed(reference)
    one = found.field(request.form.get("place", ""))
    reason, marked = request.form.get("reason", ""), request.form.get("restricted") == "yes"
    seen = number_in(request.form, "version")
    try:
        restrict(the_work(), reference, one.slot.tag, one.row, reason, restricted=marked, seen=seen)
    except Unfit as unfit:
        return _restrict_page(found, one, reason, {"reason": unfit.faults[0].message}), 422
    except Stale as stale:
        decided = _MARKED if marked else _NOT_MARKED
        mine = [("What you decided", decided), ("Why", reason)]
        now = [
            ("What holds now", _MARKED if one.restricted else _NOT_MARKED),
            ("The answer", one.value or one.without_value),
        ]
        return both_versions(reference, one.title, mine, now, stale)
    flash(f"{_MARKED if marked else _NOT_MARKED}: {one.title}.")
    return redirect(back_to(reference, one.id))


def _moved(found: Reviewed, said: Any) -> int | None:  # noqa: ANN401 -- fields of a form or of an address
    """The number of the text that is to be moved, if one is. Raises Unknown where there is none of that number."""
    if not said.get("unplaced"):
        return None
    number = number_in(said, "unplaced")
    found.unplaced(number)
    return number


def _with(found: Reviewed, one: Field, typed: Entered, moved: int) -> Entered:
    """What is there with a text behind it; where no free text can stand, the text as the answer it says, if any."""
    text = str(found.unplaced(moved)["text"])
    if one.is_text:
        said = f"{typed.text}\n{text}" if typed.text else text
    else:
        try:
            return entered_as(one.slot, value_json(found.form.schema.load_answer(one.slot, text)))
        except Trouble:
            return typed
    return Entered(said, reason="The text stood elsewhere on the form.")


def _settle_moved(found: Reviewed, moved: int, one: Field) -> None:
    """Notes that the text has its place now."""
    text = found.unplaced(moved)
    for problem in found.audit["problems"]:
        here = (problem["said"], problem["where"]) == (text["text"], text["where"])
        if problem["code"] == "text.unplaced" and problem["state"] == OPEN and here:
            resolve(the_work(), found.audit["reference"], problem["id"], f"Moved to {one.title}.")
            return


def _stale(found: Reviewed, one: Field, typed: Entered, stale: Stale) -> Any:  # noqa: ANN401 -- a page
    mine = [("What you entered", typed.in_words(one.slot)), ("Why", typed.reason)]
    now = [("What is there now", one.value or one.without_value)]
    if one.correction is not None:
        now.append(("Why", one.correction["reason"]))
    return both_versions(found.audit["reference"], one.title, mine, now, stale)


def _page(found: Reviewed, one: Field, typed: Entered, errors: dict[str, str], moved: int | None) -> str:
    return render_template(
        "review/correct.html",
        found=found,
        audit=found.audit,
        one=one,
        typed=typed,
        errors=errors,
        moved=moved,
        text=None if moved is None else found.unplaced(moved),
        show=wanted(),
    )


def _restrict_page(found: Reviewed, one: Field, reason: str, errors: dict[str, str]) -> str:
    if not one.is_text:
        raise Unknown
    return render_template(
        "review/restrict.html",
        found=found,
        audit=found.audit,
        one=one,
        reason=reason,
        errors=errors,
        show=wanted(),
    )


def _asked() -> dict[str, Any]:
    """What the address asks for, but for what Flask takes for itself where it makes an address."""
    return {name: said for name, said in request.args.items() if is_asked(name)}
