"""Unpacks what somebody sends: several files at once, and zips of them, each file for itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from service.errors import Refused
from service.word.archive import Archive, Entry, open_archive
from service.word.limits import LIMITS, MEGABYTE, Limits
from service.word.refusals import refused
from service.workflow.beside import LeftOut, left_out_of, of_programs

_DOCUMENTS = (".docx", ".dotx", ".docm", ".doc", ".rtf", ".odt")
"""A zip that holds one of these is a zip of documents, whatever it is called itself."""
_PACKAGES = frozenset(("[content_types].xml", "mimetype"))
"""What a document that is itself a zip holds, be it of Word or another program; it may hold further documents."""
TOO_MUCH = "too-much-at-once"
SENTENCES = {
    TOO_MUCH: (
        "The file was not read: what was sent unpacks to more than is taken at once ({limit} MB). Take it out of the "
        "zip, and send it on its own."
    )
}
"""Why a file of a zip was not unpacked, where it is for the others that came with it."""

Sent = tuple[str, bytes | Refused]
"""A file's name, and its bytes or why it could not be unpacked."""


@dataclass(slots=True)
class Unpacked:
    """What was sent: each file for itself, and for each zip what programs had put beside the files of people."""

    files: list[Sent] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def unpack_all(files: Iterable[tuple[str, bytes]], most: int, limits: Limits = LIMITS) -> Unpacked:
    """Every file; those in a zip each for itself. A zip that cannot be opened is refused as one.

    All zips together unpack to no more than one may: what goes beyond is refused, file by file. Raises Refused
    (`too-many-files`) where there are more than `most`.
    """
    found = Unpacked()
    room = limits.total
    for name, content in files:
        archive = opened_zip(name, content, limits)
        if archive is None:
            found.files.append((name, content))
        else:
            found.left_out += left_out_of(name, [entry.name for entry in archive.entries.values()])
            for entry in entries_of(archive):
                said = unpacked(archive, entry, room, limits)
                room -= len(said) if isinstance(said, bytes) else 0
                found.files.append((entry.name, said))
                _hold_to(most, found)
        _hold_to(most, found)
    return found


def opened_zip(name: str, content: bytes, limits: Limits = LIMITS) -> Archive | None:
    """The zip of files of people that these bytes are; None for everything else, a document above all."""
    try:
        archive = open_archive(content, limits)
    except Refused:
        return None
    inside = [entry.name.lower() for entry in entries_of(archive)]
    is_one = name.lower().endswith(".zip") or any(one.endswith(_DOCUMENTS) for one in inside)
    return archive if inside and is_one and not _PACKAGES & archive.entries.keys() else None


def entries_of(archive: Archive) -> Iterator[Entry]:
    """The files in a zip that people put there."""
    return (entry for entry in archive.entries.values() if not of_programs(entry.name))


def unpacked(
    archive: Archive, entry: Entry, room: int = LIMITS.total, limits: Limits = LIMITS
) -> bytes | Refused:
    """A file of a zip, or why it is not unpacked: where it is damaged, or larger than a form or the `room` left."""
    if entry.size > limits.upload:
        return refused("too-large", limit=limits.upload // MEGABYTE)
    if entry.size > room:
        return Refused(TOO_MUCH, SENTENCES[TOO_MUCH].format(limit=limits.total // MEGABYTE))
    try:
        return archive.unpack(entry)
    except Refused as damaged:
        return damaged


def _hold_to(most: int, found: Unpacked) -> None:
    if len(found.files) > most:
        raise Refused("too-many-files", f"At most {most} files are taken at once. Send them in parts.")
