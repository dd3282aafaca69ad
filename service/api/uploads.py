"""Files that come with a request: one, several, or a zip of them."""

from collections.abc import Mapping
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage

from service.api.problems import Failed
from service.errors import Refused
from service.word.form import Form
from service.work import Work
from service.workflow.unpack import Unpacked, unpack_all

UNSAID: Mapping[str, Any] = {"type": "string", "example": ""}
"""A field that says nothing until somebody types into it; the page to try the API fills it in like its example."""


def upload_of(more: dict[str, Any] | None = None, *, many: bool = False) -> dict[str, Any]:
    """How the description of the API tells of an upload with `more` fields beside its `file`."""
    file: dict[str, Any] = {"type": "string", "format": "binary"}
    properties = {"file": {"type": "array", "items": file, "minItems": 1} if many else file, **(more or {})}
    shape = {"type": "object", "properties": properties, "required": ["file"]}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": shape}}}}


def one_file() -> tuple[str, bytes]:
    """The one file of a request, named `file`."""
    found = request.files.getlist("file")
    if len(found) != 1:
        raise Failed("bad-request", "Send one file, as the field “file” of a multipart form.")
    return found[0].filename or "file", _read(found[0])


def all_files(limit: int) -> Unpacked:
    """Every file of a request; those in a zip each for itself. A zip that cannot be opened is refused as one."""
    uploads = request.files.getlist("file")
    if not uploads:
        raise Failed("bad-request", "Send one file or more, as the field “file” of a multipart form.")
    try:
        return unpack_all(((upload.filename or "file", _read(upload)) for upload in uploads), limit)
    except Refused as refused:
        raise Failed("too-many-files", refused.message) from None


def named_form(work: Work, asked: dict[str, str]) -> Form | None:
    """The form that a request names, if it names one."""
    if not asked.get("form"):
        return None
    found = work.catalogue.find(asked["form"], asked.get("edition") or None)
    if found is None:
        known = ", ".join(form.declaration.key for form in work.catalogue.newest())
        raise Failed("not-found", f"There is no form “{asked['form']}” in that edition. There are: {known}.")
    return found


def the_form(work: Work, asked: dict[str, str]) -> Form:
    """The form that a request has to name."""
    found = named_form(work, asked)
    if found is None:
        raise Failed("bad-request", "Name the form, in the field “form”.")
    return found


def _read(upload: FileStorage) -> bytes:
    """The bytes of an upload, which may stand in a file of its own until it is closed."""
    try:
        content: bytes = upload.read()
        return content
    finally:
        upload.close()
