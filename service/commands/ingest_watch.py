"""`ingest --watch`: a folder that people drop completed copies into."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import click

from service.commands.given import Stop
from service.commands.ingest_items import Aside, Item, opened
from service.commands.ingest_pool import FAILED, Pool, Taken, pool_of
from service.commands.put_away import DONE, REFUSED, give_back, put_away
from service.commands.terminal import legible
from service.config import Config
from service.workflow.beside import of_programs

_PAUSE = 1.0
"""Seconds between two looks. A file is read once it looks the same twice."""

_GRACE = 30.0
"""Seconds that a file which may not be copied to its end yet has to stand still before it is refused."""

_UNRIPE = frozenset(("empty", "truncated", "damaged", "cannot-open"))
"""What a file is refused for that is still being copied, or held by the program that writes it."""

_NO_FILE = "It is no file and is left alone. Move the files in it up into the watched folder."
_OF_A_PROGRAM = "A program put it beside the documents of people. It is left alone."

_Look = tuple[int, int]


@dataclass(slots=True)
class _Seen:
    """How a file has looked since a moment; `unripe` is one that was read and may not be whole yet."""

    look: _Look
    since: float
    unripe: bool = False


def watch(config: Config, folder: Path, form: str | None) -> None:
    """Takes in what is dropped into a folder until it is stopped. Each file goes to `done` or `refused`.

    It goes on through what passes: a folder, a disk or a database that is away for a while, a process that the
    system ended.
    """
    for name in (DONE, REFUSED):
        try:
            (folder / name).mkdir(exist_ok=True)
        except OSError as error:
            raise Stop(f"{folder / name} cannot be made: {error.strerror}.") from None
    click.echo(f"Watching {folder} (Ctrl-C stops it)", err=True)
    watcher = _Watcher(folder)
    watcher.begin()
    while True:
        try:
            with pool_of(config, form) as pool:
                while True:
                    watcher.look(pool)
                    time.sleep(_PAUSE)
        except Stop as ended:
            click.echo(ended.message, err=True)
            time.sleep(_PAUSE)
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            return


class _Watcher:
    """A folder as it was last looked at, and what was last said of what stays in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[Path, _Seen] = {}
        self._told: dict[Path, str] = {}

    def begin(self) -> None:
        """Puts back what another watcher was moving when it was ended."""
        try:
            give_back(self._folder)
        except OSError as error:
            self._tell(self._folder, f"What was being moved away cannot be put back: {error.strerror}.")

    def look(self, pool: Pool) -> None:
        """Looks once, and takes in every file that looks as it did the time before."""
        now = time.monotonic()
        try:
            looks, others = _looks(self._folder)
        except OSError as error:
            self._tell(self._folder, f"It cannot be looked into: {error.strerror}. It is tried again.")
            return
        there = {*looks, *others}
        self._told = {path: said for path, said in self._told.items() if path in there}
        for path, why in others.items():
            self._tell(path, why)
        self._seen = {path: self._still(path, look, now) for path, look in looks.items()}
        steady = sorted(path for path, seen in self._seen.items() if _is_steady(seen, now))
        aside = Aside()
        items = [item for path in steady for item in opened(path, aside)]
        left_out = {Path(left.place): left.said for left in aside.left_out}
        taken = zip(items, pool.take(iter([[item] for item in items])), strict=True)
        for path, pairs in groupby(taken, key=lambda pair: pair[0].path):
            became = list(pairs)
            self._decide(path, self._seen.pop(path), became, _note(became, left_out.get(path, "")), now)

    def _still(self, path: Path, look: _Look, now: float) -> _Seen:
        before = self._seen.get(path)
        return before if before and before.look == look else _Seen(look, now)

    def _decide(
        self, path: Path, seen: _Seen, pairs: Sequence[tuple[Item, Taken]], note: str, now: float
    ) -> None:
        """Puts a file away, or says why it stays. What stays is looked at anew."""
        taken = [one for _, one in pairs]
        failed = next((one for one in taken if one.outcome == FAILED), None)
        unripe = next((one for one in taken if one.code in _UNRIPE), None)
        if failed is not None:
            self._tell(path, failed.message)
        elif unripe is not None and now - seen.since < _GRACE:
            seen.unripe = True
            self._seen[path] = seen
            self._tell(
                path,
                f"{unripe.message} As it may still be on its way, it stays here until it has not changed for "
                f"{_GRACE:.0f} seconds.",
            )
        else:
            self._move(path, seen, pairs, note)

    def _move(self, path: Path, seen: _Seen, pairs: Sequence[tuple[Item, Taken]], note: str) -> None:
        read, *others = {one.digest for _, one in pairs}
        refused = any(one.outcome == "refused" for _, one in pairs)
        try:
            same = not others and _look(path.lstat()) == seen.look
            same = same and put_away(self._folder, path, read, note, refused=refused)
        except FileNotFoundError:
            self._tell(path, "It is gone from the folder; somebody took it away.")
        except OSError as error:
            self._tell(path, f"It was looked at and cannot be moved away: {error.strerror}. It stays here.")
        else:
            if same:
                click.echo(legible(f"{path.name}: {note.strip()}"))
            else:
                self._tell(path, "It was changed while it was read. It stays here and is read again.")

    def _tell(self, path: Path, said: str) -> None:
        """Says it once, not at every look."""
        if self._told.get(path) != said:
            click.echo(legible(f"{path.name}: {said}"), err=True)
            self._told[path] = said


def _is_steady(seen: _Seen, now: float) -> bool:
    return now - seen.since >= (_GRACE if seen.unripe else _PAUSE / 2)


def _looks(folder: Path) -> tuple[dict[Path, _Look], dict[Path, str]]:
    """The files in a folder, with their size and time, and what else there is, with why it is left alone.

    What is hidden may just be on its way, and nothing is said of it.
    """
    found, others = {}, {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if of_programs(entry.name):
                others[Path(entry.path)] = _OF_A_PROGRAM
                continue
            if entry.name.startswith(".") or entry.name in (DONE, REFUSED):
                continue
            try:
                if entry.is_file(follow_symlinks=False):
                    found[Path(entry.path)] = _look(entry.stat(follow_symlinks=False))
                else:
                    others[Path(entry.path)] = _NO_FILE
            except FileNotFoundError:
                continue  # taken away meanwhile
    return found, others


def _look(seen: os.stat_result) -> _Look:
    return seen.st_size, seen.st_mtime_ns


def _note(pairs: Sequence[tuple[Item, Taken]], left_out: str) -> str:
    """What became of a file, or of each file in a zip and what was left out of it."""
    if len(pairs) == 1 and pairs[0][0].entry is None:
        return f"{_became(pairs[0][1])}\n"
    refused = sum(one.outcome == "refused" for _, one in pairs)
    lines = [f"{item.entry}: {_became(one)}" for item, one in pairs]
    lines += [f"Left out: {left_out}"] if left_out else []
    return "\n".join((f"Files in the zip: {len(pairs)}, refused: {refused}.", *lines, ""))


def _became(taken: Taken) -> str:
    if taken.outcome == "refused":
        return f"Refused: {taken.message}"
    return (
        f"Taken: {taken.outcome.replace('_', ' ')}, audit {taken.reference}, revision {taken.revision}, "
        f"{taken.errors} errors, {taken.warnings} warnings."
    )
