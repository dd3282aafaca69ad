"""What programs put beside the documents of people, in zips and folders: left out, and told of."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from schemas.trouble import listed, quoted

_LOCKED_BY_WORD, _LOCKED_BY_LIBREOFFICE = "~$", ".~lock."
"""What begins the names of the marks that word processors keep beside a document while it is open."""
_BEGIN = ("._", _LOCKED_BY_WORD, _LOCKED_BY_LIBREOFFICE)
_NAMES = frozenset((".ds_store", "thumbs.db", "desktop.ini"))
_FOLDER = "__macosx"
_TOLD = 5


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was left out of a zip or a folder: its names, and the documents that seem to have been open meanwhile."""

    place: str
    names: tuple[str, ...]
    still_open: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """What was left out, in a sentence or two."""
        files = "1 file that a program" if len(self.names) == 1 else f"{len(self.names)} files that programs"
        told = f"{files} put beside documents ({listed([*self.names], _TOLD)})."
        if not self.still_open:
            return told
        one = len(self.still_open) == 1
        return (
            f"{told} It seems that {listed([quoted(name) for name in self.still_open], _TOLD)} "
            f"{'was' if one else 'were'} still open in a word processor when these files were put together: what had "
            f"not been saved by then is not in {'it' if one else 'them'}. Save and close {'it' if one else 'them'}, "
            "and send it again if something is missing."
        )


def of_programs(name: str) -> bool:
    """Whether a file, by its name with its folders, is one that a program made for itself beside those of people.

    These are what macOS and Windows add to folders and zips, and the marks that word processors set while a document
    is open.
    """
    *folders, base = PurePosixPath(name.casefold()).parts or ("",)
    return _FOLDER in folders[:1] or base in _NAMES or base.startswith(_BEGIN)


def left_out_of(place: str, names: Iterable[str]) -> list[LeftOut]:
    """What is left out of these names, where anything is."""
    every = [*names]
    left = [name for name in every if of_programs(name)]
    theirs = [name for name in every if not of_programs(name)]
    marks = (_document_of(PurePosixPath(name), theirs) for name in left)
    return [LeftOut(place, tuple(left), tuple(dict.fromkeys(filter(None, marks))))] if left else []


def _document_of(mark: PurePosixPath, names: Iterable[str]) -> str:
    """The document that a mark says is open, as much of its name as is known; "" for what is no such mark."""
    if mark.name.startswith(_LOCKED_BY_LIBREOFFICE):
        return mark.name.removeprefix(_LOCKED_BY_LIBREOFFICE).removesuffix("#")
    if not mark.name.startswith(_LOCKED_BY_WORD):
        return ""
    marked = [
        path.name
        for path in map(PurePosixPath, names)
        if path.parent == mark.parent and _mark_of(path) == mark.name
    ]
    return marked[0] if len(marked) == 1 else f"…{mark.name.removeprefix(_LOCKED_BY_WORD)}"


def _mark_of(document: PurePosixPath) -> str:
    """The name of the mark that Word keeps beside a document: of a long one it writes over the first letters."""
    return _LOCKED_BY_WORD + document.name[min(2, max(0, len(document.stem) - 6)) :]
