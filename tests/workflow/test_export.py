"""Exports: everything that there is, and what of it counts."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import openpyxl

from schemas.record import put
from service.work import Work
from service.workflow.accept import accept
from service.workflow.export import export
from service.workflow.receive import receive
from service.workflow.reopen import reopen
from service.workflow.withdraw import withdraw
from tests.workflow.auditing import a_record, completed, form_of, returned


def exported(work: Work, kind: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(export(work, kind, "jsonl")).splitlines()]


def as_csv(work: Work, kind: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(b"".join(export(work, kind, "csv")).decode("utf-8-sig")))


def test_answers_and_actions_tell_whether_their_audit_was_withdrawn(work: Work) -> None:
    gone, kept = (returned(work, a_record(form_of(work), seed)).reference for seed in (1, 2))
    accept(work, gone)
    accept(work, kept)
    withdraw(work, gone, "It was the wrong case")
    for kind, name in (("answers", "reference"), ("actions", "audit")):
        stages = {(row[name], row["stage"]) for row in exported(work, kind)}
        assert stages == {(gone, "withdrawn"), (kept, "accepted")}


def test_an_action_that_is_no_longer_asked_for_says_so(work: Work) -> None:
    form = form_of(work)
    record = a_record(form)
    record["actions"] = [
        {"what": "Write the plan down", "owner": "Jo Reed"},
        {"what": "Ring the school", "owner": "Al"},
    ]
    for action in record["actions"]:
        action["due"] = record["audit"]["date"]
    reference = returned(work, record).reference
    accept(work, reference)
    reopen(work, reference, "An action goes")
    del record["actions"][1]
    receive(work, completed(form, reference, record), "again.docx")
    accept(work, reference)
    asked = {row["what"]: row["asked_for"] for row in exported(work, "actions")}
    assert asked == {"Write the plan down": True, "Ring the school": False}


def test_a_moment_is_written_alike_in_every_format(work: Work) -> None:
    accept(work, returned(work, a_record(form_of(work))).reference)
    (in_json,), (in_csv,) = exported(work, "audits"), as_csv(work, "audits")
    (_, row) = openpyxl.load_workbook(io.BytesIO(b"".join(export(work, "audits", "xlsx")))).active.values
    assert in_json["accepted_at"] == in_csv["accepted_at"] == row[-1]
    assert in_json["accepted_at"].startswith("2026-06-03T09:30:00")


def test_a_cell_of_a_workbook_is_no_longer_than_excel_takes(work: Work) -> None:
    """Excel takes 32,767 UTF-16 units, of which an emoji has two."""
    record = a_record(form_of(work))
    said = "😀" * 20_000
    put(record, "overall.rationale", said)
    returned(work, record)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(export(work, "answers", "xlsx"))))
    (cell,) = [row[6] for row in book.active.values if row[3] == "overall.rationale"]
    assert len(cell.encode("utf-16-le")) / 2 <= 32_767
    kept, _, told = cell.partition(" … (cut here, ")
    assert said.startswith(kept)
    assert told.startswith("20000 characters in all")
