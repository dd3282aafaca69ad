"""Files as answers of pages: to be saved under a name without a person in it, or shown within a page of ours."""

import re

from flask import Response
from werkzeug.datastructures import FileStorage

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_WITHIN = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
"""What a browser's own reader of PDFs needs, within a page of this service and of no other."""


def content_of(upload: FileStorage) -> bytes:
    """The bytes of an upload, which may stand in a file of its own until it is closed."""
    try:
        content: bytes = upload.read()
        return content
    finally:
        upload.close()


def saved(content: bytes, name: str, media_type: str = DOCX) -> Response:
    """A file to be saved under a name, of which only what every system takes is kept."""
    response = Response(content, mimetype=media_type)
    clean = re.sub(r"[^A-Za-z0-9_.-]+", "", name)
    response.headers["Content-Disposition"] = f'attachment; filename="{clean}"'
    return response


def shown_pdf(content: bytes) -> Response:
    """A PDF that a page of ours shows in a frame."""
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = "inline"
    response.headers["Content-Security-Policy"] = _WITHIN
    return response
