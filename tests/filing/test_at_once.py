"""Two contents that are put into a store under one name at one moment never mix: one is filed, the other told so."""

import hashlib
import secrets
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Semaphore

import pytest

from service.filing.place import Place, Taken
from tests.filing.server import Server

NAME = "4471_fostering_2026-06-03_audit_v1"
NOTE = b"For the carer's record\n"
OURS = {
    "manifest.json": b'{"reference": "AF-1"}',
    "audit.docx": b"ours" * 1000,
    "audit.pdf": b"theirs has none",
    "filing-note.txt": NOTE,
    "record.json": b'{"grade": "good"}',
}
THEIRS = {
    "record.json": b'{"grade": "poor"}',
    "filing-note.txt": NOTE,
    "audit.docx": b"theirs" * 1000,
    "manifest.json": b'{"reference": "AF-2"}',
}

stores = pytest.mark.parametrize("server", ["s3", "azure"], indirect=True)


class Handed(dict[str, bytes]):
    """Files that are handed out to who writes them one by one, as `give` allows."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(files)
        self._asked: SimpleQueue[str] = SimpleQueue()
        self._allowed = Semaphore(0)
        self._given = set[str]()

    def __getitem__(self, name: str) -> bytes:
        if name not in self._given:
            self._asked.put(name)
            assert self._allowed.acquire(timeout=60)
            self._given.add(name)
        return super().__getitem__(name)

    def begin(self) -> None:
        """Waits until the first is asked for."""
        self._asked.get(timeout=60)

    def give(self, count: int) -> None:
        """Gives so many one by one, and waits until the next is asked for."""
        for _ in range(count):
            self._allowed.release()
            self._asked.get(timeout=60)

    def give_all(self) -> None:
        self._allowed.release(len(self))


@pytest.fixture
def folder() -> str:
    return f"At once {secrets.token_hex(3)}"


def is_put(place: Place, files: Mapping[str, bytes]) -> bool:
    """Whether they were filed; else the name was taken."""
    try:
        place.put(NAME, files)
    except Taken:
        return False
    return True


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


@stores
@pytest.mark.parametrize("count", range(len(OURS)))
def test_another_puts_after_so_many_files_and_both_had_seen_that_nothing_is_there(
    server: Server, folder: str, place: Place, count: int
) -> None:
    ours, theirs = Handed(OURS), Handed(THEIRS)
    with ThreadPoolExecutor(2) as threads:
        we_put, they_put = (threads.submit(is_put, place, files) for files in (ours, theirs))
        ours.begin()
        theirs.begin()
        ours.give(count)
        theirs.give_all()
        they_put.result(60)
        ours.give_all()
    ours_first = count > 0
    assert (we_put.result(), they_put.result()) == (ours_first, not ours_first)
    filed = OURS if ours_first else THEIRS
    assert place.held(NAME) == digests(filed)
    assert server.within(folder) == sorted(f"{NAME}/{file}" for file in filed)


@stores
@pytest.mark.parametrize("count", range(len(OURS) - 1))
def test_another_puts_the_same_and_overtakes_after_so_many_files(
    server: Server, folder: str, place: Place, count: int
) -> None:
    ours, theirs = Handed(OURS), Handed(OURS)
    with ThreadPoolExecutor(2) as threads:
        we_put = threads.submit(is_put, place, ours)
        ours.begin()
        ours.give(count)
        they_put = threads.submit(is_put, place, theirs)
        theirs.begin()
        theirs.give(count)
        ours.give(1)
        theirs.give_all()
        assert they_put.result(60)
        ours.give_all()
    assert we_put.result()
    assert place.held(NAME) == digests(OURS)
    assert server.within(folder) == sorted(f"{NAME}/{file}" for file in OURS)
