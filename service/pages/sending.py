"""Files as answers to a browser: the right type, a name without a person in it, never run and never kept."""

import re

from flask import Response

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""The media type of what is sent, by the ending of its name."""


def attached(content: bytes, name: str) -> Response:
    """A file to be saved under a name, of which only what every system takes is kept."""
    name = re.sub(r"[^A-Za-z0-9_.-]+", "", name)
    response = Response(content)
    response.headers["Content-Type"] = MEDIA[name.rpartition(".")[2]]
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
