"""A return as people see it in Word: as a PDF where there is LibreOffice, and as plain text where there is none."""

import hashlib
from functools import lru_cache

from service.word.as_text import Piece, as_text
from service.word.office import OfficeFailed
from service.word.pdf_pages import page_of, words_by_page
from service.work import Work
from service.workflow.look import original
from service.workflow.pdf_cache import PdfCache

_KEPT = 8
"""How many PDFs a process keeps in memory: whoever reviews a return loads its page again after each decision."""
_PDFS = PdfCache(_KEPT)


def as_seen(work: Work, reference: str, number: int) -> bytes | list[Piece]:
    """A return of an audit as a PDF or, where LibreOffice is lacking or cannot show it, as text.

    Raises NotAllowed, Unknown.
    """
    content = original(work, reference, number)
    if work.office is not None:
        try:
            office = work.office
            return _PDFS.of(
                hashlib.sha256(content).hexdigest(), lambda: office.convert(content, ".docx", ".pdf")
            )
        except OfficeFailed:
            pass  # text says the same, if less nicely
    return as_text(content)


def page_seen(pdf: bytes, heading: str, said: str) -> int:
    """The page of a return's PDF, from 1, where something is said under a heading."""
    return page_of(_words(pdf), heading, said)


@lru_cache(maxsize=_KEPT)
def _words(pdf: bytes) -> list[str]:
    return words_by_page(pdf)
