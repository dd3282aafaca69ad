"""What somebody enters as an answer, by the kind of its slot: read from a form, and kept to be shown again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schemas.day import typed_day
from schemas.edition import Kind, Slot
from schemas.text import is_blank
from schemas.trouble import Trouble
from service.pages.numbers import whole_number
from service.pages.words import day

NO_ANSWER = "no-answer"
"""The choice of no answer, beside the options of a slot."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What was typed; `none` where there is to be no answer."""

    text: str = ""
    none: bool = False
    reason: str = ""

    def in_words(self, slot: Slot) -> str:
        """What was typed, as people read it."""
        if self.none or self.text == NO_ANSWER:
            return "No answer"
        if slot.kind is Kind.DATE:
            found, _ = _day(self.text)
            return day(found) if found else self.text
        if slot.kind is Kind.TICK:
            return "Ticked" if self.text == "yes" else "Not ticked"
        return next((one.text for one in slot.options if one.code == self.text), self.text)


def entered(said: Mapping[str, str]) -> Entered:
    """What a form says."""
    text = said.get("value", "").replace("\r\n", "\n")
    return Entered(text, said.get("none") == "yes", said.get("reason", ""))


def entered_as(slot: Slot, value: object) -> Entered:
    """A value of the record's JSON as somebody would have typed it."""
    if value is None:
        return Entered()
    if slot.kind is Kind.DATE:
        return Entered(day(date.fromisoformat(str(value))))
    if slot.kind is Kind.TICK:
        return Entered("yes" if value else "no")
    return Entered(str(value))


def value_of(slot: Slot, typed: Entered, shown: Entered) -> tuple[object, str]:
    """The value in the record's JSON, and what is wrong with it; empty where nothing is.

    Nothing typed is no answer only where that was said: an answer is never taken away by mistake. Nor is one dropped
    that was typed over what the field had `shown`, beside the word that there is none.
    """
    if not typed.none:
        return _value_of(slot, typed.text.strip())
    if is_blank(typed.text) or typed.text.strip() == shown.text.strip():
        return None, ""
    return None, "You entered an answer and ticked that there is none. Clear the field, or untick the box"


def _value_of(slot: Slot, text: str) -> tuple[object, str]:
    if is_blank(text):
        wanted = {
            Kind.CHOICE: "Choose one of the options",
            Kind.TICK: "Choose whether it is ticked",
            Kind.DATE: "Enter the date, or tick that there is no answer",
        }
        return None, wanted.get(slot.kind, "Enter the answer, or tick that there is none")
    match slot.kind:
        case Kind.CHOICE:
            return (None if text == NO_ANSWER else text), ""
        case Kind.TICK:
            return text == "yes", ""
        case Kind.DATE:
            found, wrong = _day(text)
            return found and found.isoformat(), wrong
        case Kind.NUMBER:
            number = whole_number(text)
            return number, "" if number is not None else "Enter a whole number, in digits"
        case _:
            return text, ""


def _day(text: str) -> tuple[date | None, str]:
    """The day that is written, and why it is none; empty where it is one."""
    try:
        return typed_day(text), ""
    except Trouble as trouble:
        return None, trouble.message
