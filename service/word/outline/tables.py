"""A table of a form as WordprocessingML: fixed widths, a marked header row, nothing merged."""

from schemas.edition import Kind, Slot
from service.word.outline.blocks import WIDTH, Cell, Table, Words
from service.word.outline.controls import Identities, cell_content, section_of
from service.word.outline.xml import el, paragraph, run
from service.word.slots import Element

_SHADE = "E4EAEB"
_FEW = 5
"""A table of no more rows stays on one page where it can."""

_NARROW = 2000
"""In columns narrower than this (3.5 cm) tick boxes stand in the middle."""

_SLIM, _SIDES = "40", ("left", "right")
"""The margins of a column of tick boxes: the finished document says in it what was not answered."""

_TALL, _TALLER = "737", "1020"
"""The least heights of rows in which long answers are expected: 1.3 and 1.8 cm."""

_REASONS = frozenset({"rationale", "strengths", "improvements", "details"})


def table_of(table: Table, identities: Identities) -> Element:
    """The table, its slots with ids of their own."""
    if table.repeats:
        blank = [_row(table, table.rows[0], identities, ending=f"#{number}") for number in range(table.blank)]
        rows = [section_of(table.name, table.repeats, table.name.rstrip("s"), blank, identities)]
    else:
        last = len(table.rows) - 1
        kept = last < _FEW and not any(_room(row) == _TALLER for row in table.rows)
        rows = [
            _row(table, row, identities, keep=kept and (table.keep or number < last))
            for number, row in enumerate(table.rows)
        ]
    return el("w:tbl", _properties(table), _grid(table), _head(table), *rows)


def _properties(table: Table) -> Element:
    return el(
        "w:tblPr",
        el("w:tblStyle", val="AuditTable"),
        el("w:tblW", w=str(WIDTH), type="dxa"),
        el("w:tblLayout", type="fixed"),
        el(
            "w:tblLook",
            val="0020",
            firstRow="1",
            lastRow="0",
            firstColumn="0",
            lastColumn="0",
            noHBand="1",
            noVBand="1",
        ),
        el("w:tblCaption", val=table.name),
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


def _row(
    table: Table, row: tuple[Cell, ...], identities: Identities, *, ending: str = "", keep: bool = False
) -> Element:
    room = _room(row)
    whole = not room or any(isinstance(cell, Words) and cell.bullets for cell in row)
    cells = []
    for cell, width in zip(row, table.widths, strict=True):
        measure = el("w:tcPr", el("w:tcW", w=str(width), type="dxa"))
        if isinstance(cell, Slot):
            centred = width < _NARROW
            if centred and cell.kind is Kind.TICK:
                measure.append(el("w:tcMar", *(el(f"w:{side}", w=_SLIM, type="dxa") for side in _SIDES)))
            content = [cell_content(cell, identities.of(cell.tag + ending), centred=centred)]
        else:
            content = _words(cell, keep=keep)
        cells.append(el("w:tc", measure, *content))
    properties = el(
        "w:trPr",
        el("w:cantSplit") if whole else None,
        el("w:trHeight", val=room, hRule="atLeast") if room else None,
    )
    return el("w:tr", properties, *cells)


def _room(row: tuple[Cell, ...]) -> str:
    """The least height of a row in which long answers are expected; empty for a short one."""
    slots = [cell for cell in row if isinstance(cell, Slot) and not cell.repeating]
    if any(slot.kind is Kind.RICH_TEXT and slot.tag.startswith("overall.") for slot in slots):
        return _TALLER
    return _TALL if any(slot.tag.rpartition(".")[2] in _REASONS for slot in slots) else ""


def _words(words: Words, *, keep: bool) -> list[Element]:
    lines = [paragraph("TableLabel" if words.strong else "TableText", run(words.text), keep=keep)]
    if words.help:
        lines.append(paragraph("TableHelp", run(words.help), keep=keep))
    return lines + [paragraph("TableBullet", run(text), keep=keep) for text in words.bullets]
