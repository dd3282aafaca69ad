"""The one view of a document's text, which every reader shares.

A document is a sequence of lines in reading order: a body paragraph is a line of one cell, a table row a line
of its cells, each with its grid column. Tracked insertions count and tracked deletions do not; hidden text
does not; what hyperlinks, smart tags, fields and text boxes hold does, once. Line breaks are newlines.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from service.word.looks import Looks
from service.word.names import VAL, w
from service.word.slots import FLD_CHAR, Element, Properties, read_legacy, read_properties


class Control:
    """One content control or legacy form field of a document, with the text it holds.

    `number` counts the controls of a document in reading order; `inside` is the control around this one.
    `repeats` is "section" or "item" for what only repeats other controls, and empty elsewhere; `block` is
    False inside a paragraph. `places` are the cells it reaches into, as (line, index of the cell);
    `picture` tells that it holds one. What its properties say is read when asked for: most are never looked
    at. `ticked` tells that it is a tick box stored as ticked, whatever it shows, `day` is the date stored
    (ISO 8601, empty where none is), whichever it shows.
    """

    __slots__ = (
        "_said",
        "block",
        "day",
        "element",
        "inside",
        "number",
        "parts",
        "picture",
        "places",
        "repeats",
        "tag",
        "ticked",
    )

    def __init__(
        self, element: Element, number: int, inside: "Control | None", tag: str, repeats: str, *, block: bool
    ) -> None:
        self.element = element
        self.number = number
        self.inside = inside
        self.tag = tag
        self.repeats = repeats
        self.block = block
        self.picture = False
        self.ticked = False
        self.day = ""
        self.parts: list[str] = []
        self.places: list[tuple[Line, int]] = []
        self._said: Properties | None = None

    @property
    def said(self) -> str:
        """The text the control shows, paragraphs and line breaks as newlines."""
        return "".join(self.parts)

    @property
    def properties(self) -> Properties:
        """What the control's properties say of it."""
        if self._said is None:
            legacy = self.element.tag == FLD_CHAR
            self._said = read_legacy(self.element) if legacy else read_properties(self.element)
        return self._said

    def around(self) -> Iterator["Control"]:
        """The controls that this one stands in, innermost first."""
        above = self.inside
        while above is not None:
            yield above
            above = above.inside


Run: TypeAlias = tuple[str, Control | None, Element]
"""A piece of text, the innermost control it stands in, and the `w:r` it came from."""


class Paragraph:
    """A paragraph's pieces, in order."""

    __slots__ = ("element", "runs")

    def __init__(self, element: Element) -> None:
        self.element = element
        self.runs: list[Run] = []

    @property
    def text(self) -> str:
        """All the text, in and outside controls."""
        return "".join([run[0] for run in self.runs])

    @property
    def style(self) -> str:
        """The id of the paragraph's style, empty where it has none of its own."""
        style = self.element.find(f"{w('pPr')}/{w('pStyle')}")
        return (style.get(VAL) or "") if style is not None else ""


class Cell:
    """A table cell, or the whole of a body paragraph: its grid column (from 0), its width in columns.

    `picture` tells that something stands in it that is no text, `merged` that it was merged with one below or
    above it.
    """

    __slots__ = ("column", "merged", "paragraphs", "picture", "width")

    def __init__(self, column: int = 0, width: int = 1) -> None:
        self.column = column
        self.width = width
        self.picture = False
        self.merged = False
        self.paragraphs: list[Paragraph] = []

    @property
    def text(self) -> str:
        """The paragraphs' texts, a newline between them."""
        return "\n".join([paragraph.text for paragraph in self.paragraphs])


class Line:
    """A body paragraph (`table` 0) or a table row: `table` and `row` count from 1 as a person counts them."""

    __slots__ = ("cells", "row", "story", "table")

    def __init__(self, story: str, table: int = 0, row: int = 0) -> None:
        self.story = story
        self.table = table
        self.row = row
        self.cells: list[Cell] = []

    @property
    def style(self) -> str:
        """The paragraph style of a body line, empty for a table row."""
        return "" if self.table or not self.cells[0].paragraphs else self.cells[0].paragraphs[0].style


@dataclass(slots=True)
class View:
    """What a document shows: its lines, its controls in reading order, and what else a reader must know.

    `revisions` are the (author, date) pairs of tracked changes, as written. `unread` names what the document
    holds that this view cannot show as text (a picture, an embedded document), with the line it stands in.
    `notes` are the (kind, id) pairs of the footnotes and endnotes that are referred to, `commented` tells that
    there are comments, `struck` that some run says it is struck through, `tables` counts the tables. `pictures` are
    the picture files in the package, each as checksum and size. `looks` tells how its runs look.
    """

    lines: list[Line] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    revisions: set[tuple[str, str]] = field(default_factory=set)
    unread: list[tuple[str, Line | None]] = field(default_factory=list)
    notes: set[tuple[str, str]] = field(default_factory=set)
    struck: bool = False
    commented: bool = False
    tables: int = 0
    pictures: frozenset[tuple[int, int]] = frozenset()
    looks: Looks = field(default_factory=Looks)

    def release(self) -> None:
        """Lets go of the document, once nothing more is asked of the view.

        Lines hold controls and controls hold lines: as long as they do, the collector has to find both, and the
        whole tree stays until it does.
        """
        for control in self.controls:
            control.places.clear()


def runs_in(control: Control) -> Iterator[Run]:
    """The runs that a control holds, with a newline between their paragraphs."""
    for line, cell in control.places:
        for run in runs_of([line.cells[cell]]):
            inside = run[1]
            if run[0] == "\n" if inside is None else inside is control or control in inside.around():
                yield run


def runs_of(cells: Iterable[Cell]) -> Iterator[Run]:
    """The runs of cells with a newline between their paragraphs."""
    for at, paragraph in enumerate(paragraph for cell in cells for paragraph in cell.paragraphs):
        if at:
            yield "\n", None, paragraph.element
        yield from paragraph.runs


BODY = "body"
NOTES = ("footnote", "endnote")
