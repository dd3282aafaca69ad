"""The places of a record as pages show them: each answer with what is doubtful about it, section by section."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from schemas.edition import Kind, Slot
from schemas.record import path
from schemas.trouble import Trouble
from service.pages.words import day
from service.word.form import Form

FOUND_BY: Mapping[str | None, str] = {
    "control": "Found in its own field",
    "position": "Found by its place on the form, not in its own field",
    "label": "Found by the words beside it, not in its own field",
    None: "Not found in this copy",
}
UNSAID: Mapping[str, str] = {
    "placeholder": "Not answered",
    "blank": "Not answered",
    "missing": "The place for it is not in this copy",
    "unreadable": "No clear answer",
    "answered": "No clear answer",
}
_TEXTS = (Kind.TEXT, Kind.RICH_TEXT)


@dataclass(frozen=True, slots=True)
class Field:
    """One answer. `answer`, `problems` and `corrections` are as `workflow.shown` shows them to whoever looks."""

    slot: Slot
    form: Form
    answer: Mapping[str, Any]
    problems: Sequence[Mapping[str, Any]]
    corrections: Sequence[Mapping[str, Any]]
    restricted: bool
    reads_text: bool

    @property
    def row(self) -> int | None:
        """The row of the copy."""
        row: int | None = self.answer["row"]
        return row

    @property
    def at(self) -> str:
        """The place in writing, as addresses and forms name it."""
        return path(self.slot.tag, self.row)

    @property
    def id(self) -> str:
        """The id of the place on the page."""
        return self.slot.tag if self.row is None else f"{self.slot.tag}-{self.row + 1}"

    @property
    def title(self) -> str:
        """What the answer is called, with its row."""
        return self.slot.title if self.row is None else f"{self.slot.title} (row {self.row + 1})"

    @property
    def is_hidden(self) -> bool:
        """Whether it is free text that whoever looks does not read."""
        return self.answer["value"] is None and not self.reads_text and self.slot.kind in _TEXTS

    @property
    def value(self) -> str:
        """The value in words; empty where there is none."""
        return in_words(self.form, self.slot, self.answer["value"])

    @property
    def _printed(self) -> str:
        """The value as the form prints it."""
        value = self.form.schema.load_json(self.slot, self.answer["value"])
        return "" if value is None else self.form.schema.dump_answer(self.slot, value)

    @property
    def without_value(self) -> str:
        """Why there is no value."""
        return UNSAID[self.answer["state"]]

    @property
    def stood(self) -> str:
        """The text as it stood, where somebody wrote something that reads otherwise than the value is shown."""
        said = self.said
        if self.correction is not None:
            return "" if said == self.slot.prompt else said
        if self.answer["state"] not in ("answered", "unreadable"):
            return ""
        return "" if said in (self.value, self._printed) else said

    @property
    def found(self) -> str:
        """How the answer was found."""
        return FOUND_BY[self.answer["found_by"]]

    @property
    def where(self) -> str:
        """Where it stands on the form, seen from the heading that it is shown under."""
        return str(self.answer["where"] or "").removeprefix(f"under “{self.slot.heading}”, ")

    @property
    def said(self) -> str:
        """What the form says there, whatever has become of it."""
        return str((self.correction or self.answer)["said"] or "")

    @property
    def correction(self) -> Mapping[str, Any] | None:
        """The correction that counts."""
        return next((one for one in self.corrections if one["state"] == "active"), None)

    @property
    def offered(self) -> list[Mapping[str, Any]]:
        """Corrections that a later return puts in doubt."""
        return [one for one in self.corrections if one["state"] == "offered"]

    @property
    def open(self) -> list[Mapping[str, Any]]:
        """The problems that stand open."""
        return [one for one in self.problems if one["state"] == "open"]

    @property
    def doubtful(self) -> bool:
        """Whether somebody should look at it: a problem, a correction in doubt, or no field that it was found in."""
        elsewhere = self.answer["found_by"] in ("position", "label") and self.correction is None
        return bool(self.open or self.offered or elsewhere)

    @property
    def is_text(self) -> bool:
        """Whether it takes free text."""
        return self.slot.kind in _TEXTS

    def says(self, value: object) -> str:
        """Another value for this place, in words."""
        return in_words(self.form, self.slot, value) or "no answer"


@dataclass(slots=True)
class Row:
    """A row of a repeating part."""

    number: int
    fields: list[Field] = field(default_factory=list)

    @property
    def says(self) -> bool:
        """Whether there is anything in it to be taken out."""
        return any(one.value or one.open for one in self.fields)


@dataclass(slots=True)
class Section:
    """What stands under one heading of the form, in its order. `adds` is the place to begin another row at."""

    heading: str
    fields: list[Field] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    adds: str = ""

    def each(self) -> Iterator[Field]:
        """Every field, those of rows last."""
        yield from self.fields
        for row in self.rows:
            yield from row.fields


def in_words(form: Form, slot: Slot, value: object) -> str:
    """A value of the record's JSON as people read it; empty for none."""
    if value is None:
        return ""
    if slot.kind is Kind.DATE and isinstance(value, str):
        return day(date.fromisoformat(value))
    if slot.kind is Kind.TICK:
        return "Ticked" if value else "Not ticked"
    try:
        loaded = form.schema.load_json(slot, value)
        return "" if loaded is None else form.schema.dump_answer(slot, loaded)
    except Trouble:  # of a correction that was made on another edition of the form
        return str(value)


def sections_of(
    form: Form, audit: Mapping[str, Any], *, reads_text: bool, empty_rows: bool = False
) -> list[Section]:
    """The record of an audit, as `workflow.shown` shows it, section by section as the form has it.

    Rows in which nothing is written are left out, unless `empty_rows`.
    """
    fields = _fields(form, audit, reads_text=reads_text)
    made: dict[str, Section] = {}
    for slot in form.slots:
        section = made.setdefault(slot.heading, Section(slot.heading or "The form"))
        if slot.repeating is None:
            section.fields += fields.get(slot.tag, ())
        else:
            for one in fields.get(slot.tag, ()):
                _row(section, one.row or 0).fields.append(one)
            section.adds = section.adds or slot.tag
    for section in made.values():
        empty = [row for row in section.rows if not any(_matters(one) for one in row.fields)]
        next_row = empty[0].number if empty else len(section.rows)
        section.adds = path(section.adds, next_row) if section.adds else ""
        if not empty_rows:
            section.rows = [row for row in section.rows if row not in empty]
    return list(made.values())


def _fields(form: Form, audit: Mapping[str, Any], *, reads_text: bool) -> dict[str, list[Field]]:
    """The fields by the tag of their slot."""
    marked = {(one["tag"], one["row"]) for one in audit["restricted"]}
    problems, corrections = _by_place(audit["problems"]), _by_place(audit["corrections"])
    fields: dict[str, list[Field]] = {}
    for answer in audit["answers"]:
        place = (answer["tag"], answer["row"])
        one = Field(
            form.by_tag[answer["tag"]],
            form,
            answer,
            problems.get(place, ()),
            corrections.get(place, ()),
            place in marked,
            reads_text,
        )
        fields.setdefault(answer["tag"], []).append(one)
    return fields


def _by_place(found: Sequence[Mapping[str, Any]]) -> dict[tuple[str, int | None], list[Mapping[str, Any]]]:
    places: dict[tuple[str, int | None], list[Mapping[str, Any]]] = {}
    for one in found:
        places.setdefault((one["tag"], one["row"]), []).append(one)
    return places


def _row(section: Section, number: int) -> Row:
    for row in section.rows:
        if row.number == number:
            return row
    section.rows.append(Row(number))
    return section.rows[-1]


def _matters(one: Field) -> bool:
    return bool(one.value or one.doubtful or one.correction or one.stood or one.is_hidden)
