"""A plain form as it is searched for places: its view with what looks and places of words say beside the words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from service.word.adopt.finding.words import BOXES
from service.word.names import VAL, w
from service.word.package import Package
from service.word.slots import Element, is_on
from service.word.stories import whole_view
from service.word.text import BODY, Cell, Control, Line, View

_R_PR, _MERGE = w("rPr"), f"{w('tcPr')}/{w('vMerge')}"
_COUNTS_UP = re.compile(
    r"\b[45]\W{1,4}(?:outstanding|excellent|very good|best|fully)"
    r"|\b1\W{1,4}(?:inadequate|poor|very poor|worst|not met)",
    re.IGNORECASE,
)
_GREYS = frozenset({"808080", "7F7F7F", "A6A6A6", "999999", "BFBFBF", "A5A5A5", "969696", "666666"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A run's text within a cell, from character `start` to `end`; `control` is the innermost it stands in."""

    start: int
    end: int
    text: str
    control: Control | None
    run: Element


class Paper:
    """A document to be searched. `view` is its view, `tables` the numbers of the lines of each table, in order."""

    def __init__(self, package: Package) -> None:
        self.view: View = whole_view(package)
        self._placeholders, self._headings = _styles(package)
        self.tables: dict[int, list[int]] = {}
        for number, line in enumerate(self.view.lines):
            if line.table:
                self.tables.setdefault(line.table, []).append(number)

    @cached_property
    def counts_up(self) -> bool:
        """Whether the form says that its higher numbers are the better grades, other than Ofsted's."""
        return any(_COUNTS_UP.search(cell.text) for line in self.view.lines for cell in line.cells)

    @cached_property
    def headings(self) -> list[str]:
        """The heading or merged title row that each line stands under; its own where it is one."""
        headings: list[str] = []
        section = title = ""
        table = 0
        for number, line in enumerate(self.view.lines):
            if line.story != BODY:
                section = title = ""
            if line.table != table:
                table, title = line.table, ""
            text = " ".join(line.cells[0].text.split()) if line.cells else ""
            if self.is_heading(line) and text:
                section, title = text, ""
            elif self.is_title_row(number):
                title = text
            headings.append(title or section)
        return headings

    def is_heading(self, line: Line) -> bool:
        """Whether a body paragraph is a heading: by its style, its outline level, or as a short bold line."""
        if line.table or not line.cells or not line.cells[0].paragraphs:
            return False
        if line.style in self._headings or line.style.lower().startswith(("heading", "title")):
            return True
        text = line.cells[0].text.strip()
        if any(box in text for box in BOXES):
            return False
        return 0 < len(text) <= 80 and not text.endswith((".", ":", ";", ",")) and self.is_bold(line.cells[0])

    def in_box(self, line: Line) -> bool:
        """Whether a line stands in a text box, which Word stores twice: no place of it could be filled for sure."""
        paragraphs = line.cells[0].paragraphs
        return (
            bool(paragraphs) and next(paragraphs[0].element.iterancestors(w("txbxContent")), None) is not None
        )

    def is_title_row(self, number: int) -> bool:
        """Whether a table row is one cell of text over the whole width of a table of several columns."""
        line = self.view.lines[number]
        if not line.table or len(line.cells) != 1 or not line.cells[0].text.strip():
            return False
        rows = [self.view.lines[one] for one in self.tables[line.table]]
        return any(len(row.cells) > 1 for row in rows) and len(line.cells[0].text) <= 200

    def is_bold(self, cell: Cell) -> bool:
        """Whether all that a cell shows was made bold where it stands.

        What is bold by its style is as often guidance as a heading.
        """
        looks = [piece.run.find(_R_PR) for piece in pieces(cell) if piece.text.strip()]
        return bool(looks) and all(
            look is not None and (mark := look.find(w("b"))) is not None and is_on(mark.get(VAL))
            for look in looks
        )

    def prompts(self, piece: Piece) -> bool:
        """Whether a piece looks like a prompt: in the placeholder style, or grey."""
        look = piece.run.find(_R_PR)
        if look is None:
            return False
        style, colour = look.find(w("rStyle")), look.find(w("color"))
        if style is not None and (style.get(VAL) or "") in self._placeholders:
            return True
        return colour is not None and (colour.get(VAL) or "").upper() in _GREYS

    def goes_on(self, cell: Cell) -> bool:
        """Whether a cell only goes on from the one above it."""
        if not cell.merged or not cell.paragraphs:
            return False
        around = next(cell.paragraphs[0].element.iterancestors(w("tc")), None)
        merge = around.find(_MERGE) if around is not None else None
        return merge is not None and merge.get(VAL) != "restart"

    def above(self, number: int, column: int) -> Iterator[tuple[int, int]]:
        """The cells above a line in a grid column of its table, the nearest first, as (line, cell)."""
        table = self.view.lines[number].table
        for other in reversed([one for one in self.tables.get(table, ()) if one < number]):
            for at, cell in enumerate(self.view.lines[other].cells):
                if cell.column <= column < cell.column + cell.width:
                    yield other, at


def pieces(cell: Cell) -> Iterator[Piece]:
    """The runs of a cell, each with where its text stands in the cell's."""
    at = 0
    for number, paragraph in enumerate(cell.paragraphs):
        at += number > 0
        for text, control, run in paragraph.runs:
            yield Piece(at, at + len(text), text, control, run)
            at += len(text)


def _styles(package: Package) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of the styles for prompts and for headings: Word translates ids, but keeps the names in English."""
    placeholders, headings = {"PlaceholderText"}, set()
    for name in package.related(package.main, "styles"):
        for style in package.xml(name).iter(w("style")):
            called = style.find(w("name"))
            known = (called.get(VAL) or "").lower() if called is not None else ""
            if known == "placeholder text":
                placeholders.add(style.get(w("styleId")) or "")
            elif (
                known.startswith("heading ")
                or known == "title"
                or style.find(f"{w('pPr')}/{w('outlineLvl')}") is not None
            ):
                headings.add(style.get(w("styleId")) or "")
    return frozenset(placeholders), frozenset(headings)
