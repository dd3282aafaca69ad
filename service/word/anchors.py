"""Which line of a copy is which line of the form: matched by their static texts, exactly first.

A form's labels repeat ("Grade", "Rationale" in every section), answers may repeat a label, and sections may
be deleted or change places. So the lines that fit are weighed together: the heaviest chain that keeps the
form's order wins, and what is left is chained again for parts that were moved.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from schemas.edition import Slot
from service.word.homes import CopyLine, Homes
from service.word.keys import key_of
from service.word.skeleton import FormLine, around_slots, heading_in
from service.word.text import Line

MOST_PAIRS = 400_000
LEAST = 0.6
_ROUNDS = 12
_OVER = 0.9
"""What a line is worth that says again what was said under its heading as often as the form does."""


def copy_lines(lines: Sequence[Line], own: Mapping[int, Slot], headings: Mapping[str, int]) -> list[CopyLine]:
    """The copy's lines with their keys; `own` gives the slots found by control, `headings` the form's headings."""
    made, heading, block = [], "", 0
    for index, line in enumerate(lines):
        keys = tuple(key_of("\n".join(around_slots(p, own) for p in cell.paragraphs)) for cell in line.cells)
        if said := heading_in(keys, headings):
            heading, block = said, block + 1
        made.append(CopyLine(index, line, keys, heading, block))
    return made


def weight(key: str) -> int:
    """How much a matched text says: longer ones are less likely to stand somewhere by chance."""
    return 4 + min(len(key), 40)


def agreement(form: FormLine, copy: CopyLine) -> float:
    """How well a copy's line bears a form line's static texts: 1 for all in their places, 0 for none.

    A paragraph never becomes one cell of several.
    """
    if not form.line.table and len(copy.keys) > 1:
        return 0.0
    if len(form.anchors) == len(form.cells) > 1 and not any(cell.slots for cell in form.cells):
        return _as_header(form, copy)
    total = matched = 0.0
    same = len(form.cells) == len(copy.keys)
    at = 0
    for place, key in form.anchors:
        total += weight(key)
        if same:
            if copy.keys[place] == key:
                matched += weight(key)
        else:
            while at < len(copy.keys) and copy.keys[at] != key:
                at += 1
            if at < len(copy.keys):
                matched += weight(key) * 0.9
                at += 1
            else:
                at = 0
    return matched / total if total else 0.0


def _as_header(form: FormLine, copy: CopyLine) -> float:
    """A row of headings is itself whatever the order of its columns; in its own order it is a little more so."""
    total = sum(weight(key) for _, key in form.anchors)
    there = sum(weight(key) for _, key in form.anchors if key in copy.keys)
    in_place = sum(weight(key) for place, key in form.anchors if copy.keys[place : place + 1] == (key,))
    return (0.9 * there + 0.1 * in_place) / total


def matched_lines(
    lines: Iterable[FormLine], copies: Sequence[CopyLine], homes: Homes
) -> list[dict[int, int]]:
    """Form line to copy line, one mapping a round: the first keeps the form's order, later ones were moved."""
    by_key: dict[str, list[CopyLine]] = {}
    for copy in copies:
        for key in set(copy.keys):
            if key:
                by_key.setdefault(key, []).append(copy)
    rounds: list[dict[int, int]] = []
    forms = [line for line in lines if line.anchors and not line.repeating]
    taken: set[int] = set()
    for _ in range(_ROUNDS):
        pairs = _pairs(forms, by_key, taken, homes)
        chain = _heaviest(pairs)
        if not chain:
            break
        rounds.append(chain)
        taken.update(chain.values())
        forms = [line for line in forms if line.index not in chain]
    return rounds


def _pairs(
    forms: Iterable[FormLine], by_key: Mapping[str, list[CopyLine]], taken: set[int], homes: Homes
) -> list[tuple[int, int, float]]:
    """The pairs worth weighing: (form line, copy line, weight).

    A line belongs under its own heading. Elsewhere it is looked for only where its `homes` allow, or if its text
    stands nowhere else.
    """
    pairs: list[tuple[int, int, float]] = []
    for form in forms:
        rarest = min(
            form.anchors, key=lambda anchor: (len(by_key.get(anchor[1], ())) or MOST_PAIRS, -len(anchor[1]))
        )
        longest = max(form.anchors, key=lambda anchor: len(anchor[1]))
        full = sum(weight(key) for _, key in form.anchors)
        tried: set[int] = set(taken)
        for key in dict.fromkeys((rarest[1], longest[1])):
            there = by_key.get(key, ())
            for copy in there:
                at_home = form.heading == copy.heading
                if copy.index in tried or not (homes.may_be(form, copy, key) or len(there) == 1):
                    continue
                tried.add(copy.index)
                agreed = agreement(form, copy)
                if agreed < LEAST:
                    continue
                value = (
                    full
                    * agreed
                    * (_OVER if at_home and homes.is_once_more(copy, key) else 1.0 if at_home else 0.4)
                )
                value *= 1.0 if bool(form.line.table) == bool(copy.line.table) else 0.3
                pairs.append((form.index, copy.index, value))
        if len(pairs) > MOST_PAIRS:
            break
    return pairs


def _heaviest(pairs: list[tuple[int, int, float]]) -> dict[int, int]:
    """The heaviest chain of pairs that rises in both: form line to copy line."""
    if not pairs:
        return {}
    pairs.sort(key=lambda pair: (pair[0], -pair[1]))
    places = sorted({copy for _, copy, _ in pairs})
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)
    before = [-1] * len(pairs)
    top = (0.0, -1)
    for number, (_, copy, value) in enumerate(pairs):
        place = bisect_left(places, copy)
        heaviest = (0.0, -1)
        at = place
        while at > 0:
            if best[at][0] > heaviest[0]:
                heaviest = best[at]
            at -= at & -at
        before[number] = heaviest[1]
        reached = (heaviest[0] + value, number)
        at = place + 1
        while at <= len(places):
            if reached[0] > best[at][0]:
                best[at] = reached
            at += at & -at
        if reached[0] > top[0]:
            top = reached
    chain: dict[int, int] = {}
    number = top[1]
    while number >= 0:
        form, copy, _ = pairs[number]
        chain[form] = copy
        number = before[number]
    return chain
