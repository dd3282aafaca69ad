"""A header as somebody types it into a page: each text a value, or a reason why it is none; and as texts again."""

from collections.abc import Mapping
from datetime import date

from schemas.day import has_whole_year
from schemas.edition import Kind, Slot
from schemas.record import Record, get, put, says
from schemas.text import clean, trimmed
from service.errors import Fault, Unfit
from service.word.form import Form
from service.workflow.cases.cells import Cell, Row
from service.workflow.cases.header import Remarks, header_of
from service.workflow.send_out import header_slots


def header_typed(
    form: Form, said: Mapping[str, str], today: date, stands: Record | None = None
) -> tuple[Record, Remarks]:
    """The header that texts by their tags come to, and what was read otherwise than it is spelled.

    Nothing is said of a date with its whole year: the page asks for the day first, and nobody reads it otherwise.
    `stands` is the header that the page showed: what nobody has changed there is kept as it is, and not read anew.

    Raises Unfit with every text that is no answer, or where all of them are empty.
    """
    slots = header_slots(form)
    cells = tuple(Cell(trimmed(said.get(slot.tag, ""))) for slot in slots)
    if not any(cell.said for cell in cells):
        first = next((slot.tag for slot in slots if slot.tag == "subject.record_id"), slots[0].tag)
        raise Unfit([Fault(first, "Fill in what is known of the case; the record number at least.")])
    shown = header_texts(form, stands or {})
    kept = {slot for slot in slots if slot.tag in shown and _is_same(said.get(slot.tag, ""), shown[slot.tag])}
    typed = {at: slot for at, slot in enumerate(slots) if slot not in kept}
    record: Record = {}
    remarks: Remarks = []
    if any(cells[at].said for at in typed):
        record, remarks = header_of(form.schema, typed, Row(1, cells), today)
    for slot in kept:
        if (value := get(stands or {}, slot.tag)) is not None:
            put(record, slot.tag, value)
    return record, [(slot, remark) for slot, remark in remarks if not _is_plain(slot, said[slot.tag])]


def header_texts(form: Form, record: Record) -> dict[str, str]:
    """The texts of a header by their tags, spelled as the form spells them."""
    values = {slot: get(record, slot.tag) for slot in header_slots(form)}
    return {slot.tag: form.schema.dump_answer(slot, value) for slot, value in values.items() if says(value)}


def _is_same(typed: str, shown: str) -> bool:
    """Whether a field was left as it was: a browser sends line breaks in a way of its own."""
    return clean(typed).strip() == clean(shown).strip()


def _is_plain(slot: Slot, said: str) -> bool:
    return slot.kind is Kind.DATE and has_whole_year(said)
