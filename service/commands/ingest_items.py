"""Which files are taken in: of a folder those that may be completed copies, of a zip each entry for itself."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from service.commands.files import read_file
from service.errors import Refused
from service.workflow.beside import LeftOut, left_out_of, of_programs
from service.workflow.unpack import entries_of, opened_zip

_WORD = (".docx", ".dotx", ".docm", ".doc", ".rtf", ".odt", ".pdf", ".msg", ".eml", ".pages", ".htm", ".html")


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


@dataclass(slots=True)
class Aside:
    """What is not taken in: what programs put beside documents, and files that no word processor writes."""

    left_out: list[LeftOut] = field(default_factory=list)
    alone: list[Path] = field(default_factory=list)


def items_of(paths: Sequence[Path], aside: Aside) -> Iterator[Item]:
    """Every file that is to be taken in: of a folder those that a word processor may have written, and zips.

    `aside` gathers the others, so that they can be named.
    """
    for path in paths:
        if not path.is_dir():
            yield from opened(path, aside)
            continue
        inside = sorted(one for one in path.rglob("*") if one.is_file())
        names = [one.relative_to(path).as_posix() for one in inside]
        aside.left_out += left_out_of(str(path), names)
        for one, name in zip(inside, names, strict=True):
            if of_programs(name):
                continue
            if one.suffix.lower() in (*_WORD, ".zip", "") and not one.name.startswith("."):
                yield from opened(one, aside)
            else:
                aside.alone.append(one)


def opened(path: Path, aside: Aside) -> Iterator[Item]:
    """The entries of a zip; any other file as it is, and so a zip of nothing and a document that is called a zip."""
    archive = None
    if path.suffix.lower() == ".zip":
        with suppress(Refused):  # it is refused for what it is when its turn comes
            archive = opened_zip(path.name, read_file(path))
    if archive is None:
        yield Item(path)
        return
    aside.left_out += left_out_of(str(path), [entry.name for entry in archive.entries.values()])
    yield from (Item(path, entry.name) for entry in entries_of(archive))
