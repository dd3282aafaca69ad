"""Ticks beside options that are listed in one text: which option each belongs to."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

_ON = "\u2611\u2612\u2713\u2714\u221a\u2705\uf0fe\uf0fc\uf0fd"
_CROSS = "\u2717\u2718\u274c"
_OFF = "\u2610\u25a1\u25a2\u25fb\uf0a8\uf06f\uf071"
_BOXES = rf"[{_ON}{_CROSS}{_OFF}]|[(\[]\s?[xX]?\s?[)\]]|(?<!\w)[xX](?!\w)"
_TOKEN = re.compile(rf"(?P<cut>[/|,;\t])|(?P<box>{_BOXES})")
FILLER = re.compile(rf"{_BOXES}|[\s/|,;()\[\]\u2022\u00b7\-\u2013.:]+")
"""What may stand between options that are only listed."""

Hit: TypeAlias = tuple[str, int, int]
"""An option found in a text: its name, where it begins and where it ends."""


def marked_by_ticks(text: str, found: Sequence[Hit]) -> set[str] | None:
    """The options, `found` in the text's order, with a tick beside them; None where nothing is ticked.

    An empty set means that ticks cannot be told apart: between two options with no sign to which it belongs, or
    a cross, which may mean either.
    """
    on: set[str] = set()
    crossed = False
    at = 0
    for first, last in _lines(text):
        begin = at
        while at < len(found) and found[at][1] < last:
            at += 1
        hits = found[begin:at]
        marks = list(_marks(text[first:last], [(name, a - first, b - first) for name, a, b in hits]))
        if any(name is None and _is_on(mark) for name, mark in marks):
            return set()
        on.update(name for name, mark in marks if name is not None and _is_on(mark))
        crossed = crossed or any(mark in _CROSS for _, mark in marks)
    return on or (set() if crossed else None)


@lru_cache(maxsize=256)
def is_ticked(text: str) -> bool:
    """Whether a sign in the text ticks or crosses something."""
    return any(_is_on(found.group()) or found.group() in _CROSS for found in re.finditer(_BOXES, text))


def _is_on(mark: str) -> bool:
    return mark in _ON or "x" in mark.lower()


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1


def _marks(line: str, hits: Sequence[Hit]) -> Iterator[tuple[str | None, str]]:
    """Every mark of a line with the option it belongs to, None where that cannot be told.

    A mark belongs to its only neighbour, or to the one on its side of a dividing sign; else the first and the
    last mark of the line show whether marks stand before the options or after them.
    """
    if len(hits) == 1:
        yield from ((hits[0][0], found["box"]) for found in _TOKEN.finditer(line) if found["box"])
        return
    ends, starts = [0, *(end for _, _, end in hits)], [*(start for _, start, _ in hits), len(line)]
    gaps = [list(_TOKEN.finditer(line, end, start)) for end, start in zip(ends, starts, strict=True)]
    leading = any(one["box"] for one in gaps[0])
    trailing = any(one["box"] for one in gaps[-1])
    for place, gap in enumerate(gaps):
        before = hits[place - 1][0] if place else None
        after = hits[place][0] if place < len(hits) else None
        cuts = [one.start() for one in gap if one["cut"]]
        for one in gap:
            if not one["box"]:
                continue
            if before is None or after is None:
                owner = before or after
            elif cuts:
                owner = before if one.end() <= cuts[0] else after if one.start() >= cuts[-1] else None
            elif leading == trailing:
                owner = None
            else:
                owner = after if leading else before
            yield owner, one["box"]
