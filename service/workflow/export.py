"""Export: audits, answers or actions as CSV, JSON Lines or a workbook, in which no cell is a formula."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from schemas.record import items
from service.errors import Fault, Unfit
from service.roles import May
from service.store import actions, audits
from service.store.rows.actions import Action
from service.store.rows.audits import Audit
from service.work import Work
from service.workflow.grading import grade_said

FORMATS = ("csv", "jsonl", "xlsx")

_BATCH = 500
_LONGEST_CELL = 32_767
_LEADS = ("=", "+", "-", "@", "\t", "\r", "\n")

_AUDITS = (
    "reference",
    "form",
    "edition",
    "stage",
    "kind",
    "record_id",
    "audit_date",
    "auditor",
    "team",
    "grade",
    "grade_shown",
    "urgent",
    "errors",
    "warnings",
    "waiting",
    "revision",
    "accepted_by",
    "accepted_at",
)
_ANSWERS = ("reference", "form", "edition", "tag", "row", "title", "value", "shown", "stage", "reported_as")
_ACTIONS = (
    "audit",
    "number",
    "what",
    "owner",
    "owner_role",
    "due",
    "priority",
    "state",
    "done_on",
    "evidence",
    "reason",
    "stage",
    "asked_for",
)
KINDS: Mapping[str, Sequence[str]] = {"audits": _AUDITS, "answers": _ANSWERS, "actions": _ACTIONS}
"""What can be exported, and the columns of each.

Everything is there, also what counts no more: `stage` is the audit's, and tells what was withdrawn or not accepted yet;
`grade_shown` is the grade in the words of its form, whose scale decides what a code means; `reported_as` is the tag
under which the newest edition of the form asks for the same, so that years can be compared; `asked_for` is false for an
action that the audit, as it stands, no longer asks for.
"""

Row = dict[str, Any]


def export(work: Work, kind: str, form: str) -> Iterator[bytes]:
    """Everything of a kind that the actor may see, in pieces of bytes. Raises NotAllowed, Unfit."""
    work.actor.need(May.EXPORT)
    if kind not in KINDS or form not in FORMATS:
        known = f"{', '.join(KINDS)}; as {', '.join(FORMATS)}"
        raise Unfit([Fault("export", f"There is no export of “{kind}” as “{form}”. There are: {known}.")])
    with work.begin():
        work.note_of("exported", "list", kind, [{"path": "format", "to": form}])
    rows = _rows(work, kind)
    match form:
        case "csv":
            return as_csv(KINDS[kind], rows)
        case "jsonl":
            return (f"{json.dumps(row, ensure_ascii=False, default=_plain)}\n".encode() for row in rows)
        case _:
            return iter([_workbook(kind, KINDS[kind], rows)])


def harmless(cell: object) -> object:
    """A cell of a CSV file that no spreadsheet takes for a formula: a text that could be one gets a ' in front."""
    if isinstance(cell, str) and cell.startswith(_LEADS):
        return f"'{cell}"
    return cell


def fitting(text: str) -> str:
    """A text as a cell of a workbook can hold it; one that is cut says so.

    Excel counts as UTF-16 does, in which an emoji is two, and repairs a workbook with a longer cell by emptying it.
    """
    kept: str = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
    counted = kept.encode("utf-16-le")
    if len(counted) <= 2 * _LONGEST_CELL:
        return kept
    cut = counted[: 2 * (_LONGEST_CELL - 100)].decode("utf-16-le", "ignore")
    return f"{cut} … (cut here, {len(kept)} characters in all; JSON Lines has them)"


def _rows(work: Work, kind: str) -> Iterator[Row]:
    if kind == "actions":
        for action in _every_action(work):
            yield _action(action)
        return
    for audit in _every_audit(work):
        if kind == "audits":
            yield _audit(work, audit)
        elif audit.record is not None:
            yield from _answers(work, audit)


def _every_audit(work: Work) -> Iterator[Audit]:
    after = 0
    while True:
        with work.store.look() as session:
            found = audits.behind(session, after, team=work.actor.team, limit=_BATCH)
        yield from found
        if len(found) < _BATCH:
            return
        after = found[-1].id


def _every_action(work: Work) -> Iterator[Action]:
    after = 0
    while True:
        with work.store.look() as session:
            found = actions.behind(session, after, team=work.actor.team, limit=_BATCH)
        yield from found
        if len(found) < _BATCH:
            return
        after = found[-1].id


def _audit(work: Work, audit: Audit) -> Row:
    key, edition = audit.edition.key, audit.edition.edition
    told = {
        "form": key,
        "edition": edition,
        "grade_shown": grade_said(work.catalogue, key, edition, audit.grade) or None,
        "team": audit.team.name if audit.team else None,
    }
    return {name: told[name] if name in told else getattr(audit, name) for name in _AUDITS}


def _answers(work: Work, audit: Audit) -> Iterator[Row]:
    form = work.form(audit.edition)
    record, _ = form.schema.from_json(audit.record)
    for tag, row, value in items(record):
        if value is None:
            continue
        slot = form.by_tag[tag]
        yield {
            "reference": audit.reference,
            "form": audit.edition.key,
            "edition": audit.edition.edition,
            "tag": tag,
            "reported_as": work.catalogue.reported_as(form, tag),
            "row": row,
            "title": slot.title,
            "value": value,
            "shown": form.schema.dump_answer(slot, value),
            "stage": audit.stage,
        }


def _action(action: Action) -> Row:
    told = {
        "audit": action.audit.reference,
        "stage": action.audit.stage,
        "asked_for": action.row is not None,
    }
    return {name: told[name] if name in told else getattr(action, name) for name in _ACTIONS}


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """Rows as a CSV file with a header, in which no cell is a formula, in pieces of bytes."""
    yield b"\xef\xbb\xbf"  # Excel takes a file without it for Windows-1252
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(_plain(row[name])) for name in columns])
        yield _drained(buffer)
    yield _drained(buffer)


def _workbook(kind: str, columns: Sequence[str], rows: Iterator[Row]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(kind)
    sheet.append(columns)
    for row in rows:
        cells = []
        for name in columns:
            value = _plain(row[name])
            if isinstance(value, str):
                cell = WriteOnlyCell(sheet, fitting(value))
                cell.data_type = "s"  # whatever it begins with, it is a text
                cells.append(cell)
            else:
                cells.append(value)
        sheet.append(cells)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _drained(buffer: io.StringIO) -> bytes:
    said = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return said


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
