"""Relative dates: `within 5 working days`, `by Friday`, `asap`, `next supervision`.

An action must carry a calendar date (an English authority's auditing advice, 2020, which names “within 5
working days” as what not to write). Where the day can be worked out it is offered, and a person confirms it.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from schemas.months import month, weekday
from schemas.text import plain
from service.rules.workdays import working_days_after

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple of": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_MOST = 2000

_COUNT = rf"(?P<count>\d{{1,4}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_SPAN = re.compile(
    rf"\b{_COUNT}[ -]?(?:(?P<work>working|business|work|school)[ -])?"
    r"(?P<unit>days?|weeks?|wks?|months?|mths?|hours?|hrs?|years?|yrs?)\b(?! ago)"
)
_RANGE = re.compile(r"[\w)] ?(?:-|to|or|and) ?$")
_FROM_ELSEWHERE = re.compile(
    r" (?:of|after|from|following|before|prior to|post|since|until) (?!(?:the |this |our |date of "
    r"|the date of )*(?:audit|today|now|form)\b)"
)
_FORTNIGHT = re.compile(r"\b(?:a |one )?fortnight\b(?!ly)")
_WEEKS = re.compile(r"(?<![\d/])(\d{1,2})/52\b")  # 2/52: two weeks, as nurses write it
_SAME_DAY = re.compile(
    r"\b(?:today|same day|same working day|(?:end|close) of (?:the )?(?:day|play|business)|eod|cop|cob)\b"
)
_TOMORROW = re.compile(r"\btomorrow\b|\bnext (?:working )?day\b")
_END = re.compile(
    r"\b(?:the )?(?:end|last day) of (?:the |this |current )?(?P<next>next )?(?P<what>week|month|year|[a-z]{3,9})\b"
)
_MONTH_END = re.compile(r"\bmonth[ -]end\b")
_WEEKDAY = re.compile(
    r"^(?:by|on|before|this|due|for|(?:end|close) of (?:the )?(?:day|play|business)|eod|cop|cob|,| )*"
    r"(?P<day>[a-z]{3,9})$"
)
_WEEK_OF = re.compile(r"\bw ?[/.]? ?(?:c|b|e)\b(?=\W*\d)|\bweek (?:commencing|beginning|ending|of)\b")
_PART_OF_YEAR = re.compile(
    r"\b(?:mid(?:dle)?|early|late|beginning|start|first half|second half)(?:-| of | to |-to-| to late | )*"
    r"(?:the )?(?P<month>[a-z]{3,9})\b"
)
_SEASON = re.compile(
    r"\bq(?:tr|uarter)? ?[1-4]\b|\b(?:first|second|third|fourth|last) quarter\b"
    r"|^(?:by|in|before|over|after|during|the|end|start|of|new| )*(?:spring|summer|autumn|winter|easter|christmas|xmas"
    r"|new year)(?: term| holidays?| break| \d{4})?$"
)
_VAGUE = re.compile(
    r"\b(?:asap|a\.s\.a\.p|as soon as|as and when|immediate(?:ly)?|urgent(?:ly)?|straight ?away|right away|at once"
    r"|now|promptly|shortly|soon|forthwith|without delay|on-?going|continu(?:ous|ing|al|e)|in progress|in place"
    r"|underway|under way|long[- ]term|short[- ]term|medium[- ]term|regular(?:ly)?|daily|weekly|fortnightly"
    r"|monthly|quarterly|termly|annual(?:ly)?|each|every|next|before|prior to|until|till|following|after|once|when"
    r"|upon|during|at the (?:time|point|next)|this (?:week|month|term|quarter|year)|half[- ]term|end of term"
    r"|by the (?:time|next|start)|in due course|as required|as needed|at (?:\w+ )?(?:review|supervision|conference"
    r"|meeting|visit|core group))\b"
)
_EVENT = re.compile(
    r"^(?:(?:by|at|on|in|for|the|a|her|his|their|cin|cla|lac|cp|core|group|social|worker|team|case|annual|first|initial"
    r"|statutory|pathway|care|plan|personal|child|protection|midway|mid|legal|family|fostering|strategy|planning|gateway"
    r"|professionals|education|placement|final|court|home) )*(?:supervision|review|visit|conference|meeting|discussion"
    r"|core group|panel|closure|birth|transfer|hearing|handover|rcpc|icpc|cpc|rcpcc|cpr|lacr|clar|ttm|fgc|pep|iha|rha"
    r"|ehcp|mace|marac|pcm|lgm|gateway)$"
)
_SHAPES = (_SPAN, _FORTNIGHT, _WEEKS, _SAME_DAY, _TOMORROW, _END, _MONTH_END, _VAGUE, _EVENT, _SEASON)
_WORD = re.compile(r"\w+")
_CALENDAR = re.compile(r"\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?\d{2,4}|\d{4}-\d\d")


def is_relative(said: str) -> bool:
    """Whether this names a time, but only in relation to another: today, an event, a span."""
    words = _words(said)
    if not words or len(words) > 200:
        return False
    if _WEEK_OF.search(words):
        return True
    if _CALENDAR.search(words):
        return False
    return (
        any(shape.search(words) for shape in _SHAPES)
        or _weekday_in(words) is not None
        or any(month(found["month"]) is not None for found in _PART_OF_YEAR.finditer(words))
    )


def offered(said: str, start: date) -> date | None:
    """The day that a relative date comes to when counted from `start`; None where that cannot be told."""
    words = _words(said)
    if _WEEK_OF.search(words):
        return None
    for offer in _OFFERS:
        if (found := offer(words, start)) is not None:
            return found
    return None


def span_in(text: str) -> str | None:
    """The span of time that a longer text names (`within 5 working days`); None where it names none.

    Only spans that begin with `within` count: a text may name others without meaning a date by it.
    """
    found = _WITHIN.search(_words(text))
    return found[0] if found else None


_WITHIN = re.compile(rf"\bwithin (?:the next |the )?(?:{_SPAN.pattern[2:]}|(?:a |one )?fortnight\b)")


def _words(said: str) -> str:
    return plain(said).lower().strip(" .,;:!()[]")


def _in_span(words: str, start: date) -> date | None:
    spans = list(_SPAN.finditer(words))
    if len(spans) != 1 or _RANGE.search(words[: spans[0].start()]):
        return None
    found = spans[0]
    if _FROM_ELSEWHERE.match(words[found.end() :]):
        return None
    number = _number(found["count"])
    if number > _MOST:
        return None
    match found["unit"][0]:
        case "d" if found["work"]:
            return working_days_after(start, number)
        case "d":
            return start + timedelta(days=number)
        case "h":
            return start + timedelta(days=-(-number // 24))
        case "w":
            return start + timedelta(weeks=number)
        case "m":
            return _months_on(start, number)
        case _:
            return _months_on(start, 12 * number) if number <= 10 else None


def _number(count: str) -> int:
    return int(count) if count.isdecimal() else _NUMBERS[count]


def _months_on(start: date, number: int) -> date:
    years, zero_based = divmod(start.month - 1 + number, 12)
    year, number_of_month = start.year + years, zero_based + 1
    return date(year, number_of_month, min(start.day, monthrange(year, number_of_month)[1]))


def _in_fortnight(words: str, start: date) -> date | None:
    return start + timedelta(weeks=2) if _FORTNIGHT.search(words) else None


def _in_weeks(words: str, start: date) -> date | None:
    found = _WEEKS.search(words)
    return None if found is None else start + timedelta(weeks=int(found[1]))


def _close(words: str, start: date) -> date | None:
    if _TOMORROW.search(words):
        return working_days_after(start, 1) if "working" in words else start + timedelta(days=1)
    found = _SAME_DAY.search(words)
    if found is None or any(_names_a_day(word) for word in _WORD.findall(words)):
        return None  # “close of play on 12 June” is not today
    return start


def _names_a_day(word: str) -> bool:
    return word[0].isdecimal() or month(word) is not None or weekday(word) is not None


def _at_end(words: str, start: date) -> date | None:
    if _MONTH_END.search(words):
        return _last_of(start.year, start.month)
    found = _END.search(words)
    if found is None:
        return None
    nexts = 1 if found["next"] else 0
    match found["what"]:
        case "week":
            return start - timedelta(days=start.weekday()) + timedelta(days=4 + 7 * nexts)
        case "month":
            later = _months_on(start.replace(day=1), nexts)
            return _last_of(later.year, later.month)
        case "year":
            return None  # calendar, financial or school year
        case named:
            number = month(named)
            return None if number is None else _last_of(start.year + (number < start.month), number)


def _last_of(year: int, number: int) -> date:
    return date(year, number, monthrange(year, number)[1])


def _on_weekday(words: str, start: date) -> date | None:
    number = _weekday_in(words)
    if number is None:
        return None
    return start + timedelta(days=(number - start.weekday() - 1) % 7 + 1)


def _weekday_in(words: str) -> int | None:
    found = _WEEKDAY.match(words)
    return None if found is None else weekday(found["day"])


_OFFERS: tuple[Callable[[str, date], date | None], ...] = (
    _in_weeks,
    _in_span,
    _in_fortnight,
    _at_end,
    _close,
    _on_weekday,
)
