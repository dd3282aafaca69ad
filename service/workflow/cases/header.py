"""The header of an audit from a row of a list of cases: each cell a value, or a reason why it is none."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from schemas.edition import Kind, Slot, Value
from schemas.form import FormSchema
from schemas.record import Record, put
from schemas.trouble import Trouble, quoted
from service.errors import Fault, Unfit
from service.workflow.cases.cells import Cell, Row

Remarks = list[tuple[Slot, str]]
"""What is to be said of values that were taken, and where they stand."""


def header_of(
    schema: FormSchema, columns: Mapping[int, Slot], row: Row, today: date
) -> tuple[Record, Remarks]:
    """The typed header that a row comes to, and what was read otherwise than it is spelled.

    Raises Unfit with every reason why it is none: a value that may not be what was once written is none.
    """
    if row.doubt:
        raise Unfit([Fault("", row.doubt)])
    record: Record = {}
    remarks: Remarks = []
    faults = []
    for at, slot in columns.items():
        cell = row.cells[at] if at < len(row.cells) else Cell()
        if not cell.said:
            continue
        try:
            value = _value(schema, slot, cell, today)
        except Trouble as trouble:
            faults.append(Fault(slot.tag, trouble.message))
        else:
            put(record, slot.tag, value)
            remarks += [(slot, said) for said in _remark(schema, slot, cell, value)]
    if not record and not faults:
        faults.append(Fault("", "Nothing in this row belongs to the form."))
    if faults:
        raise Unfit(faults)
    return record, remarks


def _value(schema: FormSchema, slot: Slot, cell: Cell, today: date) -> Value:
    if cell.doubt:
        raise Trouble("answer.unreadable", cell.doubt)
    if cell.as_text and slot.kind in (Kind.TEXT, Kind.RICH_TEXT):
        raise Trouble("answer.unreadable", cell.as_text)
    value = schema.load_answer(slot, cell.said)
    if slot.tag == "subject.date_of_birth" and isinstance(value, date) and value > today:
        # mostly a year of two digits, of which one hundred years is as likely as the other
        raise Trouble(
            "date.impossible", f"{quoted(cell.said)} was read as {value:%d/%m/%Y}, which is yet to come."
        )
    return value


def _remark(schema: FormSchema, slot: Slot, cell: Cell, value: Value) -> Iterator[str]:
    """A year, month and day in figures are what databases write and nobody reads otherwise: nothing is said of them."""
    if slot.kind is Kind.DATE and _YEAR_FIRST.match(cell.said):
        return
    remark = schema.remark(slot, cell.said, value)
    if remark is not None:
        yield remark.message


_YEAR_FIRST = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:$|[T ])")
