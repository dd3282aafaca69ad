"""A list of cases as people have it, CSV or a workbook, as rows of text."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from service.errors import Refused
from service.word.archive import open_archive
from service.word.limits import LIMITS

MOST_ROWS = 5_000
MOST_COLUMNS = 200

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header, and under it rows with their numbers as people see them, from 2."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def sheet_of(data: bytes) -> Sheet:
    """The rows of a CSV file, or of the first sheet of an .xlsx workbook; empty rows are left out.

    Raises Refused (`not-a-list`, `list-too-long`, or for a workbook what its zip is refused for).
    """
    read = _workbook(data) if data.startswith(b"PK") else _csv(data)
    numbered = [(number, row) for number, row in enumerate(read, 1) if any(row)]
    if len(numbered) < 2:
        raise Refused(
            "not-a-list", "The list is empty. It has names of columns in its first row, and cases below."
        )
    if len(numbered) > MOST_ROWS + 1:
        raise Refused("list-too-long", f"The list has more than {MOST_ROWS} cases. Send it in parts.")
    (_, header), *rows = numbered
    if any(any(row[MOST_COLUMNS:]) for _, row in numbered):
        raise Refused(
            "not-a-list", f"The list has more than {MOST_COLUMNS} columns. Keep those that the form has."
        )
    return Sheet(header, tuple(rows))


def _csv(data: bytes) -> list[tuple[str, ...]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _as_windows(data)
    if "\x00" in text:
        raise _no_list()
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return [tuple(cell.strip() for cell in row) for row in _limited(rows)]
    except csv.Error:
        raise _no_list() from None


def _as_windows(data: bytes) -> str:
    """What Excel on Windows saves as CSV where it is not told otherwise."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise _no_list() from None


def _workbook(data: bytes) -> list[tuple[str, ...]]:
    archive = open_archive(data, LIMITS)
    for entry in archive.entries.values():
        archive.unpack(entry)  # whatever is damaged is found before anything is made of it
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1)
        if _has_formulas_without_values(data):
            raise Refused(
                "not-a-list",
                "The list holds formulas whose values were never worked out. Open it in Excel, save it and send that.",
            )
        return [tuple(_said(cell) for cell in row) for row in _limited(rows)]
    except (
        InvalidFileException,
        KeyError,
        ValueError,
        IndexError,
        TypeError,
        SyntaxError,
        OSError,
        AttributeError,
    ):
        raise _no_list() from None


def _has_formulas_without_values(data: bytes) -> bool:
    """Whether a program wrote formulas and nobody has opened the workbook since: its cells look empty."""
    shown, written = (
        load_workbook(io.BytesIO(data), read_only=True, data_only=values).worksheets[0]
        for values in (True, False)
    )
    pairs = zip(shown.iter_rows(max_row=MOST_ROWS), written.iter_rows(max_row=MOST_ROWS), strict=False)
    return any(
        value.value is None and str(formula.value or "").startswith("=")
        for row, formulas in pairs
        for value, formula in zip(row, formulas, strict=False)
    )


def _limited(rows: Iterator[_Row]) -> Iterator[_Row]:
    for number, row in enumerate(rows):
        if number > MOST_ROWS * 2:
            raise Refused("list-too-long", f"The list has more than {MOST_ROWS} cases. Send it in parts.")
        yield row


def _said(cell: object) -> str:
    """A cell as a person would write it on the form."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, (datetime, date)):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _no_list() -> Refused:
    return Refused(
        "not-a-list",
        "This is neither a CSV file nor an Excel workbook (.xlsx). Save the list as one of them.",
    )
