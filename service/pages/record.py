"""A record as it is read on a page: section by section as the form has it, each question with its answer."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Any

from schemas.edition import Kind, Slot
from schemas.record import Record, get
from service.pages.words import day
from service.word.form import Form

Place = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Said:
    """What one slot says. `caption` tells it from the others of its question; `hidden` is kept from who looks."""

    caption: str
    text: str
    hidden: bool = False
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the form, with what its slots say; none where nothing was answered."""

    title: str
    said: list[Said]


@dataclass(slots=True)
class Section:
    """A section of the form: its questions, or, for a part that repeats, a table with its columns and rows."""

    heading: str
    questions: list[Question] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    rows: list[list[Said]] = field(default_factory=list)


def sections(
    form: Form,
    record: Record,
    hides: Callable[[Form, str], bool],
    restricted: Collection[Place] = (),
) -> list[Section]:
    """The sections of a form with what a record in JSON says. `restricted` are left out of what is filed."""

    def said(slot: Slot, row: int | None, caption: str) -> Said:
        return Said(
            caption,
            value_said(slot, get(record, slot.tag, row)),
            hides(form, slot.tag),
            (slot.tag, row) in restricted,
        )

    made = []
    for (heading, part), found in groupby(form.slots, lambda slot: (slot.heading, slot.repeating)):
        slots = list(found)
        if part is None:
            made.append(Section(heading or "More", questions=list(_questions(slots, said))))
        else:
            columns = [slot.column or slot.title for slot in slots]
            rows = [[said(slot, row, "") for slot in slots] for row in range(len(record.get(part) or []))]
            made.append(Section(heading or "More", columns=columns, rows=rows))
    return made


def value_said(slot: Slot, value: Any) -> str:  # noqa: ANN401 -- a value in JSON
    """A value as people read it; nothing for none."""
    if value is None:
        return ""
    if slot.kind is Kind.TICK:
        return "Yes" if value else ""
    if slot.kind is Kind.DATE:
        return day(_dated(value))
    if slot.kind is Kind.CHOICE:
        return next((option.text for option in slot.options if option.code == value), str(value))
    return str(value)


def _dated(value: Any) -> date | str:  # noqa: ANN401 -- a value in JSON
    """The date that a value is; what is none, as it stands."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return str(value)


def title_of(by_tag: Mapping[str, Slot], tag: str, row: int | None = None) -> str:
    """What people call an answer: the title of its slot, with its row as they count."""
    title = by_tag[tag].title if tag in by_tag else tag
    return title if row is None else f"{title}, row {row + 1}"


def place_of(path: str) -> Place:
    """The tag and the row that a path means: `actions[2].due` is `actions.due` in row 2."""
    part, _, rest = path.partition("[")
    row, _, name = rest.partition("].")
    return (f"{part}.{name}", int(row)) if row.isdigit() and name else (path, None)


def _questions(slots: list[Slot], said: Callable[[Slot, int | None, str], Said]) -> Iterator[Question]:
    """The questions of a section. Slots beside the same words of the form belong to one question."""
    for label, found in groupby(slots, lambda slot: slot.label or slot.title):
        together = list(found)
        title = label.splitlines()[0]
        if len(together) == 1:
            (slot,) = together
            answers = [said(slot, None, "")]
        else:
            answers = [said(slot, None, slot.column or slot.title) for slot in together]
            ticked = {slot.column or slot.title for slot in together if slot.kind is Kind.TICK}
            answers = [_ticked(one) if one.caption in ticked and one.text else one for one in answers]
        yield Question(title, [one for one in answers if one.text or one.hidden])


def _ticked(said: Said) -> Said:
    """What a box that is ticked says beside others: the words that it stands under."""
    return replace(said, caption="", text=said.caption)
