"""Writes the tracker as a workbook: filters, a header that stays, real dates, a list of states, and no formula."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from service.workflow.tracker.columns import COLUMNS, KEY, SHEET, STATES, Column, key_of, said

_DAY = "d mmmm yyyy"
_TOP = Alignment(vertical="top", wrap_text=True)
_HEAD = {"font": Font(bold=True, color="FFFFFF"), "fill": PatternFill("solid", fgColor="0B3D5C")}
_TO_CHANGE = PatternFill("solid", fgColor="FFF7D6")
"""What may be changed stands on a light ground; what it means is said by the page that takes the workbook back."""
_LATE = Font(bold=True, color="AA2A16")
_LEADS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
_SPARE = 200
"""So many rows below the last are guarded too, for a list that is pasted in."""


def write_tracker(actions: Sequence[Mapping[str, Any]]) -> bytes:
    """A workbook of actions as `Shown` gives them, in their order."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    last = get_column_letter(len(COLUMNS) + 1)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for at, column in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.column_dimensions[last].width = 26
    sheet.column_dimensions[last].hidden = True
    sheet.append([_head(sheet, name) for name in (*(column.heading for column in COLUMNS), KEY)])
    for action in actions:
        cells = [_cell(sheet, column, action[column.name]) for column in COLUMNS]
        sheet.append([*cells, _text(sheet, key_of(action["id"], action["version"]))])
    sheet.auto_filter.ref = f"A1:{last}{len(actions) + 1}"
    for validation in _validations(len(actions) + 1 + _SPARE):
        sheet.data_validations.append(validation)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _head(sheet: Any, name: str) -> Any:  # noqa: ANN401 -- openpyxl has no types
    cell = _text(sheet, name)
    cell.font, cell.fill = _HEAD["font"], _HEAD["fill"]
    return cell


def _cell(sheet: Any, column: Column, value: object) -> Any:  # noqa: ANN401 -- openpyxl has no types
    if column.kind == "day" and isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = _DAY
        cell.alignment = _TOP
    elif column.kind == "number":
        cell = WriteOnlyCell(sheet, value)
        cell.alignment = _TOP
    else:
        cell = _text(sheet, said(column, value))
    if column.kind == "day":
        cell.number_format = _DAY
    if column.changes:
        cell.fill = _TO_CHANGE
    if column.kind == "late" and value:
        cell.font = _LATE
    return cell


def _text(sheet: Any, text: str) -> Any:  # noqa: ANN401 -- openpyxl has no types
    """A text, whatever it begins with: also when somebody opens the cell and closes it again."""
    cell = WriteOnlyCell(sheet, text or None)
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(_LEADS)
    cell.alignment = _TOP
    return cell


def _validations(last: int) -> list[DataValidation]:
    states = DataValidation(
        type="list",
        formula1=f'"{",".join(STATES.values())}"',
        allow_blank=False,
        showErrorMessage=True,
        errorTitle="State",
        error=f"Choose one of: {', '.join(STATES.values())}.",
    )
    days = DataValidation(
        type="date",
        operator="greaterThan",
        formula1="36526",  # 1 January 2000, as a spreadsheet counts days
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Date",
        error="Write a date, such as 04/06/2026.",
    )
    for at, column in enumerate(COLUMNS, 1):
        letter = get_column_letter(at)
        if column.kind == "state":
            states.add(f"{letter}2:{letter}{last}")
        if column.kind == "day" and column.changes:
            days.add(f"{letter}2:{letter}{last}")
    return [states, days]
