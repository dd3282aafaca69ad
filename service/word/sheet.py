"""The sheet that a document is set on."""

from service.word.names import w
from service.word.package import Package

_A4 = (11906, 16838)
_SIZES = range(1_000, 40_000)
"""Twentieths of a point: no sheet is smaller or larger."""


def sheet_of(package: Package) -> tuple[int, int]:
    """Width and height of the first page, in twentieths of a point; A4 where the document does not say."""
    size = next(package.xml(package.main).iter(w("pgSz")), None)
    said = [size.get(w(name)) or "" for name in ("w", "h")] if size is not None else []
    if len(said) == 2 and all(one.isascii() and one.isdigit() and int(one) in _SIZES for one in said):
        return int(said[0]), int(said[1])
    return _A4
