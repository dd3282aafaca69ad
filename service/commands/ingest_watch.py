"""`ingest --watch`: a folder that people drop completed copies into."""

import os
import time
from pathlib import Path

import click

from service.commands.files import write_whole
from service.commands.given import Stop
from service.commands.ingest_pool import Item, Taken, pool_of
from service.commands.terminal import legible
from service.config import Config

DONE, REFUSED = "done", "refused"
_PAUSE = 1.0
"""Seconds between two looks. A file is taken once it looks the same twice, so that none is taken half-copied."""

_Look = tuple[int, int]


def watch(config: Config, folder: Path, form: str | None) -> None:
    """Takes in what is dropped into a folder until it is stopped. Each file goes to `done` or `refused`."""
    for name in (DONE, REFUSED):
        try:
            (folder / name).mkdir(exist_ok=True)
        except OSError as error:
            raise Stop(f"{folder / name} cannot be made: {error.strerror}.") from None
    click.echo(f"Watching {folder} (Ctrl-C stops it)", err=True)
    before: dict[Path, _Look] = {}
    with pool_of(config, form) as pool:
        try:
            while True:
                now = _looks(folder)
                steady = sorted(path for path, look in now.items() if before.get(path) == look)
                for path, taken in zip(
                    steady, pool.take(iter([[Item(path)] for path in steady])), strict=True
                ):
                    if taken.outcome == "failed":
                        click.echo(
                            legible(f"{path.name}: {taken.message}"), err=True
                        )  # it stays, and is tried again
                    else:
                        _put_away(folder, path, taken)
                before = {path: look for path, look in now.items() if path not in steady}
                time.sleep(_PAUSE)
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)


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
    write_whole(target.with_name(target.name + ".txt"), said.encode())
    path.replace(target)
    click.echo(legible(f"{path.name}: {said.strip()}"))


def _free(target: Path) -> Path:
    """A name that no file has yet: what was put away before is never written over."""
    number = 1
    free = target
    while free.exists() or free.with_name(free.name + ".txt").exists():
        number += 1
        free = target.with_name(f"{target.stem} ({number}){target.suffix}")
    return free
