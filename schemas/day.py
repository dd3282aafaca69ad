"""One day from what people write for it: day first as in the United Kingdom, and nothing guessed."""

import re
from datetime import date

from schemas.months import month, weekday
from schemas.text import plain
from schemas.trouble import Trouble, quoted

FIRST = date(1900, 1, 1)
LAST = date(2100, 12, 31)

_LONGEST = 300

_TIME = re.compile(r"(?:t|,? )(\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?z?(?: ?[ap]m)?)$")
_MIDNIGHT = re.compile(r"00?:00(?::00(?:\.0+)?)?z?")
_LEAD = re.compile(r"^(?:on|by) (?=.*\d)")
_WEEKDAY = re.compile(r"^([a-z]{3,})[.,]? (.+)$|^(.+?),? \(?([a-z]{3,})\)?$")
_YEAR_FIRST = re.compile(r"([0-9]{4}) ?[-/.] ?([0-9]{1,2}) ?[-/.] ?([0-9]{1,2})")
_NUMBERS = re.compile(r"([0-9]{1,2})(?: ?[-/.\\] ?| )([0-9]{1,2})(?: ?[-/.\\] ?| )('?[0-9]{2}|[0-9]{4})")
_DAY_FIRST = re.compile(
    r"([0-9]{1,2}) ?(?:st|nd|rd|th)?(?: of)?(?: ?[-/.,] ?| ?)([a-z]{3,})(?: ?[-/.,] ?| ?)"
    r"('?[0-9]{2}|[0-9]{4})"
)
_MONTH_FIRST = re.compile(r"([a-z]{3,})\.? ?([0-9]{1,2}) ?(?:st|nd|rd|th)?(?:, ?| )('?[0-9]{2}|[0-9]{4})")
_YEAR_MONTH = re.compile(r"([0-9]{4})[- ]([a-z]{3,})[- ]([0-9]{1,2})")
_DATE_LIKE = re.compile(
    r"\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[/.-]\d\d?(?:[/.-]\d{2,4})?"
    r"|\d\d?(?:st|nd|rd|th)?(?: of)? ?([a-z]{3,})|([a-z]{3,}) \d"
)
_WHOLE_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_RANGE = re.compile(
    r"\b\d\d?(?:st|nd|rd|th)? ?(?:-|/|or|and|to|&) ?\d\d?(?:st|nd|rd|th)?(?: of)? ([a-z]{3,})"
)


def day(said: str) -> date:
    """The day that is written.

    Raises `Trouble`: date.unreadable for what is no full calendar date or says more than one, date.ambiguous
    where it could be several days, date.impossible where there is no such day.
    """
    if len(said) > _LONGEST:
        raise Trouble(
            "date.unreadable", f"{quoted(said)} is more than a date. Write the date alone: 04/06/2020."
        )
    written = _without_time(plain(said).lower().rstrip(".,;"), said)
    written = _LEAD.sub("", written)
    written, named_weekday = _without_weekday(written)
    parts = _parts(written)
    if parts is None:
        raise _no_date(written, said)
    found = _checked(*parts, said)
    if named_weekday is not None and found.weekday() != named_weekday:
        raise Trouble(
            "date.ambiguous", f"{quoted(said)}: {found:%d/%m/%Y} was a {found:%A}. Which day is meant?"
        )
    return found


def typed_day(said: str) -> date:
    """The day that somebody types where nobody asks back: its year is written in full. Raises as `day` does."""
    found = day(said)
    if not has_whole_year(said):
        raise Trouble(
            "date.ambiguous", f"{quoted(said)}: write the year in full, such as {found.day} {found:%B %Y}."
        )
    return found


def has_whole_year(said: str) -> bool:
    """Whether a date is written with a year of four digits."""
    return _WHOLE_YEAR.search(said) is not None


def is_month_first(said: str) -> bool:
    """Whether a date in figures can only be meant with its month first: 06/13/2026."""
    found = _figures(said)
    return found is not None and found[0] <= 12 < found[1] <= 31


def is_either_way(said: str) -> bool:
    """Whether a date in figures is another day where its month comes first: 06/04/2026."""
    found = _figures(said)
    return found is not None and found[0] != found[1] and max(found) <= 12


def _figures(said: str) -> tuple[int, int] | None:
    """The first two numbers of a date in figures that ends with its year."""
    if len(said) > _LONGEST:
        return None
    try:
        written, _ = _without_weekday(_without_time(plain(said).lower().rstrip(".,;"), said))
    except Trouble:
        return None
    found = _NUMBERS.fullmatch(written)
    return (int(found[1]), int(found[2])) if found else None


def _parts(written: str) -> tuple[str, int, int] | None:
    """Year, month and day as written; None where the shape is no full date."""
    if found := _YEAR_FIRST.fullmatch(written):
        return found[1], int(found[2]), int(found[3])
    if found := _NUMBERS.fullmatch(written):
        return found[3], int(found[2]), int(found[1])
    for shape, (year, named, numbered) in (
        (_DAY_FIRST, (3, 2, 1)),
        (_MONTH_FIRST, (3, 1, 2)),
        (_YEAR_MONTH, (1, 2, 3)),
    ):
        if (found := shape.fullmatch(written)) and (number := month(found[named])):
            return found[year], number, int(found[numbered])
    return None


def _checked(year: str, number: int, numbered_day: int, said: str) -> date:
    digits = year.removeprefix("'")
    if len(digits) == 2 and int(digits) >= 70:
        raise Trouble("date.ambiguous", f"{quoted(said)}: 19{digits} or 20{digits}? Write the year in full.")
    full = int(digits) + 2000 if len(digits) == 2 else int(digits)
    if not FIRST.year <= full <= LAST.year:
        raise Trouble("date.impossible", f"{quoted(said)} names the year {digits}.")
    if number > 12 and 1 <= numbered_day <= 12 and (turned := _date(full, numbered_day, number)):
        raise Trouble(
            "date.impossible",
            f"{quoted(said)}: there is no month {number}. If {turned.day} {turned:%B %Y} is meant, write "
            f"{turned:%d/%m/%Y}; dates are read day first.",
        )
    found = _date(full, number, numbered_day)
    if found is None:
        raise Trouble("date.impossible", f"{quoted(said)} is not a day of any calendar.")
    return found


def _date(year: int, number: int, numbered_day: int) -> date | None:
    try:
        return date(year, number, numbered_day)
    except ValueError:
        return None


def _without_time(written: str, said: str) -> str:
    found = _TIME.search(written)
    if found is None:
        return written
    if not _MIDNIGHT.fullmatch(found[1]):
        raise Trouble(
            "date.unreadable", f"{quoted(said)} also gives a time, which would be lost. Write the date alone."
        )
    return written[: found.start()]


def _without_weekday(written: str) -> tuple[str, int | None]:
    found = _WEEKDAY.match(written)
    if found is None:
        return written, None
    word, rest = (found[1], found[2]) if found[1] else (found[4], found[3])
    number = weekday(word)
    return (written, None) if number is None else (rest, number)


def _no_date(written: str, said: str) -> Trouble:
    dates = [found for found in _DATE_LIKE.finditer(written) if _is_month_or_number(found)]
    span = _RANGE.search(written)
    if len(dates) > 1 or (span and month(span[1])):
        return Trouble(
            "date.ambiguous", f"{quoted(said)} names more than one day. Give one date, such as 04/06/2020."
        )
    return Trouble(
        "date.unreadable", f"{quoted(said)} is not a calendar date. Write day, month and year: 04/06/2020."
    )


def _is_month_or_number(found: re.Match[str]) -> bool:
    word = found[1] or found[2]
    return word is None or month(word) is not None
