"""A finished document as PDF/A-2b, tagged, made by LibreOffice; and the proof that it says the same."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, StreamObject

from service.word.office import Office

OPTIONS = {
    "SelectPdfVersion": 2,  # PDF/A-2b
    "UseTaggedPDF": True,
    "ExportFormFields": False,  # a filed document is not to be filled in
    "ExportBookmarks": True,
}
"""LibreOffice's options for its PDF export."""

_CLAIM = re.compile(rb"pdfaid:(part|conformance)(?:>|=\")\s*(\w+)")
_UNSEEN = re.compile(r"\s|[\u00ad\u200b-\u200f\u2060\ufeff]")


def make_pdf(document: bytes, office: Office) -> bytes:
    """The document as a PDF. Raises `office.OfficeFailed`."""
    return office.convert(document, ".docx", ".pdf", OPTIONS)


def faults_of_pdf(pdf: bytes, answers: Sequence[str]) -> list[str]:
    """What is wrong with a PDF that is to say all of these answers, in sentences; empty where nothing is.

    It opens, has pages, declares PDF/A-2b and tags, and the text of each answer is in it as often as it was
    given. Spaces and line ends do not count, for a PDF has none of the document's.
    """
    try:
        reader = PdfReader(BytesIO(pdf), strict=True)
        pages = [_seen(page.extract_text()) for page in reader.pages]
        root = reader.root_object
        metadata, marks = root["/Metadata"], root["/MarkInfo"]
        claimed = dict(_CLAIM.findall(metadata.get_data() if isinstance(metadata, StreamObject) else b""))
        tagged = isinstance(marks, DictionaryObject) and bool(marks.get("/Marked"))
    except (PyPdfError, KeyError, ValueError, AttributeError, RecursionError) as error:
        return [f"the PDF does not open: {error}"]
    faults = []
    if not pages:
        faults.append("the PDF has no pages")
    if claimed != {b"part": b"2", b"conformance": b"B"}:
        faults.append("the PDF does not declare PDF/A-2b")
    if not tagged:
        faults.append("the PDF is not tagged")
    return [*faults, *_not_found(pages, answers)]


def _not_found(pages: Sequence[str], answers: Sequence[str]) -> Iterator[str]:
    whole = "".join(pages)
    for text, times in Counter(filter(None, map(_seen, answers))).items():
        if whole.count(text) < times and not _over_pages(pages, text, times):
            yield f"an answer of {len(text)} characters is not in the PDF as often as it was given"


def _over_pages(pages: Sequence[str], text: str, times: int) -> bool:
    """Whether a text is there once those are counted that begin on one page and go on on the next ones."""
    found = sum(page.count(text) for page in pages)
    return found + sum(_goes_on(pages, number, text) for number in range(len(pages) - 1)) >= times


def _goes_on(pages: Sequence[str], number: int, text: str) -> bool:
    """Whether the text begins on a page and its rest stands on the pages behind it.

    Between the two stand the foot of one page, the head of the next, and the header row of a table.
    """
    if number >= len(pages):
        return False
    page = pages[number]
    for cut in range(len(text) - 1, 0, -1):
        if text[:cut] in page:
            rest = text[cut:]
            following = pages[number + 1] if number + 1 < len(pages) else ""
            return rest in following or (
                len(rest) > len(following) // 2 and _goes_on(pages, number + 1, rest)
            )
    return False


def _seen(text: str) -> str:
    """A text without what a PDF may lay out otherwise: spaces, ligatures, characters that are not seen."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
