"""`read --json`: the one object that programs rely on."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.commands.running import answer, done, process, record_file, run
from tests.word.edits import TBL, edited, tags_in, unwrap

ANSWER = ["tag", "row", "state", "said", "value", "found_by", "where"]
PROBLEM = ["code", "level", "tag", "row", "where", "said", "message"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with answers of every kind, the same without its controls, and a file that is none."""
    folder = tmp_path_factory.mktemp("copies")
    record = answer("forms", "sample", "fostering", "--seed", "2")
    record["actions"] = [
        {"what": "Share the plan", "due": "2026-03-02"},
        {"what": "Ask the school", "owner": "Q"},
    ]
    done("fill", "fostering", record_file(folder, record), "-o", folder / "copy.docx")
    (folder / "unwrapped.docx").write_bytes(edited((folder / "copy.docx").read_bytes(), unwrap)[0])
    (folder / "letter.docx").write_bytes(b"Dear all")
    return folder


def read(path: Path) -> dict[str, Any]:
    """The one object."""
    found: dict[str, Any] = answer("read", path, "--json")
    return found


def test_the_object_has_exactly_these_names(folder: Path) -> None:
    for name in ("copy.docx", "unwrapped.docx"):
        found = read(folder / name)
        assert list(found) == ["file", "form", "reference", "answers", "record", "problems", "unplaced"]
        assert found["file"] == str(folder / name)
        assert list(found["form"]) == ["key", "edition", "matched_by"]
        assert all(list(one) == ANSWER for one in found["answers"])
        assert all(list(one) == PROBLEM for one in found["problems"])
    assert read(folder / "unwrapped.docx")["problems"]


def test_the_file_is_named_as_it_was_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert answer("read", "./copy.docx", "--json")["file"] == "./copy.docx"


def test_every_slot_has_an_entry_even_those_of_rows_that_are_not_there(tmp_path: Path, folder: Path) -> None:
    done("fill", "fostering", record_file(tmp_path, {"actions": []}), "-o", tmp_path / "none.docx")
    tags = [slot["tag"] for slot in answer("forms", "show", "fostering", "--json")["slots"]]
    without = read(tmp_path / "none.docx")
    for found in (read(folder / "copy.docx"), read(folder / "unwrapped.docx"), without):
        assert set(tags) == {one["tag"] for one in found["answers"]}
        single = [one["tag"] for one in found["answers"] if one["row"] is None]
        assert len(single) == len(set(single))
    rowless = [one for one in without["answers"] if one["tag"].startswith("actions.")]
    assert {(one["row"], one["state"], one["value"]) for one in rowless} == {(None, "blank", None)}
    assert without["record"]["actions"] == []


def test_rows_whose_table_is_gone_are_missing(tmp_path: Path, folder: Path) -> None:
    def drop(root: Any) -> None:
        table = next(table for table in root.iter(TBL) if "actions.what" in tags_in(table))
        table.getparent().remove(table)

    (tmp_path / "gone.docx").write_bytes(edited((folder / "copy.docx").read_bytes(), drop)[0])
    rows = [one for one in read(tmp_path / "gone.docx")["answers"] if one["tag"].startswith("actions.")]
    assert {(one["row"], one["state"]) for one in rows} == {(None, "missing")}


def test_rows_are_counted_from_0_and_only_in_repeating_parts(folder: Path) -> None:
    found = read(folder / "copy.docx")
    assert {one["row"] for one in found["answers"] if one["tag"].startswith("actions.")} == {0, 1}
    assert {one["row"] for one in found["answers"] if not one["tag"].startswith("actions.")} == {None}


def test_values_are_typed_as_json_knows_types_and_agree_with_the_record(folder: Path) -> None:
    kinds = {slot["tag"]: slot["kind"] for slot in answer("forms", "show", "fostering", "--json")["slots"]}
    found = read(folder / "copy.docx")
    seen = set()
    for one in found["answers"]:
        held: Any = found["record"]
        for piece in one["tag"].split("."):
            held = (held[one["row"]] if isinstance(held, list) else held or {}).get(piece)
        assert one["value"] == held, one["tag"]
        if one["state"] == "answered":
            kind = kinds[one["tag"]]
            seen.add(kind)
            assert type(one["value"]) is {"tick": bool, "number": int}.get(kind, str)
            if kind == "date":
                assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(one["value"]))
    assert seen == {"text", "rich_text", "choice", "date", "tick", "number"} & set(kinds.values())


def test_what_was_not_answered_says_so_and_has_no_value(folder: Path) -> None:
    found = read(folder / "copy.docx")
    states = {one["state"] for one in found["answers"]}
    assert states <= {"answered", "placeholder", "blank", "missing", "unreadable"}
    for one in found["answers"]:
        if one["state"] in ("placeholder", "blank", "missing"):
            assert one["value"] in (None, False)


def test_how_an_answer_was_found_is_one_of_three_words(folder: Path) -> None:
    assert {one["found_by"] for one in read(folder / "copy.docx")["answers"]} == {"control"}
    assert {one["found_by"] for one in read(folder / "unwrapped.docx")["answers"]} <= {"position", "label"}


def test_a_refused_file_gives_an_object_that_holds_the_refusal_only(folder: Path) -> None:
    for name in ("letter.docx", "gone.docx"):
        result = run("read", folder / name, "--json")
        found = json.loads(result.stdout)
        assert result.exit_code == 2
        assert list(found) == ["file", "refused"]
        assert list(found["refused"]) == ["code", "message"]
        assert result.stderr == ""


def test_several_files_give_an_object_each_on_a_line_of_its_own(folder: Path) -> None:
    result = run("read", folder / "copy.docx", folder / "letter.docx", folder / "unwrapped.docx", "--json")
    assert result.exit_code == 2
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [Path(one["file"]).name for one in found] == ["copy.docx", "letter.docx", "unwrapped.docx"]
    assert found[0]["record"] == found[2]["record"]


def test_no_text_breaks_the_line_and_any_terminal_can_take_it(tmp_path: Path) -> None:
    said = "one\u2028two\u0085three\U0001f600 “four”"
    done(
        "fill",
        "case_risk",
        record_file(tmp_path, {"overall": {"rationale": said}}),
        "-o",
        tmp_path / "copy.docx",
    )
    ended = process("read", tmp_path / "copy.docx", "--json", env={"PYTHONIOENCODING": "ascii"})
    (line,) = ended.stdout.decode("ascii").splitlines()
    assert json.loads(line)["record"]["overall"]["rationale"] == said.replace("\u0085", "\n")
