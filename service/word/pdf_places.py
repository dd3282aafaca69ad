"""Where the lines of a document came to in a PDF that was made of it with bookmarks (`bookmarks.bookmarked`)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject

from service.word.bookmarks import begins, ends
from service.word.text import BODY, Line, View

OPTIONS = {"ExportBookmarksToPDFDestination": True, "ExportNotes": False}
"""LibreOffice's options for a PDF that tells where bookmarks came to. Given any, it would draw comments as well."""

_LINE = 20.0
"""How high the last line of a place is taken to be where no row follows it on its page; in points, as all here."""
_ABOVE = 1.5
"""How much of a row is above its letters, at least about."""
_EDGE, _BESIDE = 36.0, 12.0
"""How far text stands from the edges of a page where nothing tells, and a band reaches beside it."""
_BOX = "txbxContent"


@dataclass(frozen=True, slots=True)
class Spot:
    """A page, from 0, and how far from its left and from its foot something begins on it."""

    page: int
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Band:
    """A part of a page, from 0, over the width of its text; `left`, `foot`, `right`, `top` as PDFs measure."""

    page: int
    left: float
    foot: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A PDF, the width and height of its pages, and the spots of the bookmarks that it was made with."""

    pdf: bytes
    sizes: Sequence[tuple[float, float]]
    spots: Mapping[str, Spot]


def laid_out(pdf: bytes) -> LaidOut:
    """The PDF that LibreOffice made of a bookmarked document, without what it says of the bookmarks.

    Without spots where it cannot be followed.
    """
    try:
        reader = PdfReader(BytesIO(pdf))
        pages = {
            page.indirect_reference.idnum: at
            for at, page in enumerate(reader.pages)
            if page.indirect_reference
        }
        sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in reader.pages]
        named = reader.root_object.pop("/Dests", DictionaryObject()).get_object()
        spots = {
            str(name).removeprefix("/"): Spot(pages[to[0].idnum], float(to[2]), float(to[3]))
            for name, to in named.items()
            if isinstance(to, ArrayObject) and len(to) > 3
        }
        writer = PdfWriter(clone_from=reader)
        whole = BytesIO()
        writer.write(whole)
        return LaidOut(whole.getvalue(), sizes, spots)
    except (PyPdfError, LookupError, ValueError, TypeError, AttributeError, RecursionError):
        return LaidOut(pdf, (), {})


class Lines:
    """Where each line of a document's view begins and ends on the pages of its PDF."""

    def __init__(self, laid: LaidOut, view: View) -> None:
        self._sizes = laid.sizes
        self._lines = view.lines
        self._begins: dict[int, Spot] = {}
        self._ends: dict[int, Spot] = {}
        """Not of all: LibreOffice 7.4 loses bookmarks behind an older form field, and at the end of a box or a note."""
        for at, line in enumerate(view.lines):
            cells = range(len(line.cells))
            first = [spot for cell in cells if (spot := laid.spots.get(begins(at, cell)))]
            last = [(cell, spot) for cell in cells if (spot := laid.spots.get(ends(at, cell)))]
            if first:
                self._begins[at] = min(first, key=_order)
            if first and len(first) == len(last):
                own = [spot for cell, spot in last if not line.cells[cell].merged]
                self._ends[at] = max(own or [spot for _, spot in last], key=_order)
        self._flowing = {at: spot for at, spot in self._begins.items() if _flows(view.lines[at])}

    def begins(self, line: int) -> Spot | None:
        """Where a line begins; None where the PDF does not show it."""
        return self._begins.get(line)

    def bands(self, lines: range) -> Iterator[Band]:
        """The parts of pages that lines take, in their order; none where the PDF does not show them."""
        shown = [at for at in lines if at in self._begins]
        shown = [at for at in shown if at in self._flowing] or shown
        if not shown:
            return
        begin = min((self._begins[at] for at in shown), key=_order)
        end = max((self._ends.get(at, self._begins[at]) for at in shown), key=_order)
        known = shown[0] not in self._flowing or all(at in self._ends for at in shown)
        for page in range(begin.page, end.page + 1):
            left = min(self._left(page), begin.left - _BESIDE)
            right = self._right(page)
            top = begin.top if page == begin.page else self._text_top(page)
            foot = self._text_foot(page)
            if page == end.page:
                foot = self._foot(shown[0], lines.stop, end, max(end.top - _LINE, 0) if known else foot)
            yield Band(page, max(left, 0), foot, right, max(top, foot) + _ABOVE)

    def _foot(self, first: int, after: int, end: Spot, lowest: float) -> float:
        """Where the last part ends: where the next row begins, or else where its last line does, at `lowest`."""
        following = next((at for at in sorted(self._flowing) if at >= after), None)
        if following is None or first not in self._flowing:
            return lowest
        spot = self._begins[following]
        if spot.page != end.page or spot.top > end.top:
            return lowest
        in_one_table = self._lines[first].table and self._lines[first].table == self._lines[following].table
        return (spot.top if in_one_table else max(spot.top, lowest)) + _ABOVE

    def _left(self, page: int) -> float:
        """Where a page's text begins at the left, as far as any line tells, and a little more."""
        return max(min((spot.left for spot in self._on(page)), default=_EDGE) - _BESIDE, 0)

    def _right(self, page: int) -> float:
        """As far from the right edge as text begins from the left one, unless that is one column of several."""
        width, left = self._sizes[page][0], self._left(page)
        return width - (left if left < width / 5 else _EDGE)

    def _text_top(self, page: int) -> float:
        """Where text begins on pages of this one's size, as far as any line tells."""
        return max(
            (spot.top for spot in self._flowing.values() if self._sizes[spot.page] == self._sizes[page]),
            default=self._sizes[page][1] - _EDGE,
        )

    def _text_foot(self, page: int) -> float:
        """Where text ends on a page: above its foot, or as near to the edge as any line comes."""
        feet = (spot.top for at, spot in self._begins.items() if self._lines[at].story == "footer")
        return min(
            max(feet, default=_EDGE), *(spot.top - _LINE for spot in self._on(page)), self._sizes[page][1]
        )

    def _on(self, page: int) -> list[Spot]:
        return [spot for spot in self._flowing.values() if spot.page == page]


def _order(spot: Spot) -> tuple[int, float]:
    return spot.page, -spot.top


def _flows(line: Line) -> bool:
    """Whether a line stands in the text of the pages, and in no box on them."""
    paragraphs = (one.element for cell in line.cells for one in cell.paragraphs)
    first = next(paragraphs, None)
    return line.story == BODY and (
        first is None or not any(str(above.tag).endswith(_BOX) for above in first.iterancestors())
    )
