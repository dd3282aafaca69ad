"""Names of months and of days of the week, as people write them in English."""

from datetime import datetime
from functools import cache
from typing import Any, cast


@cache
def month(word: str) -> int | None:
    """The number of the month that a word names, in full or as usually shortened; None for any other word.

    dateparser knows the names; it is asked once for each word. It takes a lone letter for a month too, which
    nobody means.
    """
    if len(word) < 3 or not word.isascii() or not word.isalpha():
        return None
    found = cast("datetime | None", _parser().get_date_data(f"1 {word} 2000").date_obj)
    return found.month if found is not None and (found.day, found.year) == (1, 2000) else None


@cache
def weekday(word: str) -> int | None:
    """The day of the week that a word names, Monday as 0; None for any other word."""
    for number, name in enumerate(_WEEKDAYS):
        if len(word) >= 3 and name.startswith(word):
            return number
    return 2 if word == "weds" else None


@cache
def _parser() -> Any:  # noqa: ANN401 - dateparser has no types
    # Loading it takes a tenth of a second, and most forms' dates never need it.
    from dateparser.date import DateDataParser  # noqa: PLC0415

    settings = {"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    return DateDataParser(languages=["en"], settings=settings)


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
