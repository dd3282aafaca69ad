"""The lines of a document that stand where a reading says that something stands (`place.where`)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.word.keys import key_of
from service.word.names import w
from service.word.slots import Element
from service.word.text import BODY, NOTES, Line, View

_HEADING = re.compile(r"under “(.*)”, ", re.DOTALL)
_TABLE = re.compile(r"table (\d+), row (\d+)")
_STORIES = ("header", "footer", *NOTES)
_TR = w("tr")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: where a reading says that it stands, what it says, and the tag of its slot if it has one."""

    where: str
    said: str
    tag: str = ""


def lines_asked(view: View, asked: Asked) -> list[range]:
    """The lines that stand there, by their numbers in the view; none where they cannot be told.

    Of paragraphs that say the same under one heading each is given. A row holds the rows of tables inside it.
    """
    if named := _TABLE.search(asked.where):
        place = int(named[1]), int(named[2])
        return [
            range(at, 1 + _last_inside(view.lines, at))
            for at, line in enumerate(view.lines)
            if line.story == BODY and (line.table, line.row) == place
        ]
    story = next((one for one in _STORIES if asked.where.endswith(one)), BODY if asked.where else "")
    lines = [
        at for at, line in enumerate(view.lines) if line.story == story and not (line.table and story == BODY)
    ]
    numbers = {id(line): at for at, line in enumerate(view.lines)}
    own = [
        {numbers[id(line)] for line, _ in control.places}
        for control in view.controls
        if asked.tag and control.tag == asked.tag and control.places
    ]
    if len(own) == 1 and own[0] <= set(lines):
        return [range(min(own[0]), 1 + max(own[0]))]
    start = line_of_heading(view, asked)
    return list(_saying(view.lines, _under(view.lines, lines, start), asked.said))


def line_of_heading(view: View, asked: Asked) -> int | None:
    """The first line that says the heading under which it stands; None where there is none or it is not found."""
    named = _HEADING.match(asked.where)
    heading = key_of(named[1]) if named else ""
    if not heading:
        return None
    return next((at for at, line in enumerate(view.lines) if key_of(line.cells[0].text) == heading), None)


def _under(lines: Sequence[Line], numbers: Sequence[int], start: int | None) -> list[int]:
    """Of the lines of these numbers those between the heading in line `start` and the next."""
    if start is None:
        return list(numbers)
    ends = (at for at in range(start + 1, len(lines)) if lines[at].style.lower().startswith("heading"))
    end = next(ends, len(lines))
    return [at for at in numbers if start <= at < end]


def _saying(lines: Sequence[Line], numbers: Sequence[int], said: str) -> Iterator[range]:
    """Where lines say a text, each as far as they go on saying it."""
    first, *more = [key for one in said.split("\n") if (key := key_of(one))] or [""]
    whole = re.compile(rf"(?<!\w){re.escape(first)}(?!\w)") if first else None
    for at in numbers:
        if whole is not None and whole.search(_key(lines[at])):
            end = at + 1
            left = " ".join(more)
            while end in numbers and (key := _key(lines[end])) and f"{left} ".startswith(f"{key} "):
                left = left[len(key) :].lstrip()
                end += 1
            yield range(at, end)


def _key(line: Line) -> str:
    return key_of("\n".join(cell.text for cell in line.cells))


def _last_inside(lines: Sequence[Line], at: int) -> int:
    """The number of the last line that stands inside a row, in tables in its cells; its own where there is none."""
    row = next(_rows_around(lines[at]), None)
    last = at
    while row is not None and last + 1 < len(lines) and row in _rows_around(lines[last + 1]):
        last += 1
    return last


def _rows_around(line: Line) -> Iterator[Element]:
    paragraphs = (one.element for cell in line.cells for one in cell.paragraphs)
    first = next(paragraphs, None)
    return iter(()) if first is None else first.iterancestors(_TR)
