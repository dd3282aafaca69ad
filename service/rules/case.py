"""What a rule may ask about: one completed copy with its typed answers, and the day it is checked."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache

from schemas.edition import Declaration, Kind, Slot, Value
from schemas.form import FormSchema
from schemas.record import Record, get
from service.problem import Level, Problem, problem
from service.reading import Answer, State
from service.rules.wording import says_nothing

Place = tuple[str, int | None]
"""A slot's tag and, in a repeating part, the row as the copy has it."""


Unasked = Callable[[Mapping[str, str]], Mapping[str, Sequence[str]]]
"""What a form does not ask for a case that this is said of (by tag), each with the tags that decide it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The audit that another one judges, as it stands: the key and title of its form, and its record."""

    form: str
    title: str
    record: Record


@dataclass(frozen=True, eq=False)
class Case:
    """`answers` by tag and row hold their values; `record` is made of these.

    `troubles` gives the problem code of each answer that is not one clear value. `reference` is the one that
    the copy carries. `sent` is the record that the form was sent out with, where that is known, and `before` what
    the return before says in its header. `printed`
    holds the form's static texts, `filename` the name the copy came under. `judged` gives the audit of a reference,
    None where it is not known; it is None itself where nobody can look. `unasked` holds what the form does not ask for
    this case, with the tags that decide it.
    """

    schema: FormSchema
    answers: Mapping[Place, Answer]
    record: Record
    troubles: Mapping[Place, str]
    today: date
    reference: str | None = None
    filename: str | None = None
    sent: Record | None = None
    before: Record | None = None
    printed: Collection[str] = ()
    judged: Callable[[str], Judged | None] | None = None
    unasked: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def declaration(self) -> Declaration:
        """What the form says of itself."""
        return self.schema.declaration

    @property
    def slots(self) -> Mapping[str, Slot]:
        """The form's slots by tag, in its order."""
        return slots_of(self.schema)

    def value(self, tag: str, row: int | None = None) -> Value | None:
        """The typed value; None where nothing was answered, or nothing clear."""
        answer = self.answers.get((tag, row))
        return None if answer is None else answer.value

    def text(self, tag: str, row: int | None = None) -> str:
        """The value where it is a text or a code, else an empty text."""
        found = self.value(tag, row)
        return found if isinstance(found, str) else ""

    def day(self, tag: str, row: int | None = None) -> date | None:
        """The value where it is a date."""
        found = self.value(tag, row)
        return found if isinstance(found, date) else None

    def sent_with(self, tag: str) -> Value | None:
        """What the form said here when it was sent out."""
        return None if self.sent is None else get(self.sent, tag)

    def said_before(self, tag: str) -> Value | None:
        """What the return before says here."""
        return None if self.before is None else get(self.before, tag)

    def left_open(self, tag: str, row: int | None = None) -> bool:
        """Whether the copy has the slot and nothing was written in it."""
        answer = self.answers.get((tag, row))
        return answer is not None and answer.state in (State.PLACEHOLDER, State.BLANK)

    def is_said(self, tag: str, row: int | None = None) -> bool:
        """Whether something was written there, clear or not; an empty tick box says nothing."""
        answer = self.answers.get((tag, row))
        return (
            answer is not None
            and answer.state in (State.ANSWERED, State.UNREADABLE)
            and answer.value is not False
        )

    def rows(self, name: str) -> list[int]:
        """The rows of a repeating part that the copy has."""
        return self._rows.get(name, [])

    @cached_property
    def _rows(self) -> Mapping[str, list[int]]:
        rows: dict[str, list[int]] = {}
        for tag, row in self.answers:
            if row is not None:
                found = rows.setdefault(tag.partition(".")[0], [])
                if not found or found[-1] != row:
                    found.append(row)
        return rows

    @cached_property
    def texts(self) -> tuple[tuple[Place, str], ...]:
        """Every answer in words, with its place, in the form's order."""
        kinds = {tag: slot.kind for tag, slot in self.slots.items()}
        return tuple(
            (place, answer.value)
            for place, answer in self.answers.items()
            if isinstance(answer.value, str) and kinds[answer.tag] in (Kind.TEXT, Kind.RICH_TEXT)
        )

    @cached_property
    def tasks(self) -> tuple[tuple[int, str], ...]:
        """Each row of actions that asks for something, with what it asks for."""
        said = ((row, self.text("actions.what", row)) for row in self.rows("actions"))
        return tuple((row, what) for row, what in said if what and not says_nothing(what))

    def title(self, tag: str) -> str:
        """What the form calls the slot, to stand in a message."""
        slot = self.slots.get(tag)
        return f"“{slot.title}”" if slot is not None and slot.title else f"“{tag}”"

    def problem(
        self,
        code: str,
        message: str,
        tag: str | None = None,
        row: int | None = None,
        *,
        said: str | None = None,
        level: Level | None = None,
    ) -> Problem:
        """A problem at a slot: where it stands and what it says are taken from its answer."""
        answer = self.answers.get((tag, row)) if tag is not None else None
        where = answer.where if answer is not None else ""
        if said is None:
            said = answer.said if answer is not None and answer.state is not State.PLACEHOLDER else ""
        found = problem(code, message, tag=tag, row=row, where=where, said=said)
        return found if level is None else replace(found, level=level)


@lru_cache(maxsize=64)
def slots_of(schema: FormSchema) -> Mapping[str, Slot]:
    """The form's slots by tag, in its order."""
    return {slot.tag: slot for slot in schema.slots}
