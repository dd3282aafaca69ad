"""The choice in a cell that lists the options: read by its formatting, as printed forms ask people to give it.

Council forms print the four grades one under the other, to be ticked, circled, made bold, highlighted or struck
through. The text alone says all four.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from schemas.edition import Slot
from service.word.names import VAL, w
from service.word.slots import Element, is_on
from service.word.text import Run
from service.word.ticking import FILLER, Hit, marked_by_ticks

_STRUCK = (w("strike"), w("dstrike"))
_STRONG = tuple(map(w, ("b", "i", "u", "highlight", "shd", "color", "bdr", "caps")))
_R_PR = w("rPr")
_DIVIDERS = re.compile(r"^[\s/|,;\u2022\u00b7]+|[\s/|,;\u2022\u00b7]+$")


@dataclass(frozen=True, slots=True)
class Listing:
    """A text that lists several options: the one that stands out, "" unless exactly one does, and whether
    anything was marked at all.
    """

    chosen: str
    marked: bool


def singled_out(slot: Slot, runs: Sequence[Run], form: Sequence[Run] = ()) -> Listing | None:
    """What formatting or a tick says of a text that lists two or more of the slot's options, and nothing else.

    None where it is no such list. Every way in which options are marked must point to the same one. `form` is the
    form's own list where its prompt is one: what that marks by design says nothing.
    """
    text = "".join(run[0] for run in runs)
    found = _options_in(slot, text)
    names = {name for name, _, _ in found}
    if len(names) < 2 or FILLER.sub("", _rest(found, text)):
        return None
    if _partly_faded(runs) and not _partly_faded(form):
        return Listing("", marked=True)  # what is greyed out is as good as struck out, to some
    ways = [way for way in _ways(text, runs, found, names, _by_design(slot, form)) if way is not None]
    left = set(names)
    for way in ways:
        left &= way
    sure = len(left) == 1 and all(len(way) == 1 or way > left for way in ways)
    return Listing(left.pop() if sure and ways else "", bool(ways))


@dataclass(frozen=True, slots=True)
class _Marks:
    """The options that have a look all over, and those that have it in part; one of these a look."""

    having: set[str]
    torn: set[str]


@dataclass(frozen=True, slots=True)
class _Design:
    """How the form's own list marks its options: by ticks, and by each look."""

    ticks: set[str] | None
    looks: Sequence[_Marks]


def _by_design(slot: Slot, form: Sequence[Run]) -> _Design | None:
    if not form:
        return None
    text = "".join(run[0] for run in form)
    found = _options_in(slot, text)
    return _Design(marked_by_ticks(text, found), _by_look(form, found))


def _ways(
    text: str, runs: Sequence[Run], found: Sequence[Hit], names: set[str], design: _Design | None
) -> Iterator[set[str] | None]:
    """The options that each way of marking leaves: ticks; those left unstruck, where any is struck; for each other
    look those that have it, unless all do.
    """
    ticks = marked_by_ticks(text, found)
    yield None if design is not None and ticks == design.ticks else ticks
    for number, marks in enumerate(_by_look(runs, found)):
        own = design.looks[number] if design is not None else _Marks(set(), set())
        having, torn = marks.having - own.having, marks.torn - own.torn
        if torn:
            yield set()
        elif number == 0 and having:
            yield names - having
        elif having and having != names:
            yield having


def left_alone(slot: Slot, runs: Sequence[Run]) -> str:
    """The option that alone is left of a list, the others deleted and their dividers not; "" where there is none."""
    said = _DIVIDERS.sub("", "".join(run[0] for run in runs))
    names = [option.text for option in slot.options if option.text.casefold() == said.casefold()]
    return names[0] if len(names) == 1 and not any(map(is_struck, runs)) else ""


def picked_out(runs: Sequence[Run]) -> set[str]:
    """The looks that some of the text has and some has not: a mark on a part of it."""
    looks = [run[2].find(_R_PR) for run in runs if run[0].strip()]
    return {
        name
        for name in (*_STRUCK, *_STRONG)
        if len({look is not None and _set(look, name) for look in looks}) == 2
    }


def lists_options(slot: Slot) -> bool:
    """Whether the slot's own prompt is the list of its options, to be marked."""
    found = _options_in(slot, slot.prompt)
    return len({name for name, _, _ in found}) > 1 and not FILLER.sub("", _rest(found, slot.prompt))


def _options_in(slot: Slot, text: str) -> list[Hit]:
    names = sorted((option.text for option in slot.options if option.text.strip()), key=len, reverse=True)
    if not names:
        return []
    by_fold = {name.casefold(): name for name in names}
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)", re.IGNORECASE)
    return [
        (by_fold.get(hit.group().casefold(), hit.group()), hit.start(), hit.end())
        for hit in pattern.finditer(text)
    ]


def _rest(found: Sequence[Hit], text: str) -> str:
    ends = [0, *(end for _, _, end in found)]
    starts = [*(start for _, start, _ in found), len(text)]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def _by_look(runs: Sequence[Run], found: Sequence[Hit]) -> list[_Marks]:
    """The options that are struck through, then those that have each other look."""
    looks = [run[2].find(_R_PR) for run in runs]
    ends = list(accumulate(len(run[0]) for run in runs))
    return [_having(properties, looks, ends, found) for properties in (_STRUCK, *((one,) for one in _STRONG))]


def _having(
    properties: Sequence[str], looks: Sequence[Element | None], ends: Sequence[int], found: Sequence[Hit]
) -> _Marks:
    """The options that have one of these properties all over, and those that have it in part."""
    marks = _Marks(set(), set())
    marked = [look is not None and any(_set(look, name) for name in properties) for look in looks]
    if not any(marked):
        return marks
    for name, start, end in found:
        here = set(marked[bisect_right(ends, start) : bisect_left(ends, end) + 1])
        if here == {True}:
            marks.having.add(name)
        elif True in here:
            marks.torn.add(name)
    return marks


def _partly_faded(runs: Sequence[Run]) -> bool:
    """Whether some of the text is grey or white and some is not."""
    looks = [run[2].find(_R_PR) for run in runs if run[0].strip()]
    return len({look is not None and _is_faded(look) for look in looks}) == 2


def _is_faded(look: Element) -> bool:
    color = look.find(w("color"))
    said = (color.get(VAL) or "") if color is not None else ""
    return len(said) == 6 and said[:2] == said[2:4] == said[4:] and said[:2].lower() > "60"


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
