"""Which question of a form each column of a list of cases means."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from schemas.edition import Slot
from schemas.text import key
from schemas.trouble import listed, quoted
from service.errors import Fault, Refused, Unfit
from service.word.compose import REFERENCE
from service.word.form import Form
from service.workflow.cases.cells import TOO_MANY, Row, Sheet

NUMBER = "subject.record_id"
"""The slot that says whose case record an audit is of."""
CALLED: Mapping[str, str] = {
    "record number": NUMBER,
    "child unique id": NUMBER,
    "system child unique id": NUMBER,
    "date of birth": "subject.date_of_birth",
    "dob": "subject.date_of_birth",
    "initials": "subject.initials",
    "child initials": "subject.initials",
    "audit date": "audit.date",
    "team": "audit.team",
    "allocated team": "audit.team",
    "allocated worker": "audit.worker",
    "case status": "subject.status",
}
"""What columns are called beside what the form calls them, and what they are on it: those of the inspectors'
child-level lists (Annex A; shared field notes, 6.7), and what offices write."""


_TOP = 10
"""In so many rows at the top the names of columns are looked for: titles and dates of making stand above them."""
_FEWEST = 2
"""With fewer names than these, a row below the first may as well be a case, or a label with what it says."""


def headed(form: Form, sheet: Sheet) -> Sheet:
    """The list below the names of its columns, where its first row has none that the form knows.

    They are in the first row at the top that has some; what stands above is noticed, for it is not read. Nothing is
    made of a row that says the names again, as at the top of each printed page. Raises Refused where another row has
    names too: nobody can tell then which names the cases stand under.
    """
    known = _known(form)
    if not any(key(name) in known for name in sheet.header if name):
        sheet = _below_a_title(sheet, known)
    names = [key(name) for name in sheet.header]
    rows = []
    for row in sheet.rows:
        said = [(at, key(cell.said)) for at, cell in enumerate(row.cells) if cell.said]
        if sum(name in known for _, name in said) < _FEWEST:
            rows.append(row)
        elif all(at < len(names) and names[at] == name for at, name in said):
            rows.append(replace(row, doubt="The row says the names of the columns again."))
        else:
            raise Refused(
                "not-a-list",
                f"Row {row.number} has names of columns too, so that it cannot be told which names the cases stand "
                "under. Keep one row with names, above the cases of one list, and send that.",
            )
    return replace(sheet, rows=tuple(rows))


def _below_a_title(sheet: Sheet, known: Mapping[str, Slot]) -> Sheet:
    found = next((row for row in sheet.rows[:_TOP] if _names(row, known) >= _FEWEST), None)
    if found is None or found.doubt:
        return sheet
    at = sheet.rows.index(found)
    above = [name for name in sheet.header if name] + _said(sheet.rows[:at])
    told = (
        f"The names of the columns stand in row {found.number}. What stands above was not read: "
        f"{listed([quoted(one) for one in above])}."
    )
    header = tuple(cell.said for cell in found.cells)
    rows = (_within(row, len(header)) for row in sheet.rows[at + 1 :])
    return Sheet(header, tuple(rows), (*sheet.noticed, told))


def _within(row: Row, width: int) -> Row:
    """A row with a doubt where it goes on behind the last name: its cells may stand under the wrong ones."""
    wider = any(cell.said for cell in row.cells[width:])
    return replace(row, doubt=row.doubt or TOO_MANY) if wider else row


def columns_of(form: Form, sheet: Sheet) -> tuple[dict[int, Slot], list[str]]:
    """The slot that each column means, and the columns that mean none.

    Columns are named by tags, by the titles of the form's questions, or as is usual. Raises Unfit where two mean
    the same, Refused where none means anything.
    """
    known = _known(form)
    columns = {at: known[key(name)] for at, name in enumerate(sheet.header) if name and key(name) in known}
    tags = [slot.tag for slot in columns.values()]
    twice = {tag for tag in tags if tags.count(tag) > 1}
    if twice:
        raise Unfit([Fault(tag, "Two columns of the list mean this. Take one out.") for tag in sorted(twice)])
    if not columns:
        offered = ", ".join(sorted({slot.title for slot in known.values()}))
        raise Refused(
            "not-a-list",
            "No column of the list is known. Their names stand in one row, above the cases. "
            f"The form's columns are: {offered}.",
        )
    unused = [name for at, name in enumerate(sheet.header) if name and at not in columns]
    return columns, unused + _nameless(sheet)


def _known(form: Form) -> dict[str, Slot]:
    known: dict[str, Slot] = {}
    for slot in form.slots:
        if slot.tag.startswith(("audit.", "subject.")) and slot.tag != REFERENCE:
            known.setdefault(key(slot.title), slot)
            known[key(slot.tag)] = slot
    for name, tag in CALLED.items():
        if tag in form.by_tag:
            known.setdefault(key(name), form.by_tag[tag])
    return known


def _names(row: Row, known: Mapping[str, Slot]) -> int:
    return sum(key(cell.said) in known for cell in row.cells if cell.said)


def _said(rows: Sequence[Row]) -> list[str]:
    return [cell.said for row in rows for cell in row.cells if cell.said]


def _nameless(sheet: Sheet) -> list[str]:
    """The columns that hold something and have no name above them."""
    filled = {at for row in sheet.rows for at, cell in enumerate(row.cells) if cell.said}
    named = {at for at, name in enumerate(sheet.header) if name}
    return [f"column {at + 1} (without a name)" for at in sorted(filled - named)]
