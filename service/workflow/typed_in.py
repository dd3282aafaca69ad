"""A header as somebody types it into a page: each text a value, or a reason why it is none; and as texts again."""

from collections.abc import Mapping
from datetime import date

from schemas.day import has_whole_year
from schemas.edition import Kind, Slot
from schemas.record import Record, get
from schemas.text import trimmed
from service.errors import Fault, Unfit
from service.word.form import Form
from service.workflow.cases.cells import Cell, Row
from service.workflow.cases.header import Remarks, header_of
from service.workflow.send_out import header_slots


def header_typed(form: Form, said: Mapping[str, str], today: date) -> tuple[Record, Remarks]:
    """The header that texts by their tags come to, and what was read otherwise than it is spelled.

    Nothing is said of a date with its whole year: the page asks for the day first, and nobody reads it otherwise.

    Raises Unfit with every text that is no answer, or where all of them are empty.
    """
    slots = header_slots(form)
    cells = tuple(Cell(trimmed(said.get(slot.tag, ""))) for slot in slots)
    if not any(cell.said for cell in cells):
        first = next((slot.tag for slot in slots if slot.tag == "subject.record_id"), slots[0].tag)
        raise Unfit([Fault(first, "Fill in what is known of the case; the record number at least.")])
    record, remarks = header_of(form.schema, dict(enumerate(slots)), Row(1, cells), today)
    return record, [(slot, remark) for slot, remark in remarks if not _is_plain(slot, said[slot.tag])]


def header_texts(form: Form, record: Record) -> dict[str, str]:
    """The texts of a header by their tags, spelled as the form spells them."""
    values = {slot: get(record, slot.tag) for slot in header_slots(form)}
    return {
        slot.tag: form.schema.dump_answer(slot, value)
        for slot, value in values.items()
        if value not in (None, False)
    }


def _is_plain(slot: Slot, said: str) -> bool:
    return slot.kind is Kind.DATE and has_whole_year(said)
