"""Writes the tracker as a workbook: filters, a header that stays, real dates, a list of states, and no formula."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from service.workflow import sheets
from service.workflow.tracker.columns import COLUMNS, KEY, SHEET, STATES, Column, key_of, said

_TO_CHANGE = PatternFill("solid", fgColor="FFF7D6")
"""What may be changed stands on a light ground; what it means is said by the page that takes the workbook back."""
_LATE = Font(bold=True, color="AA2A16")
_KEY_WIDTH = 26
_SPARE = 200
"""So many rows below the last are guarded too, for a list that is pasted in."""


def write_tracker(actions: Sequence[Mapping[str, Any]]) -> bytes:
    """A workbook of actions as `Shown` gives them, in their order."""
    columns = [*((column.heading, column.width) for column in COLUMNS), (KEY, _KEY_WIDTH)]
    book, sheet = sheets.begin(SHEET, columns, hides=1)
    for action in actions:
        cells = [_cell(sheet, column, action[column.name]) for column in COLUMNS]
        sheet.append([*cells, sheets.text(sheet, key_of(action["id"], action["version"]))])
    sheets.filtered(sheet, len(columns), len(actions))
    for validation in _validations(len(actions) + 1 + _SPARE):
        sheet.data_validations.append(validation)
    return sheets.saved(book)


def _cell(sheet: Any, column: Column, value: object) -> Any:  # noqa: ANN401 -- openpyxl has no types
    if column.kind == "day":
        cell = sheets.day(sheet, value if isinstance(value, date) else None)
    elif column.kind == "number":
        cell = sheets.number(sheet, value)
    else:
        cell = sheets.text(sheet, said(column, value))
    if column.changes:
        cell.fill = _TO_CHANGE
    if column.kind == "late" and value:
        cell.font = _LATE
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
