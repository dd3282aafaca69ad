"""A cell of a workbook as a person would write it on the form, where that can be told from what it holds."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from schemas.trouble import quoted
from service.workflow.cases.cells import Cell, of_text


def shown(cell: Any) -> Cell:  # noqa: ANN401 -- openpyxl has no types
    """What a cell that is not empty says.

    A text is taken as it stands, a date or a number where a text is wanted only if it shows what was written.
    """
    value = cell.value
    if cell.data_type == "e":
        return Cell(str(value), doubt=f"{quoted(str(value))} is an error of the workbook. Mend it there.")
    match value:
        case bool():
            return Cell("Yes" if value else "No")
        case datetime() if (value.hour or value.minute) and "h" in cell.number_format.lower():
            return Cell(f"{value:%d/%m/%Y %H:%M}", as_text=_A_DATE)
        case date():
            return Cell(f"{value:%d/%m/%Y}", as_text=_A_DATE)
        case time() | timedelta():
            return Cell(str(value), as_text=f"{quoted(str(value))} is a time. {_INSTEAD}")
        case int() | float():
            return _number(value, cell.number_format)
        case _:
            return of_text(str(value).strip())


_INSTEAD = "Format the column as text and write it again."
_A_DATE = f"A date stands here, which spreadsheets make of numbers such as 10-12. {_INSTEAD}"

_PLAIN = frozenset(("General", "@", "0", "#", "#,##0", "0.00", "#,##0.00"))
"""Formats that show a whole number with all of its digits, and none before them."""

_EXACT = 10**15
"""Excel keeps fifteen digits of a number, and noughts for the others."""


def _number(value: float, shown_as: str) -> Cell:
    whole = isinstance(value, int) or value.is_integer()
    said = str(int(value)) if whole else str(value)
    if whole and value >= 0 and re.fullmatch("0+", shown_as):
        return Cell(said.zfill(len(shown_as)))  # 417 shows as 000417, and people see nothing else
    if abs(value) >= _EXACT:
        return Cell(said, as_text=f"Excel keeps only fifteen digits of a number. {_INSTEAD}")
    if shown_as == "General" or (whole and shown_as in _PLAIN):
        return Cell(said)
    way = f"The number {said} is shown in a way of its own ({quoted(shown_as)}), which cannot be told here."
    return Cell(said, as_text=f"{way} {_INSTEAD}")
