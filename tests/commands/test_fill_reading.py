"""`fill` given a whole reading: it uses the record in it, and nothing that was unclear gets lost on the way."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.word.pack import rewrite
from service.word.package import open_package
from tests.commands.running import answer, done, record_file, run

RECORD: dict[str, Any] = {
    "audit": {"reference": "AF-2026-000123-6", "date": "2026-02-03"},
    "overall": {"grade": "good", "rationale": "The plan is clear."},
    "actions": [{"what": "Share the plan with the school", "owner": "Harbour team", "due": "2026-03-02"}],
}


def copy(folder: Path, *, changed: tuple[str, str] = ("", "")) -> Path:
    """A completed copy, where a person wrote something else for one of the texts in it."""
    path = folder / "copy.docx"
    done("fill", "case_risk", record_file(folder, RECORD), "-o", path)
    package = open_package(path.read_bytes())
    body = package.read(package.main).decode()
    assert changed[0] in body
    path.write_bytes(rewrite(package, {package.main: body.replace(*changed).encode()}))
    return path


def reading(folder: Path, *, changed: tuple[str, str] = ("", "")) -> dict[str, Any]:
    """What `read --json` says of it."""
    found: dict[str, Any] = answer("read", copy(folder, changed=changed), "--json")
    return found


VAGUE = ("02/03/2026", "after the next visit")
"""The due date of the action, as no calendar has it."""


def test_reading_piped_into_fill_is_the_whole_way_to_a_finished_document(tmp_path: Path) -> None:
    read = done("read", copy(tmp_path), "--json").stdout
    result = done("fill", "case_risk", "-", "-o", tmp_path / "finished.docx", "--final", given=read)
    assert result.stderr == ""
    assert answer("read", tmp_path / "finished.docx", "--json")["record"] == RECORD


def test_no_finished_document_is_made_while_an_error_stands(tmp_path: Path) -> None:
    found = reading(tmp_path, changed=VAGUE)
    errors = [one for one in found["problems"] if one["level"] == "error"]
    assert errors
    result = run("fill", "case_risk", record_file(tmp_path, found), "-o", tmp_path / "out.docx", "--final")
    assert result.exit_code == 2
    assert "Settle them first" in result.stderr
    for one in errors:
        assert f"  {one['where']} (actions[0].due): {one['message']}" in result.stderr
    assert not (tmp_path / "out.docx").exists()


def test_a_form_that_goes_out_again_is_filled_and_its_errors_are_noted(tmp_path: Path) -> None:
    found = reading(tmp_path, changed=VAGUE)
    result = done("fill", "case_risk", record_file(tmp_path, found), "-o", tmp_path / "out.docx")
    assert result.stderr.startswith("Note: under “")
    assert "(actions[0].due): " in result.stderr
    assert answer("read", tmp_path / "out.docx", "--json")["record"] == found["record"]


def test_the_record_of_a_reading_alone_may_be_finished_once_a_person_put_the_answer_in(
    tmp_path: Path,
) -> None:
    record = reading(tmp_path, changed=VAGUE)["record"]
    record["actions"][0]["due"] = "2026-03-02"
    done("fill", "case_risk", record_file(tmp_path, record), "-o", tmp_path / "out.docx", "--final")
    assert answer("read", tmp_path / "out.docx", "--json")["record"] == RECORD


def test_taking_an_error_out_of_a_reading_does_not_settle_the_answer_it_was_about(tmp_path: Path) -> None:
    found = reading(tmp_path, changed=VAGUE)
    found["problems"] = []
    fill = ("fill", "case_risk", tmp_path / "record.json", "-o", tmp_path / "out.docx", "--final")
    record_file(tmp_path, found)
    result = run(*fill)
    assert result.exit_code == 2
    assert "(actions[0].due): “after the next visit” is not one clear answer" in result.stderr
    found["record"]["actions"][0]["due"] = "2026-03-02"
    record_file(tmp_path, found)
    done(*fill)


def test_text_that_has_no_place_in_the_form_is_noted(tmp_path: Path) -> None:
    found = reading(tmp_path)
    found["unplaced"] = [{"text": "See also the e-mail", "where": "after table 2"}]
    record = record_file(tmp_path, found)
    result = done("fill", "case_risk", record, "-o", tmp_path / "out.docx", "--final")
    assert result.stderr == "Note: after table 2: “See also the e-mail” has no place in the form.\n"


def test_a_reading_by_another_edition_is_noted(tmp_path: Path) -> None:
    found = reading(tmp_path)
    found["form"]["edition"] = "0"
    result = done("fill", "case_risk", record_file(tmp_path, found), "-o", tmp_path / "out.docx")
    assert "It was read by edition 0 of the form." in result.stderr


def test_a_reading_of_another_form_is_refused(tmp_path: Path) -> None:
    result = run("fill", "fostering", record_file(tmp_path, reading(tmp_path)), "-o", tmp_path / "out.docx")
    assert result.exit_code == 2
    assert "the reading of a copy of “case_risk” and not of “fostering”" in result.stderr


def test_a_reading_of_a_refused_file_says_why_there_is_no_record(tmp_path: Path) -> None:
    (tmp_path / "copy.docx").write_bytes(b"%PDF-1.7")
    refused = run("read", tmp_path / "copy.docx", "--json").stdout
    result = run("fill", "case_risk", "-", "-o", tmp_path / "out.docx", given=refused)
    assert result.exit_code == 2
    assert "copy.docx could not be read, so there is no record of it: The file is a PDF" in result.stderr


def test_several_readings_at_once_are_refused(tmp_path: Path) -> None:
    line = json.dumps(reading(tmp_path))
    result = run("fill", "case_risk", "-", "-o", tmp_path / "out.docx", given=f"{line}\n{line}\n")
    assert result.exit_code == 2
    assert "more than one JSON object, from line 2 on" in result.stderr


def test_the_copy_itself_is_not_written_over(tmp_path: Path) -> None:
    record = record_file(tmp_path, reading(tmp_path))
    result = run("fill", "case_risk", record, "-o", tmp_path / "copy.docx", "--final")
    assert result.exit_code == 2
    assert "made from" in result.stderr


@pytest.mark.parametrize(
    "spoilt",
    [
        {"answers": {}},
        {"problems": [1]},
        {"record": []},
        {"form": "case_risk"},
        {"unplaced": None},
        {"form": {"key": ["case_risk"]}},
    ],
    ids=str,
)
def test_what_is_no_reading_any_more_is_answered_with_a_sentence(
    tmp_path: Path, spoilt: dict[str, Any]
) -> None:
    found = reading(tmp_path) | spoilt
    result = run("fill", "case_risk", record_file(tmp_path, found), "-o", tmp_path / "out.docx", "--final")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: This ")


def test_odd_entries_of_a_reading_are_told_as_they_stand(tmp_path: Path) -> None:
    found = reading(tmp_path)
    found["problems"] = [{}, {"level": "error", "tag": 7, "row": "x", "message": None}]
    found["answers"] = [{"state": "unreadable", "tag": "actions.due", "row": True, "said": "soon"}]
    result = run("fill", "case_risk", record_file(tmp_path, found), "-o", tmp_path / "out.docx", "--final")
    assert result.exit_code == 2
    assert result.stderr.count("the document as a whole") == 2
