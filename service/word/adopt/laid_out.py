"""A plain form laid out to be read on a page, with the places of its map in its text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from service.word.adopt.finding.paper import Paper
from service.word.adopt.proposal import Spot
from service.word.package import open_package
from service.word.place import where
from service.word.text import BODY, Cell, Line


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text; `place` is the number of the place (from 1) that it gives way to, 0 for text that stays."""

    text: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """A cell, or the whole of a paragraph: `line` and `cell` find it. `open` is whether a place can be added to it.

    `before` is how many columns are left out between it and the one before.
    """

    line: int
    cell: int
    width: int
    before: int
    pieces: tuple[Piece, ...]
    text: str
    open: bool

    @property
    def has_room(self) -> bool:
        """Whether one more place can be added: something of it is no place yet."""
        return self.open and (
            not any(piece.place for piece in self.pieces)
            or any(piece.text.strip() for piece in self.pieces if not piece.place)
        )


@dataclass(slots=True)
class Block:
    """A heading, a paragraph, or the rows of a table; `story` is body, header, footer or a note."""

    kind: str
    story: str
    table: int = 0
    rows: list[list[Box]] = field(default_factory=list)


class Layout:
    """A form in the bytes of a .docx, laid out; `places` gives the places by their numbers, from 1."""

    def __init__(self, data: bytes, places: Sequence[Sequence[Spot]]) -> None:
        self._paper = Paper(open_package(data))
        self._in: dict[tuple[int, int], list[tuple[Spot, int]]] = {}
        for number, spots in enumerate(places, 1):
            for spot in spots:
                self._in.setdefault((spot.line, spot.cell), []).append((spot, number))

    def blocks(self, around: int | None = None, reach: int = 2) -> list[Block]:
        """The blocks in reading order; those of the lines `around` one where it is given."""
        blocks: list[Block] = []
        for number, line in enumerate(self._paper.view.lines):
            if (around is not None and abs(number - around) > reach) or not line.cells:
                continue
            last = blocks[-1] if blocks else None
            row = list(self._row(number, line))
            if line.table:
                if last is None or (last.table, last.story) != (line.table, line.story):
                    last = Block("table", line.story, line.table)
                    blocks.append(last)
                last.rows.append(row)
            else:
                heading = self._paper.is_heading(line) and bool(line.cells[0].text.strip())
                blocks.append(Block("heading" if heading else "text", line.story, rows=[row]))
        return blocks

    def box(self, line: int, cell: int) -> Box | None:
        """One cell, or one paragraph; None where the form has none there."""
        lines = self._paper.view.lines
        if not (0 <= line < len(lines) and 0 <= cell < len(lines[line].cells)):
            return None
        return list(self._row(line, lines[line]))[cell]

    def where(self, line: int, cell: int) -> str:
        """Where a cell or a paragraph stands, in words."""
        return where(self._paper.view.lines[line], cell, self._paper.headings[line])

    def heading(self, line: int) -> str:
        """The heading that a line stands under."""
        return self._paper.headings[line]

    def column(self, line: int, cell: int) -> list[Spot]:
        """A cell with those right below it in its table that are empty too."""
        lines = self._paper.view.lines
        spots = [Spot(line, cell, 0, len(lines[line].cells[cell].text))]
        table = self._paper.tables.get(lines[line].table, []) if lines[line].table else []
        for number in table:
            if number <= line:
                continue
            there = lines[number].cells
            if cell >= len(there) or len(there) != len(lines[line].cells) or there[cell].text.strip():
                break
            spots.append(Spot(number, cell, 0, len(there[cell].text)))
        return spots

    def _row(self, number: int, line: Line) -> Iterator[Box]:
        at = 0
        for index, cell in enumerate(line.cells):
            yield Box(
                number,
                index,
                cell.width,
                max(0, cell.column - at),
                tuple(self._pieces(number, index, cell)),
                cell.text,
                line.story == BODY and not self._paper.goes_on(cell) and not self._boxed(line),
            )
            at = cell.column + cell.width

    def _boxed(self, line: Line) -> bool:
        return bool(line.cells) and self._paper.in_box(line)

    def _pieces(self, line: int, index: int, cell: Cell) -> Iterator[Piece]:
        text, at = cell.text, 0
        for spot, number in sorted(self._in.get((line, index), ()), key=lambda one: one[0].start):
            start, end = max(at, min(spot.start, len(text))), max(at, min(spot.end, len(text)))
            if start > at:
                yield Piece(text[at:start])
            yield Piece(text[start:end], number)
            at = end
        if at < len(text):
            yield Piece(text[at:])
