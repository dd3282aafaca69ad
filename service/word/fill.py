"""A form filled for an audit: composed, its controls set, its identity stamped."""

from dataclasses import dataclass, field

from schemas.edition import Kind, Slot, Value
from schemas.record import Record, get, items, path
from schemas.reference import is_sound
from service.errors import Fault, Unfit
from service.word.compose import REFERENCE, composer_of, context_of
from service.word.control import TICK_OFF, lock, say
from service.word.finish import finish, without_revision_ids
from service.word.form import Form
from service.word.keys import squeezed
from service.word.legacy import legacy_fields, say_legacy
from service.word.markup import serialised
from service.word.names import w
from service.word.pack import rewrite
from service.word.rows import SDT, items_of, make_items, tag_of, with_ids
from service.word.slots import Element
from service.word.stamp import stamp

_TC = w("tc")


def fill(form: Form, record: Record, *, final: bool = False) -> bytes:
    """The form's .docx saying what the record says; `final` makes the finished document.

    `record` is typed and canonical, as the form's schema gives it. The same form and record give the same
    bytes. Raises Unfit, naming every fault, where an answer has no place in the form composed for this
    case, or could not be told from an unanswered slot.
    """
    _refuse_what_reads_as_unanswered(form, record)
    composer = composer_of(form)
    trees = composer.compose(context_of(form, _printed(form, record)))
    filling = _Filling(form, record, final=final)
    filling.fill(list(trees.values()))
    filling.check_all_placed()
    given = get(record, REFERENCE)
    reference = str(given) if given else None
    if final:
        without_revision_ids(trees.values())
    changed = {name: serialised(root) for name, root in trees.items()}
    stamp(form, reference, changed)
    if final:
        finish(form, reference, changed)
    return rewrite(form.package, changed)


def _printed(form: Form, record: Record) -> dict[str, str]:
    """What template tags print for each slot outside the repeating parts: a choice's code, else the text shown."""
    printed: dict[str, str] = {}
    for slot in form.slots:
        value = get(record, slot.tag) if slot.repeating is None else None
        if value is not None:
            printed[slot.tag] = (
                str(value) if slot.kind is Kind.CHOICE else form.schema.dump_answer(slot, value)
            )
    return printed


def _refuse_what_reads_as_unanswered(form: Form, record: Record) -> None:
    by_tag = {slot.tag: slot for slot in form.slots}
    faults = []
    for tag, row, value in items(record):
        slot = by_tag.get(tag)
        if slot is None:
            faults.append(Fault(path(tag, row), f"{form.name} has no slot of this name"))
        elif isinstance(value, str) and slot.kind is not Kind.CHOICE and form.unanswered.shows(slot, value):
            said = f"“{squeezed(value)}” is what this slot shows when it is not answered"
            faults.append(Fault(path(tag, row), said))
    reference = get(record, REFERENCE)
    if reference and not is_sound(str(reference)):
        faults.append(Fault(REFERENCE, f"{reference} does not go with its check character: it was mistyped"))
    if faults:
        raise Unfit(faults)


@dataclass(slots=True)
class _Filling:
    """Sets the controls of one composed form. `placed` gathers the values that found their slot."""

    form: Form
    record: Record
    final: bool
    placed: set[tuple[str, int | None]] = field(default_factory=set)

    def fill(self, roots: list[Element]) -> None:
        """Makes the repeating rows, then sets every control that is a slot."""
        by_tag = {slot.tag: slot for slot in self.form.slots}
        in_rows: set[Element] = set()
        for name in dict.fromkeys(slot.repeating for slot in self.form.slots if slot.repeating):
            tags = frozenset(slot.tag for slot in self.form.slots if slot.repeating == name)
            for root in roots:
                for row, item in enumerate(self._rows(root, name, tags)):
                    for sdt in item.iter(SDT):
                        in_rows.add(sdt)
                        self._set(sdt, by_tag, row)
        for root in roots:
            for sdt in root.iter(SDT):
                if sdt not in in_rows:
                    self._set(sdt, by_tag, None)
            for field_ in legacy_fields(root):
                slot = by_tag.get(field_.tag)
                if slot is not None:
                    value = self._value(slot, None)
                    say_legacy(field_, slot, self._text(slot, value), value)
        with_ids(roots)

    def _rows(self, root: Element, name: str, tags: frozenset[str]) -> list[Element]:
        there = items_of(root, tags)
        if not there:
            return []
        wanted = len(self.record.get(name, ()))
        return make_items(there, wanted if self.final else max(wanted, len(there)))

    def _set(self, sdt: Element, by_tag: dict[str, Slot], row: int | None) -> None:
        slot = by_tag.get(tag_of(sdt))
        if slot is None or (slot.repeating is None) != (row is None) or _groups(sdt, by_tag):
            return
        value = self._value(slot, row)
        say(sdt, slot, self._text(slot, value), value, prompt=value is None)
        if self.final:
            lock(sdt)

    def _value(self, slot: Slot, row: int | None) -> Value | None:
        value = get(self.record, slot.tag, row)
        if value is not None:
            self.placed.add((slot.tag, row))
        return value

    def _text(self, slot: Slot, value: Value | None) -> str:
        if value is not None:
            return self.form.schema.dump_answer(slot, value)
        if slot.kind is Kind.TICK:
            return TICK_OFF
        return self.form.declaration.not_answered if self.final else slot.prompt

    def check_all_placed(self) -> None:
        """Raises Unfit for values whose part of the form was left out for this case."""
        lost = [
            (tag, row)
            for tag, row, value in items(self.record)
            if (tag, row) not in self.placed and value is not False
        ]
        if lost:
            raise Unfit(
                [
                    Fault(path(tag, row), "the part of the form with this slot is left out for this case")
                    for tag, row in lost
                ]
            )


def _groups(sdt: Element, by_tag: dict[str, Slot]) -> bool:
    """Whether the control only stands around slots or around several cells, and so is none itself."""
    cells = 0
    for inside in sdt.iterdescendants(SDT, _TC):
        if inside.tag == _TC:
            cells += 1
        elif tag_of(inside) in by_tag:
            return True
    return cells > 1
