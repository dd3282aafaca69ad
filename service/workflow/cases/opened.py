"""A workbook that somebody sent, opened: whatever is odd in it is refused, and nothing of it runs or is fetched."""

import io
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from service.errors import Refused
from service.word.archive import open_archive
from service.word.limits import LIMITS

_ODD = (
    InvalidFileException,
    KeyError,
    ValueError,
    IndexError,
    TypeError,
    SyntaxError,
    OSError,
    AttributeError,
)
"""What openpyxl stops with at a workbook that is none, be it when it is opened or while it is read."""


@contextmanager
def opened(data: bytes, why_not: Callable[[], Refused], *, values: bool = False) -> Generator[Any]:
    """A workbook to be read within; of its formulas what they are or, with `values`, what they come to.

    Raises Refused: what `why_not` gives where it is none, or another where the file is damaged.
    """
    archive = open_archive(data, LIMITS)
    for entry in archive.entries.values():
        archive.unpack(entry)  # whatever is damaged is found before anything is made of it
    try:
        yield load_workbook(io.BytesIO(data), read_only=True, data_only=values)
    except _ODD:
        raise why_not() from None
