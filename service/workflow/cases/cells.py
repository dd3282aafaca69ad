"""A list of cases as cells: what each says, and why it may not be what somebody once wrote there."""

import re
from dataclasses import dataclass

from schemas.trouble import quoted
from service.errors import Refused

MOST_ROWS = 5_000
MOST_COLUMNS = 200
TOO_MANY = (
    "The row has more cells than there are columns, so that they may stand under the wrong names. Put a text that "
    "holds the separator in quotation marks."
)
"""Why nothing is made of a row that goes on behind the last name of a column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`said` is what a person would write on the form.

    `doubt` is why no answer can be taken from it, `as_text` why no text can: it may be plain as a date or a number.
    """

    said: str = ""
    doubt: str = ""
    as_text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number as people see it; `doubt` is why nothing is made of it, whatever it says."""

    number: int
    cells: tuple[Cell, ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The names of the columns, the rows below that hold anything, and what is to be said of the whole list."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    noticed: tuple[str, ...] = ()


def of_text(text: str) -> Cell:
    """A cell that holds a text. A spreadsheet writes errors as texts too, and what a narrow column hides."""
    if _ERROR.fullmatch(text):
        return Cell(
            text, doubt=f"{quoted(text)} stands where the spreadsheet could work out or show nothing."
        )
    return Cell(text)


_ERROR = re.compile(r"#(?:N/A|DIV/0!|[A-Z_]+[!?]|GETTING_DATA|#+)")


def too_long() -> Refused:
    """Why a list with more cases than are sent out at once is not read."""
    return Refused("list-too-long", f"The list has more than {MOST_ROWS} cases. Send it in parts.")


def too_wide() -> Refused:
    """Why a list with more columns than any form asks for is not read."""
    return Refused(
        "not-a-list", f"The list has more than {MOST_COLUMNS} columns. Keep those that the form has."
    )


def no_list() -> Refused:
    """Why what is no list at all is not read."""
    return Refused(
        "not-a-list",
        "This is neither a CSV file nor an Excel workbook (.xlsx). Save the list as one of them.",
    )
