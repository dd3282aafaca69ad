"""How pages speak of forms: whom they are about, what their places take, what became of a question."""

from collections.abc import Mapping
from datetime import date

from schemas.edition import Kind, Slot, Value
from service.pages.words import day
from service.word.editions.diff import Fate

SUBJECTS: Mapping[str, str] = {
    "child": "A child",
    "young_person": "A young person",
    "unborn_child": "An unborn child",
    "foster_carer": "A fostering household",
    "family": "A family",
    "supervision": "A worker’s supervision",
    "audit": "Another audit",
}
KINDS: Mapping[str, str] = {
    Kind.TEXT: "Short text",
    Kind.RICH_TEXT: "Long text",
    Kind.DATE: "Date",
    Kind.NUMBER: "Whole number",
    Kind.TICK: "Box to tick",
    Kind.CHOICE: "One of a list",
}
PARTS: Mapping[str, str] = {
    "audit": "About the audit",
    "subject": "About the case",
    "sections": "A section of the form",
    "overall": "Overall judgement",
    "experience": "Experience",
    "feedback": "Feedback",
    "escalation": "Escalation",
    "actions": "Actions",
    "signoff": "Sign-off",
    "moderation": "Moderation",
}
"""The parts of a record, by what a tag begins with."""
FATES: Mapping[str, tuple[str, str]] = {
    Fate.CHANGED: ("Changed", "govuk-tag--yellow"),
    Fate.SPLIT: ("Split", "govuk-tag--orange"),
    Fate.MERGED: ("Merged", "govuk-tag--orange"),
    Fate.PERHAPS: ("Perhaps the same", "govuk-tag--purple"),
    Fate.REUSED: ("Tag reused", "govuk-tag--red"),
    Fate.DROPPED: ("Dropped", "govuk-tag--red"),
    Fate.ADDED: ("Added", "govuk-tag--green"),
}
"""What became of a question, with the colour of its tag."""


def takes(slot: Slot) -> str:
    """What a place takes, in words."""
    return f"{KINDS[slot.kind]}, in each row" if slot.repeating else KINDS[slot.kind]


def read_as(slot: Slot, value: Value | None) -> str:
    """A value in the words of its place; nothing where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Ticked" if value else "Not ticked"
    if isinstance(value, date):
        return day(value)
    return next((option.text for option in slot.options if option.code == value), str(value))
