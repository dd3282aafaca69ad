"""A return as people see it in Word: as a PDF where there is LibreOffice, and as plain text where there is none.

What is asked for is marked in either.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from service.word.as_text import Piece, as_text
from service.word.bookmarks import bookmarked
from service.word.office import OfficeFailed
from service.word.package import open_package
from service.word.pdf_marks import Marked, marked
from service.word.pdf_places import OPTIONS, LaidOut, laid_out
from service.word.stories import whole_view
from service.word.whereabouts import Asked, line_of_heading, lines_asked
from service.work import Work
from service.workflow.look import original
from service.workflow.pdf_cache import PdfCache

_KEPT = 8
"""How many PDFs a process keeps in memory: whoever reviews a return loads its page again after each decision."""
_PDFS = PdfCache(_KEPT)


@dataclass(frozen=True, slots=True)
class AsText:
    """A return as text. `found` are the numbers of the lines that were asked for."""

    pieces: list[Piece]
    found: frozenset[int]


def as_seen(work: Work, reference: str, number: int) -> bytes | AsText:
    """A return of an audit as a PDF or, where LibreOffice is lacking or cannot show it, as text.

    Raises NotAllowed, Unknown.
    """
    content = original(work, reference, number)
    laid = _laid_out(work, content)
    return laid.pdf if laid is not None else AsText(as_text(content), frozenset())


def marked_as_seen(work: Work, reference: str, number: int, asked: Asked) -> Marked | AsText:
    """The same with a place marked, or with a word in the PDF that it cannot be.

    Raises NotAllowed, Unknown.
    """
    content = original(work, reference, number)
    laid = _laid_out(work, content)
    view = whole_view(open_package(content))
    try:
        places = lines_asked(view, asked)
        if laid is not None:
            near = line_of_heading(view, asked)
            unmarked = (
                f"The place cannot be marked on these pages. Look for it {asked.where or 'by its words'}."
            )
            if (shown := marked(laid, view, places, near, unmarked)) is not None:
                return shown
        found = frozenset(line for place in places for line in place)
        return AsText(as_text(content, found), found)
    finally:
        view.release()


def _laid_out(work: Work, content: bytes) -> LaidOut | None:
    """The PDF of a document with its places; None where there can be none."""
    office = work.office
    if office is None:
        return None
    try:
        pdf = _PDFS.of(
            hashlib.sha256(content).hexdigest(),
            lambda: office.convert(bookmarked(content), ".docx", ".pdf", OPTIONS),
        )
    except OfficeFailed:
        return None  # text says the same, if less nicely
    return _read(pdf)


@lru_cache(maxsize=_KEPT)
def _read(pdf: bytes) -> LaidOut:
    return laid_out(pdf)
