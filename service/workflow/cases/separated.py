"""A list of cases in a CSV file: texts, some of them made by a spreadsheet of what was once written there."""

import csv
import io
import re
from collections.abc import Iterator

from schemas.day import day
from schemas.months import month
from schemas.trouble import Trouble, quoted
from service.errors import Refused
from service.workflow.cases.cells import (
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_MANY,
    Cell,
    Row,
    no_list,
    of_text,
    too_long,
    too_wide,
)


def read_separated(data: bytes) -> tuple[list[Row], tuple[str, ...]]:
    """The rows that hold anything, separated by commas, semicolons or tabs, and what is to be said of the whole.

    Raises Refused.
    """
    noticed: tuple[str, ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _as_windows(data)
        noticed = (_read_as_windows(text),)
    if "\x00" in text:
        raise no_list()
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(_rows(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)))
    except csv.Error:
        raise no_list() from None
    return rows, noticed


def _as_windows(data: bytes) -> str:
    """What Excel on Windows saves as CSV where it is not told otherwise.

    Excel on a Mac may save it in another way, in which é is what is Ž here: what makes no names is not taken for them.
    """
    if _NO_TEXT.search(data):
        raise no_list()
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise _other_letters("") from None
    if odd := _NO_NAME.search(text):
        raise _other_letters(f", such as {quoted(_around(text, odd.start()))}")
    return text


_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NO_NAME = re.compile(r"[^\W\d_][†‡•™‰¤¬¦¨¸¢¥§©®¯±¶¹²³¼½¾×÷˜ˆ›‹„‚ƒ][^\W\d_]|[a-zà-öø-ÿ][ŠŽŒŸÀ-ÖØ-Þ]")
"""Signs within words, and capital letters behind small ones."""


def _other_letters(such: str) -> Refused:
    return Refused(
        "not-a-list",
        f"The letters of the list cannot be told: it is not saved as UTF-8, and read as Windows saves it, it has signs "
        f"where letters stood{such}. Save it as “CSV UTF-8” or as a workbook (.xlsx), and send that.",
    )


def _read_as_windows(text: str) -> str:
    odd = next(at for at, letter in enumerate(text) if not letter.isascii())
    return (
        f"The list is not saved as UTF-8 and was read as Windows-1252: {quoted(_around(text, odd))} is in it, for one. "
        "If that is not what you wrote, withdraw these audits, save the list as “CSV UTF-8”, and send that."
    )


def _around(text: str, at: int) -> str:
    """The word that stands at a place of a text."""
    start = max(text.rfind(sign, 0, at) for sign in ' ,;\t\r\n"') + 1
    return re.split(r'[ ,;\t\r\n"]', text[start:], maxsplit=1)[0][:_LONGEST_WORD]


_LONGEST_WORD = 40


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
        yield Row(number, tuple(map(_cell, said)), TOO_MANY if any(said[width:]) else "")


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
