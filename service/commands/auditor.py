"""An auditor for the demo: a form completed in LibreOffice, or without one by writing into its controls."""

from collections.abc import Collection, Sequence

from schemas.record import Record, get, items
from service.word.fill import fill
from service.word.form import Form
from service.word.office import Office, OfficeFailed


def complete(
    sent: bytes, form: Form, record: Record, sent_parts: Collection[str], office: Office | None
) -> tuple[bytes, str]:
    """The form as sent, completed with the rest of the record, and how that was done.

    `sent_parts` are the first pieces of the tags that were filled before it was sent.
    """
    if office is None:
        return fill(form, record), "by writing into its controls, for there is no LibreOffice here"
    typed = {
        tag: _said(form, tag, record, None)
        for tag, row, value in items(record)
        if row is None and value is not False and tag.partition(".")[0] not in sent_parts
    }
    try:
        return office.complete(sent, typed, _rows(form, record)), "in LibreOffice, as a person would"
    except OfficeFailed as failed:
        return fill(form, record), f"by writing into its controls, for LibreOffice failed ({failed})"


def _rows(form: Form, record: Record) -> dict[tuple[str, ...], Sequence[Sequence[str]]]:
    """What to type into each repeating part, cell by cell, by the texts of its header row."""
    rows: dict[tuple[str, ...], Sequence[Sequence[str]]] = {}
    for line in form.skeleton.lines:
        if line.repeating and record.get(line.repeating):
            header = next(one for one in form.skeleton.lines if one.line.table == line.line.table)
            rows[tuple(cell.text for cell in header.line.cells)] = [
                [_said(form, cell.slots[0].tag, record, row) if cell.slots else "" for cell in line.cells]
                for row in range(len(record[line.repeating]))
            ]
    return rows


def _said(form: Form, tag: str, record: Record, row: int | None) -> str:
    slot = next(slot for slot in form.slots if slot.tag == tag)
    value = get(record, tag, row)
    return "" if value is None or value is False else form.schema.dump_answer(slot, value)
