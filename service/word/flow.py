"""Blocks into lines: the walk over paragraphs, tables and what stands around them."""

from collections.abc import Iterable

from service.word.inline import ADDED, ALTERNATE, R_PR, REMOVED, SDT, InlineWalk
from service.word.names import VAL, w
from service.word.slots import Element
from service.word.text import Cell, Line, Paragraph, View

P, TBL, TR, TC = w("p"), w("tbl"), w("tr"), w("tc")
P_PR, TC_PR, TR_PR = w("pPr"), w("tcPr"), w("trPr")
_AROUND = frozenset(map(w, ("customXml", "smartTag")))
_STYLE, _DEL = w("pStyle"), w("del")
_GRID_BEFORE, _GRID_SPAN, _CELL_DEL = w("gridBefore"), w("gridSpan"), w("cellDel")
_ALT_CHUNK = w("altChunk")


def view_of(stories: Iterable[tuple[str, Element]]) -> View:
    """The view of a document given as (name, root element) of its stories; the first is the body."""
    view = View()
    tables = 0
    for name, root in stories:
        walk = _Walk(view, name, tables)
        walk.blocks(root)
        tables = walk.tables
    return view


class _Walk:
    """Walks one story's blocks; the current row, cell and paragraph are its state."""

    def __init__(self, view: View, story: str, tables: int) -> None:
        self.view = view
        self.story = story
        self.tables = tables
        self.cell: Cell | None = None
        self.line: Line | None = None
        self.later: list[Element] = []
        self.merging: Paragraph | None = None
        self.text = InlineWalk(view, self.later.append)

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
        style, gone = "", False
        for properties in p.iterchildren(P_PR):
            for child in properties.iterchildren(_STYLE, R_PR):
                if child.tag == _STYLE:
                    style = child.get(VAL) or ""
                else:
                    gone = self._mark_gone(child)
        merging, self.merging = self.merging, None
        if merging is None:
            paragraph = Paragraph(style)
            self._place(paragraph)
        else:
            paragraph = self.text.paragraph = merging
        self.text.inline(p)
        if gone:
            self.merging = paragraph
        boxes, self.later[:] = self.later[:], []
        for box in boxes:
            self._apart(box)

    def _mark_gone(self, marks: Element) -> bool:
        """Whether the paragraph's end was deleted under tracking, which joins it with the next."""
        gone = False
        for mark in marks.iterchildren(*REMOVED):
            self.text.revised(mark)
            gone = True
        return gone

    def _place(self, paragraph: Paragraph) -> None:
        if self.cell is None:
            self.line = Line(self.story)
            self.line.cells.append(Cell())
            self.line.cells[0].paragraphs.append(paragraph)
            self.view.lines.append(self.line)
        else:
            self.cell.paragraphs.append(paragraph)
        self.text.line, self.text.paragraph = self.line, paragraph
        for control in self.text.open:
            if control.block and control.places:
                control.parts.append("\n")
        self.text.stand()

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
                first, gone = 0, None
                for properties in child.iterchildren(TR_PR):
                    for said in properties.iterchildren(_DEL, _GRID_BEFORE):
                        if said.tag == _DEL:
                            gone = said
                        else:
                            first = _whole(said, 0)
                if gone is not None:
                    self.text.revised(gone)
                    continue
                row += 1
                self.line = Line(self.story, table, row)
                self.view.lines.append(self.line)
                self._cells(child, first)
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
                width, gone = 1, None
                for properties in child.iterchildren(TC_PR):
                    for said in properties.iterchildren(_GRID_SPAN, _CELL_DEL):
                        if said.tag == _CELL_DEL:
                            gone = said
                        else:
                            width = max(1, _whole(said, 1))
                if gone is not None:
                    self.text.revised(gone)
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

    def _apart(self, box: Element) -> None:
        """A text box: lines of their own after the paragraph it is anchored in."""
        outer = self.cell, self.line, self.text.line, self.text.paragraph
        self.cell = None
        self.blocks(box)
        self.cell, self.line, self.text.line, self.text.paragraph = outer


def _whole(element: Element, default: int) -> int:
    value = element.get(VAL) or ""
    return int(value) if value.isdecimal() and len(value) < 6 else default
