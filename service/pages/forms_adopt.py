"""Pages to adopt a plain form: upload it, see its places, say what it is called, try it, make it an edition."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from schemas.scales import SCALES
from service.errors import Fault, NotNow, Refused, Stale, Unfit
from service.pages.files import attached, content_of
from service.pages.form_words import KINDS, SUBJECTS, read_as
from service.pages.forms import told
from service.pages.page import Pages, the_work
from service.reading_json import each_answer
from service.roles import May
from service.workflow import adopt_form
from service.workflow.adoption import Adoption
from service.workflow.drafts import ADOPTION, drafts_of, leave_draft
from service.workflow.new_edition import beside

pages = Pages("forms_adopt", __name__)
_BY_PLACE = "answer.by_position"
_EXPECTED = frozenset((_BY_PLACE, "identity.absent", "document.converted"))
"""What is true of every copy that was completed before its form was adopted, and is told in one sentence."""
_CALLED = ("title", "key", "edition", "subject", "scale")


@pages.page("/forms/adopt", May.ADD_EDITION)
def choose() -> str:
    """The page to upload a plain form on, with what was begun and not finished."""
    return _choose()


@pages.page("/forms/adopt", May.ADD_EDITION, methods=("POST",))
def upload() -> Any:  # noqa: ANN401 -- a page or a redirection
    """Proposes the places of a plain form, and keeps the proposal until it is finished or left."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _choose({"file": "Choose the plain form, a Word document (.docx)"}), 400
    copies = {
        f"{number}. {one.filename}": content_of(one)
        for number, one in enumerate(request.files.getlist("copies"), 1)
        if one.filename
    }
    try:
        number = adopt_form.begin_adoption(the_work(), content_of(file), file.filename, copies)
    except Refused as refused:
        return _choose({"file": refused.message}), 400
    return redirect(url_for("pages.forms_adopt.look", number=number), 303)


@pages.page("/adoptions/<int(max=2147483647):number>", May.ADD_EDITION)
def look(number: int) -> str:
    """The form with its places marked, and what has to be looked at first."""
    return _look(adopt_form.open_adoption(the_work(), number))


@pages.page("/adoptions/<int(max=2147483647):number>/leave", May.ADD_EDITION)
def ask_leave(number: int) -> str:
    """Asks whether the form and all that was changed are to be thrown away."""
    return render_template("adopt/leave.html", one=adopt_form.open_adoption(the_work(), number))


@pages.page("/adoptions/<int(max=2147483647):number>/leave", May.ADD_EDITION, methods=("POST",))
def leave(number: int) -> Any:  # noqa: ANN401 -- a redirection
    """Throws the form away with all that was changed."""
    leave_draft(the_work(), ADOPTION, number)
    flash("The uploaded form was thrown away. No edition was added.")
    return redirect(url_for("pages.forms.list_forms"), 303)


@pages.page("/adoptions/<int(max=2147483647):number>/called", May.ADD_EDITION)
def called(number: int) -> str:
    """The page to say what the form is called, whom it is about, and its scale of grades."""
    adoption = adopt_form.open_adoption(the_work(), number)
    return _called(adoption, dict(adoption.map.form))


@pages.page("/adoptions/<int(max=2147483647):number>/called", May.ADD_EDITION, methods=("POST",))
def call(number: int) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Keeps what the form is called."""
    said = {name: request.form.get(name, "").strip() for name in _CALLED}
    try:
        adopt_form.call_form(the_work(), number, said, seen())
    except Unfit as unfit:
        errors = {one.path: one.message for one in unfit.faults}
        return _called(adopt_form.open_adoption(the_work(), number), said, errors), 400
    except Stale:
        return _called(adopt_form.open_adoption(the_work(), number), said, stale=True), 409
    flash("What the form is called is saved.")
    return redirect(url_for("pages.forms_adopt.look", number=number), 303)


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
        added, new = adopt_form.finish_adoption(the_work(), number, seen())
    except Stale:
        said = "The form was changed in another window since this page was opened. Look at it again."
        return _check(adopt_form.open_adoption(the_work(), number), {"confirm": said}, status=409)
    except NotNow as not_now:
        message = {"confirm": not_now.message}
        return _check(adopt_form.open_adoption(the_work(), number), message, status=409)
    except (adopt_form.Undecided, Unfit):
        return _check(adopt_form.open_adoption(the_work(), number))
    flash(f"{added.title} is adopted." if new else f"Edition {added.edition} was there already.")
    return redirect(url_for("pages.forms.show_form", key=added.key, edition=added.edition), 303)


def seen() -> int:
    """The version that a form of a page was made from."""
    said = request.form.get("seen", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _choose(errors: dict[str, str] | None = None) -> str:
    return render_template(
        "adopt/begin.html", errors=errors or {}, begun=drafts_of(the_work(), ADOPTION), most=_limit()
    )


def _limit() -> int:
    """How many copies are taken at once."""
    return the_work().config.files


def _look(adoption: Adoption, errors: dict[str, str] | None = None) -> str:
    return render_template(
        "adopt/one.html",
        one=adoption,
        blocks=adoption.layout().blocks(),
        kinds=KINDS,
        subjects=SUBJECTS,
        scales=SCALES,
        errors=errors or {},
    )


def _called(
    adoption: Adoption,
    said: dict[str, str],
    errors: dict[str, str] | None = None,
    *,
    stale: bool = False,
) -> str:
    return render_template(
        "adopt/called.html",
        one=adoption,
        said=said,
        errors=errors or {},
        stale=stale,
        subjects=SUBJECTS,
        scales=SCALES,
    )


def _check(adoption: Adoption, errors: dict[str, str] | None = None, *, status: int = 400) -> Any:  # noqa: ANN401 -- a page
    """The page of the form made two-way; where it cannot be, what to mend."""
    try:
        made = adopt_form.make_adopted(the_work(), adoption)
    except adopt_form.Undecided:
        said = {f"place-{adoption.number(one.at)}": _to_decide(one.title) for one in adoption.undecided}
        return _look(adoption, said), 409
    except Unfit as unfit:
        by_tag = {entry.tag: entry for entry in adoption.map.entries}
        faults: list[tuple[Fault, Any]] = [(one, by_tag.get(one.path)) for one in unfit.faults]
        return render_template("adopt/faults.html", one=adoption, faults=faults), 422
    held = beside(the_work(), made.form)
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


def _to_decide(title: str) -> str:
    return f"Decide what “{title}” is"
