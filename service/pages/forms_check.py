"""Pages to check a form that is being adopted: whether it works, and what a completed copy says; then to confirm it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from service.errors import Fault, NotNow, Refused, Stale, Unfit
from service.pages.files import attached, content_of
from service.pages.form_words import SUBJECTS, read_as
from service.pages.forms import TO_DECIDE, library_changed, told
from service.pages.forms_adopt import look_page, pages, seen
from service.pages.page import the_work
from service.reading_json import each_answer
from service.roles import May
from service.workflow import adopt_form
from service.workflow.adoption import Adoption, Entry
from service.workflow.new_edition import GoesOnUndecided, LibraryChanged, beside

_BY_PLACE = "answer.by_position"
_EXPECTED = frozenset((_BY_PLACE, "identity.absent", "document.converted"))
"""What is true of every copy that was completed before its form was adopted, and is told in one sentence."""


@pages.page("/adoptions/<int(max=2147483647):number>/check", May.ADD_EDITION)
def check(number: int) -> Any:  # noqa: ANN401 -- a page
    """Makes the form two-way to see whether it works, and what it would become."""
    return _check(adopt_form.open_adoption(the_work(), number))


@pages.page("/adoptions/<int(max=2147483647):number>/adopted.docx", May.ADD_EDITION)
def document(number: int) -> Any:  # noqa: ANN401 -- a page or a file
    """The form as it would be adopted, to look at it in Word."""
    adoption = adopt_form.open_adoption(the_work(), number)
    try:
        made = adopt_form.make_adopted(the_work(), adoption)
    except (adopt_form.Undecided, Unfit):
        return _check(adoption)
    return attached(made.document, f"{made.form.declaration.key}.docx")


@pages.page("/adoptions/<int(max=2147483647):number>/try", May.ADD_EDITION, methods=("POST",))
def try_it(number: int) -> Any:  # noqa: ANN401 -- a page
    """Reads a completed copy by the form as it would be adopted; nothing of the copy is kept."""
    adoption = adopt_form.open_adoption(the_work(), number)
    copy = request.files.get("completed")
    if copy is None or not copy.filename:
        return _check(adoption, {"completed": "Choose a completed copy of the form, a Word document"})
    try:
        form, reading, checked = adopt_form.try_copy(the_work(), adoption, content_of(copy), copy.filename)
    except Refused as refused:
        return _check(adoption, {"completed": refused.message})
    except (adopt_form.Undecided, Unfit):
        return _check(adoption)
    return render_template(
        "adopt/tried.html",
        one=adoption,
        form=form,
        answers=list(each_answer(form.slots, checked.answers, checked.problems)),
        problems=sorted(
            (one for one in checked.problems if one.code not in _EXPECTED),
            key=lambda one: one.level != "error",
        ),
        by_place=sum(one.code == _BY_PLACE for one in checked.problems),
        read_as=read_as,
        unplaced=reading.unplaced,
        numbers={entry.tag: number for number, entry in enumerate(adoption.map.entries, 1)},
        at={entry.tag: entry.at for entry in adoption.map.entries},
    )


@pages.page("/adoptions/<int(max=2147483647):number>/confirm", May.ADD_EDITION, methods=("POST",))
def confirm(number: int) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Makes the adopted form an edition."""
    try:
        added, new = adopt_form.finish_adoption(the_work(), number, seen(), request.form.get("shown", ""))
    except Stale:
        said = "The form was changed in another window since this page was opened. Look at it again."
        return _check(adopt_form.open_adoption(the_work(), number), {"confirm": said}, status=409)
    except LibraryChanged:
        return _check(
            adopt_form.open_adoption(the_work(), number), status=409, shown=request.form.get("shown", "")
        )
    except GoesOnUndecided:
        message = {"goes-on": TO_DECIDE}
        return _check(adopt_form.open_adoption(the_work(), number), message, status=409)
    except NotNow as not_now:
        message = {"confirm": not_now.message}
        return _check(adopt_form.open_adoption(the_work(), number), message, status=409)
    except (adopt_form.Undecided, Unfit):
        return _check(adopt_form.open_adoption(the_work(), number))
    flash(f"{added.title} is adopted." if new else f"Edition {added.edition} was there already.")
    return redirect(url_for("pages.forms.show_form", key=added.key, edition=added.edition), 303)


def _check(
    adoption: Adoption, errors: dict[str, str] | None = None, *, status: int = 400, shown: str | None = None
) -> Any:  # noqa: ANN401 -- a page
    """The page of the form made two-way; where it cannot be, what to mend.

    `shown` is what it was held against on a page that no longer tells how things are.
    """
    try:
        made = adopt_form.make_adopted(the_work(), adoption)
    except adopt_form.Undecided:
        said = {f"place-{adoption.number(one.at)}": _to_decide(one.title) for one in adoption.undecided}
        return look_page(adoption, said), 409
    except Unfit as unfit:
        faults = [(one, _place_of(one, adoption)) for one in unfit.faults]
        return render_template("adopt/faults.html", one=adoption, faults=faults), 422
    held = beside(the_work(), made.form, adoption.draft)
    if shown is not None:
        errors = {"confirm": library_changed(held, shown)}
    page = render_template(
        "adopt/check.html",
        one=adoption,
        made=made,
        beside=held,
        errors=errors or {},
        subjects=SUBJECTS,
        **told(held.changed),
    )
    return (page, status) if errors else page


def _place_of(fault: Fault, adoption: Adoption) -> Entry | None:
    """The place that a fault is told of: by its tag, or by its title where only one is called so; else None."""
    entries = adoption.map.entries
    named = [one for one in entries if one.tag == fault.path] or [
        one for one in entries if f"“{one.title}”" in fault.message
    ]
    return named[0] if len(named) == 1 else None


def _to_decide(title: str) -> str:
    return f"Decide what “{title}” is"
