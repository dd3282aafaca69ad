"""Merged cells of a workbook: what they show stands in every row that they cover."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence

from schemas.trouble import quoted
from service.errors import Refused
from service.workflow.cases.cells import MOST_COLUMNS, MOST_ROWS, Cell, no_list

Grid = dict[int, dict[int, Cell]]
"""The cells that say something, by row and column as people count them, in the order of the rows."""

Area = tuple[int, int, int, int]
"""What is merged: first column and row, last column and row."""


def spread(grid: Grid, areas: Collection[Area]) -> list[Area]:
    """Lets a cell that is merged over several rows stand in each of them, for so people see it; says which did.

    One that is merged over several columns is no clear answer to any of them. A row that holds nothing else stays
    empty. Raises Refused where the names of the columns are merged with what is below them.
    """
    numbers = list(grid)
    covered = {area: _rows_of(numbers, area) for area in areas}
    if sum(map(len, covered.values())) > MOST_ROWS * MOST_COLUMNS:
        raise no_list()  # areas that lie over each other, which no spreadsheet makes
    _clear_what_is_covered(grid, covered)
    header = min(grid, default=0)
    spread_out = []
    for area in areas:
        left, top, right, bottom = area
        cell = grid.get(top, {}).get(left)
        if cell is None or bottom == header:
            continue
        if top == header:
            raise Refused(
                "not-a-list", "A name of a column is merged over several rows. Keep the names in one row."
            )
        if left == right:
            spread_out.append(area)
        else:
            doubt = f"{quoted(cell.said)} is merged over several columns. Write in each what is meant."
            cell = Cell(cell.said, doubt)
        for number in covered[area]:
            if number in grid:
                grid[number].update(dict.fromkeys(range(left, right + 1), cell))
    return spread_out


def _clear_what_is_covered(grid: Grid, covered: Mapping[Area, Sequence[int]]) -> None:
    """Takes out what stood there before cells were merged, which is shown to nobody."""
    for (left, top, right, _), numbers in covered.items():
        for number in numbers:
            for column in [column for column in grid[number] if left <= column <= right]:
                if (number, column) != (top, left):
                    del grid[number][column]
    for number in [number for number, cells in grid.items() if not cells]:
        del grid[number]


def _rows_of(numbers: Sequence[int], area: Area) -> Sequence[int]:
    _, top, _, bottom = area
    return numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
