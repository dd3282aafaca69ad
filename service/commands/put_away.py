"""A file that was decided about goes to `done` or `refused`, beside a note: the very bytes that were read.

Whoever drops files into a folder also saves them again, takes them away and puts others in their place, at any
moment. So a file is first claimed, which no other program notices, then held against what was read of it, and only
then shown in its new place. One that is another file by then goes back to where it came from, and is read anew.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from service.commands.files import write_whole
from service.commands.ingest_pool import digest_of
from service.word.limits import LIMITS

DONE, REFUSED = "done", "refused"
_NOTE = ".txt"
_CLAIMED = ".claimed"
_LONGEST = 255
"""So many bytes a name may have on nearly every disk."""
_ENDING = 10
"""What is longer than this behind the last dot of a name is no ending but a part of it."""


def put_away(folder: Path, path: Path, digest: str, note: str, *, refused: bool) -> bool:
    """Moves a file of `folder` to where it belongs and writes the note beside it.

    False where the file is another one than that of the digest by now ("" for one that could not be read); it stays
    then. Raises OSError where it cannot be moved, FileNotFoundError where it is gone.
    """
    place = folder / (REFUSED if refused else DONE)
    place.mkdir(exist_ok=True)
    target = _reserved(place, path.name)
    beside, claimed = _beside(target, _NOTE), _claim_of(target)
    if target.name != path.name:
        note += f"It came as “{path.name}”.\n"
    try:
        path.rename(claimed)
        is_it = not digest or _digest(claimed) == digest
        if is_it:
            write_whole(beside, note.encode(errors="backslashreplace"))  # names may be no text
            claimed.rename(target)
    except OSError:
        beside.unlink(missing_ok=True)
        _give_back(claimed, path)
        raise
    if not is_it:
        beside.unlink()
        _give_back(claimed, path)
    return is_it


def give_back(folder: Path) -> None:
    """Puts back what was claimed when a watcher was ended, to be looked at anew. Raises OSError."""
    for name in (DONE, REFUSED):
        for claimed in (folder / name).glob(f".*{_CLAIMED}"):
            target = claimed.with_name(claimed.name[1:].removesuffix(_CLAIMED))
            _beside(target, _NOTE).unlink(missing_ok=True)  # of a file that never came to stand there
            _give_back(claimed, folder / target.name)


def _give_back(claimed: Path, path: Path) -> None:
    """Puts a claimed file back under its name, or another where a newer one stands there. Never over anything."""
    if not claimed.exists():
        return
    try:
        os.link(claimed, path)  # unlike a rename, it fails where there is something
    except OSError:
        claimed.rename(next(other for other in _names(path.parent, path.name) if not other.exists()))
    else:
        claimed.unlink()


def _reserved(place: Path, name: str) -> Path:
    """A name that no file has yet, kept from others by its note: what was put away before is never written over."""
    for target in _names(place, name):
        if target.exists() or _claim_of(target).exists():
            continue
        try:
            _beside(target, _NOTE).touch(exist_ok=False)
        except FileExistsError:
            continue
        return target
    raise AssertionError("there are always more names")


def _names(place: Path, name: str) -> Iterator[Path]:
    """The name, and then with a number each; shortened where a note beside it could have no name else."""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > _ENDING:
        stem, dot, ending = name, "", ""
    number = 1
    while True:
        counted = f" ({number})" if number > 1 else ""
        room = _LONGEST - len(os.fsencode(f".{counted}{dot}{ending}{_CLAIMED}"))
        yield place / f"{_cut(stem, room)}{counted}{dot}{ending}"
        number += 1


def _cut(stem: str, room: int) -> str:
    encoded = os.fsencode(stem)
    return stem if len(encoded) <= room else encoded[:room].decode(errors="ignore")


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(target.name + ending)


def _claim_of(target: Path) -> Path:
    return target.with_name(f".{target.name}{_CLAIMED}")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return digest_of(file.read(LIMITS.upload + 1))  # of a huge file no more was read
