"""Download audits: a list of them, as it is filtered and sorted, as a workbook or as CSV."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from service.errors import Fault, Unfit
from service.lifecycle import Stage
from service.roles import May
from service.store import audits
from service.work import Work
from service.workflow import sheets
from service.workflow.export import as_csv, fitting
from service.workflow.grading import ranks_of, said_of
from service.workflow.shown import Shown

STAGES: Mapping[str, str] = {
    Stage.SENT_OUT: "Sent out",
    Stage.IN_REVIEW: "In review",
    Stage.SENT_BACK: "Sent back",
    Stage.ACCEPTED: "Accepted",
    Stage.FINISHED: "Finished",
    Stage.FILED: "Filed",
    Stage.NOT_FILED: "Not to be filed",
    Stage.WITHDRAWN: "Withdrawn",
}
"""The stages of an audit as people read them."""

MOST_AUDITS = 5_000
"""How many audits one file holds: it is made while somebody waits."""

KINDS = ("xlsx", "csv")


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `name` is what a listed audit calls it, `kind` text, number, day or yes; `free` is not for all."""

    name: str
    heading: str
    width: int
    kind: str = "text"
    free: bool = False


COLUMNS = (
    Column("reference", "Audit", 18),
    Column("title", "Form", 30),
    Column("edition", "Edition", 12),
    Column("team", "Team", 18),
    Column("auditor", "Auditor", 24, free=True),
    Column("record_id", "Record number", 18),
    Column("stage", "State", 16),
    Column("audit_date", "Audited on", 18, "day"),
    Column("grade_said", "Overall grade", 26),
    Column("errors", "Problems to settle", 12, "number"),
    Column("urgent", "Urgent concern", 12, "yes"),
    Column("waiting", "Returns to decide on", 12, "number"),
    Column("changed_at", "Last changed", 18, "day"),
)


def download_audits(
    work: Work, wanted: audits.Wanted, kind: str, *, sort: str, descending: bool, most: int = MOST_AUDITS
) -> bytes:
    """The audits that are wanted as a file of a kind; without names for who reads no free text.

    Raises NotAllowed, Unfit where there are more than `most`.
    """
    work.actor.need(May.SEE_AUDITS)
    with work.begin() as session:
        found, total = audits.listed(
            session, wanted, sort=sort, descending=descending, ranks=ranks_of(work, session, sort), limit=most
        )
        if total > most:
            said = (
                f"{total:,} audits match, and one file holds {most:,}. Filter the list further: by month, team, "
                "form or state."
            )
            raise Unfit([Fault("audits", said)])
        paths = [{"path": "format", "to": kind}, *({"path": one.reference} for one in found)]
        work.note_of("audits.downloaded", "list", "audits", paths)
    shown = Shown(work)
    columns = [column for column in COLUMNS if shown.text or not column.free]
    listed = [said_of(work.catalogue, shown.short(one)) for one in found]
    rows = [_row(columns, one, work.config.zone) for one in listed]
    return (
        _workbook(columns, rows)
        if kind == "xlsx"
        else b"".join(as_csv([one.heading for one in columns], rows))
    )


def _row(columns: Sequence[Column], audit: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    return {column.heading: _said(column, audit[column.name], zone) for column in columns}


def _said(column: Column, value: Any, zone: ZoneInfo) -> Any:  # noqa: ANN401 -- whatever a column holds
    """A value as people read it; days and numbers as they are."""
    if isinstance(value, datetime):
        return value.astimezone(zone).date()
    if column.kind == "yes":
        return "Yes" if value else ""
    if column.kind != "text":
        return value
    said = str(value or "")
    return STAGES.get(said, said) if column.name == "stage" else said


def _workbook(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> bytes:
    book, sheet = sheets.begin("Audits", [(column.heading, column.width) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, column, row[column.heading]) for column in columns])
    sheets.filtered(sheet, len(columns), len(rows))
    return sheets.saved(book)


def _cell(sheet: Any, column: Column, value: date | int | str | None) -> Any:  # noqa: ANN401 -- openpyxl has no types
    if column.kind == "day":
        return sheets.day(sheet, value if isinstance(value, date) else None)
    if column.kind == "number":
        return sheets.number(sheet, value)
    return sheets.text(sheet, fitting(str(value)))
