"""Blocks into lines: the walk over paragraphs, tables and what stands around them."""

from collections.abc import Iterable, Iterator

from service.word.alternate import ALTERNATE, chosen
from service.word.census import ADDED, REMOVED, Census, census_of
from service.word.inline import P_PR, R_PR, SDT, TRANSPARENT, InlineWalk, P, R
from service.word.looks import Looks
from service.word.names import M_NS, VAL, w
from service.word.slots import Element
from service.word.text import NOTES, Cell, Line, Paragraph, View

TBL, TR, TC, TC_PR = w("tbl"), w("tr"), w("tc"), w("tcPr")
_TR_GONE, _TC_GONE = f"{w('trPr')}/{w('del')}", f"{w('tcPr')}/{w('cellDel')}"
_V_MERGE = f"{w('tcPr')}/{w('vMerge')}"
_AROUND = frozenset(map(w, ("customXml", "smartTag"))) | ADDED
_ALT_CHUNK, _MATHS = w("altChunk"), f"{{{M_NS}}}oMath"


def view_of(stories: Iterable[tuple[str, Element]], looks: Looks) -> View:
    """The view of a document given as (name, root element) of its stories, the body first, notes last.

    Of footnotes and endnotes those count that the text refers to. `looks` knows the document's styles.
    """
    view = View(looks=looks)
    add_stories(view, stories)
    return view


def add_stories(view: View, stories: Iterable[tuple[str, Element]]) -> None:
    """Adds more stories of the same document to its view."""
    for name, root in stories:
        census = census_of(root)
        view.revisions |= census.changes
        view.struck = view.struck or census.struck
        walk = _Walk(view, name, census)
        for block in _notes(root, name, view.notes) if name in NOTES else (root,):
            walk.blocks(block)


def _notes(root: Element, name: str, referred: Iterable[tuple[str, str]]) -> Iterator[Element]:
    return (note for note in root if (name, note.get(w("id")) or "") in referred)


class _Walk:
    """Walks one story's blocks; the current row, cell and paragraph are its state."""

    def __init__(self, view: View, story: str, census: Census) -> None:
        self.view = view
        self.story = story
        self.census = census
        self.cell: Cell | None = None
        self.line: Line | None = None
        self.merging: Paragraph | None = None
        self.tops: dict[tuple[int, int], Cell] = {}
        self.text = InlineWalk(view, census)

    def blocks(self, parent: Element) -> None:
        """Adds the paragraphs and tables in `parent`, at whatever depth controls and wrappers put them."""
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child)
            elif tag == TC_PR:
                continue
            elif tag == TBL:
                self._table(child)
            elif tag == SDT:
                depth = len(self.text.open)
                content = self.text.enter(child, block=True)
                if content is not None:
                    self.blocks(content)
                del self.text.open[depth:]
            elif tag in _AROUND or tag.endswith("}body"):
                self.blocks(child)
            elif tag == ALTERNATE:
                self.blocks(chosen(child))
            elif tag == _ALT_CHUNK:
                self.text.unread("an embedded document")
            elif tag.startswith(_MATHS):
                self._paragraph(child)
            elif tag == R or tag in TRANSPARENT:  # no place for one, but other programs show it
                self._paragraph(child, [child])

    def _paragraph(self, p: Element, inside: Iterable[Element] | None = None) -> None:
        text = self.text
        if self.merging is not None:
            paragraph, self.merging = self.merging, None
            paragraph.element = p  # what is joined takes the style of the last
            text.stand()
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
            text.line, text.runs, text.until = self.line, paragraph.runs, None
            if text.open:
                for control in text.open:
                    if control.block and control.places:
                        control.parts.append("\n")
                text.stand()
        text.inline(p if inside is None else inside)
        if self.census.revised and _mark_gone(p):
            self.merging = paragraph
        if text.boxes:
            boxes, text.boxes = text.boxes, []
            for box in boxes:
                self._apart(box)

    def _table(self, table: Element) -> None:
        """A table's rows; one inside a cell comes after the row that holds it."""
        outer = self.cell, self.line, self.text.line
        self.merging = None
        self.view.tables += 1
        self._rows(table, self.view.tables, 0)
        self.cell, self.line, self.text.line = outer

    def _rows(self, parent: Element, table: int, row: int) -> int:
        for child in parent:
            tag = child.tag
            if tag == TR:
                if self.census.revised and child.find(_TR_GONE) is not None:
                    continue
                row += 1
                self.line = Line(self.story, table, row)
                self.view.lines.append(self.line)
                self._cells(child, _first_column(child) if self.census.spanned else 0)
                if not self.view.lines[-1].cells:  # it shows nothing
                    self.view.lines.pop()
            elif tag == SDT:
                depth = len(self.text.open)
                content = self.text.enter(child, block=True)
                if content is not None:
                    row = self._rows(content, table, row)
                del self.text.open[depth:]
            elif tag in _AROUND:
                row = self._rows(child, table, row)
            elif tag == ALTERNATE:
                row = self._rows(chosen(child), table, row)
        return row

    def _cells(self, parent: Element, column: int) -> int:
        line = self.line
        assert line is not None
        for child in parent:
            tag = child.tag
            if tag == TC:
                width = _width(child) if self.census.spanned else 1
                if self.census.revised and child.find(_TC_GONE) is not None:
                    column += width
                    continue
                self.cell = Cell(column, width)
                if self.census.merged:
                    self._note_merge(child, self.cell, line.table)
                line.cells.append(self.cell)
                column += width
                self.line = line
                self.blocks(child)
                self.cell = self.merging = None
            elif tag == SDT:
                depth = len(self.text.open)
                content = self.text.enter(child, block=True)
                if content is not None:
                    column = self._cells(content, column)
                del self.text.open[depth:]
            elif tag in _AROUND:
                column = self._cells(child, column)
            elif tag == ALTERNATE:
                column = self._cells(chosen(child), column)
        return column

    def _note_merge(self, tc: Element, cell: Cell, table: int) -> None:
        """Marks a cell that goes on from the one above it, and that one."""
        merge = tc.find(_V_MERGE)
        if merge is None:
            return
        if merge.get(VAL) == "restart":
            self.tops[table, cell.column] = cell
            return
        cell.merged = True
        above = self.tops.get((table, cell.column))
        if above is not None:
            above.merged = True

    def _apart(self, box: Element) -> None:
        """A text box: lines of their own after the paragraph it is anchored in."""
        outer = self.cell, self.line, self.merging, self.text.line, self.text.runs
        self.cell = self.merging = None
        self.blocks(box)
        self.cell, self.line, self.merging, self.text.line, self.text.runs = outer


def _mark_gone(p: Element) -> bool:
    """Whether the paragraph's end was deleted under tracking, which joins it with the next."""
    marks = p.find(f"{P_PR}/{R_PR}")
    return marks is not None and any(mark.tag in REMOVED for mark in marks)


def _first_column(row: Element) -> int:
    return _whole(row.find(f"{w('trPr')}/{w('gridBefore')}"), 0)


def _width(cell: Element) -> int:
    return max(1, _whole(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), 1))


def _whole(element: Element | None, default: int) -> int:
    value = (element.get(VAL) or "") if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < 6 else default
