"""A table of a form as WordprocessingML: fixed widths, a marked header row, nothing merged."""

from schemas.edition import Kind, Slot
from service.word.outline.blocks import WIDTH, Cell, Table, Words
from service.word.outline.controls import Identities, cell_content, section_of
from service.word.outline.xml import el, paragraph, run
from service.word.slots import Element

_SHADE = "E4EAEB"


def table_of(table: Table, identities: Identities) -> Element:
    """The table, its slots with ids of their own."""
    if table.repeats:
        blank = [_row(table, table.rows[0], identities, f"#{number}") for number in range(table.blank)]
        rows = [section_of(table.name, table.repeats, table.name.rstrip("s"), blank, identities)]
    else:
        rows = [_row(table, row, identities) for row in table.rows]
    return el("w:tbl", _properties(table), _grid(table), _head(table), *rows)


def _properties(table: Table) -> Element:
    return el(
        "w:tblPr",
        el("w:tblStyle", val="AuditTable"),
        el("w:tblW", w=str(WIDTH), type="dxa"),
        el("w:tblLayout", type="fixed"),
        el("w:tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1", noVBand="1"),
        el("w:tblCaption", val=table.name),
        el("w:tblDescription", val=table.about),
    )


def _grid(table: Table) -> Element:
    return el("w:tblGrid", *(el("w:gridCol", w=str(width)) for width in table.widths))


def _head(table: Table) -> Element:
    cells = [
        el(
            "w:tc",
            el(
                "w:tcPr",
                el("w:tcW", w=str(width), type="dxa"),
                el("w:shd", val="clear", color="auto", fill=_SHADE),
                el("w:vAlign", val="bottom"),
            ),
            paragraph("TableHeading", run(text)),
        )
        for text, width in zip(table.heads, table.widths, strict=True)
    ]
    return el("w:tr", el("w:trPr", el("w:cantSplit"), el("w:tblHeader")), *cells)


def _row(table: Table, row: tuple[Cell, ...], identities: Identities, ending: str = "") -> Element:
    short = not any(isinstance(cell, Slot) and cell.kind is Kind.RICH_TEXT for cell in row)
    cells = [
        _cell(cell, width, identities, ending) for cell, width in zip(row, table.widths, strict=True)
    ]
    return el("w:tr", el("w:trPr", el("w:cantSplit")) if short else None, *cells)


def _cell(cell: Cell, width: int, identities: Identities, ending: str) -> Element:
    properties = el("w:tcPr", el("w:tcW", w=str(width), type="dxa"))
    if isinstance(cell, Slot):
        return el("w:tc", properties, cell_content(cell, identities.of(cell.tag + ending)))
    return el("w:tc", properties, *_words(cell))


def _words(words: Words) -> list[Element]:
    lines = [paragraph("TableLabel" if words.strong else "TableText", run(words.text))]
    if words.help:
        lines.append(paragraph("TableHelp", run(words.help)))
    return lines + [paragraph("TableBullet", run(text)) for text in words.bullets]
