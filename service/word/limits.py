"""How much a file may hold before it is refused."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one uploaded file. Sizes are in bytes.

    `part` and `total` bound what one part and all parts unpack to; `ratio` bounds how many times its packed
    size a part may unpack to, and is judged only on parts above `small`. `xml` bounds all the XML that is
    parsed, and `marks` the tags and attributes in it: it is these that take memory (up to 240 bytes each).
    """

    upload: int = 20 * MEGABYTE
    entries: int = 2_000
    part: int = 60 * MEGABYTE
    total: int = 150 * MEGABYTE
    ratio: int = 200
    small: int = MEGABYTE
    xml: int = 16 * MEGABYTE
    marks: int = 600_000


LIMITS = Limits()
"""The limits that hold where nothing else is said."""
