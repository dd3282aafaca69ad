"""An annex behind a finished document: how its actions stand on the day. The record's own part is not touched."""

from collections.abc import Sequence

from lxml import etree

from schemas.text import clean, is_blank
from service.word.markup import serialised
from service.word.names import VAL, w
from service.word.pack import rewrite
from service.word.package import Package, open_package
from service.word.runs import put_text
from service.word.slots import Element

_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
_SHADE = "E4EAEB"
_WIDTH = 9_600
_NARROWEST, _WIDEST = 14, 45
"""A column is as wide as that many letters ask for, at least and at most."""


def with_annex(document: bytes, title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The document with a heading and a table behind its last paragraph. Texts of it: `texts_of`."""
    package = open_package(document)
    root = package.xml(package.main)
    body = root.find(w("body"))
    assert body is not None, "a Word document has a body"
    last = body.find(w("sectPr"))
    at = len(body) if last is None else body.index(last)
    body[at:at] = [_heading(title, _style_of_headings(package)), _table(header, rows), etree.Element(w("p"))]
    return rewrite(package, {package.main: serialised(root)})


def texts_of(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The texts that an annex adds, in their order, as a document can hold them."""
    written = map(clean, (title, *header, *(cell for row in rows for cell in row)))
    return [text for text in written if not is_blank(text)]


def _style_of_headings(package: Package) -> str:
    """The id of the document's own first level of headings, empty where it has none."""
    for name in package.related(package.main, "styles"):
        for style in package.xml(name).iterfind(w("style")):
            named = style.find(w("name"))
            if named is not None and (named.get(VAL) or "").lower() == "heading 1":
                return style.get(w("styleId")) or ""
    return ""


def _heading(title: str, style: str) -> Element:
    """The title in the style of the document's headings, or where it has none in a look of its own."""
    paragraph = etree.Element(w("p"))
    properties = etree.SubElement(paragraph, w("pPr"))
    if style:
        etree.SubElement(properties, w("pStyle"), {VAL: style})
    etree.SubElement(properties, w("keepNext"))
    etree.SubElement(properties, w("pageBreakBefore"))
    if style:
        paragraph.append(_run(title))
        return paragraph
    etree.SubElement(properties, w("spacing"), {w("after"): "120"})
    etree.SubElement(properties, w("outlineLvl"), {VAL: "0"})
    paragraph.append(_run(title, bold=True, size="28"))
    return paragraph


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Element:
    table = etree.Element(w("tbl"))
    properties = etree.SubElement(table, w("tblPr"))
    etree.SubElement(properties, w("tblW"), {w("w"): "5000", w("type"): "pct"})
    borders = etree.SubElement(properties, w("tblBorders"))
    for side in _BORDERS:
        etree.SubElement(
            borders, w(side), {VAL: "single", w("sz"): "4", w("space"): "0", w("color"): "808080"}
        )
    grid = etree.SubElement(table, w("tblGrid"))
    widths = _widths(header, rows)
    for width in widths:
        etree.SubElement(grid, w("gridCol"), {w("w"): str(width)})
    _row(table, header, widths, head=True)
    for row in rows:
        _row(table, row, widths, head=False)
    return table


def _widths(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The width of each column by its longest text, within bounds that leave room for the others."""
    weights = [min(max(map(len, column), default=0), _WIDEST) for column in zip(header, *rows, strict=True)]
    weights = [max(weight, _NARROWEST) for weight in weights]
    return [_WIDTH * weight // sum(weights) for weight in weights]


def _row(table: Element, cells: Sequence[str], widths: Sequence[int], *, head: bool) -> None:
    row = etree.SubElement(table, w("tr"))
    properties = etree.SubElement(row, w("trPr"))
    etree.SubElement(properties, w("cantSplit"))
    if head:
        etree.SubElement(properties, w("tblHeader"))
    for text, wide in zip(cells, widths, strict=True):
        cell = etree.SubElement(row, w("tc"))
        look = etree.SubElement(cell, w("tcPr"))
        etree.SubElement(look, w("tcW"), {w("w"): str(wide), w("type"): "dxa"})
        if head:
            etree.SubElement(look, w("shd"), {VAL: "clear", w("color"): "auto", w("fill"): _SHADE})
        paragraph = etree.SubElement(cell, w("p"))
        if head:
            etree.SubElement(etree.SubElement(paragraph, w("pPr")), w("keepNext"))
        if not is_blank(clean(text)):
            paragraph.append(_run(text, bold=head, size="20"))


def _run(text: str, *, bold: bool = False, size: str = "") -> Element:
    run = etree.Element(w("r"))
    properties = etree.SubElement(run, w("rPr"))
    if bold:
        etree.SubElement(properties, w("b"))
    if size:
        etree.SubElement(properties, w("sz"), {VAL: size})
    put_text(run, clean(text))
    return run
