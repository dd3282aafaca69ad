"""A place as it is found, before its words are put to it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from schemas.edition import Kind, Option
from service.word.adopt.finding.boxes import Beside, beside_boxes, plain
from service.word.adopt.finding.inside import Inside, places_inside
from service.word.adopt.finding.paper import Paper
from service.word.adopt.finding.printed import printed_grades
from service.word.text import Cell, Control

_DOUBTFUL = 0.5


@dataclass(frozen=True, slots=True)
class Draft:
    """A place: `own` is the text that asks within its own cell or paragraph, `choice` what a box there is beside."""

    line: int
    cell: int
    start: int
    end: int
    evidence: str
    confidence: float
    kind: Kind | None = None
    own: str = ""
    choice: str = ""
    options: tuple[Option, ...] = ()
    control: Control | None = None

    @property
    def order(self) -> tuple[int, int, int]:
        """Where it stands in reading order."""
        return self.line, self.cell, self.start


def drafts_inside(paper: Paper, line: int, at: int) -> list[Draft]:
    """The places within a cell's text, each with the words beside it."""
    cell = paper.view.lines[line].cells[at]
    places = places_inside(paper, cell)
    text = cell.text
    made = []
    for number, one in enumerate(places):
        beside = _beside(text, places, number)
        doubtful = one.kind is Kind.TICK and not beside.sure
        made.append(
            Draft(
                line,
                at,
                one.start,
                one.end,
                f"{one.evidence}, with words on both sides of it" if doubtful else one.evidence,
                _DOUBTFUL if doubtful else one.confidence,
                one.kind,
                beside.question,
                beside.choice,
                one.options,
                one.control,
            )
        )
    return list(_boxes_of_grades(made, text))


def _boxes_of_grades(drafts: list[Draft], text: str) -> Iterator[Draft]:
    """The places, boxes that stand beside the grades of a scale in one line as one choice among them."""
    for (question, kind, _), group in groupby(
        drafts, lambda one: (one.own, one.kind, text.count("\n", 0, one.start))
    ):
        boxes = list(group)
        grades = printed_grades([one.choice for one in boxes]) if kind is Kind.TICK and len(boxes) > 2 else ()
        if not grades:
            yield from boxes
            continue
        first = min(boxes[0].start, text.find(boxes[0].choice, text.rfind("\n", 0, boxes[0].start) + 1))
        last = text.find(boxes[-1].choice, first) + len(boxes[-1].choice)
        end = max(boxes[-1].end, last)
        said = "boxes are printed beside the grades there are to choose from"
        yield replace(
            boxes[0],
            start=first,
            end=end,
            kind=Kind.CHOICE,
            options=grades,
            evidence=said,
            choice="",
            own=question,
        )


def rest_of(cell: Cell, drafts: list[Draft]) -> str:
    """The cell's text beside the places in it."""
    text, at, rest = cell.text, 0, ""
    for one in drafts:
        rest, at = rest + text[at : one.start], max(at, one.end)
    return rest + text[at:]


def _beside(text: str, places: list[Inside], number: int) -> Beside:
    """The words beside a place: the question before it in its paragraph, else in the one above; the text of a box."""
    one = places[number]
    opening = text.rfind("\n", 0, one.start) + 1
    closing = text.find("\n", one.end)
    closing = len(text) if closing < 0 else closing
    here = [other for other in places if opening <= other.start <= closing]
    at = here.index(one)
    above = _line_before(text, places, opening)
    if one.kind is not Kind.TICK:
        before = text[here[at - 1].end if at else opening : one.start]
        return Beside(plain(before) or (above if at == 0 else ""))
    boxes = [other for other in here if other.kind is Kind.TICK]
    ends = [opening, *(box.end for box in boxes)]
    starts = [*(box.start for box in boxes), closing]
    told = beside_boxes([text[end:start] for end, start in zip(ends, starts, strict=True)])[boxes.index(one)]
    return replace(told, question=told.question or above)


def _line_before(text: str, places: list[Inside], opening: int) -> str:
    """The last line of the text above in which no place stands, if it says anything."""
    at = opening
    while at > 0:
        begin = text.rfind("\n", 0, at - 1) + 1
        line = text[begin : at - 1]
        if plain(line):
            held = any(begin <= other.start < at for other in places)
            return "" if held else plain(line)
        at = begin
    return ""
