"""Pages to add an edition of a form: upload it, see what it changes and who has the old one out, confirm."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from service.errors import Fault, NotNow, Unfit
from service.pages.files import begun_with
from service.pages.form_words import SUBJECTS
from service.pages.forms import TO_DECIDE, library_changed, told
from service.pages.page import Pages, the_work
from service.roles import May
from service.workflow.drafts import EDITION, drafts_of, leave_draft
from service.workflow.new_edition import (
    GoesOnUndecided,
    LibraryChanged,
    begin_addition,
    confirm_addition,
    open_addition,
)

pages = Pages("forms_add", __name__)


@pages.page("/forms/add", May.ADD_EDITION)
def choose() -> str:
    """The page to upload a form on, with what was begun and not finished."""
    return _choose()


@pages.page("/forms/add", May.ADD_EDITION, methods=("POST",))
def upload() -> Any:  # noqa: ANN401 -- a page or a redirection
    """Tries a form; what is wrong with it is told, and nothing is kept of it then."""
    try:
        return begun_with(
            lambda content, name: begin_addition(the_work(), content, name),
            "pages.forms_add.look",
            _choose,
            "Choose the form, a Word document (.docx)",
        )
    except Unfit as unfit:
        return _choose(
            {"file": "The form does not work yet. What to mend is listed below."}, unfit.faults
        ), 400


@pages.page("/additions/<int(max=2147483647):number>", May.ADD_EDITION)
def look(number: int) -> str:
    """What the form changes of the edition before, and who still has that out."""
    return _look(number)


@pages.page("/additions/<int(max=2147483647):number>/confirm", May.ADD_EDITION, methods=("POST",))
def confirm(number: int) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Adds the form as an edition."""
    try:
        added, new = confirm_addition(the_work(), number, request.form.get("shown", ""))
    except LibraryChanged:
        return _look(number, shown=request.form.get("shown", "")), 409
    except GoesOnUndecided:
        return _look(number, errors={"goes-on": TO_DECIDE}), 409
    except NotNow as not_now:
        return _look(number, not_now), 409
    flash(f"Edition {added.edition} is added." if new else f"Edition {added.edition} was there already.")
    return redirect(url_for("pages.forms.show_form", key=added.key, edition=added.edition), 303)


@pages.page("/additions/<int(max=2147483647):number>/leave", May.ADD_EDITION, methods=("POST",))
def leave(number: int) -> Any:  # noqa: ANN401 -- a redirection
    """Takes the uploaded form away."""
    leave_draft(the_work(), EDITION, number)
    flash("The uploaded form was thrown away. Nothing was added.")
    return redirect(url_for("pages.forms.list_forms"), 303)


def _choose(errors: Mapping[str, str] | None = None, faults: tuple[Fault, ...] = ()) -> str:
    begun = drafts_of(the_work(), EDITION)
    return render_template("forms/add.html", errors=errors or {}, faults=faults, begun=begun)


def _look(
    number: int,
    not_now: NotNow | None = None,
    errors: Mapping[str, str] | None = None,
    shown: str | None = None,
) -> str:
    """The page of a form; `shown` is what it was held against on a page that no longer tells how things are."""
    addition = open_addition(the_work(), number)
    if shown is not None:
        errors = {"add": library_changed(addition.beside, shown)}
    return render_template(
        "forms/addition.html",
        one=addition,
        beside=addition.beside,
        why_not=not_now or addition.beside.why_not,
        errors=errors or {},
        subjects=SUBJECTS,
        **told(addition.beside.changed),
    )
