"""The library of forms: every edition, its places for answers, what it changed, and who still has it out."""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import Response, render_template, request, url_for

from service.errors import NotNow, Unknown
from service.pages.files import attached, no_picture, shown_pdf, shown_picture
from service.pages.form_words import FATES, KINDS, SUBJECTS, takes
from service.pages.page import Pages, the_service, the_work
from service.pages.paging import Paging
from service.pages.words import moment
from service.roles import May
from service.word.editions.diff import Fate
from service.workflow import library
from service.workflow.new_edition import Beside
from service.workflow.shown import Shown

pages = Pages("forms", __name__)
_PAGE = 50
TO_DECIDE = "Say first what goes on from what"
CHANGED = "Look at it again before you add it, for the library was changed since you opened this page."
_NUMBER = re.compile(r"[1-9][0-9]{0,6}")


@dataclass(frozen=True, slots=True)
class _Out(Paging):
    """The pages of the list of who has a form out."""

    key: str
    edition: str

    def address(self, **other: str | int) -> str:
        """The address of one of the pages."""
        return url_for(self.endpoint, key=self.key, edition=self.edition, **other)  # type: ignore[arg-type]  # Flask's own says str alone


@pages.page("/forms", May.SEE_FORMS)
def list_forms() -> str:
    """Every form with its editions."""
    found = library.held_editions(the_work())
    forms = [list(editions) for _, editions in groupby(found, key=lambda one: one.form.declaration.key)]
    return render_template("forms/list.html", forms=forms, subjects=SUBJECTS)


@pages.page("/forms/<key>/<path:edition>", May.SEE_FORMS)
def show_form(key: str, edition: str) -> str:
    """One edition of a form, with its places for answers."""
    held, before = library.held_edition(the_work(), key, edition)
    sections = [
        (heading, list(slots)) for heading, slots in groupby(held.form.slots, key=lambda slot: slot.heading)
    ]
    return render_template(
        "forms/one.html",
        held=held,
        before=before,
        sections=sections,
        picture=library.size_of_picture(the_work(), held.form),
        subjects=SUBJECTS,
        kinds=KINDS,
        takes=takes,
    )


@pages.page("/forms/<key>/<path:edition>/blank.docx", May.SEE_FORMS)
def blank(key: str, edition: str) -> Response:
    """A form with nothing filled in: to look at, or to print."""
    held, _ = library.held_edition(the_work(), key, edition)
    return attached(library.blank(the_work(), held.form), f"{key}-{edition}.docx")


@pages.page("/forms/<key>/<path:edition>/pages.pdf", May.SEE_FORMS)
def as_pages(key: str, edition: str) -> Response:
    """A form as it looks on paper, in a tab of its own."""
    held, _ = library.held_edition(the_work(), key, edition)
    return shown_pdf(library.pages_of(the_work(), held.form))


@pages.page("/forms/<key>/<path:edition>/first-page.png", May.SEE_FORMS)
def picture(key: str, edition: str) -> Response:
    """A form's first page as a picture; where none can be made, a picture that says so."""
    held, _ = library.held_edition(the_work(), key, edition)
    try:
        return shown_picture(library.picture_of(the_work(), held.form))
    except NotNow as not_now:
        return no_picture(not_now.message)


@pages.page("/forms/<key>/<path:edition>/difference", May.SEE_FORMS)
def difference(key: str, edition: str) -> str:
    """What an edition changed of the one before it."""
    held, before = library.held_edition(the_work(), key, edition)
    if before is None:
        raise Unknown
    found = library.difference(the_work(), before.form, held.form)
    return render_template("forms/difference.html", held=held, before=before, **told(found))


@pages.page("/forms/<key>/<path:edition>/out", May.SEE_AUDITS)
def still_out(key: str, edition: str) -> str:
    """The audits whose forms of an edition are with their auditors."""
    work = the_work()
    held, _ = library.held_edition(work, key, edition)
    asked = request.args.get("page", "")
    page = int(asked) if _NUMBER.fullmatch(asked) else 1
    found, total = library.forms_out(work, held.edition, page=page, size=_PAGE)
    shown = Shown(work)
    return render_template(
        "forms/out.html",
        held=held,
        audits=[shown.short(one) for one in found],
        reads_text=shown.text,
        total=total,
        paging=_Out("pages.forms.still_out", request.args, page, _PAGE, total, key, edition),
    )


def told(found: Any) -> dict[str, Any]:  # noqa: ANN401 -- changes of the workflow
    """What a template tells of changes: those that are to be looked at, and how many questions stayed the same."""
    return {
        "changes": [one for one in found if one.fate is not Fate.KEPT],
        "kept": sum(one.fate is Fate.KEPT for one in found),
        "fates": FATES,
        "kinds": KINDS,
    }


def library_changed(held: Beside, shown: str, first: str = CHANGED) -> str:
    """What was changed of the library since a page showed what a form was held against, behind a sentence."""
    place, _, before = shown.partition(" ")
    pairs = ((held.in_place, place), (held.before, before))
    newer = next((one for one, was in pairs if one is not None and one.form.digest != was), None)
    if newer is None:
        return first
    kept = newer.edition
    at = moment(kept.added_at, the_service().config.zone)
    return f"{first} {kept.added_by} added edition {kept.edition} on {at}."
