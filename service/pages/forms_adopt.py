"""Pages to adopt a plain form: upload it, see its places, say what it is called, try it, make it an edition."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for

from schemas.scales import SCALES
from schemas.text import trimmed
from service.errors import Refused, Stale, Unfit
from service.pages.files import attached, begun_with, sent_files, was_sent
from service.pages.form_words import KINDS, SUBJECTS
from service.pages.numbers import whole_number
from service.pages.page import Pages, the_work
from service.roles import May
from service.store.rows.drafts import Draft
from service.workflow import adopt_form
from service.workflow.adoption import Adoption
from service.workflow.drafts import ADOPTION, drafts_of, leave_draft
from service.workflow.recover_blank import FEWEST, NothingRecovered, begin_recovery, recoveries
from service.workflow.unpack import Unpacked, unpack_all

pages = Pages("forms_adopt", __name__)
_CALLED = ("title", "key", "edition", "subject", "scale")


@pages.page("/forms/adopt", May.ADD_EDITION)
def choose() -> str:
    """The page to upload a plain form on, with what was begun and not finished."""
    return _choose()


@pages.page("/forms/adopt", May.ADD_EDITION, methods=("POST",))
def upload() -> Any:  # noqa: ANN401 -- a page or a redirection
    """Proposes the places of a plain form, and keeps the proposal until it is finished or left.

    Where there are copies and no form, the form is recovered from them first.
    """
    try:
        copies = unpack_all(sent_files("copies"), the_work().config.files)
    except Refused as refused:
        return _choose({"copies": refused.message}), 400
    if copies.files and not was_sent("file"):
        return _recover(copies)
    return begun_with(
        lambda content, name: adopt_form.begin_adoption(the_work(), content, name, copies),
        "pages.forms_adopt.look",
        _choose,
        "Choose the plain form, a Word document (.docx), or completed copies of it",
    )


@pages.page("/adoptions/<int(max=2147483647):number>", May.ADD_EDITION)
def look(number: int) -> str:
    """The form with its places marked, and what has to be looked at first."""
    return look_page(adopt_form.open_adoption(the_work(), number))


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
    return _called(adoption, dict(adoption.map.form), bare=not adoption.prompts)


@pages.page("/adoptions/<int(max=2147483647):number>/called", May.ADD_EDITION, methods=("POST",))
def call(number: int) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Keeps what the form is called."""
    said = {name: trimmed(request.form.get(name, "")) for name in _CALLED}
    bare = bool(request.form.get("bare"))
    adoption = adopt_form.open_adoption(the_work(), number)
    try:
        adopt_form.call_form(the_work(), number, said, seen_of(adoption.draft), prompts=not bare)
    except Unfit as unfit:
        errors = {one.path: one.message for one in unfit.faults}
        return _called(adoption, said, errors, bare=bare), 400
    except Stale:
        return _called(adopt_form.open_adoption(the_work(), number), said, bare=bare, stale=True), 409
    flash("What the form is called is saved.")
    return redirect(url_for("pages.forms_adopt.look", number=number), 303)


@pages.page("/adoptions/<int(max=2147483647):number>/plain.docx", May.ADD_EDITION)
def plain(number: int) -> Response:
    """The plain form itself, as it was uploaded or recovered."""
    adoption = adopt_form.open_adoption(the_work(), number)
    return attached(adoption.content, "blank.docx")


def _recover(copies: Unpacked) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Recovers the blank form, or the blank forms, that the copies are of."""
    try:
        found = begin_recovery(the_work(), copies)
    except NothingRecovered as nothing:
        said = (
            f"No blank form can be recovered from these copies: {FEWEST} of one form and edition are needed"
        )
        return _choose({"copies": said}, nothing.aside), 400
    if len(found) > 1:
        return redirect(url_for("pages.forms_recover.choose"), 303)
    return redirect(url_for("pages.forms_recover.look", number=found[0]), 303)


def seen() -> int:
    """The version that a form of a page was made from."""
    return whole_number(request.form.get("seen", "")) or 0


def seen_of(draft: Draft) -> int:
    """The version that a form of a page was made from, which is that of the draft. Raises Stale where it is not.

    It is asked for before anything else is looked at: a page that is made again to tell what is wrong carries the
    version that is there now, and could write over what was changed in another window.
    """
    if seen() != draft.version:
        raise Stale(seen(), draft.version)
    return draft.version


def _choose(errors: Mapping[str, str] | None = None, aside: Sequence[tuple[str, str]] = ()) -> str:
    work = the_work()
    return render_template(
        "adopt/begin.html",
        errors=errors or {},
        aside=aside,
        begun=drafts_of(work, ADOPTION),
        recovered=recoveries(work),
        most=work.config.files,
        fewest=FEWEST,
    )


def look_page(adoption: Adoption, errors: dict[str, str] | None = None) -> str:
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
    bare: bool,
    stale: bool = False,
) -> str:
    return render_template(
        "adopt/called.html",
        one=adoption,
        said=said,
        bare=bare,
        errors=errors or {},
        stale=stale,
        subjects=SUBJECTS,
        scales=SCALES,
    )
