"""A finished document as PDF/A-2b, tagged, made by LibreOffice; and the proof that it says the same."""

import re
from collections.abc import Collection
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, StreamObject

from service.word.form import Form
from service.word.office import Office
from service.word.package import open_package
from service.word.paging import with_rows_that_break
from service.word.pdf_says import not_said
from service.word.pdf_text import pdf_text
from service.word.stories import whole_view

OPTIONS = {
    "SelectPdfVersion": 2,  # PDF/A-2b
    "UseTaggedPDF": True,
    "ExportFormFields": False,  # a filed document is not to be filled in
    "ExportBookmarks": True,
}
"""LibreOffice's options for its PDF export."""

_NAMED = 5
"""How many answers that a PDF lacks are named at most."""

_CLAIM = re.compile(rb"pdfaid:(part|conformance)(?:>|=\")\s*(\w+)")


def proven_pdf(
    document: bytes, form: Form, added: Collection[str], office: Office
) -> tuple[bytes | None, list[str]]:
    """The PDF of a finished document, or None and what is wrong with it (`faults_of_pdf`).

    Where a row that may not break, under heads that stay with it, comes upon the end of a page, LibreOffice 7.4 leaves
    out the rows behind it. So what fails its proof is made once more of the document with rows that may break. Raises
    `office.OfficeFailed`.
    """
    pdf = make_pdf(document, office)
    if not faults_of_pdf(pdf, document, form, added):
        return pdf, []
    pdf = make_pdf(with_rows_that_break(document), office)
    faults = faults_of_pdf(pdf, document, form, added)
    return (None, faults) if faults else (pdf, [])


def make_pdf(document: bytes, office: Office) -> bytes:
    """The document as a PDF. Raises `office.OfficeFailed`."""
    return office.convert(document, ".docx", ".pdf", OPTIONS)


def faults_of_pdf(pdf: bytes, document: bytes, form: Form, added: Collection[str] = ()) -> list[str]:
    """What is wrong with the PDF of a finished document of this form, in sentences; empty where nothing is.

    It opens, has pages, declares PDF/A-2b and tags, and by its tags every answer that the document shows, and every
    text of its annex (`added`), stands in its place (`pdf_says`).
    """
    try:
        reader = PdfReader(BytesIO(pdf), strict=True)
        root = reader.root_object
        metadata, marks = root["/Metadata"], root["/MarkInfo"]
        claimed = dict(_CLAIM.findall(metadata.get_data() if isinstance(metadata, StreamObject) else b""))
        marked = isinstance(marks, DictionaryObject) and bool(marks.get("/Marked"))
        if not reader.pages:
            return ["the PDF has no pages"]
        says = pdf_text(reader) if marked else None
    except (PyPdfError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        return [f"the PDF does not open: {error}"]
    faults = []
    if claimed != {b"part": b"2", b"conformance": b"B"}:
        faults.append("the PDF does not declare PDF/A-2b")
    if says is None:
        return [*faults, "the PDF is not tagged"]
    view = whole_view(open_package(document))
    missing = not_said(view, form, added, says)
    view.release()
    if missing:
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        faults.append(f"the PDF does not say what the document says in {', '.join(missing[:_NAMED])}{more}")
    return faults
