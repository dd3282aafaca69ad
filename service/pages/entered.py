"""What somebody enters as an answer, by the kind of its slot: read from a form, and kept to be shown again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schemas.edition import Kind, Slot
from service.pages.words import day

_PARTS = ("day", "month", "year")
NO_ANSWER = "no-answer"
"""The choice of no answer, beside the options of a slot."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What was typed: `text` for all kinds but dates, `parts` for these; `none` where there is to be no answer."""

    text: str = ""
    parts: tuple[str, str, str] = ("", "", "")
    none: bool = False
    reason: str = ""

    def fields(self) -> dict[str, str]:
        """What was typed, by the names of the form's fields: to be sent once more."""
        typed = {"value": self.text, "reason": self.reason, "none": "yes" if self.none else ""}
        return {**typed, **dict(zip(map("value-{}".format, _PARTS), self.parts, strict=True))}

    def in_words(self, slot: Slot) -> str:
        """What was typed, as people read it."""
        if self.none or self.text == NO_ANSWER:
            return "No answer"
        if slot.kind is Kind.DATE:
            found = _day(self.parts)
            return day(found) if found else " ".join(self.parts)
        if slot.kind is Kind.TICK:
            return "Ticked" if self.text == "yes" else "Not ticked"
        return next((one.text for one in slot.options if one.code == self.text), self.text)


def entered(said: Mapping[str, str]) -> Entered:
    """What a form says."""
    first, second, third = (said.get(f"value-{part}", "").strip() for part in _PARTS)
    text = said.get("value", "").replace("\r\n", "\n")
    return Entered(text, (first, second, third), said.get("none") == "yes", said.get("reason", ""))


def entered_as(slot: Slot, value: object) -> Entered:
    """A value of the record's JSON as somebody would have typed it."""
    if value is None:
        return Entered()
    if slot.kind is Kind.DATE:
        found = date.fromisoformat(str(value))
        return Entered(parts=(str(found.day), str(found.month), str(found.year)))
    if slot.kind is Kind.TICK:
        return Entered("yes" if value else "no")
    return Entered(str(value))


def value_of(slot: Slot, typed: Entered) -> tuple[object, str]:
    """The value in the record's JSON, and what is wrong with it; empty where nothing is.

    Nothing typed is no answer only where that was said: an answer is never taken away by mistake.
    """
    if typed.none:
        return None, ""
    if slot.kind is Kind.DATE:
        if not any(typed.parts):
            return None, "Enter the date, or tick that there is no answer"
        found = _day(typed.parts)
        wrong = "" if found else "Enter a day that there is, with day, month and year, such as 4 6 2020"
        return found and found.isoformat(), wrong
    return _other_value(slot, typed.text.strip())


def _other_value(slot: Slot, text: str) -> tuple[object, str]:
    if not text:
        wanted = {Kind.CHOICE: "Choose one of the options", Kind.TICK: "Choose whether it is ticked"}
        return None, wanted.get(slot.kind, "Enter the answer, or tick that there is none")
    match slot.kind:
        case Kind.CHOICE:
            return (None if text == NO_ANSWER else text), ""
        case Kind.TICK:
            return text == "yes", ""
        case Kind.NUMBER:
            sound = text.isascii() and text.isdigit() and len(text) < 10
            return (int(text), "") if sound else (None, "Enter a whole number, in digits")
        case _:
            return text, ""


def _day(parts: tuple[str, str, str]) -> date | None:
    try:
        number, month, year = map(int, parts)
        return date(year, month, number)
    except (ValueError, OverflowError):
        return None
