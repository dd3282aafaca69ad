"""Names of months and of days of the week, as people write them in English."""

from datetime import datetime
from functools import cache, lru_cache
from typing import Any, cast

from schemas.numbers import words


@lru_cache(maxsize=256)
def month(word: str) -> int | None:
    """The number of the month that a word names, in full or as usually shortened; None for any other word.

    dateparser knows the names. It would take a lone letter, and a number in words, for a month too.
    """
    if not 3 <= len(word) <= 9 or not word.isascii() or not word.isalpha() or word in words():
        return None
    found = cast("datetime | None", _parser().get_date_data(f"1 {word} 2000").date_obj)
    return found.month if found is not None and (found.day, found.year) == (1, 2000) else None


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
