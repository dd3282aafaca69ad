"""Files that come with a form or are the answer to a browser: the right type, a name without a person in it."""

import re

from flask import Response
from werkzeug.datastructures import FileStorage

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""The media type of what is sent, by the ending of its name."""

WITHIN = "frame-ancestors 'self'"
"""What lets a page of this service show an answer in a frame, and no page of another."""
_READER = f"default-src 'none'; object-src 'self'; {WITHIN}"
"""For the browser's own viewer of PDFs; the PDF itself runs nothing."""


def content_of(upload: FileStorage) -> bytes:
    """The bytes of an upload, which may stand in a file of its own until it is closed."""
    try:
        content: bytes = upload.read()
        return content
    finally:
        upload.close()


def attached(content: bytes, name: str) -> Response:
    """A file to be saved under a name, of which only what every system takes is kept."""
    name = re.sub(r"[^A-Za-z0-9_.-]+", "", name)
    response = Response(content)
    response.headers["Content-Type"] = MEDIA[name.rpartition(".")[2]]
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def shown_pdf(content: bytes) -> Response:
    """A PDF that a page of ours shows in a frame."""
    response = Response(content, mimetype=MEDIA["pdf"])
    response.headers["Content-Disposition"] = "inline; filename=form.pdf"
    response.headers["Content-Security-Policy"] = _READER
    return response
