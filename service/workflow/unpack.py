"""Unpacks what somebody sends: several files at once, and zips of them, each file for itself."""

from collections.abc import Iterable, Iterator

from service.errors import Refused
from service.word.archive import open_archive
from service.word.limits import LIMITS

_DOCUMENTS = (".docx", ".dotx", ".docm", ".doc", ".rtf", ".odt")
"""A zip that holds one of these is a zip of documents; any other is a file for itself, a document perhaps."""

Sent = tuple[str, bytes | Refused]
"""A file's name, and its bytes or why it could not be unpacked."""


def unpack_all(files: Iterable[tuple[str, bytes]], most: int) -> list[Sent]:
    """Every file; those in a zip each for itself. A zip that cannot be opened is refused as one.

    Raises Refused (`too-many-files`) where there are more than `most`.
    """
    found: list[Sent] = []
    for name, content in files:
        found += _unpacked(name, content)
        if len(found) > most:
            raise Refused("too-many-files", f"At most {most} files are taken at once. Send them in parts.")
    return found


def _unpacked(name: str, content: bytes) -> Iterator[Sent]:
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
