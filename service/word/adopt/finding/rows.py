"""Rows that repeat: alike, with nothing of their own to say, under one row of heads."""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.word.adopt.finding.paper import Paper
from service.word.adopt.proposal import Found

_ACTIONS = re.compile(r"\W*(?:agreed\s+|recommended\s+|required\s+)?actions?\b", re.IGNORECASE)


def in_rows(paper: Paper, found: Sequence[Found]) -> list[Found]:
    """The places, those of rows that repeat put together as one each."""
    by_row: dict[int, list[Found]] = {}
    for one in found:
        by_row.setdefault(one.spots[0].line, []).append(one)
    gone: dict[int, int] = {}
    for numbers in paper.tables.values():
        first: int | None = None
        for before, number in zip([None, *numbers], numbers, strict=False):
            first = _goes_on(paper, by_row, before, number, first)
            if first is not None and first != number:
                gone[number] = first
    made: list[Found] = []
    for number, row in by_row.items():
        if number in gone:
            continue
        others = [by_row[other] for other, begun in gone.items() if begun == number]
        repeats = bool(others) or _is_for_actions(paper, row, number)
        for at, one in enumerate(row):
            if repeats:
                spots = (one.spots[0], *(other[at].spots[0] for other in others))
                column = one.column or one.label
                made.append(replace(one, spots=spots, repeating=True, label="", column=column))
            else:
                made.append(one)
    return made


def _is_for_actions(paper: Paper, row: Sequence[Found], number: int) -> bool:
    """Whether a single empty row is the last under the heads of a list of actions: who needs more rows adds them."""
    numbers = paper.tables.get(paper.view.lines[number].table, [])
    heads = [one.column or one.label for one in row]
    alone = len(numbers) > 1 and numbers[-1] == number and len(row) > 1 and not _says(paper, row, number)
    return alone and all(heads) and any(_ACTIONS.match(head) for head in heads)


def _goes_on(
    paper: Paper, by_row: dict[int, list[Found]], before: int | None, number: int, first: int | None
) -> int | None:
    """The first of the rows alike that this row belongs to: itself where it may begin such, None where it says more."""
    here = by_row.get(number)
    if not here or len(here) < 2 or _says(paper, here, number):
        return None
    if (
        first is not None
        and before is not None
        and _look(paper, by_row[before], before) == _look(paper, here, number)
    ):
        return first
    return number


def _says(paper: Paper, row: Sequence[Found], number: int) -> bool:
    """Whether a row holds text beside its places, other than its number."""
    places = {one.spots[0].cell for one in row}
    for at, cell in enumerate(paper.view.lines[number].cells):
        text = cell.text
        if at not in places:
            if text.strip(" .)") and not text.strip(" .)").isdecimal():
                return True
            continue
        rest, here = "", 0
        for one in (one for one in row if one.spots[0].cell == at):
            rest, here = rest + text[here : one.spots[0].start], one.spots[0].end
        if (rest + text[here:]).strip():
            return True
    return False


def _look(paper: Paper, row: Sequence[Found], number: int) -> tuple[object, ...]:
    line = paper.view.lines[number]
    return (
        tuple((cell.column, cell.width) for cell in line.cells),
        tuple(
            (
                one.spots[0].cell,
                one.kind,
                line.cells[one.spots[0].cell].text[one.spots[0].start : one.spots[0].end],
            )
            for one in row
        ),
    )
