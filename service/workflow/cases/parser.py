"""A sheet of a workbook as openpyxl parses it, with what its public sheets do not tell."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from service.workflow.cases.cells import MOST_COLUMNS
from service.workflow.cases.merged import Area


class SheetParser(WorkSheetParser):  # type: ignore[misc]  # openpyxl has no types
    """openpyxl's own, which also knows of formulas without values.

    `unworked` is whether a program wrote formulas and nobody has opened the workbook since: their cells look empty.
    """

    unworked = False

    def parse_cell(self, element: Any) -> dict[str, Any]:  # noqa: ANN401 -- an element of either of two parsers
        cell: dict[str, Any] = super().parse_cell(element)
        # a formula that comes to an empty text has the type of a text
        if cell["value"] is None and element.get("t") != "str" and element.find(FORMULA_TAG) is not None:
            self.unworked = True
        return cell

    def hidden_rows(self) -> set[int]:
        """The numbers of the rows that do not show."""
        return {int(number) for number, said in self.row_dimensions.items() if said.get("hidden") in _TRUE}

    def hidden_columns(self) -> Iterator[range]:
        """The columns that do not show."""
        for said in self.column_dimensions.values():
            if said.get("hidden") in _TRUE:
                yield range(int(said["min"]), int(said.get("max", said["min"])) + 1)

    def merges(self) -> list[Area]:
        """What is merged, as far as a list reaches."""
        areas = [one.bounds for one in self.merged_cells.mergeCell] if self.merged_cells else []
        return sorted(
            (left, top, min(right, MOST_COLUMNS), bottom)
            for left, top, right, bottom in areas
            if left <= MOST_COLUMNS
        )


_TRUE = ("1", "true")


@contextmanager
def parsing(book: Any, sheet: Any, *, formulas: bool = False) -> Iterator[SheetParser]:  # noqa: ANN401 -- openpyxl has no types
    """A sheet about to be parsed, as openpyxl does it for its read-only sheets; `formulas` as such, not their values.

    Those tell nothing of what is hidden or merged, and end where the sheet says that it ends.
    """
    with sheet._get_source() as source:  # noqa: SLF001
        yield SheetParser(
            source,
            sheet._shared_strings,  # noqa: SLF001
            data_only=not formulas,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
