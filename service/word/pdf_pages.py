"""On which page of a PDF something stands, by the words of the page."""

from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

_ENOUGH = 60
"""Letters that tell a text from others; a longer one may go on on the next page."""


def words_by_page(pdf: bytes) -> list[str]:
    """What each page says, without any space; nothing where it cannot be told."""
    try:
        return [_bare(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]
    except (PyPdfError, LookupError, ValueError, TypeError, AttributeError, RecursionError):
        return []


def page_of(pages: list[str], heading: str, said: str) -> int:
    """The number of the page, from 1, that says this under a heading; of the heading's where it is not found."""
    under, text = _bare(heading), _bare(said)[:_ENOUGH]
    start = next((at for at, page in enumerate(pages) if under and under in page), 0)
    return 1 + next((at for at in range(start, len(pages)) if text and text in pages[at]), start)


def _bare(text: str) -> str:
    return "".join(text.split())
