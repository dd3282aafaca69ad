"""The form as it came in, to be looked at beside its record: as a PDF that the browser shows, or else as text."""

import re
from itertools import groupby
from typing import Any

from flask import make_response, redirect, render_template, request, url_for

from service.errors import Unknown
from service.pages.files import WITHIN, shown_pdf
from service.pages.page import Pages, the_work
from service.pages.reviewing import Reviewed, number_in, reviewed
from service.roles import May
from service.workflow.page_pictures import as_seen, page_seen

pages = Pages("form_beside", __name__)

_TEXT_POLICY = (
    f"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; {WITHIN}"
)
_HEADING = re.compile(r"under “(.*)”, ")
_TABLE = re.compile(r"table (\d+), row (\d+)")
_VIEW = "navpanes=0&view=FitH"
"""How a browser's viewer shows a PDF: at the width of its frame, without small pictures of the pages."""


@pages.page("/audits/<reference>/review/form", May.SEE_DOCUMENTS)
def returned_form(reference: str) -> Any:  # noqa: ANN401 -- a document, a page or a redirection
    """The form as it came in; where a place is named, at that place."""
    found = reviewed(reference)
    if found.whole.standing is None:
        raise Unknown
    number = found.whole.standing.revision.number
    seen = as_seen(the_work(), reference, number)
    if "place" in request.args or "unplaced" in request.args:
        where, said = _wanted(found)
        there = _page(seen, where, said) if isinstance(seen, bytes) else _row(where)
        return redirect(url_for("pages.form_beside.returned_form", reference=reference) + there)
    if isinstance(seen, bytes):
        return shown_pdf(seen)
    parts = [(table, list(run)) for table, run in groupby(seen, lambda one: one.table)]
    page = render_template("review/as_text.html", parts=parts, reference=reference, number=number)
    answer = make_response(page)
    answer.headers["Content-Security-Policy"] = _TEXT_POLICY
    return answer


def _wanted(found: Reviewed) -> tuple[str, str]:
    """Where the place that is asked for stands on the form, and what it says there. Raises Unknown."""
    if "unplaced" in request.args:
        text = found.unplaced(number_in(request.args, "unplaced"))
        return str(text["where"]), str(text["text"])
    one = found.field(request.args["place"])
    return str(one.answer["where"] or ""), one.said


def _page(pdf: bytes, where: str, said: str) -> str:
    heading = _HEADING.match(where)
    return f"#{_VIEW}&page={page_seen(pdf, heading[1] if heading else '', said)}"


def _row(where: str) -> str:
    found = _TABLE.search(where)
    return f"#table-{found[1]}-row-{found[2]}" if found else ""
