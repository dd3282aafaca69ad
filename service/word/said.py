"""What each slot of a form says for one record."""

from collections.abc import Collection, Mapping

from schemas.edition import Kind, Slot, Value
from schemas.record import Record, get, items, path
from schemas.reference import is_sound
from schemas.text import clean
from schemas.ticks import exclusive
from service.errors import Fault, Unfit
from service.word.compose import REFERENCE
from service.word.control import TICK_OFF
from service.word.form import Form
from service.word.keys import squeezed

Key = tuple[str, int | None]
"""A slot's tag, with the row in a repeating part."""


class Said:
    """A record as its form shows it: `values` and `texts` by tag and row, nothing where a slot is unanswered.

    Raises Unfit, naming every fault, for a value that has no slot, could not be told from an unanswered one, or is
    no text that XML can hold (a record made from JSON has none such).
    """

    __slots__ = ("_form", "_record", "texts", "values")

    def __init__(self, form: Form, record: Record) -> None:
        self._form = form
        self._record = record
        self.values: Mapping[Key, Value] = {
            (tag, row): value for tag, row, value in items(record) if value is not None
        }
        self.texts: dict[Key, str] = {}
        faults = []
        for (tag, row), value in self.values.items():
            slot = form.by_tag.get(tag)
            if slot is None:
                faults.append(Fault(path(tag, row), f"{form.name} has no slot of this name"))
                continue
            if isinstance(value, str) and slot.kind is not Kind.CHOICE and form.unanswered.shows(slot, value):
                said = f"“{squeezed(value)}” is what this slot shows when it is not answered"
                faults.append(Fault(path(tag, row), said))
            text = form.schema.dump_answer(slot, value)
            if clean(text) != text:
                faults.append(Fault(path(tag, row), "this holds characters that no Word document can hold"))
            self.texts[tag, row] = text
        if self.reference and not is_sound(self.reference):
            said = f"{self.reference} does not go with its check character: it was mistyped"
            faults.append(Fault(REFERENCE, said))
        if faults:
            raise Unfit(faults)

    @property
    def reference(self) -> str | None:
        """The audit's reference, where it has one."""
        given = get(self._record, REFERENCE)
        return str(given) if given else None

    def rows(self, name: str) -> int:
        """How many rows the record has in a repeating part."""
        return len(self._record.get(name, ()))

    def printed(self) -> dict[str, str]:
        """What template tags print for each slot outside the repeating parts: a choice's code, else the text shown."""
        return {
            tag: str(self.values[tag, row]) if self._form.by_tag[tag].kind is Kind.CHOICE else text
            for (tag, row), text in self.texts.items()
            if row is None
        }

    def text(self, slot: Slot, row: int | None) -> str:
        """What the slot shows: its answer, else its prompt."""
        text = self.texts.get((slot.tag, row))
        if text is not None:
            return text
        return TICK_OFF if slot.kind is Kind.TICK else slot.prompt

    def open(self) -> Collection[Key]:
        """The slots outside the repeating parts that are boxes of one question, none of which is ticked."""
        return {
            (slot.tag, None)
            for group in exclusive(self._form.slots)
            if not any(self.values.get((slot.tag, None)) for slot in group)
            for slot in group
        }

    def check_placed(self, placed: Collection[Key]) -> None:
        """Raises Unfit for answers whose part of the form was left out for this case."""
        lost = [
            Fault(path(*key), "the part of the form with this slot is left out for this case")
            for key, value in self.values.items()
            if value is not False and key not in placed
        ]
        if lost:
            raise Unfit(lost)
