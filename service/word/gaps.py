"""What lies between two anchors: reworded labels, rows of a repeating part, places without any static text."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from service.reading import FoundBy
from service.word.alignment import Alignment, Pair, is_below
from service.word.anchors import agreement, weight
from service.word.extract import stands_around
from service.word.homes import CopyLine, Homes
from service.word.items import is_by_lines, take_items
from service.word.senses import is_another
from service.word.skeleton import FormLine

ALIKE, PERHAPS = 78.0, 50.0
_REWORDED = "The label beside this was reworded; is it still the same question?"


@dataclass(slots=True)
class Gap:
    """Form lines without a place, the copy's lines that may be theirs, and the matched lines before and after."""

    forms: list[FormLine]
    copies: list[CopyLine]
    before: FormLine | None
    after: FormLine | None
    closed: bool


def gaps_of(forms: list[FormLine], alignment: Alignment) -> Iterator[Gap]:
    """The gaps between the lines that are matched, in the form's order."""
    taken = {pair.copy.index for pair in alignment.pairs.values()}
    at = 0
    while at < len(forms):
        if forms[at].index in alignment.pairs:
            at += 1
            continue
        start = at
        while at < len(forms) and forms[at].index not in alignment.pairs:
            at += 1
        before = forms[start - 1] if start else None
        after = forms[at] if at < len(forms) else None
        first = alignment.pairs[before.index].copy.index + 1 if before else 0
        last = alignment.pairs[after.index].copy.index if after else len(alignment.copies)
        free = range(first, last)
        closed = first <= last and not any(index in taken for index in free)
        if not closed:
            free = range(first, _next_taken(first, taken, len(alignment.copies)))
        yield Gap(forms[start:at], [alignment.copies[index] for index in free], before, after, closed)


def _next_taken(first: int, taken: set[int], end: int) -> int:
    while first < end and first not in taken:
        first += 1
    return first


def fill_gap(gap: Gap, alignment: Alignment, homes: Homes) -> None:
    """Finds in the copy what the form has in the gap: rows, then what is alike, then what has no text of its own."""
    free = take_items(gap.forms, _take_rows(gap, alignment), alignment)
    anchored = [form for form in gap.forms if form.anchors and not form.repeating]
    _take_alike(anchored, free, alignment, homes, closed=gap.closed)
    _take_loose(gap, free, alignment)


def _take_rows(gap: Gap, alignment: Alignment) -> list[CopyLine]:
    """Gives a repeating part the rows below its header row; returns the lines that are left."""
    free = list(gap.copies)
    for place, form in enumerate(gap.forms):
        if not form.repeating or form.repeating in alignment.rows:
            continue
        if is_by_lines([one for one in gap.forms if one.repeating == form.repeating]):
            continue
        above = gap.forms[place - 1] if place else gap.before
        header = alignment.pairs.get(above.index) if above is not None else None
        if header is None or above is None or above.line.table != form.line.table:
            rows = [copy for copy in free if copy.line.table and len(copy.keys) == len(form.cells)]
        else:
            after = alignment.pairs.get(gap.after.index) if gap.after is not None else None
            end = after.copy.index if after is not None and is_below(header, after) else len(alignment.copies)
            used = alignment.used
            rows = [
                copy
                for copy in alignment.copies[header.copy.index + 1 : end]
                if copy.line.table == header.copy.line.table
                and copy.index not in used
                and _as_wide(copy, header.copy)
            ]
        alignment.rows[form.repeating] = rows
        taken = {row.index for row in rows}
        free = [copy for copy in free if copy.index not in taken]
    return free


def _as_wide(row: CopyLine, header: CopyLine) -> bool:
    """Whether a row fills the header's columns, if some of its cells were merged; not so one of another table."""
    if len(row.keys) == len(header.keys):
        return True
    ends = [line.line.cells[-1].column + line.line.cells[-1].width for line in (row, header) if line.keys]
    return len(set(ends)) == 1 and len(row.keys) * 2 > len(header.keys)


def likeness(form: FormLine, copy: CopyLine) -> float:
    """0 to 100: how alike the static texts of two lines are, each cell with the one in its place."""
    if len(form.cells) != len(copy.keys):
        return agreement(form, copy) * 100
    total = got = 0.0
    for place, key in form.anchors:
        heavy = weight(key)
        total += heavy
        there = copy.keys[place]
        if there.startswith(key) or stands_around(form.cells[place], there):
            got += heavy * 95
        elif there:
            got += heavy * max(fuzz.ratio(key, there), fuzz.token_sort_ratio(key, there))
    return got / total if total else 0.0


def _take_alike(
    forms: list[FormLine], free: list[CopyLine], alignment: Alignment, homes: Homes, *, closed: bool
) -> None:
    """Matches what is alike, in order; then, where exactly as many lines are left on both sides of a closed gap,
    what stands in the same place.
    """
    at = 0
    left: list[FormLine] = []
    for form in forms:
        scores = [
            (likeness(form, copy), -place)
            for place, copy in enumerate(free[at:], at)
            if homes.may_hold(form, copy)
        ]
        if scores and max(scores)[0] >= ALIKE:
            place = -max(scores)[1]
            rivals = [likeness(other, free[place]) for other in forms if other is not form]
            if max(rivals, default=0.0) < max(scores)[0]:
                if _asks_else(form, free[place]):
                    alignment.doubts[form.index] = _REWORDED
                alignment.pairs[form.index] = Pair(free[place], FoundBy.POSITION)
                at = place + 1
                continue
        left.append(form)
    if closed:
        for form in left:
            _take_place(form, [copy for copy in free if homes.may_hold(form, copy)], alignment)


def _take_place(form: FormLine, free: list[CopyLine], alignment: Alignment) -> None:
    """Gives a line whose label was reworded the one line left between its neighbours, sure only if still alike."""
    above, below = alignment.pairs.get(form.index - 1), alignment.pairs.get(form.index + 1)
    taken = alignment.used
    near = [
        copy
        for copy in free
        if copy.index not in taken
        and len(copy.keys) == len(form.cells)
        and bool(copy.line.table) == bool(form.line.table)
        and (above is None or copy.index > above.copy.index)
        and (below is None or copy.index < below.copy.index)
    ]
    if len(near) == 1 and (above is not None or below is not None) and any(cell.slots for cell in form.cells):
        alike = likeness(form, near[0])
        if any(near[0].keys):
            if alike < PERHAPS or _asks_else(form, near[0]):
                alignment.doubts[form.index] = _REWORDED
            alignment.pairs[form.index] = Pair(near[0], FoundBy.POSITION)


def _asks_else(form: FormLine, copy: CopyLine) -> bool:
    """Whether a label was written over with one that may ask another thing, or that would be read as the answer."""
    if len(form.cells) != len(copy.keys):
        return False
    for place, key in form.anchors:
        cell, there = form.cells[place], copy.keys[place]
        if cell.slots and not stands_around(cell, there):
            return True
        if not cell.slots and there and not there.startswith(key) and is_another(key, there):
            return True
    return False


def _take_loose(gap: Gap, free: list[CopyLine], alignment: Alignment) -> None:
    """Gives lines without static text what stands between the same two neighbours."""
    run: list[FormLine] = []
    for form in [*gap.forms, None]:
        if (
            form is not None
            and not form.anchors
            and not form.repeating
            and any(cell.slots for cell in form.cells)
        ):
            run.append(form)
            continue
        if run:
            _share(run, free, alignment, gap)
        run = []


def _share(run: list[FormLine], free: list[CopyLine], alignment: Alignment, gap: Gap) -> None:
    above, below = _neighbours(run, gap)
    if any(line is not None and line.index not in alignment.pairs for line in (above, below)):
        for form in run:  # without its label, nobody can tell whose a text is
            alignment.loose[form.index] = None
        return
    used = alignment.used
    first = alignment.pairs[above.index].copy.index if above else -1
    last = alignment.pairs[below.index].copy.index if below else len(alignment.copies)
    between = [copy for copy in free if copy.keys and copy.index not in used and first < copy.index < last]
    if run[0].line.table:
        between = [copy for copy in between if len(copy.keys) == len(run[0].cells)]
    if len(between) == len(run):
        for form, copy in zip(run, between, strict=True):
            alignment.loose[form.index] = [copy]
    elif len(run) == 1 and not run[0].line.table and gap.closed:
        alignment.loose[run[0].index] = between
    else:
        for form in run:
            alignment.loose[form.index] = None


def _neighbours(run: list[FormLine], gap: Gap) -> tuple[FormLine | None, FormLine | None]:
    """The form's lines above and below that say something or take an answer; empty ones between do not count."""
    lines = [line for line in (gap.before, *gap.forms, gap.after) if line is not None]
    telling = [line for line in lines if line.anchors or any(cell.slots for cell in line.cells)]
    above = [line for line in telling if line.index < run[0].index]
    below = [line for line in telling if line.index > run[-1].index]
    return (above[-1] if above else None), (below[0] if below else None)
