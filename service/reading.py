"""Everything read from one completed copy of a form, as plain data."""

from dataclasses import dataclass
from enum import StrEnum

from schemas.edition import Value
from service.problem import Problem


class State(StrEnum):
    """What a slot was found to say."""

    ANSWERED = "answered"
    PLACEHOLDER = "placeholder"  # the form's own prompt, untouched
    BLANK = "blank"
    MISSING = "missing"  # the slot is not in this copy
    UNREADABLE = "unreadable"  # something stands there, but not one clear answer


class FoundBy(StrEnum):
    """How an answer was found, in order of trust (shared design, "Reading, in order of trust")."""

    CONTROL = "control"
    POSITION = "position"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one slot says in one copy. `row` counts from 0 inside a repeating part and is None elsewhere.

    `said` is the text as it stood; `where` says in words where to look in Word. `value` is None until the
    answer has been checked. `found_by` is None where the slot was not found.
    """

    tag: str
    row: int | None
    state: State
    said: str
    where: str
    found_by: FoundBy | None = FoundBy.CONTROL
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Text in a copy that is neither the form's own nor an answer."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Match:
    """Which form a copy was made from, and how that is known: `identity` or `shape` or `named` (by the caller)."""

    key: str
    edition: str
    matched_by: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One completed copy: its form, its reference (None if it carries none), the answers, what was left over.

    `answers` has an entry for every slot of the form, those of a repeating part once a row, in the form's
    order. `problems` are those of the document itself; what the values are worth is `service.check`'s
    business.
    """

    form: Match
    reference: str | None
    answers: tuple[Answer, ...]
    unplaced: tuple[Unplaced, ...]
    problems: tuple[Problem, ...]
