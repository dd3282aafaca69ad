"""Files that come with a request: one, several, or a zip of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage

from service.api.problems import Failed
from service.errors import Refused
from service.word.archive import open_archive
from service.word.form import Form
from service.word.limits import LIMITS
from service.work import Work

_DOCUMENTS = (".docx", ".dotx", ".docm", ".doc", ".rtf", ".odt")
"""A zip that holds one of these is a zip of documents; any other is a file for itself, a document perhaps."""

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


def all_files(limit: int) -> list[tuple[str, bytes | Refused]]:
    """Every file of a request; those in a zip each for itself. A zip that cannot be opened is refused as one."""
    uploads = request.files.getlist("file")
    if not uploads:
        raise Failed("bad-request", "Send one file or more, as the field “file” of a multipart form.")
    found: list[tuple[str, bytes | Refused]] = []
    for upload in uploads:
        found += _unpacked(upload.filename or "file", _read(upload))
        if len(found) > limit:
            raise Failed("too-many-files", f"At most {limit} files are taken at once. Send them in parts.")
    return found


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


def _unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes | Refused]]:
    """The files of a zip of documents; else the file itself, whatever it is."""
    try:
        archive = open_archive(content, LIMITS)
    except Refused:
        archive = None
    inside = (
        [entry for entry in archive.entries.values() if _is_a_file_of_a_person(entry.name)] if archive else []
    )
    if archive is None or not any(entry.name.lower().endswith(_DOCUMENTS) for entry in inside):
        yield name, content
        return
    for entry in inside:
        try:
            yield entry.name, archive.unpack(entry)
        except Refused as refused:
            yield entry.name, refused


def _is_a_file_of_a_person(name: str) -> bool:
    """Leaves out what programs put beside the files: what macOS adds, lock files of Word, thumbnails."""
    base = name.rpartition("/")[2]
    beside = ("._", ".DS_Store", "~$", "Thumbs.db")
    return not name.startswith("__MACOSX/") and not base.startswith(beside)
