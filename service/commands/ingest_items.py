"""Which files are taken in: of a folder those that may be completed copies, of a zip each entry for itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from service.commands.files import read_file
from service.errors import Refused
from service.word.archive import open_archive
from service.word.limits import LIMITS

LEFT_OUT = (".", "~$")
"""What names begin with that programs give to files of their own, beside those of people."""

_WORD = (".docx", ".dotx", ".docm", ".doc", ".rtf", ".odt", ".pdf", ".msg", ".eml", ".pages", ".htm", ".html")

_PARTS = "[content_types].xml"
"""What every Word document holds: some browsers save one as a zip."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file, or an entry of a zip by its name there."""

    path: Path
    entry: str | None = None

    @property
    def name(self) -> str:
        """What people know it by."""
        return f"{self.path} ({self.entry})" if self.entry else str(self.path)

    @property
    def filename(self) -> str:
        """The name of the file itself, which of an entry is not that of its zip."""
        return PurePosixPath(self.entry).name if self.entry else self.path.name


def items_of(paths: Sequence[Path], alone: list[Path]) -> Iterator[Item]:
    """Every file that is to be taken in: of a folder those that a word processor may have written, and zips.

    `alone` gathers the others, so that they can be named.
    """
    for path in paths:
        if path.is_dir():
            inside = sorted(
                one for one in path.rglob("*") if one.is_file() and not one.name.startswith(LEFT_OUT)
            )
            for one in inside:
                if one.suffix.lower() in (*_WORD, ".zip", ""):
                    yield from opened(one)
                else:
                    alone.append(one)
        else:
            yield from opened(path)


def opened(path: Path) -> Iterator[Item]:
    """The entries of a zip; any other file as it is, and so a zip of nothing and a document that is called a zip."""
    entries: list[str] = []
    if path.suffix.lower() == ".zip":
        try:
            archive = open_archive(read_file(path), LIMITS)
        except Refused:
            pass  # it is refused for what it is when its turn comes
        else:
            if _PARTS not in archive.entries:
                entries = [entry.name for entry in archive.entries.values() if _is_of_a_person(entry.name)]
    if entries:
        yield from (Item(path, entry) for entry in entries)
    else:
        yield Item(path)


def _is_of_a_person(entry: str) -> bool:
    return not entry.startswith("__MACOSX/") and not PurePosixPath(entry).name.startswith(LEFT_OUT)
