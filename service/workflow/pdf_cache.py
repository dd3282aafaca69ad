"""PDFs, and pictures of them, that were just made, kept in memory for a while.

LibreOffice makes one at a time, and nobody waits for long.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable

from service.word.office import OfficeFailed

_SECONDS = 20.0
"""How long somebody waits while LibreOffice is at another document."""


class PdfCache:
    """The last `most` PDFs of a process, and which documents none could be made of."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[str, bytes | None] = OrderedDict()
        self._lock, self._turn = threading.Lock(), threading.Lock()

    def of(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The PDF of a document, made by `make` where it is not kept.

        Raises OfficeFailed, also where none could be made of the document before, or LibreOffice is busy for long.
        """
        if key not in self._made:
            if not self._turn.acquire(timeout=_SECONDS):
                raise OfficeFailed("LibreOffice is at another document")
            try:
                if key not in self._made:
                    self._keep(key, _made(make))
            finally:
                self._turn.release()
        with self._lock:
            found = self._made.get(key)
        if found is None:
            raise OfficeFailed("no PDF could be made of this document")
        return found

    def cannot(self, key: str) -> bool:
        """Whether it was tried to make the PDF of a document, and none could be made."""
        with self._lock:
            return key in self._made and self._made[key] is None

    def _keep(self, key: str, made: bytes | None) -> None:
        with self._lock:
            self._made[key] = made
            while len(self._made) > self._most:
                self._made.popitem(last=False)


def _made(make: Callable[[], bytes]) -> bytes | None:
    try:
        return make()
    except OfficeFailed:
        return None
