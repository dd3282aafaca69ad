"""The documents of an audit, to be saved: its form, its returns as they came, its finished documents."""

from flask import Response

from service.pages.audits import pages
from service.pages.files import attached
from service.pages.page import the_work
from service.roles import May
from service.workflow.look import finished_document, original, sent_form_named


@pages.page("/audits/<reference>/form", May.SEE_DOCUMENTS)
def fetch_form(reference: str) -> Response:
    """The form as it was sent out."""
    name, content = sent_form_named(the_work(), reference)
    return attached(content, name)


@pages.page("/audits/<reference>/returns/<int(max=2147483647):number>/document", May.SEE_DOCUMENTS)
def fetch_return(reference: str, number: int) -> Response:
    """A return, byte for byte as it came."""
    content = original(the_work(), reference, number)
    return attached(content, f"{reference.upper()}_return_{number}.docx")


@pages.page("/audits/<reference>/finished/<int(max=2147483647):number>/docx", May.SEE_DOCUMENTS)
def fetch_docx(reference: str, number: int) -> Response:
    """A finished document."""
    content = finished_document(the_work(), reference, number, "docx")
    return attached(content, f"{reference.upper()}_{number}.docx")


@pages.page("/audits/<reference>/finished/<int(max=2147483647):number>/pdf", May.SEE_DOCUMENTS)
def fetch_pdf(reference: str, number: int) -> Response:
    """A finished document as PDF/A."""
    content = finished_document(the_work(), reference, number, "pdf")
    return attached(content, f"{reference.upper()}_{number}.pdf")
