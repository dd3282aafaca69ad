"""A list of cases in an .xlsx workbook: one sheet of it, as people see it there."""

from collections.abc import Iterator
from typing import Any

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import get_column_letter

from schemas.trouble import listed, quoted
from service.errors import Refused
from service.workflow.cases.cells import MOST_COLUMNS, MOST_ROWS, Cell, Row, no_list, too_long, too_wide
from service.workflow.cases.merged import Grid, spread
from service.workflow.cases.opened import opened
from service.workflow.cases.parser import SheetParser, parsing
from service.workflow.cases.shown import shown


def read_workbook(data: bytes) -> tuple[list[Row], tuple[str, ...]]:
    """The rows that hold anything, of the sheet that a workbook opens with, and what is to be said of the whole.

    That sheet is what was looked at last; where it is hidden, the first that is not. A row that is hidden, most
    often by a filter, comes with a doubt: who filters a list means what is left of it. Raises Refused.
    """
    with opened(data, no_list, values=True) as book:
        return _read(book, _opened_with(book))


def _read(book: Any, sheet: Any) -> tuple[list[Row], tuple[str, ...]]:  # noqa: ANN401 -- openpyxl has no types
    with parsing(book, sheet) as parser:
        grid = _grid(parser, sheet)
    if parser.unworked:
        raise Refused(
            "not-a-list",
            "The list holds formulas whose values were never worked out. Open it in Excel, save it and send that.",
        )
    merged = [_area(*area) for area in spread(grid, parser.merges())]
    noticed = (
        [f"What is merged over several rows stands for each of them: {listed(merged)}."] if merged else []
    )
    noticed += [*_hidden_columns(grid, parser), *_other_sheets(book, sheet)]
    hidden = parser.hidden_rows()
    rows = [Row(at, _in_a_row(cells), _HIDDEN if at in hidden else "") for at, cells in grid.items()]
    return rows, tuple(noticed)


_HIDDEN = "The row is hidden in the workbook, by a filter or by hand. If it is meant, send it in a list that shows it."


def _opened_with(book: Any) -> Any:  # noqa: ANN401 -- openpyxl has no types
    seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return book.active if book.active in seen else (seen or book.worksheets)[0]


def _grid(parser: SheetParser, sheet: Any) -> Grid:  # noqa: ANN401 -- openpyxl has no types
    grid: Grid = {}
    for number, row in parser.parse():
        if number in grid:
            raise no_list()  # a row that stands there twice, of which only one would be read
        found = [ReadOnlyCell(sheet, **cell) for cell in row if cell["value"] is not None]
        said = {cell.column: says for cell in found if (says := shown(cell)).said}
        if said:
            grid[number] = said
        if said and max(said) > MOST_COLUMNS:
            raise too_wide()
        if len(grid) > MOST_ROWS + 1:
            raise too_long()
    return dict(sorted(grid.items()))


def _area(left: int, top: int, right: int, bottom: int) -> str:
    return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"


def _hidden_columns(grid: Grid, parser: SheetParser) -> Iterator[str]:
    header = grid[min(grid)] if grid else {}
    filled = sorted({column for cells in grid.values() for column in cells})
    names = [
        quoted(header[column].said) if column in header else f"column {get_column_letter(column)}"
        for part in parser.hidden_columns()
        for column in filled
        if column in part
    ]
    if names:
        yield f"Hidden columns were read like the others: {listed(names)}."


def _other_sheets(book: Any, sheet: Any) -> Iterator[str]:  # noqa: ANN401 -- openpyxl has no types
    names = [
        quoted(other.title) + ("" if other.sheet_state == "visible" else " (hidden)")
        for other in book.worksheets
        if other is not sheet and _holds_anything(book, other)
    ]
    if names:
        yield f"Only the sheet {quoted(sheet.title)} was read, and not: {listed(names)}."


def _holds_anything(book: Any, sheet: Any) -> bool:  # noqa: ANN401 -- openpyxl has no types
    with parsing(book, sheet) as parser:
        return any(cell["value"] is not None for _, row in parser.parse() for cell in row)


def _in_a_row(cells: dict[int, Cell]) -> tuple[Cell, ...]:
    return tuple(cells.get(column, Cell()) for column in range(1, max(cells) + 1))
