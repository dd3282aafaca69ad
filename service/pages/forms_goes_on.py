"""Pages to say as which question of a new edition each of the one before goes on, so that years can be compared."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from service.errors import Stale, Unfit, Unknown
from service.pages.form_words import FATES, KINDS
from service.pages.forms import library_changed
from service.pages.forms_adopt import seen
from service.pages.page import Pages, the_work
from service.roles import May
from service.store.rows.drafts import Draft
from service.word.form import Form
from service.workflow import adopt_form
from service.workflow.goes_on import GoingOn, Question, decide
from service.workflow.new_edition import Beside, beside, open_addition

pages = Pages("forms_goes_on", __name__)
_NONE = "-"
"""That the answers go on under no question."""
_CHANGED = "Nothing was saved, for the library was changed since you opened this page."


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
    shown, stale = request.form.get("shown", ""), seen() != draft.version
    if shown != held.shown:
        return _page(draft, form, held, stale=stale, changed=library_changed(held, shown, _CHANGED)), 409
    if stale:
        return _page(draft, form, held, stale=stale), 409
    said = {one.slot.tag: request.form.get(_name(one.slot.tag), "") for one in found.questions}
    errors = {
        _name(one.slot.tag): f"Say whether “{one.slot.title}” goes on, and as what"
        for one in found.questions
        if not said[one.slot.tag]
    }
    if errors:
        return _page(draft, form, held, errors), 400
    chosen = {tag: "" if new == _NONE else new for tag, new in said.items()}
    try:
        decide(the_work(), draft, before, form, chosen, seen())
    except Unfit as unfit:
        errors = {_name(one.path): one.message for one in unfit.faults}
        return _page(draft, form, held, errors), 400
    except Stale:
        return _page(draft, form, held, stale=True), 409
    flash("What goes on from what is saved.")
    return redirect(url_for(then, number=draft.id), 303)


def _page(
    draft: Draft,
    form: Form,
    held: Beside,
    errors: Mapping[str, str] | None = None,
    *,
    stale: bool = False,
    changed: str = "",
) -> str:
    before, found = _of(held)
    asked = _asked()
    chosen = {_name(one.slot.tag): _chosen(one, asked) for one in found.questions}
    return render_template(
        "forms/goes_on.html",
        draft=draft,
        form=form,
        before=before,
        shown=held.shown,
        questions=found.questions,
        chosen=chosen,
        errors=errors or {},
        stale=stale,
        changed=changed,
        name_of=_name,
        fates=FATES,
        kinds=KINDS,
        ends=_NONE,
    )


def _name(tag: str) -> str:
    """The name of the field of a question: by its tag, as what stands where on the page changes with the library."""
    return f"to-{tag}"


def _asked() -> Form | None:
    """The edition whose questions stood on the page that was sent; None where none was, or that edition is gone."""
    digest = request.form.get("shown", "").partition(" ")[2]
    return next((one for one in the_work().catalogue if one.digest == digest), None)


def _chosen(one: Question, asked: Form | None) -> str:
    """What was chosen for a question, "" where that can no longer be chosen; what stands where it was not asked.

    A question of the same name in other words is not the one that was asked.
    """
    said = request.form.get(_name(one.slot.tag))
    slot = asked.by_tag.get(one.slot.tag) if asked is not None else None
    if said is None or slot is None or (slot.label, slot.column) != (one.slot.label, one.slot.column):
        return _NONE if one.goes_on == "" else one.goes_on or ""
    offered = {_NONE, *(slot.tag for slot in (one.likely, *one.others) if slot is not None)}
    return said if said in offered else ""


def _of(held: Beside) -> tuple[Form, GoingOn]:
    """The edition before, and what became of its questions. Raises Unknown where there is none."""
    if held.before is None or held.going_on is None:
        raise Unknown
    return held.before.form, held.going_on
