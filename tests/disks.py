"""Disks for tests that fill up or let nobody write: real ones, mounted for the test and taken away again."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

MEGABYTE = 1_000_000
_FILLER = "filler"


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk of so many megabytes at a new folder. Skips the test where this account may not mount one."""
    folder.mkdir()
    size = f"size={megabytes * MEGABYTE},mode=700"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount a small disk (root)")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(disk: Path, *, leave: int = 0) -> None:
    """Fills a disk but for so many bytes."""
    free = max(shutil.disk_usage(disk).free - leave, 0)
    with (disk / _FILLER).open("wb") as filler:
        os.posix_fallocate(filler.fileno(), 0, max(free - free % 4_096, 1))


def make_room(disk: Path) -> None:
    """Takes away what the disk was filled with."""
    (disk / _FILLER).unlink()


def let_nobody_write(folder: Path, *, but: Sequence[str] = ()) -> None:
    """Takes away the right to write a folder and all in it."""
    for path in (folder, *folder.rglob("*")):
        if path.name not in but:
            path.chmod(path.stat().st_mode & ~0o222)


def let_write_again(folder: Path) -> None:
    """Gives its owner the right to write a folder and all in it."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode | 0o200)


def bound_by_rights() -> list[str]:
    """What a command begins with to be bound by the rights of files, as no program of root's is by itself."""
    if os.geteuid():
        return []
    drop = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={drop}", f"--inh-caps={drop}", "--"]
