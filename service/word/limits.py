"""How much a file may hold before it is refused."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one uploaded file. Sizes are in bytes.

    `part` and `total` bound what one part and all parts unpack to; `ratio` bounds how many times its packed
    size a part may unpack to, and is judged only on parts above `small`. `xml` bounds all the XML that is
    parsed, `elements` and `attributes` what it is made of, for these take memory (up to 240 bytes each) and
    time. A form with 500 rows of actions has a fifth of the elements and less of everything else.
    """

    upload: int = 20 * MEGABYTE
    entries: int = 2_000
    part: int = 60 * MEGABYTE
    total: int = 150 * MEGABYTE
    ratio: int = 200
    small: int = MEGABYTE
    xml: int = 16 * MEGABYTE
    elements: int = 300_000
    attributes: int = 600_000


LIMITS = Limits()
"""The limits that hold where nothing else is said."""
