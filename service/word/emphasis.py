"""The choice in a cell that lists the options: read by its formatting, as printed forms ask people to give it.

Council forms print the four grades one under the other, to be ticked, circled, made bold, highlighted or struck
through. The text alone says all four.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.edition import Slot
from service.word.names import VAL, w
from service.word.slots import Element, is_on
from service.word.text import Run
from service.word.ticking import FILLER, marked_by_ticks

_STRUCK = (w("strike"), w("dstrike"))
_STRONG = tuple(map(w, ("b", "i", "u", "highlight", "shd", "color", "bdr", "caps")))
_R_PR = w("rPr")


@dataclass(frozen=True, slots=True)
class Listing:
    """A text that lists several options: the one that stands out, "" unless exactly one does, and whether
    anything was marked at all.
    """

    chosen: str
    marked: bool


def singled_out(slot: Slot, runs: Sequence[Run]) -> Listing | None:
    """What formatting or a tick says of a text that lists two or more of the slot's options, and nothing else.

    None where it is no such list. Every way in which options are marked must point to the same one.
    """
    text = "".join(run[0] for run in runs)
    found = _options_in(slot, text)
    names = {name for name, _, _ in found}
    if len(names) < 2 or FILLER.sub("", _rest(found, text)):
        return None
    ways = [way for way in (marked_by_ticks(text, found), *_by_look(runs, found)) if way is not None]
    left = set(names)
    for way in ways:
        left &= way
    sure = len(left) == 1 and all(len(way) == 1 or way > left for way in ways)
    return Listing(left.pop() if sure and ways else "", bool(ways))


def lists_options(slot: Slot) -> bool:
    """Whether the slot's own prompt is the list of its options, to be marked."""
    found = _options_in(slot, slot.prompt)
    return len({name for name, _, _ in found}) > 1 and not FILLER.sub("", _rest(found, slot.prompt))


def _options_in(slot: Slot, text: str) -> list[tuple[str, int, int]]:
    names = sorted((option.text for option in slot.options if option.text.strip()), key=len, reverse=True)
    if not names:
        return []
    by_fold = {name.casefold(): name for name in names}
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)", re.IGNORECASE)
    return [
        (by_fold.get(hit.group().casefold(), hit.group()), hit.start(), hit.end())
        for hit in pattern.finditer(text)
    ]


def _rest(found: Sequence[tuple[str, int, int]], text: str) -> str:
    ends = [0, *(end for _, _, end in found)]
    starts = [*(start for _, start, _ in found), len(text)]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def _by_look(runs: Sequence[Run], found: Sequence[tuple[str, int, int]]) -> Iterator[set[str] | None]:
    """The options left unstruck, where any is struck; for each other look those that have it, unless all do."""
    looks = [run[2].find(_R_PR) for run in runs]
    ends, at = [], 0
    for run in runs:
        at += len(run[0])
        ends.append(at)
    names = {name for name, _, _ in found}
    struck, torn = _having(_STRUCK, looks, ends, found)
    if struck or torn:
        yield (names - struck) if not torn else set()
    for look in _STRONG:
        having, torn = _having((look,), looks, ends, found)
        if torn:
            yield set()
        elif having and having != names:
            yield having


def _having(
    properties: Sequence[str],
    looks: Sequence[Element | None],
    ends: Sequence[int],
    found: Sequence[tuple[str, int, int]],
) -> tuple[set[str], set[str]]:
    """The options that have one of these properties all over, and those that have it in part."""
    having, torn = set(), set()
    marked = [look is not None and any(_set(look, name) for name in properties) for look in looks]
    for name, start, end in found:
        here = {
            mark
            for mark, first, last in zip(marked, [0, *ends], ends, strict=False)
            if first < end and last > start
        }
        if here == {True}:
            having.add(name)
        elif True in here:
            torn.add(name)
    return having, torn


def is_struck(run: Run) -> bool:
    """Whether the run shows text that is struck through."""
    look = run[2].find(_R_PR)
    return bool(run[0].strip()) and look is not None and any(_set(look, name) for name in _STRUCK)


def _set(look: Element, name: str) -> bool:
    mark = look.find(name)
    if mark is None:
        return False
    value = mark.get(VAL)
    if name == w("shd"):
        return (mark.get(w("fill")) or "auto").lower() not in ("auto", "ffffff")
    if name in (w("u"), w("highlight"), w("bdr")):
        return value not in ("none", "nil")
    if name == w("color"):
        return (value or "auto").lower() not in ("auto", "000000")
    return is_on(value)
