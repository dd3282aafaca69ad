"""Places in tables: empty cells with something that asks beside or above them, prompts, and printed choices."""

from collections.abc import Iterator
from enum import Enum

from schemas.edition import Kind
from service.word.adopt.finding.draft import Draft, drafts_inside, rest_of
from service.word.adopt.finding.free import gaps_in, is_label
from service.word.adopt.finding.inside import BRACKETS, whole_prompt
from service.word.adopt.finding.paper import Paper
from service.word.adopt.finding.printed import DOUBTFUL, choices_beside
from service.word.adopt.finding.words import asks_for_grade, is_tick_head
from service.word.names import w
from service.word.text import BODY, Line

_BLANKS = " \t\n\u00a0\u2002\u2003_.\u2026"
_NARROW = 500
"""Twentieths of a point: a column of less than a centimetre only keeps others apart."""


class Holds(Enum):
    """What a cell of a table holds."""

    NOTHING = "nothing"
    ANSWER = "an answer's place"
    TEXT = "text"
    BOTH = "text with places in it"
    OTHER = "what is neither"


class Sorted:
    """The cells of a table's rows by what they hold."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.holds: dict[tuple[int, int], Holds] = {}
        self.inside: dict[tuple[int, int], list[Draft]] = {}
        for numbers in paper.tables.values():
            for number in numbers:
                for at in range(len(paper.view.lines[number].cells)):
                    self.holds[number, at] = self._held(number, at)

    def _held(self, number: int, at: int) -> Holds:
        cell = self.paper.view.lines[number].cells[at]
        if self.paper.goes_on(cell):
            return Holds.OTHER
        drafts = drafts_inside(self.paper, number, at)
        bracketed = bool(drafts) and all(one.evidence == BRACKETS for one in drafts)
        if bracketed and self._only_names(number, at, rest_of(cell, drafts)):
            drafts = []
        self.inside[number, at] = drafts
        if drafts:
            return Holds.BOTH if rest_of(cell, drafts).strip(_BLANKS + "/-:") else Holds.ANSWER
        if not cell.text.strip():
            return Holds.OTHER if cell.picture else Holds.NOTHING
        return Holds.TEXT

    def _only_names(self, number: int, at: int, rest: str) -> bool:
        """Whether brackets stand in a question whose answers have cells beside it, or in the title of a part."""
        line = self.paper.view.lines[number]
        if self.paper.is_title_row(number) and not rest.strip():
            return line.cells[at].text.isupper()
        beside = at + 1 < len(line.cells) and not line.cells[at + 1].text.strip()
        return beside and any(map(str.isalpha, rest))

    def is_open(self, number: int, at: int) -> bool:
        """Whether a cell is empty or holds only a place."""
        return self.holds[number, at] in (Holds.NOTHING, Holds.ANSWER)


def places_in_tables(paper: Paper) -> Iterator[Draft]:
    """Every place in the tables of the body."""
    cells = Sorted(paper)
    for numbers in paper.tables.values():
        for row, number in enumerate(numbers):
            line = paper.view.lines[number]
            if line.story != BODY or paper.in_box(line):
                continue
            below = numbers[row + 1] if row + 1 < len(numbers) else None
            heads = _heads_those_below(cells, number, below)
            for at in range(len(line.cells)):
                yield from _places(cells, number, at, heads=heads, below=below)


def _places(cells: Sorted, number: int, at: int, *, heads: bool, below: int | None) -> Iterator[Draft]:
    paper = cells.paper
    cell = paper.view.lines[number].cells[at]
    holds = cells.holds[number, at]
    if holds in (Holds.ANSWER, Holds.BOTH):
        yield from cells.inside[number, at]
        return
    if holds is Holds.NOTHING:
        if not heads and (said := _asked_for(cells, number, at)):
            yield Draft(number, at, 0, len(cell.text), said, 0.9)
        return
    options, sure = choices_beside(paper.view.lines[number], at) if holds is Holds.TEXT else ((), 0.0)
    beside_label = bool(options) and _is_answer_to_label(cells, number, at)
    if holds is not Holds.TEXT or (heads and not beside_label):
        return
    labelled = at > 0 or _head(cells, number, at) is not None
    if labelled and whole_prompt(cell.text) and not _is_first_row(paper, number):
        yield Draft(
            number, at, 0, len(cell.text), f"“{' '.join(cell.text.split())[:40]}” asks to be replaced", 0.85
        )
        return
    if options and labelled and (beside_label or not _open_below(cells, number, at, below)):
        said = f"it {'prints' if sure > DOUBTFUL else 'seems to print'} what is to be chosen from"
        yield Draft(number, at, 0, len(cell.text), said, sure, Kind.CHOICE, options=options)
        return
    beside = at + 1 < len(paper.view.lines[number].cells) and cells.is_open(number, at + 1)
    if not beside and not _open_below(cells, number, at, below):
        after = paper.view.lines[number].cells[at + 1 :]
        yield from gaps_in(number, at, cell, last=not after or is_label(after[0].text))


def _is_answer_to_label(cells: Sorted, number: int, at: int) -> bool:
    """Whether printed choices stand beside a label of their own, and are not the head of a column under them."""
    line = cells.paper.view.lines[number]
    if len(line.cells) != 2 or at != 1 or cells.holds[number, 0] is not Holds.TEXT:
        return False
    first = cells.paper.tables[line.table][0] == number
    label = line.cells[0].text.strip()
    return not first or asks_for_grade(label) or label.endswith("?")


def _is_first_row(paper: Paper, number: int) -> bool:
    line = paper.view.lines[number]
    return paper.tables[line.table][0] == number and len(paper.tables[line.table]) > 1 and len(line.cells) > 2


def _heads_those_below(cells: Sorted, number: int, below: int | None) -> bool:
    """Whether a row holds the labels of the row below: text alone, and most of it over open cells."""
    line = cells.paper.view.lines[number]
    held = [cells.holds[number, at] for at in range(len(line.cells))]
    texts = [at for at, holds in enumerate(held) if holds is Holds.TEXT]
    if below is None or not texts or Holds.ANSWER in held or Holds.BOTH in held:
        return False
    over = [at for at in texts if _open_below(cells, number, at, below)]
    return (
        len(over) * 2 >= len(texts)
        and len(over) > 0
        and (len(line.cells) == 1 or len(texts) > 1 or texts == [0])
    )


def _open_below(cells: Sorted, number: int, at: int, below: int | None) -> bool:
    """Whether all that stands right below a cell is open, and within its columns."""
    if below is None:
        return False
    cell, under = cells.paper.view.lines[number].cells[at], cells.paper.view.lines[below]
    end = cell.column + cell.width
    beneath = [
        index
        for index, other in enumerate(under.cells)
        if other.column < end and cell.column < other.column + other.width
    ]
    return bool(beneath) and all(
        cells.is_open(below, index)
        and under.cells[index].column >= cell.column
        and under.cells[index].column + under.cells[index].width <= end
        for index in beneath
    )


def _asked_for(cells: Sorted, number: int, at: int) -> str:
    """What speaks for an empty cell being a place for an answer; "" if nothing does."""
    paper = cells.paper
    line = paper.view.lines[number]
    beside = cells.holds[number, at - 1] if at else None
    head = _head(cells, number, at)
    if head is not None and is_tick_head(head):
        return f"an empty cell under “{head}”"
    if _is_narrow(line, at):
        return ""
    if beside is Holds.TEXT and not _is_caption(cells, number, at - 1):
        return f"an empty cell beside “{_short(line.cells[at - 1].text)}”"
    if head is not None:
        return f"an empty cell under “{_short(head)}”"
    if len(line.cells) == 1 and len(paper.tables[line.table]) == 1:
        return "an empty frame"
    return ""


def _head(cells: Sorted, number: int, at: int) -> str | None:
    """The text above a cell in its column, over what is open; a title over the whole table heads only a whole row."""
    lines = cells.paper.view.lines
    whole = len(lines[number].cells) == 1
    for other, index in cells.paper.above(number, lines[number].cells[at].column):
        title = len(lines[other].cells) == 1
        if cells.holds[other, index] is Holds.BOTH:
            return None
        if cells.holds[other, index] is Holds.TEXT:
            heads = (
                title == whole
                and not _is_answered(cells, other, index)
                and not _is_caption(cells, other, index)
            )
            return " ".join(lines[other].cells[index].text.split()) if heads else None
        if whole:
            return None
    return None


def _is_answered(cells: Sorted, number: int, at: int) -> bool:
    """Whether a text is a row's label, with its answer's place beside it."""
    return at + 1 < len(cells.paper.view.lines[number].cells) and cells.holds[number, at + 1] is Holds.ANSWER


def _is_caption(cells: Sorted, number: int, at: int) -> bool:
    """Whether a text stands under the place that it is about, as captions of signatures do."""
    column = cells.paper.view.lines[number].cells[at].column
    above = next(cells.paper.above(number, column), None)
    return (
        above is not None
        and cells.holds[above] is Holds.ANSWER
        and at == above[1]
        and _all_answered(cells, above[0])
    )


def _all_answered(cells: Sorted, number: int) -> bool:
    """Whether a row holds places, and otherwise nothing but marks between them."""
    line = cells.paper.view.lines[number]
    held = [cells.holds[number, at] for at in range(len(line.cells))]
    return all(
        holds in (Holds.ANSWER, Holds.NOTHING) or not line.cells[at].text.strip(" ,;/")
        for at, holds in enumerate(held)
    )


def _is_narrow(line: Line, at: int) -> bool:
    paragraphs = line.cells[at].paragraphs
    around = next(paragraphs[0].element.iterancestors(w("tc")), None) if paragraphs else None
    width = around.find(f"{w('tcPr')}/{w('tcW')}") if around is not None else None
    if width is None or width.get(w("type")) != "dxa":
        return False
    given = width.get(w("w")) or ""
    return given.isdecimal() and int(given) < _NARROW


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= 60 else f"{said[:59]}…"
