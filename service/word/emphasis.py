"""The choice in a cell that lists every option: read by its formatting, as printed forms ask people to give it.

Council forms print the four grades one under the other, to be ticked, circled, made bold, highlighted or
struck through. The text alone says all four.
"""

import re
from collections.abc import Iterable, Sequence

from schemas.edition import Slot
from service.word.names import VAL, w
from service.word.slots import Element, is_on
from service.word.text import Run

_TICKED = "\u2611\u2612\u2713\u2714\u2717\u2718\u221a\uf0fe\uf0fc\uf0fd"
_FILLER = re.compile(r"[\s/|,;()\[\]\u2022\u00b7\u2610\u25a1xX\-\u2013" + _TICKED + "]+")
_STRUCK = (w("strike"), w("dstrike"))
_STRONG = (w("b"), w("u"), w("highlight"), w("shd"), w("color"), w("bdr"), w("caps"), w("i"))


def singled_out(slot: Slot, runs: Sequence[Run]) -> str | None:
    """The option that formatting or a tick singles out, in a text that lists two or more of the slot's options.

    Returns the option's text; "" where the text does list options but not exactly one stands out; None
    where it is no such list.
    """
    text = "".join(run[0] for run in runs)
    found = _options_in(slot, text)
    if len({name for name, _, _ in found}) < 2:
        return None
    rest = "".join(text[end:start] for end, start in _between(found, len(text)))
    if _FILLER.sub("", rest):
        return None
    marks = _marks(runs)
    for choose in (_ticked, _unstruck, _strong):
        chosen = {name for name, start, end in found if choose(text, marks, start, end)}
        if len(chosen) == 1:
            return chosen.pop()
        if chosen and len(chosen) < len({name for name, _, _ in found}):
            return ""
    return ""


def _options_in(slot: Slot, text: str) -> list[tuple[str, int, int]]:
    names = sorted((option.text for option in slot.options if option.text.strip()), key=len, reverse=True)
    by_fold = {name.casefold(): name for name in names}
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)", re.IGNORECASE)
    return [
        (by_fold.get(hit.group().casefold(), hit.group()), hit.start(), hit.end())
        for hit in pattern.finditer(text)
    ]


def _between(found: Sequence[tuple[str, int, int]], length: int) -> Iterable[tuple[int, int]]:
    ends = [0, *(end for _, _, end in found)]
    starts = [*(start for _, start, _ in found), length]
    return zip(ends, starts, strict=True)


def _marks(runs: Sequence[Run]) -> list[tuple[bool, bool]]:
    """For each character whether it is struck and whether it is made to stand out."""
    marks: list[tuple[bool, bool]] = []
    for run in runs:
        look = run[2].find(w("rPr"))
        struck = look is not None and any(_set(look, name) for name in _STRUCK)
        strong = look is not None and any(_set(look, name) for name in _STRONG)
        marks += [(struck, strong)] * len(run[0])
    return marks


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


def _ticked(text: str, marks: Sequence[tuple[bool, bool]], start: int, end: int) -> bool:
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return any(mark in line for mark in _TICKED) and len(line) < end - start + 8


def _unstruck(text: str, marks: Sequence[tuple[bool, bool]], start: int, end: int) -> bool:
    return any(struck for struck, _ in marks) and not all(struck for struck, _ in marks[start:end])


def _strong(text: str, marks: Sequence[tuple[bool, bool]], start: int, end: int) -> bool:
    return all(strong for _, strong in marks[start:end])
