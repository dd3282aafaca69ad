"""`ingest --watch`: a folder that people drop completed copies into."""

import os
import time
from pathlib import Path

import click

from service.commands.files import write_whole
from service.commands.given import Stop
from service.commands.ingest_pool import FAILED, Item, Pool, Taken, pool_of
from service.commands.terminal import legible
from service.config import Config

DONE, REFUSED = "done", "refused"
_PAUSE = 1.0
"""Seconds between two looks. A file is taken once it looks the same twice, so that none is taken half-copied."""

_Look = tuple[int, int]


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
    """A folder as it was last looked at, and what was last said of files that stay in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before: dict[Path, _Look] = {}
        self._told: dict[Path, str] = {}

    def look(self, pool: Pool) -> None:
        """Looks once, and takes in every file that looks as it did the time before."""
        try:
            now = _looks(self._folder)
        except OSError as error:
            self._tell(self._folder, f"It cannot be looked into: {error.strerror}. It is tried again.")
            return
        steady = sorted(path for path, look in now.items() if self._before.get(path) == look)
        self._before = {path: look for path, look in now.items() if path not in steady}
        self._told = {path: said for path, said in self._told.items() if path in now}
        for path, taken in zip(steady, pool.take(iter([[Item(path)] for path in steady])), strict=True):
            if taken.outcome == FAILED:
                self._tell(path, taken.message)
                continue
            try:
                _put_away(self._folder, path, taken)
            except OSError as error:
                self._tell(
                    path, f"It was looked at and cannot be moved away: {error.strerror}. It stays here."
                )

    def _tell(self, path: Path, said: str) -> None:
        """Says it once, not at every look."""
        if self._told.get(path) != said:
            click.echo(legible(f"{path.name}: {said}"), err=True)
            self._told[path] = said


def _looks(folder: Path) -> dict[Path, _Look]:
    """The files in a folder, not those in its folders, with their size and time."""
    found = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file() and not entry.name.startswith((".", "~$")):
                seen = entry.stat()
                found[Path(entry.path)] = (seen.st_size, seen.st_mtime_ns)
    return found


def _put_away(folder: Path, path: Path, taken: Taken) -> None:
    """Moves a file that was decided about, and writes beside it what was decided."""
    refused = taken.outcome == "refused"
    target = _free(folder / (REFUSED if refused else DONE) / path.name)
    said = (
        f"Refused: {taken.message}\n"
        if refused
        else f"Taken: {taken.outcome.replace('_', ' ')}, audit {taken.reference}, revision {taken.revision}, "
        f"{taken.errors} errors, {taken.warnings} warnings.\n"
    )
    note = target.with_name(target.name + ".txt")
    write_whole(note, said.encode())
    try:
        path.replace(target)
    except OSError:
        note.unlink()
        raise
    click.echo(legible(f"{path.name}: {said.strip()}"))


def _free(target: Path) -> Path:
    """A name that no file has yet: what was put away before is never written over."""
    number = 1
    free = target
    while free.exists() or free.with_name(free.name + ".txt").exists():
        number += 1
        free = target.with_name(f"{target.stem} ({number}){target.suffix}")
    return free
