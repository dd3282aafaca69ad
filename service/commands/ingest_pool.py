"""Several processes that take in files, each with a database connection of its own."""

import hashlib
import os
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from multiprocessing import get_context

from service.commands.files import read_file
from service.commands.given import Stop
from service.commands.ingest_items import Item
from service.commands.serving import whoever_runs_this
from service.config import Config
from service.errors import Refused
from service.store.engine import is_unreachable, why_unreachable
from service.wiring import Wired
from service.word.archive import open_archive
from service.word.limits import LIMITS
from service.workflow.place import Received
from service.workflow.receive import File, receive_many
from service.workflow.unpack import unpacked

CHUNK = 10
"""So many files are kept in one step, and put to their audits in another."""

FAILED = "failed"
"""The outcome of a file that could not be taken in now, and can be tried again."""

_NOT_TAKEN = "It could not be taken in"
_AGAIN = "Start again to try it once more."


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file; `message` says why where it was not taken.

    `digest` is of the bytes that were read of it, of an entry those of its zip: who moves the file away holds that
    against what is there by then.
    """

    file: str
    outcome: str
    reference: str = ""
    revision: int = 0
    errors: int = 0
    warnings: int = 0
    code: str = ""
    message: str = ""
    digest: str = ""

    def said(self) -> dict[str, object]:
        """It as JSON, without what does not apply."""
        told = asdict(self).items()
        return {name: value for name, value in told if value not in ("", None) and name != "digest"}


class Pool:
    """Processes at work."""

    def __init__(self, executor: ProcessPoolExecutor, ahead: int) -> None:
        self._executor = executor
        self._ahead = ahead

    def take(self, chunks: Iterator[Sequence[Item]]) -> Iterator[Taken]:
        """What became of each file, in their order. No more is read ahead than there are hands for.

        Raises Stop where one of the processes was ended from outside.
        """
        waiting: list[Future[list[Taken]]] = [
            self._executor.submit(_take, chunk) for chunk in islice(chunks, self._ahead)
        ]
        try:
            while waiting:
                done = waiting.pop(0).result()
                following = next(chunks, None)
                if following is not None:
                    waiting.append(self._executor.submit(_take, following))
                yield from done
        except BrokenProcessPool:
            raise Stop(
                "One of the processes that take in files was ended by the system; it may be short of memory. What was "
                "said to be taken is kept. Start again to go on."
            ) from None


@contextmanager
def pool_of(config: Config, form: str | None) -> Generator[Pool]:
    """The processes that the settings ask for. They end with this one, however it ends."""
    context = get_context("spawn")
    executor = ProcessPoolExecutor(
        config.workers,
        mp_context=context,
        initializer=_begin,
        initargs=(config, form, os.getpid(), context.Lock()),
    )
    try:
        yield Pool(executor, config.workers * 3)
    finally:
        executor.shutdown(cancel_futures=True)


_held: dict[str, object] = {}


def _begin(config: Config, form: str | None, parent: int, turns: AbstractContextManager[bool]) -> None:
    import signal  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides when to stop
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _held["service"] = Wired(config, turns=None if config.database.startswith("postgresql") else turns)
    _held["form"] = form


def _end_with(parent: int) -> None:
    """Ends this process once its parent is gone, which may have had no time to say so."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _take(items: Sequence[Item]) -> list[Taken]:
    read = [_content(item) for item in items]
    files: list[File] = [
        (item.filename, one) for item, (one, _) in zip(items, read, strict=True) if isinstance(one, bytes)
    ]
    received = iter(_received(files))
    return [
        _became(item.name, one if isinstance(one, Refused) else next(received), digest)
        for item, (one, digest) in zip(items, read, strict=True)
    ]


def _became(file: str, found: Received | Refused | str, digest: str) -> Taken:
    if isinstance(found, str):
        return Taken(file, FAILED, message=found, digest=digest)
    if isinstance(found, Refused):
        return Taken(file, "refused", code=found.code, message=found.message, digest=digest)
    return Taken(
        file,
        found.outcome,
        found.reference,
        found.revision,
        found.errors,
        found.warnings,
        digest=digest,
    )


def _received(files: Sequence[File]) -> list[Received | Refused | str]:
    """What became of the files; where one of them stops the rest, each is taken for itself."""
    service = _held["service"]
    assert isinstance(service, Wired)
    try:
        work = service.work(whoever_runs_this())
        named = work.catalogue.find(str(_held["form"])) if _held["form"] else None
        return list(receive_many(work, files, named))
    except Exception as error:  # noqa: BLE001 -- one file of thousands must not stop the others
        if is_unreachable(error):
            return [f"{_NOT_TAKEN}: the database says: {why_unreachable(error)}. {_AGAIN}"] * len(files)
        if len(files) > 1:
            return [one for file in files for one in _received([file])]
        return [f"{_NOT_TAKEN} ({type(error).__name__}). {_AGAIN}"] * len(files)


def _content(item: Item) -> tuple[bytes | Refused, str]:
    """The bytes of a file or an entry, and the digest of those of the file; "" where it cannot be read at all."""
    digest = ""
    try:
        data = read_file(item.path)
        digest = digest_of(data)
        if item.entry is None:
            return data, digest
        archive = open_archive(data, LIMITS)
        return unpacked(archive, archive.entries[item.entry.lower()]), digest
    except Refused as refused:
        return refused, digest
    except KeyError:
        return Refused("no-file", "The zip has changed while it was read."), digest


def digest_of(data: bytes) -> str:
    """What tells the bytes of a file from any others."""
    return hashlib.sha256(data).hexdigest()
