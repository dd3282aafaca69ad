"""A form's shape as data: its declaration and its slots."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

EDITION = re.compile(r"\w[\w .()-]{0,63}")
"""How an edition may be called: it stands in the addresses of pages and of the API."""

Value = str | bool | int | date
"""What an answer is worth: text and codes as str, ticks as bool, numbers as int, dates as date."""


class Kind(StrEnum):
    """What a slot takes."""

    TEXT = "text"
    RICH_TEXT = "rich_text"
    CHOICE = "choice"
    DATE = "date"
    TICK = "tick"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Option:
    """One item of a choice: `code` stands in the record, `text` is what people see."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a form for one answer.

    `tag` is its path in the record (`sections.plan.grade`); in a repeating part the first piece is the list
    and `repeating` names it (`actions.due`, repeating `actions`). `prompt` is what the slot shows
    unanswered. `label` is the static text nearest to it, `heading` the heading it stands under, `column`
    the heading of its table column, if any.
    """

    tag: str
    title: str
    kind: Kind
    prompt: str = ""
    options: tuple[Option, ...] = ()
    repeating: str | None = None
    heading: str = ""
    label: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a form says of itself (in a custom XML part of its .docx).

    `subject` is whom the audited record is about (child, young_person, unborn_child, foster_carer, family,
    supervision, audit); `scale` names the grade scale; `blanks_allowed` is False where every question must be
    answered; `types` gives the type of a slot that its control cannot say (`number`); `off` lists the problem
    codes the form switches off; `not_answered` is what a finished document prints for an unanswered slot. `was`
    gives, by the tag of a slot, the tag under which the edition before asked for the same.
    """

    key: str
    title: str
    edition: str
    subject: str = "child"
    scale: str = "ofsted"
    blanks_allowed: bool = True
    filed_on: str = ""
    retention: str = ""
    not_answered: str = "Not answered"
    types: Mapping[str, str] = field(default_factory=dict)
    off: tuple[str, ...] = ()
    was: Mapping[str, str] = field(default_factory=dict)
