"""Files that come with a form or are the answer to a browser: the right type, a name without a person in it."""

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage

from schemas.trouble import quoted
from service.errors import Fault, Refused

_UNREAD = (
    "What the list is filtered by cannot all be read, and without it the file would hold more than was asked for. Go "
    "back, choose anew what is named below, and download the list again."
)
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
_NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""For a picture, which has nothing to load and nothing to run."""
_WORDS = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 100" width="600" height="100">'
    '<rect width="600" height="100" fill="#f4f8fb"/>'
    '<text x="30" y="57" font-family="arial, sans-serif" font-size="20" fill="#0b0c0c">{said}</text></svg>'
)


def content_of(upload: FileStorage) -> bytes:
    """The bytes of an upload, which may stand in a file of its own until it is closed."""
    try:
        content: bytes = upload.read()
        return content
    finally:
        upload.close()


def sent_files(field: str) -> list[tuple[str, bytes]]:
    """The files of a field, each with its name; a browser sends an empty one where none was chosen."""
    return [(one.filename, content_of(one)) for one in request.files.getlist(field) if one.filename]


def was_sent(field: str) -> bool:
    """Whether a file was chosen in a field."""
    return any(one.filename for one in request.files.getlist(field))


def any_was_sent() -> bool:
    """Whether a file was chosen in any field."""
    return any(one.filename for _, one in request.files.items(multi=True))


def begun_with(
    begin: Callable[[bytes, str], int], then: str, choose: Callable[[Mapping[str, str]], str], nothing: str
) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Begins something with the file of the request, and goes on to the page `then` of the number that `begin` gives.

    Where no file was chosen (which `nothing` says), or it is refused, its page is shown again by `choose`.
    """
    sent = sent_files("file")
    if not sent:
        return choose({"file": nothing}), 400
    name, content = sent[0]
    try:
        number = begin(content, name)
    except Refused as refused:
        return choose({"file": refused.message}), 400
    return redirect(url_for(then, number=number), 303)


def attached(content: bytes, name: str) -> Response:
    """A file to be saved under a name, of which only what every system takes is kept."""
    name = re.sub(r"[^A-Za-z0-9_.-]+", "", name)
    response = Response(content)
    response.headers["Content-Type"] = MEDIA[name.rpartition(".")[2]]
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def no_file(unread: Mapping[str, str], names: Mapping[str, str]) -> tuple[str, int] | None:
    """The page that is shown in the place of a file of a list, where filters of it cannot be read; None where all can.

    Without them the file would hold the whole list, and nothing in it would tell. `unread` and `names` are by field.
    """
    faults = [
        Fault(field, f"{name}: {quoted(', '.join(request.args.getlist(field)))}")
        for field, name in names.items()
        if field in unread
    ]
    if not faults:
        return None
    return render_template("error.html", title="Nothing was downloaded", message=_UNREAD, faults=faults), 422


def shown_pdf(content: bytes) -> Response:
    """A PDF that a page of ours shows in a frame."""
    response = Response(content, mimetype=MEDIA["pdf"])
    response.headers["Content-Disposition"] = "inline; filename=form.pdf"
    response.headers["Content-Security-Policy"] = _READER
    return response


def shown_picture(content: bytes, kind: str = "image/png") -> Response:
    """A picture that stands in a page of ours; `kind` is its media type."""
    response = Response(content, mimetype=kind)
    response.headers["Content-Security-Policy"] = _NOTHING
    return response


def no_picture(said: str) -> Response:
    """Words where a page has left room for a picture that cannot be made."""
    response = Response(_WORDS.format(said=escape(said)), mimetype="image/svg+xml")
    response.headers["Content-Security-Policy"] = _NOTHING
    return response
