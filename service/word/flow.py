"""Blocks into lines: the walk over paragraphs, tables and what stands around them."""

from collections.abc import Iterable

from service.word.census import Census, census_of
from service.word.inline import ADDED, ALTERNATE, P_PR, R_PR, REMOVED, SDT, InlineWalk
from service.word.names import VAL, w
from service.word.slots import Element
from service.word.text import Cell, Line, Paragraph, View

P, TBL, TR, TC = w("p"), w("tbl"), w("tr"), w("tc")
_TR_GONE, _TC_GONE = f"{w('trPr')}/{w('del')}", f"{w('tcPr')}/{w('cellDel')}"
_AROUND = frozenset(map(w, ("customXml", "smartTag")))
_ALT_CHUNK = w("altChunk")


def view_of(stories: Iterable[tuple[str, Element]]) -> View:
    """The view of a document given as (name, root element) of its stories; the first is the body."""
    view = View()
    tables = 0
    for name, root in stories:
        walk = _Walk(view, name, tables, census_of(root))
        walk.blocks(root)
        tables = walk.tables
    return view


class _Walk:
    """Walks one story's blocks; the current row, cell and paragraph are its state."""

    def __init__(self, view: View, story: str, tables: int, census: Census) -> None:
        self.view = view
        self.story = story
        self.tables = tables
        self.census = census
        self.cell: Cell | None = None
        self.line: Line | None = None
        self.merging: Paragraph | None = None
        self.text = InlineWalk(view, census)

    def blocks(self, parent: Element) -> None:
        """Adds the paragraphs and tables in `parent`, at whatever depth controls and wrappers put them."""
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child)
            elif tag == TBL:
                self._table(child)
            elif tag == SDT:
                depth = len(self.text.open)
                content = self.text.enter(child, block=True)
                if content is not None:
                    self.blocks(content)
                del self.text.open[depth:]
            elif tag in _AROUND or tag in ADDED:
                self.blocks(child)
            elif tag == ALTERNATE:
                if len(child):
                    self.blocks(child[0])
            elif tag == _ALT_CHUNK:
                self.view.unread.append(("an embedded document", self.line))
            elif tag.endswith("}body"):
                self.blocks(child)

    def _paragraph(self, p: Element) -> None:
        text = self.text
        if self.merging is not None:
            paragraph, self.merging = self.merging, None
        else:
            paragraph = Paragraph(p)
            if self.cell is None:
                self.line = Line(self.story)
                self.view.lines.append(self.line)
                cell = Cell()
                self.line.cells.append(cell)
                cell.paragraphs.append(paragraph)
            else:
                self.cell.paragraphs.append(paragraph)
            text.line, text.runs = self.line, paragraph.runs
            if text.open:
                for control in text.open:
                    if control.block and control.places:
                        control.parts.append("\n")
                text.stand()
        text.inline(p)
        if self.census.revised and self._mark_gone(p):
            self.merging = paragraph
        if text.boxes:
            boxes, text.boxes = text.boxes, []
            for box in boxes:
                self._apart(box)

    def _mark_gone(self, p: Element) -> bool:
        """Whether the paragraph's end was deleted under tracking, which joins it with the next."""
        marks = p.find(f"{P_PR}/{R_PR}")
        gone = [mark for mark in marks if mark.tag in REMOVED] if marks is not None else []
        for mark in gone:
            self.text.revised(mark)
        return bool(gone)

    def _table(self, table: Element) -> None:
        """A table's rows; one inside a cell comes after the row that holds it."""
        outer = self.cell, self.line, self.text.line
        self.tables += 1
        self._rows(table, self.tables, 0)
        self.cell, self.line, self.text.line = outer

    def _rows(self, parent: Element, table: int, row: int) -> int:
        for child in parent:
            tag = child.tag
            if tag == TR:
                if self.census.revised and self._gone(child, _TR_GONE):
                    continue
                row += 1
                self.line = Line(self.story, table, row)
                self.view.lines.append(self.line)
                self._cells(child, _first_column(child) if self.census.spanned else 0)
            elif tag == SDT:
                depth = len(self.text.open)
                content = self.text.enter(child, block=True)
                if content is not None:
                    row = self._rows(content, table, row)
                del self.text.open[depth:]
            elif tag in _AROUND:
                row = self._rows(child, table, row)
        return row

    def _cells(self, parent: Element, column: int) -> int:
        line = self.line
        assert line is not None
        for child in parent:
            tag = child.tag
            if tag == TC:
                width = _width(child) if self.census.spanned else 1
                if self.census.revised and self._gone(child, _TC_GONE):
                    column += width
                    continue
                self.cell, self.merging = Cell(column, width), None
                line.cells.append(self.cell)
                column += width
                self.line = line
                self.blocks(child)
                self.cell = None
            elif tag == SDT:
                depth = len(self.text.open)
                content = self.text.enter(child, block=True)
                if content is not None:
                    column = self._cells(content, column)
                del self.text.open[depth:]
            elif tag in _AROUND:
                column = self._cells(child, column)
        return column

    def _gone(self, element: Element, mark: str) -> bool:
        """Whether a row or cell was deleted under tracking."""
        found = element.find(mark)
        if found is not None:
            self.text.revised(found)
        return found is not None

    def _apart(self, box: Element) -> None:
        """A text box: lines of their own after the paragraph it is anchored in."""
        outer = self.cell, self.line, self.text.line, self.text.runs
        self.cell = None
        self.blocks(box)
        self.cell, self.line, self.text.line, self.text.runs = outer


def _first_column(row: Element) -> int:
    return _whole(row.find(f"{w('trPr')}/{w('gridBefore')}"), 0)


def _width(cell: Element) -> int:
    return max(1, _whole(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), 1))


def _whole(element: Element | None, default: int) -> int:
    value = (element.get(VAL) or "") if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < 6 else default
