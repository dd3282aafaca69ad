"""Days on which offices in England work: not weekends, not bank holidays."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase


def working_days_after(day: date, number: int) -> date:
    """The working day that comes `number` working days after `day`, which itself is not counted."""
    return _england().get_nth_working_day(day, number)


def is_working_day(day: date) -> bool:
    """Whether offices work on this day."""
    return _england().is_working_day(day)


@cache
def _england() -> HolidayBase:
    # Loading it takes a twentieth of a second, and few copies hold a relative date.
    from holidays import country_holidays  # noqa: PLC0415

    return country_holidays("GB", subdiv="ENG")
