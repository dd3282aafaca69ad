"""Whether a row is still the one that somebody saw: another return may have another row at its number."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.reading import Reading
from service.reading_json import unpacked
from service.store import audits, revisions
from service.word.form import Form
from service.work import Work
from service.workflow.changed import hidden
from service.workflow.same_rows import Row, paired
from service.workflow.standing import rows_told

Rows = Mapping[str, Sequence[Row]]
"""The rows of a return, by the repeating part that they stand in."""


@dataclass(frozen=True, slots=True)
class Another:
    """A row that is another one than was seen: what it was told by and is told by now, each empty where there is none.

    `at` is where the row that was seen stands now, if it does, and `same` whether it says the same there.
    """

    row: int
    was: str
    now: str
    at: int | None
    same: bool


def rows_in(reading: Reading, form: Form) -> Rows:
    """The rows of every repeating part of a reading."""
    parts = dict.fromkeys(slot.repeating for slot in form.slots if slot.repeating)
    return {part: rows_told(reading, form, part) for part in parts}


def row_at(rows: Rows, part: str | None, row: int | None) -> Row | None:
    """The row at a number; None where the part has none, or is no part that repeats."""
    of_part = rows.get(part or "", ())
    return of_part[row] if row is not None and row < len(of_part) else None


def seen_as(row: Row | None) -> str:
    """The digest of what a row says; empty where it says nothing."""
    if row is None or not (row.what or row.beside):
        return ""
    return hidden(json.dumps([row.what, *sorted(row.beside.items())], ensure_ascii=False)) or ""


def another_row(work: Work, reference: str, rows: Rows, part: str, row: int, seen: str) -> Another | None:
    """What a row is now, and where the one stands that was seen at its number; None where it is still that one.

    `rows` are those of the return that the audit stands on, `seen` is the digest of the row as it was shown.
    """
    here = row_at(rows, part, row)
    if seen_as(here) == seen:
        return None
    before = _as_it_was(work, reference, part, row, seen) if seen else None
    told = (before.what if before else "", here.what if here else "")
    same = next((at for at, one in enumerate(rows[part]) if seen and seen_as(one) == seen), None)
    if same is not None or before is None:
        return Another(row, *told, same, same=same is not None)
    return Another(row, *told, next(iter(paired([before], rows[part])), None), same=False)


def _as_it_was(work: Work, reference: str, part: str, row: int, seen: str) -> Row | None:
    """The row as one of the returns of the audit says it."""
    with work.store.look() as session:
        audit = audits.find(session, reference)
        for one in (
            reversed(revisions.of_audit(session, audit)) if audit is not None and work.sees(audit) else ()
        ):
            found = row_at(rows_in(unpacked(one.reading), work.form(one.edition)), part, row)
            if seen_as(found) == seen:
                return found
    return None
