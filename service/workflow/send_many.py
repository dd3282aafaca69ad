"""Send out many: an audit for each case of a list; a row that cannot be one is named, and none is half done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from schemas.edition import Slot, Value
from schemas.record import Record, put
from schemas.text import key
from schemas.trouble import Trouble
from service.errors import Fault, Refused, Unfit, Unknown
from service.roles import May
from service.store import audits
from service.word.compose import REFERENCE
from service.word.form import Form
from service.word.pack import build
from service.work import Work
from service.workflow.send_out import form_again, make_and_fill, typed_header
from service.workflow.sheet import Sheet, sheet_of

ANNEX_A: Mapping[str, str] = {
    "child unique id": "subject.record_id",
    "system child unique id": "subject.record_id",
    "date of birth": "subject.date_of_birth",
    "allocated team": "audit.team",
    "allocated worker": "audit.worker",
    "case status": "subject.status",
}
"""Columns of the inspectors' child-level lists and what they are on a form (shared field notes, 6.7)."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why no audit was made of a row: `row` as people see it, the column, and a sentence."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class ManySent:
    """What came of a list: row and reference of each audit, what was wrong with other rows, unused columns."""

    made: Sequence[tuple[int, str]]
    not_made: Sequence[RowFault]
    unused_columns: Sequence[str]


def send_many(work: Work, form: Form, data: bytes) -> ManySent:
    """Makes an audit of each sound row of a list of cases, all in one step.

    Columns are named by tags, by the titles of the form's questions, or as in Annex A. Raises NotAllowed,
    Refused where the bytes are no list, Unfit where two columns mean the same or none means anything.
    """
    work.actor.need(May.SEND_OUT)
    sheet = sheet_of(data)
    columns, unused = _columns(form, sheet)
    made: list[tuple[int, str]] = []
    faults: list[RowFault] = []
    with work.begin() as session:
        for number, cells in sheet.rows:
            try:
                header = _header(form, columns, cells)
                typed = typed_header(form, form.schema.to_json(header))
                with session.begin_nested():  # an audit whose form cannot be filled is not made either
                    made.append((number, make_and_fill(work, session, form, typed).reference))
            except Unfit as unfit:
                faults += _in_row(number, unfit, columns, sheet)
    return ManySent(made, faults, unused)


def forms_of(work: Work, references: Sequence[str]) -> bytes:
    """The forms of audits that were sent out, in a zip, each named by its reference.

    Raises NotAllowed, Unknown where one is not there or not the actor's to see.
    """
    work.actor.need(May.SEND_OUT)
    files = {}
    with work.begin() as session:
        for reference in dict.fromkeys(references):
            audit = audits.find(session, reference)
            if audit is None or not work.sees(audit):
                raise Unknown
            files[f"{audit.reference}_{audit.edition.key}.docx"] = form_again(work, audit)
            work.note("form.fetched", audit)
    return build(files)


def _columns(form: Form, sheet: Sheet) -> tuple[dict[int, Slot], list[str]]:
    """The slot that each column means, and the columns that mean none."""
    known: dict[str, Slot] = {}
    for slot in form.slots:
        if slot.tag.startswith(("audit.", "subject.")) and slot.tag != REFERENCE:
            known.setdefault(key(slot.title), slot)
            known[key(slot.tag)] = slot
    for name, tag in ANNEX_A.items():
        if tag in form.by_tag:
            known.setdefault(key(name), form.by_tag[tag])
    columns = {at: known[key(name)] for at, name in enumerate(sheet.header) if name and key(name) in known}
    tags = [slot.tag for slot in columns.values()]
    twice = {tag for tag in tags if tags.count(tag) > 1}
    if twice:
        raise Unfit([Fault(tag, "Two columns of the list mean this. Take one out.") for tag in sorted(twice)])
    if not columns:
        offered = ", ".join(sorted({slot.title for slot in known.values()}))
        raise Refused("not-a-list", f"No column of the list is known. The form's columns are: {offered}.")
    unused = [name for at, name in enumerate(sheet.header) if name and at not in columns]
    return columns, unused + _nameless(sheet)


def _nameless(sheet: Sheet) -> list[str]:
    """The columns that hold something and have no name above them."""
    filled = {at for _, cells in sheet.rows for at, cell in enumerate(cells) if cell}
    named = {at for at, name in enumerate(sheet.header) if name}
    return [f"column {at + 1} (without a name)" for at in sorted(filled - named)]


def _header(form: Form, columns: Mapping[int, Slot], cells: Sequence[str]) -> Record:
    record: Record = {}
    faults = []
    for at, slot in columns.items():
        said = cells[at] if at < len(cells) else ""
        if not said:
            continue
        try:
            value: Value = form.schema.load_answer(slot, said)
        except Trouble as trouble:
            faults.append(Fault(slot.tag, trouble.message))
        else:
            put(record, slot.tag, value)
    if not record and not faults:
        faults.append(Fault("", "Nothing in this row belongs to the form."))
    if faults:
        raise Unfit(faults)
    return record


def _in_row(number: int, unfit: Unfit, columns: Mapping[int, Slot], sheet: Sheet) -> Iterator[RowFault]:
    named = {slot.tag: sheet.header[at] for at, slot in columns.items()}
    for fault in unfit.faults:
        yield RowFault(number, named.get(fault.path, fault.path), fault.message)
