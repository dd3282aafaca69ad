"""Documents as answers: the right type, a name without a person in it, never kept by a browser or a proxy."""

import re
from collections.abc import Callable
from typing import Any

from flask import Response

from service.api.routes import Routes

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The media type of what is sent, by the ending of its name."""

_BINARY = {"type": "string", "format": "binary"}


def sends(*endings: str) -> Callable[[Any], Any]:
    """Describes a view that answers with a file of one of these kinds."""

    def decorate(view: Any) -> Any:  # noqa: ANN401 -- a view as flask-smorest decorates it
        content = {MEDIA[one].partition(";")[0]: {"schema": _BINARY} for one in endings}
        described = {"responses": {"200": {"description": "The file", "content": content}}}
        return Routes.doc(**described)(view)

    return decorate


def file_response(content: bytes, name: str) -> Response:
    """A file to be saved under a name, of which only what every system takes is kept."""
    name = re.sub(r"[^A-Za-z0-9_.-]+", "", name)
    response = Response(content, mimetype=MEDIA[name.rpartition(".")[2]].partition(";")[0])
    response.headers["Content-Type"] = MEDIA[name.rpartition(".")[2]]
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
