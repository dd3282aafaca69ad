"""A list of cases in a CSV file: texts, some of them made by a spreadsheet of what was once written there."""

import csv
import io
import re
from collections.abc import Iterator

from schemas.day import day
from schemas.months import month
from schemas.trouble import Trouble, quoted
from service.workflow.cases.cells import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Row,
    no_list,
    of_text,
    too_long,
    too_wide,
)


def read_separated(data: bytes) -> list[Row]:
    """The rows that hold anything, separated by commas, semicolons or tabs. Raises Refused."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _as_windows(data)
    if "\x00" in text:
        raise no_list()
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return list(_rows(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)))
    except csv.Error:
        raise no_list() from None


def _as_windows(data: bytes) -> str:
    """What Excel on Windows saves as CSV where it is not told otherwise."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise no_list() from None


def _rows(read: Iterator[list[str]]) -> Iterator[Row]:
    """A row that is longer than the header comes with a doubt, for its cells may stand under the wrong names."""
    width = many = 0
    for number, texts in enumerate(read, 1):
        said = [text.strip() for text in texts]
        if not any(said):
            continue
        if any(said[MOST_COLUMNS:]):
            raise too_wide()
        many += 1
        if many > MOST_ROWS + 1:
            raise too_long()
        width = width or len(said)
        yield Row(number, tuple(map(_cell, said)), _TOO_MANY if any(said[width:]) else "")


_TOO_MANY = (
    "The row has more cells than there are columns, so that they may stand under the wrong names. Put a text that "
    "holds the separator in quotation marks."
)


def _cell(text: str) -> Cell:
    if _DROPPED.fullmatch(text):
        return Cell(
            text, as_text=f"{quoted(text)} is a number whose digits a spreadsheet dropped. {_INSTEAD}"
        )
    if _DECIMAL.fullmatch(text):
        return Cell(text, as_text=f"{quoted(text)} has decimals, which programs add to numbers. {_INSTEAD}")
    if _is_date(text):
        made = f"{quoted(text)} is a date, which spreadsheets make of numbers such as 10-12."
        return Cell(text, as_text=f"{made} {_INSTEAD}")
    return of_text(text)


_DROPPED = re.compile(r"[+-]?[0-9](?:[.,][0-9]+)?[Ee][+-][0-9]{1,3}")
_DECIMAL = re.compile(r"[0-9]+\.0+")
_DAY_AND_MONTH = re.compile(r"[0-9]{1,2}-([A-Za-z]{3,9})|([A-Za-z]{3,9})-[0-9]{2}")
_INSTEAD = "Send the list as a workbook, with the column formatted as text."


def _is_date(text: str) -> bool:
    if found := _DAY_AND_MONTH.fullmatch(text):
        return month((found[1] or found[2]).lower()) is not None
    if not text[:1].isdigit():
        return False
    try:
        day(text)
    except Trouble:
        return False
    return True
