"""How a place is reached: each call connects anew, waits so long and no longer, and ends its connection.

So nothing is believed that an earlier call was told, and no server can hold up who files.
"""

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Any, TypeVar

import fsspec
from fsspec import AbstractFileSystem

from service.filing import kinds

_BUSY: dict[str, Lock] = {}
"""smbclient keeps one connection per server, and takes it for whoever asks: one call has it, and then ends it."""

_MEANINGS = (
    (r"NotVerifiable", "it is not the server that is known by this name"),
    (
        r"Permission|Denied|Authentication|authenticate|not authorized|Logon|received 40[13]|ACCESS_DENIED",
        "it does not let this user in",
    ),
    (r"FileNotFound|ResourceNotFound|BadNetworkName", "there is no such folder, share, bucket or container"),
    (r"Timeout", "it does not answer in time"),
    (
        (
            r"gaierror|Connection(\w*Error|Lost|Closed)|Failed to connect|"
            r"(Connect|Network|Read|Write|Protocol|ServiceRequest|ServiceResponse)Error"
        ),
        "it is not reached, or the connection broke",
    ),
)
_T = TypeVar("_T")


class FilingFailed(Exception):
    """The place cannot be reached or written, or does not give back what was written to it.

    What it says goes on a sentence.
    """


class Way:
    """The way to a folder behind an fsspec URL."""

    def __init__(self, url: str, options: Mapping[str, Any], patience: float) -> None:
        """Raises FilingFailed for a URL that no file system is known for."""
        self.protocol = url.partition("://")[0] if "://" in url else "file"
        self._url, self._patience = url, patience
        self._options = {**kinds.HABITS.get(self.protocol, {}), **options, "skip_instance_cache": True}
        if self.protocol == "webdav" and "username" in self._options:
            self._options["auth"] = (self._options.pop("username"), self._options.pop("password", ""))
        try:
            fsspec.get_filesystem_class(self.protocol)
        except (ValueError, ImportError) as error:
            raise FilingFailed(_said(error)) from None

    def ask(self, do: Callable[[AbstractFileSystem, str], _T]) -> _T:
        """What `do` gives for the file system and the path of the folder in it.

        Where it takes longer than `patience` it goes on by itself, and counts as failed. Raises FilingFailed for
        whatever a file system raises, and other errors of our own as they are.
        """
        answer: Future[_T] = Future()

        def ask() -> None:
            try:
                with self._reached() as reached:
                    answer.set_result(do(*reached))
            except Exception as error:  # noqa: BLE001  it is raised where the answer is waited for
                answer.set_exception(error)

        Thread(target=ask, daemon=True).start()
        try:
            return answer.result(self._patience)
        except Exception as error:
            if type(error).__module__.startswith("service."):
                raise
            raise FilingFailed(_said(error)) from error  # each has errors of its own, without a common kind

    @contextlib.contextmanager
    def _reached(self) -> Iterator[tuple[AbstractFileSystem, str]]:
        with self._alone():
            reached: tuple[AbstractFileSystem, str] = fsspec.url_to_fs(self._url, **self._options)
            try:
                kinds.settle(self.protocol, reached[0])
                yield reached
            finally:
                with contextlib.suppress(Exception):  # it was cut already
                    kinds.end(self.protocol, reached[0])

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        if self.protocol != "smb":
            yield
            return
        busy = _BUSY.setdefault(self._url.split("/")[2].rpartition("@")[2], Lock())
        if not busy.acquire(timeout=self._patience):
            raise TimeoutError
        try:
            yield
        finally:
            busy.release()


def _said(error: Exception) -> str:
    text = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}".removesuffix(": ")
    kinds = " ".join(kind.__name__ for kind in type(error).__mro__)
    meaning = next((said for sign, said in _MEANINGS if re.search(sign, f"{kinds} {text}")), "it failed")
    return f"{meaning} ({text})"
