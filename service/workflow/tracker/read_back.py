"""Reads a tracker that comes back as a workbook: its rows, each with the action that it says it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl.cell.read_only import ReadOnlyCell

from service.errors import Refused
from service.workflow.cases.cells import Cell
from service.workflow.cases.opened import opened
from service.workflow.cases.parser import parsing
from service.workflow.cases.shown import shown
from service.workflow.tracker.columns import COLUMNS, KEY, MOST_ACTIONS

_HEADINGS = {column.heading.casefold(): column.name for column in COLUMNS} | {KEY.casefold(): "key"}
_FORMULA = "A formula stands here. Put the value that it comes to in its place."

Cells = Mapping[str, Cell]
"""What a row says, by the column's name; only columns that the sheet has."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row that says anything, with its number as people see it."""

    row: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a tracker, and the headings of columns that it no longer has."""

    lines: list[Line]
    lacking: list[str]


def read_tracker(data: bytes) -> Sheet:
    """The tracker that a workbook holds: its first sheet with the key of each action. Raises Refused."""
    with opened(data, _no_tracker) as book:
        for sheet in book.worksheets:
            found = _tracker(book, sheet)
            if found is not None:
                return found
    raise _no_tracker()


def _no_tracker() -> Refused:
    return Refused(
        "not-a-tracker",
        f"This is no tracker that was downloaded here: no sheet has a column “{KEY}”, which is hidden and must stay. "
        "Download the tracker again, copy your changes into it, save it as an Excel workbook (.xlsx) and send that.",
    )


def _tracker(book: Any, sheet: Any) -> Sheet | None:  # noqa: ANN401 -- openpyxl has no types
    with parsing(book, sheet, formulas=True) as parser:
        rows = _rows(parser, sheet)
        header = next(rows, None)
        names = _names(header[1]) if header else {}
        if "key" not in names.values():
            return None
        lines = []
        for number, cells in rows:
            said = {name: cells.get(at, Cell()) for at, name in names.items()}
            if any(cell.said for cell in said.values()):
                lines.append(Line(number, said))
            if len(lines) > MOST_ACTIONS:
                raise Refused(
                    "list-too-long", f"A tracker has at most {MOST_ACTIONS:,} actions. Send it in parts."
                )
        if parser.merges():
            raise Refused("not-a-tracker", "Cells are merged in the tracker. Undo that, and send it again.")
    lacking = [column.heading for column in COLUMNS if column.changes and column.name not in names.values()]
    return Sheet(lines, lacking)


def _rows(parser: Any, sheet: Any) -> Iterator[tuple[int, dict[int, Cell]]]:  # noqa: ANN401 -- openpyxl has no types
    """The rows that hold anything, in their order, each cell as people see it."""
    for number, row in parser.parse():
        found = [ReadOnlyCell(sheet, **cell) for cell in row if cell["value"] is not None]
        if found:
            yield number, {cell.column: _read(cell) for cell in found}


def _read(cell: Any) -> Cell:  # noqa: ANN401 -- openpyxl has no types
    if cell.data_type == "f":
        value = cell.value
        return Cell(value if isinstance(value, str) else "=…", doubt=_FORMULA)
    return shown(cell)


def _names(header: Mapping[int, Cell]) -> dict[int, str]:
    names = {at: _HEADINGS.get(" ".join(cell.said.split()).casefold(), "") for at, cell in header.items()}
    known = {at: name for at, name in names.items() if name}
    if len(set(known.values())) < len(known):
        raise Refused(
            "not-a-tracker", "A column stands in the tracker twice. Keep one of them, and send it again."
        )
    return known
