"""`fill`: a document written whole, or every fault and nothing written."""

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from service.word.package import open_package
from tests.commands.running import answer, done, process, record_file, run
from tests.modules import ROOT

RECORD: dict[str, Any] = {
    "audit": {"reference": "AF-2026-000123-6", "date": "2026-02-03"},
    "overall": {"grade": "good", "rationale": "  The plan is clear.\nIt has dates.  "},
    "actions": [{"what": "Share the plan & note it", "due": "2026-03-02"}],
}


def test_what_was_filled_reads_back(tmp_path: Path) -> None:
    done("fill", "case_risk", record_file(tmp_path, RECORD), "-o", tmp_path / "out.docx")
    assert answer("read", tmp_path / "out.docx", "--json")["record"] == RECORD


def test_a_record_may_come_from_standard_input(tmp_path: Path) -> None:
    done("fill", "case_risk", "-", "-o", tmp_path / "out.docx", given=json.dumps(RECORD))
    assert answer("read", tmp_path / "out.docx", "--json")["record"] == RECORD


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_record_may_be_in_any_encoding_of_unicode_that_json_is_found_in(
    tmp_path: Path, encoding: str
) -> None:
    (tmp_path / "record.json").write_text(json.dumps(RECORD), encoding=encoding)
    done("fill", "case_risk", tmp_path / "record.json", "-o", tmp_path / "out.docx")
    assert answer("read", tmp_path / "out.docx", "--json")["record"] == RECORD


def test_every_fault_is_listed_at_once_with_its_path_and_nothing_is_written(tmp_path: Path) -> None:
    faulty = {
        "audit": {"date": "03/02/2026", "colour": "blue"},
        "overall": {"grade": "fantastic"},
        "actions": [{}, {"due": "2026-02-30", "what": 7}],
        "extra": 1,
    }
    result = run("fill", "case_risk", record_file(tmp_path, faulty), "-o", tmp_path / "out.docx")
    assert result.exit_code == 2
    assert result.stdout == ""
    for path in (
        "audit.date:",
        "audit.colour:",
        "overall.grade:",
        "actions[1].due:",
        "actions[1].what:",
        "extra:",
    ):
        assert f"\n  {path}" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["record.json"]


def test_a_document_that_is_there_stays_as_it_is_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "out.docx").write_bytes(b"before")
    result = run("fill", "case_risk", record_file(tmp_path, {"no": 1}), "-o", tmp_path / "out.docx")
    assert result.exit_code == 2
    assert (tmp_path / "out.docx").read_bytes() == b"before"


def test_what_was_cleaned_is_noted_on_stderr(tmp_path: Path) -> None:
    record = {"overall": {"grade": "good", "rationale": "Clear\x07 plan \ud800"}}
    result = done("fill", "case_risk", record_file(tmp_path, record), "-o", tmp_path / "out.docx")
    assert result.stdout == ""
    assert result.stderr.startswith("Note: overall.rationale: ")
    assert answer("read", tmp_path / "out.docx", "--json")["record"]["overall"]["rationale"] == "Clear plan "


def test_a_finished_document_is_protected_and_says_what_was_not_answered(tmp_path: Path) -> None:
    done("fill", "case_risk", record_file(tmp_path, RECORD), "-o", tmp_path / "out.docx", "--final")
    package = open_package((tmp_path / "out.docx").read_bytes())
    assert b"documentProtection" in package.read("word/settings.xml")
    assert b"Not answered" in package.read(package.main)
    assert b"dd/mm/yyyy</w:t>" not in package.read(package.main)
    assert answer("read", tmp_path / "out.docx", "--json")["record"] == RECORD


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "line 1, column 1"),
        (b"{\n  'a': 1}", "line 2"),
        (b'{"audit": {"team": "A", "team": "B"}}', "team: stands twice"),
        (b'{"audit": NaN}', "NaN"),
        (b"[" * 100_000, "cannot be read|is no JSON"),
        (b"\xff\xfe\xff", "is no JSON"),
        (b'"text"', "in braces"),
        (b"[]", "in braces"),
        (b'{"\\ud800": 1}', "no slot of this name"),
        (b'{"a\\u001b[31m": 1}', "no slot of this name"),
    ],
)
def test_what_is_no_record_is_answered_with_a_sentence(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "record.json").write_bytes(data)
    result = run("fill", "case_risk", tmp_path / "record.json", "-o", tmp_path / "out.docx")
    assert result.exit_code == 2
    assert any(one in result.stderr for one in says.split("|"))
    assert "\x1b" not in result.stderr
    assert not (tmp_path / "out.docx").exists()


def test_files_that_are_not_there_or_cannot_be_written_are_answered_with_a_sentence(tmp_path: Path) -> None:
    record = record_file(tmp_path, RECORD)
    (tmp_path / "folder.docx").mkdir()
    for words, says in (
        (
            ("case_risk", tmp_path / "none.json", "-o", tmp_path / "out.docx"),
            "none.json: There is no such file",
        ),
        (("case_risk", tmp_path, "-o", tmp_path / "out.docx"), "folder"),
        (("case_risk", record, "-o", tmp_path / "no" / "out.docx"), "cannot be written"),
        (("case_risk", record, "-o", tmp_path / "folder.docx"), "cannot be written"),
    ):
        result = run("fill", *words)
        assert (result.exit_code, says in result.stderr) == (2, True), result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.docx", "record.json"]


@pytest.mark.parametrize("name", ["out.pdf", "out", "out.docx.txt", ".docx"])
def test_a_document_gets_no_name_that_word_would_not_open(tmp_path: Path, name: str) -> None:
    result = run("fill", "case_risk", record_file(tmp_path, RECORD), "-o", tmp_path / name)
    assert result.exit_code == 2
    assert "its name must end in .docx" in result.stderr
    assert not (tmp_path / name).exists()


def test_nothing_that_the_document_is_made_from_is_written_over(tmp_path: Path) -> None:
    form = tmp_path / "form.docx"
    form.write_bytes((ROOT / "docx_templates" / "case_risk.docx").read_bytes())
    record = record_file(tmp_path, RECORD).rename(tmp_path / "record.docx")
    for source in (form, record):
        before = source.read_bytes()
        result = run("fill", form, record, "-o", source)
        assert (result.exit_code, "made from" in result.stderr) == (2, True)
        assert source.read_bytes() == before


def test_a_document_gets_the_rights_that_files_get_here_and_may_replace_one(tmp_path: Path) -> None:
    record = record_file(tmp_path, RECORD)
    for _ in range(2):
        done("fill", "case_risk", record, "-o", tmp_path / "out.docx")
    assert stat.S_IMODE((tmp_path / "out.docx").stat().st_mode) == stat.S_IMODE(record.stat().st_mode)


def test_a_link_is_written_through_and_a_device_stays_a_device(tmp_path: Path) -> None:
    record = record_file(tmp_path, RECORD)
    (tmp_path / "link.docx").symlink_to(tmp_path / "kept.docx")
    done("fill", "case_risk", record, "-o", tmp_path / "link.docx")
    assert (tmp_path / "link.docx").is_symlink()
    assert (tmp_path / "kept.docx").is_file()
    (tmp_path / "nowhere.docx").symlink_to(os.devnull)
    done("fill", "case_risk", record, "-o", tmp_path / "nowhere.docx")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_the_same_form_and_record_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    record = record_file(tmp_path, RECORD)
    for name, seed in (("a.docx", "1"), ("b.docx", "2")):
        ended = process("fill", "case_risk", record, "-o", tmp_path / name, env={"PYTHONHASHSEED": seed})
        assert (ended.returncode, ended.stderr) == (0, b"")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    record.write_text("{}", encoding="utf-8")
    target = tmp_path / f"{'記' * 82}.docx"
    assert run("fill", "case_risk", record, "-o", target).exit_code == 0
    assert [path.name for path in tmp_path.iterdir() if path != record] == [target.name]
