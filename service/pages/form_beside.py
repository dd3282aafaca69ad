"""The form as it came in, to be looked at beside its record: as a PDF that the browser shows, or else as text.

Where a place is asked for, it is marked. Its address (`?place=`, `?unplaced=`) leads to that of the marked form
(`shown=`), at the mark: only then it is known on which page that is.
"""

from itertools import groupby
from typing import Any

from flask import make_response, redirect, render_template, request, url_for

from service.errors import Unknown
from service.pages.files import WITHIN, shown_pdf
from service.pages.page import Pages, the_work
from service.pages.reviewing import Reviewed, number_in, reviewed
from service.roles import May
from service.word.whereabouts import Asked
from service.workflow.page_pictures import AsText, as_seen, marked_as_seen

pages = Pages("form_beside", __name__)

_TEXT_POLICY = (
    f"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; {WITHIN}"
)
_VIEW = "navpanes=0&view=FitH"
"""How a browser's viewer shows a PDF: at the width of its frame, without small pictures of the pages."""
_ABOVE = 72
"""How much is shown above a mark, so that it is seen what it stands under; in points."""
_DOTS = 96 / 72
"""A viewer's dots in a point of the PDF: Chromium's counts in these from the head of a page."""
_PLACES = ("place", "unplaced")


@pages.page("/audits/<reference>/review/form", May.SEE_DOCUMENTS)
def returned_form(reference: str) -> Any:  # noqa: ANN401 -- a document, a page or a redirection
    """The form as it came in; where a place is named, with that place marked."""
    found = reviewed(reference)
    if found.whole.standing is None:
        raise Unknown
    number = found.whole.standing.revision.number
    asked = _asked(found)
    seen = (
        marked_as_seen(the_work(), reference, number, asked)
        if asked
        else as_seen(the_work(), reference, number)
    )
    if asked and "shown" not in request.args:
        named = {name: request.args[name] for name in _PLACES if name in request.args}
        there = "found"
        if not isinstance(seen, AsText | bytes):
            there = f"{_VIEW},{max(0, round((seen.below - _ABOVE) * _DOTS))}&page={seen.page}"
        address = url_for("pages.form_beside.returned_form", reference=reference, **named, shown="marked")  # type: ignore[arg-type]  # Flask's own says str alone
        return redirect(f"{address}#{there}")
    if not isinstance(seen, AsText):
        return shown_pdf(seen if isinstance(seen, bytes) else seen.pdf)
    return _as_text(reference, number, seen, asked)


def _asked(found: Reviewed) -> Asked | None:
    """What is asked for, with where it stands on the form and what it says; None for the whole. Raises Unknown."""
    if "unplaced" in request.args:
        text = found.unplaced(number_in(request.args, "unplaced"))
        return Asked(str(text["where"]), str(text["text"]))
    if "place" in request.args:
        one = found.field(request.args["place"])
        return Asked(str(one.answer["where"] or ""), one.said, one.slot.tag)
    return None


def _as_text(reference: str, number: int, seen: AsText, asked: Asked | None) -> Any:  # noqa: ANN401 -- Flask's own answer
    parts = [(table, list(run)) for table, run in groupby(seen.pieces, lambda one: one.table)]
    first = next((one.line for one in seen.pieces if one.line in seen.found), None)
    page = render_template(
        "review/as_text.html",
        parts=parts,
        reference=reference,
        number=number,
        asked=asked,
        found=seen.found,
        first=first,
    )
    answer = make_response(page)
    answer.headers["Content-Security-Policy"] = _TEXT_POLICY
    return answer
