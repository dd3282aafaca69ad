"""Sheets of the workbooks that are handed out: a header that stays, filters, real dates, and no formula."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

DAY = "d mmmm yyyy"
_TOP = Alignment(vertical="top", wrap_text=True)
_HEAD_FONT = Font(bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="0B3D5C")
_LEADS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def begin(title: str, columns: Sequence[tuple[str, int]], *, hides: int = 0) -> tuple[Any, Any]:
    """A workbook and its one sheet, with a header of columns, each with its width, of which the last ones are hidden.

    Printed, it fits a page's width. How a column looks is written with the first row, and not changed afterwards.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for at, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
        sheet.column_dimensions[get_column_letter(at)].hidden = at > len(columns) - hides
    sheet.append([_head(sheet, heading) for heading, _ in columns])
    return book, sheet


def filtered(sheet: Any, columns: int, rows: int) -> None:  # noqa: ANN401 -- openpyxl has no types
    """Puts filters over so many columns and rows."""
    sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{rows + 1}"


def saved(book: Any) -> bytes:  # noqa: ANN401 -- openpyxl has no types
    """The workbook as a file."""
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def text(sheet: Any, said: str) -> Any:  # noqa: ANN401 -- openpyxl has no types
    """A text, whatever it begins with: also when somebody opens the cell and closes it again."""
    cell = WriteOnlyCell(sheet, said or None)
    if said:
        cell.data_type = "s"
        cell.quotePrefix = said.startswith(_LEADS)
    cell.alignment = _TOP
    return cell


def number(sheet: Any, value: object) -> Any:  # noqa: ANN401 -- openpyxl has no types
    """A number."""
    cell = WriteOnlyCell(sheet, value)
    cell.alignment = _TOP
    return cell


def day(sheet: Any, value: date | None) -> Any:  # noqa: ANN401 -- openpyxl has no types
    """A day that a spreadsheet counts with, or a place for one."""
    cell = number(sheet, value)
    cell.number_format = DAY
    return cell


def _head(sheet: Any, name: str) -> Any:  # noqa: ANN401 -- openpyxl has no types
    cell = text(sheet, name)
    cell.font, cell.fill = _HEAD_FONT, _HEAD_FILL
    return cell
