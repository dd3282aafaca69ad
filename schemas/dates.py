"""A calendar date as shown in the United Kingdom: 04/06/2020."""

import re
from datetime import date

from schemas.answer import Answer, refuse_blank
from schemas.day import FIRST, LAST, day
from schemas.trouble import Remark, Trouble, quoted

_SHOWN = re.compile(r"[0-9]{2}/[0-9]{2}/[0-9]{4}")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class UKDate(Answer[date]):
    """A date, day first; every other way of writing one clear day is read, and remarked on."""

    def read(self, said: str) -> tuple[date, Remark | None]:
        shown = said.strip()
        refuse_blank(shown)
        found = day(shown)
        if _SHOWN.fullmatch(shown):
            return found, None
        return found, Remark("value.normalised", f"{quoted(said)} was read as {found.day} {found:%B %Y}.")

    def say(self, value: date) -> str:
        return f"{value.day:02}/{value.month:02}/{value.year:04}"

    def from_json(self, found: object) -> date:
        if isinstance(found, str) and _ISO.fullmatch(found):
            try:
                value = date.fromisoformat(found)
            except ValueError:
                raise Trouble("date.impossible", f"{quoted(found)} is not a day of any calendar.") from None
            if FIRST <= value <= LAST:
                return value
            raise Trouble(
                "date.impossible", f"Dates from {FIRST.year} to {LAST.year} are taken, not {found}."
            )
        raise Trouble("date.unreadable", "A date is wanted here as year-month-day, such as 2020-06-04.")

    def to_json(self, value: date) -> object:
        return value.isoformat()
