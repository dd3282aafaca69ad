"""How a finished document breaks over pages: by what its answers turned out to say, which no form can know."""

from collections.abc import Iterable

from lxml import etree

from service.word.markup import serialised
from service.word.names import w
from service.word.pack import rewrite
from service.word.package import open_package
from service.word.slots import Element

_TBL, _TR, _TC, _P, _T, _BR, _SDT = map(w, ("tbl", "tr", "tc", "p", "t", "br", "sdt"))
_TR_PR, _WHOLE, _HEIGHT, _KEEP = map(w, ("trPr", "cantSplit", "trHeight", "keepNext"))
_MEASURE = f"{w('tcPr')}/{w('tcW')}"

_SHORT = 10
"""Lines. A row of no more stays on one page; a longer one would leave too much of a page white."""

_LONG = 24
"""Lines. A table of more is not held on one page, which is about 45 lines."""

_LETTER, _MARGINS, _UNKNOWN = 95, 216, 3000
"""A letter of 10 points on average, a cell's margins and its width where it says none; twentieths of a point."""


def break_rows(root: Element) -> None:
    """Lets long rows with answers break and holds short ones together; takes away room left for writing."""
    for table in root.iter(_TBL):
        rows = [row for row in table.iter(_TR) if next(row.iterancestors(_TBL)) is table]
        long = sum(_lines(row.iter(_TC)) for row in rows) > _LONG
        for row in rows:
            answers = [cell for cell in row.iter(_TC) if _has_slot(cell)]
            if answers or _has_slot(row):
                _break(row, whole=_lines(answers) <= _SHORT)
                if long:
                    _let_go(row)


def with_rows_that_break(document: bytes) -> bytes:
    """The document, each row of which may go on on the next page."""
    package = open_package(document)
    root = package.xml(package.main)
    for properties in root.iter(_TR_PR):
        for whole in properties.findall(_WHOLE):
            properties.remove(whole)
    return rewrite(package, {package.main: serialised(root)})


def _has_slot(element: Element) -> bool:
    return next(element.iter(_SDT), None) is not None


def _break(row: Element, *, whole: bool) -> None:
    properties = row.find(_TR_PR)
    if properties is None:
        properties = etree.Element(_TR_PR)
        row.insert(len(row.findall(w("tblPrEx"))), properties)
    for child in list(properties):
        # An exact height is the form's own design; one at least is room for writing.
        if child.tag == _WHOLE or (child.tag == _HEIGHT and child.get(w("hRule")) != "exact"):
            properties.remove(child)
    if whole:
        properties.insert(0, etree.Element(_WHOLE))


def _let_go(row: Element) -> None:
    """Ends what holds the row together with the next."""
    for keep in list(row.iter(_KEEP)):
        above = keep.getparent()
        if above is not None:
            above.remove(keep)


def _lines(cells: Iterable[Element]) -> int:
    """About how many lines the tallest of a row's cells takes."""
    return max(map(_lines_in, cells), default=0)


def _lines_in(cell: Element) -> int:
    measure = cell.find(_MEASURE)
    width = (measure.get(w("w")) or "") if measure is not None and measure.get(w("type")) == "dxa" else ""
    room = max(_LETTER, (int(width) if width.isdecimal() else _UNKNOWN) - _MARGINS) // _LETTER
    texts = (
        "".join("\n" if piece.tag == _BR else piece.text or "" for piece in paragraph.iter(_T, _BR))
        for paragraph in cell.iter(_P)
    )
    return sum(-(-max(1, len(line)) // room) for text in texts for line in text.split("\n"))
