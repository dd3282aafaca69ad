"""Pages that put an answer right, take that back, or mark the answer as one to be left out of what is filed."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from schemas.text import is_blank
from schemas.trouble import Trouble
from service.errors import NotNow, Stale, Unfit, Unknown
from service.lifecycle import Verb
from service.pages.entered import Entered, entered, entered_as, value_of
from service.pages.page import Pages, the_work
from service.pages.paging import is_asked
from service.pages.places import Field
from service.pages.reviewing import Reviewed, back_to, number_in, reviewed, wanted
from service.pages.stale import Row, not_saved
from service.reading_json import value_json
from service.roles import May
from service.workflow import correct as correcting
from service.workflow.restrict import restrict
from service.workflow.row_seen import Another

pages = Pages("correcting", __name__)

_MARKED, _NOT_MARKED = "Left out of what is filed", "Part of what is filed"
_CORRECTION = {
    "active": "It counts",
    "offered": "A later return put it in doubt, and it waits for a decision",
    "met": "A later return says the same",
    "replaced": "Another correction took its place",
    "undone": "It is taken back",
}


@pages.page("/audits/<reference>/review/correct", May.REVIEW)
def correct_page(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """The page to put one answer right on, with a text that stood nowhere if one is to be moved here."""
    if request.args.get("text") and not request.args.get("place"):
        return redirect(url_for("pages.review.move_page", reference=reference, **_asked()))
    found = reviewed(reference)
    one = found.field(request.args.get("place", ""))
    typed = entered_as(one.slot, one.answer["value"])
    moved = _moved(request.args)
    if moved is not None:
        typed = _with(found, one, typed, moved)
    return _page(found, one, typed, {}, moved)


@pages.page("/audits/<reference>/review/correct", May.REVIEW, methods=("POST",))
def correct(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Puts one answer right."""
    found = reviewed(reference)
    one = found.field(request.form.get("place", ""))
    typed, seen = entered(request.form), number_in(request.form, "version")
    if seen != found.audit["version"]:
        return _not_corrected(reference, one.at, typed, Stale(seen, found.audit["version"]))
    moved = _moved(request.form)
    value, wrong = value_of(one.slot, typed, entered_as(one.slot, one.answer["value"]))
    errors = {"value": wrong} if wrong else {}
    if is_blank(typed.reason):
        errors["reason"] = "Say why it is put right"
    taken_in = True
    if not errors:
        try:
            put = correcting.Put(one.slot.tag, one.row, value)
            taken_in = correcting.correct(the_work(), reference, [put], typed.reason, seen=seen, moves=moved)
        except Unfit as unfit:
            errors = _at_fields(unfit)
        except (Stale, NotNow) as refused:
            return _not_corrected(reference, one.at, typed, refused)
    if errors:
        return _page(found, one, typed, errors, moved), 422
    waits = (
        ""
        if taken_in
        else " The text that stood in no place is not in it as it is now, and still waits for one."
    )
    flash(f"Put right: {one.title}.{waits}")
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
    except (Stale, NotNow) as refused:
        found = reviewed(reference)
        made = next((one for one in found.audit["corrections"] if one["id"] == number), None)
        if made is None:
            raise Unknown from None
        rows = [Row("The correction", mine=what, now=_CORRECTION[made["state"]])]
        return not_saved(found, Verb.CORRECT, what, rows, refused)
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
    if seen != found.audit["version"]:
        return _not_marked(found, one.at, reason, Stale(seen, found.audit["version"]), marked=marked)
    try:
        restrict(the_work(), reference, one.slot.tag, one.row, reason, restricted=marked, seen=seen)
    except Unfit as unfit:
        return _restrict_page(found, one, reason, {"reason": unfit.faults[0].message}), 422
    except (Stale, NotNow) as refused:
        return _not_marked(reviewed(reference), one.at, reason, refused, marked=marked)
    flash(f"{_MARKED if marked else _NOT_MARKED}: {one.title}.")
    return redirect(back_to(reference, one.id))


def _moved(said: Mapping[str, str]) -> int | None:
    """The number of the problem that tells of the text that is to be moved, if one is."""
    return number_in(said, "text") if said.get("text") else None


def _with(found: Reviewed, one: Field, typed: Entered, moved: int) -> Entered:
    """What is there with a text behind it; where no free text can stand, the text as the answer it says, if any."""
    text = str(found.loose(moved)["said"])
    if one.is_text:
        said = f"{typed.text}\n{text}" if typed.text else text
    else:
        try:
            return entered_as(one.slot, value_json(found.form.schema.load_answer(one.slot, text)))
        except Trouble:
            return typed
    return Entered(said, reason="The text stood elsewhere on the form.")


def _at_fields(unfit: Unfit) -> dict[str, str]:
    """What cannot stand there by the fields of the form: of the reason, and of the answer."""
    reason = [fault.message for fault in unfit.faults if fault.path == "reason"]
    value = [fault.message for fault in unfit.faults if fault.path != "reason"]
    return {name: " ".join(said) for name, said in (("value", value), ("reason", reason)) if said}


def _not_corrected(reference: str, place: str, typed: Entered, refused: Stale | NotNow) -> Any:  # noqa: ANN401
    found = reviewed(reference)
    one = found.field(place)
    why = one.correction["reason"] if one.correction is not None else ""
    rows = [
        Row("The answer", mine=typed.in_words(one.slot), now=one.value or one.without_value),
        Row("Why", mine=typed.reason, now=why),
    ]
    another = _another(found, one, refused)
    return not_saved(found, Verb.CORRECT, f"Correct: {one.title}", rows, refused, another)


def _not_marked(found: Reviewed, place: str, reason: str, refused: Stale | NotNow, *, marked: bool) -> Any:  # noqa: ANN401
    one = found.field(place)
    rows = [
        Row("The answer", now=one.value or one.without_value),
        Row(
            "Filing",
            mine=_MARKED if marked else _NOT_MARKED,
            now=_MARKED if one.restricted else _NOT_MARKED,
        ),
        Row("Why", mine=reason),
    ]
    return not_saved(found, Verb.RESTRICT, one.title, rows, refused, _another(found, one, refused))


def _another(found: Reviewed, one: Field, refused: Stale | NotNow) -> Another | None:
    """What has become of the row of a place, where it is another than the page showed."""
    return found.another(one, request.form.get("row_seen", "")) if isinstance(refused, Stale) else None


def _page(found: Reviewed, one: Field, typed: Entered, errors: dict[str, str], moved: int | None) -> str:
    return render_template(
        "review/correct.html",
        found=found,
        audit=found.audit,
        one=one,
        typed=typed,
        errors=errors,
        moved=moved,
        text=None if moved is None else found.problem(moved),
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
