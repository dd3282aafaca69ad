"""Pages to say as which question of a new edition each of the one before goes on, so that years can be compared."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from service.errors import Stale, Unfit, Unknown
from service.pages.form_words import FATES, KINDS
from service.pages.forms_adopt import seen
from service.pages.page import Pages, the_work
from service.roles import May
from service.store.rows.drafts import Draft
from service.word.form import Form
from service.workflow import adopt_form
from service.workflow.goes_on import GoingOn, decide
from service.workflow.new_edition import Beside, beside, open_addition

pages = Pages("forms_goes_on", __name__)
_NONE = "-"
"""That the answers go on under no question."""


@pages.page("/additions/<int(max=2147483647):number>/goes-on", May.ADD_EDITION)
def of_addition(number: int) -> str:
    """The questions of the edition before that a form is to be added to."""
    addition = open_addition(the_work(), number)
    return _page(addition.draft, addition.form, addition.beside)


@pages.page("/additions/<int(max=2147483647):number>/goes-on", May.ADD_EDITION, methods=("POST",))
def decide_addition(number: int) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Keeps as what they go on."""
    addition = open_addition(the_work(), number)
    return _decide(addition.draft, addition.form, addition.beside, "pages.forms_add.look")


@pages.page("/adoptions/<int(max=2147483647):number>/goes-on", May.ADD_EDITION)
def of_adoption(number: int) -> Any:  # noqa: ANN401 -- a page or a redirection
    """The same of a plain form that is being adopted."""
    adopted = _adopted(number)
    return _page(*adopted) if adopted else _mend(number)


@pages.page("/adoptions/<int(max=2147483647):number>/goes-on", May.ADD_EDITION, methods=("POST",))
def decide_adoption(number: int) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Keeps as what they go on."""
    adopted = _adopted(number)
    return _decide(*adopted, "pages.forms_adopt.check") if adopted else _mend(number)


def _adopted(number: int) -> tuple[Draft, Form, Beside] | None:
    """A form that is being adopted; None where it does not work yet."""
    adoption = adopt_form.open_adoption(the_work(), number)
    try:
        form = adopt_form.make_adopted(the_work(), adoption).form
    except (adopt_form.Undecided, Unfit):
        return None
    return adoption.draft, form, beside(the_work(), form, adoption.draft)


def _mend(number: int) -> Any:  # noqa: ANN401 -- a redirection
    return redirect(url_for("pages.forms_adopt.check", number=number), 303)


def _decide(draft: Draft, form: Form, held: Beside, then: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    before, found = _of(held)
    at = {one.slot.tag: f"to-{number}" for number, one in enumerate(found.questions)}
    said = {tag: request.form.get(name, "") for tag, name in at.items()}
    errors = {
        at[one.slot.tag]: f"Say whether “{one.slot.title}” goes on, and as what"
        for one in found.questions
        if not said[one.slot.tag]
    }
    if errors:
        return _page(draft, form, held, errors), 400
    chosen = {tag: "" if new == _NONE else new for tag, new in said.items()}
    try:
        decide(the_work(), draft, before, form, chosen, seen())
    except Unfit as unfit:
        errors = {at[one.path]: one.message for one in unfit.faults}
        return _page(draft, form, held, errors), 400
    except Stale:
        return _page(draft, form, held, stale=True), 409
    flash("What goes on from what is saved.")
    return redirect(url_for(then, number=draft.id), 303)


def _page(
    draft: Draft, form: Form, held: Beside, errors: Mapping[str, str] | None = None, *, stale: bool = False
) -> str:
    before, found = _of(held)
    chosen = {}
    for number, one in enumerate(found.questions):
        stands = _NONE if one.goes_on == "" else one.goes_on or ""
        chosen[f"to-{number}"] = request.form.get(f"to-{number}", stands)
    return render_template(
        "forms/goes_on.html",
        draft=draft,
        form=form,
        before=before,
        questions=found.questions,
        chosen=chosen,
        errors=errors or {},
        stale=stale,
        fates=FATES,
        kinds=KINDS,
        ends=_NONE,
    )


def _of(held: Beside) -> tuple[Form, GoingOn]:
    """The edition before, and what became of its questions. Raises Unknown where there is none."""
    if held.before is None or held.going_on is None:
        raise Unknown
    return held.before.form, held.going_on
