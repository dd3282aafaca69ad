"""The schema of a form, derived from its slots: how its answers become a record, and a record its answers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from marshmallow import ValidationError

from schemas.answer import Answer
from schemas.edition import Declaration, Slot, Value
from schemas.field import field_of
from schemas.nesting import faults_in, nested
from schemas.record import Record, canonical, get, items, path
from schemas.soundness import faults_of
from schemas.text import clean
from schemas.texts import CLEANED, Text
from schemas.trouble import Remark, Trouble
from service.errors import Fault, Unfit


class FormSchema:
    """Parser and printer of one edition of a form, in two degrees of strictness: documents and JSON.

    Build it once per edition. Raises `Unfit` for slots that cannot make up a record.
    """

    def __init__(self, declaration: Declaration, slots: Sequence[Slot]) -> None:
        if faults := faults_of(declaration, slots):
            raise Unfit(faults)
        self.declaration = declaration
        self.slots = tuple(slots)
        self._said: dict[str, Answer[Any]] = {slot.tag: field_of(slot, declaration) for slot in slots}
        self._in_json: dict[str, Answer[Any]] = {
            slot.tag: field_of(slot, declaration, in_json=True) for slot in slots
        }
        self._json = nested(slots, lambda slot: field_of(slot, declaration, in_json=True))

    def load_answer(self, slot: Slot, said: str) -> Value:
        """What the slot says, as a value. Raises `schemas.trouble.Trouble` where it is not one clear value.

        Whether a slot was answered at all is the reading's to say: of a blank, only a tick box has a value.
        """
        value: Value = self._said[slot.tag].deserialize(said)
        return value

    def remark(self, slot: Slot, said: str, value: Value) -> Remark | None:
        """What to say of `value`, taken from what was said, where the form would spell it otherwise.

        None where it is spelled as offered, or where the value is not what was said (a person settled it).
        """
        try:
            read, remark = self._said[slot.tag].read(said)
        except Trouble:
            return None
        return remark if read == value else None

    def dump_answer(self, slot: Slot, value: Value) -> str:
        """The value as the slot shows it: `load_answer(slot, dump_answer(slot, value)) == value`."""
        shown: str = self._said[slot.tag].say(value)
        return shown

    def load_json(self, slot: Slot, found: object) -> Value | None:
        """One value from JSON; None where it is blank. Raises `schemas.trouble.Trouble` where it does not fit."""
        value: Value | None = None if found is None else self._in_json[slot.tag].deserialize(found)
        return value

    def from_json(self, data: object) -> tuple[Record, list[Remark]]:
        """JSON as the canonical typed record, with a remark for each value that was taken but changed or odd.

        Raises `Unfit` with every fault at once: names the form does not have, wrong types, values that do
        not fit. Null, empty and blank are no answer.
        """
        try:
            loaded: Record = self._json.load(data)  # type: ignore[arg-type]
        except ValidationError as error:
            raise Unfit(tuple(faults_in(error.messages))) from None
        return canonical(loaded, self.slots), list(self._remarks(loaded, cast("Record", data)))

    def to_json(self, record: Record) -> dict[str, object]:
        """The record for JSON, dates as ISO 8601. Raises `Unfit` for values that the form has no slot for."""
        unknown = [
            Fault(path(tag, row), "The form has no slot of this name.")
            for tag, row, _ in items(record)
            if tag not in self._said
        ]
        if unknown:
            raise Unfit(unknown)
        dumped: dict[str, object] = self._json.dump(canonical(record, self.slots))
        return dumped

    def _remarks(self, loaded: Record, data: Record) -> Iterator[Remark]:
        for tag, row, value in items(loaded):
            field = self._said.get(tag)
            remark = None
            if isinstance(field, Text):
                written = get(data, tag, row)
                if isinstance(written, str) and clean(written) != written:
                    remark = CLEANED
            elif field is not None and value is not None:  # None where blank, or a whole group is null
                remark = field.read(field.say(value))[1]
            if remark is not None:
                yield replace(remark, path=path(tag, row))
