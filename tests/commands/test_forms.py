"""`forms list`, `show`, `build` and `sample`."""

import json
from pathlib import Path

import pytest

from service.word.outline.build import build
from service.word.outline.reader import read_outline
from tests.commands.running import answer, done, process, record_file, run
from tests.modules import ROOT

FORMS = sorted(path.stem for path in (ROOT / "docx_templates").glob("*.docx"))
SMALL = ROOT / "tests" / "word" / "outlines" / "small.yaml"


def test_list_gives_programs_every_form_with_five_names() -> None:
    found = answer("forms", "list", "--json")
    assert [form["key"] for form in found] == FORMS
    assert len(FORMS) == 12
    for form in found:
        assert list(form) == ["key", "title", "edition", "subject", "slots"]
        assert form["edition"] == "1"
        assert form["slots"] == len(answer("forms", "show", form["key"], "--json")["slots"])


def test_list_gives_people_every_form() -> None:
    shown = done("forms", "list").stdout
    assert all(key in shown for key in FORMS)
    assert "Fostering case file audit" in shown


@pytest.mark.parametrize("key", FORMS)
def test_show_gives_programs_every_slot_with_seven_names(key: str) -> None:
    form = answer("forms", "show", key, "--json")
    assert list(form) == ["key", "title", "edition", "slots"]
    for slot in form["slots"]:
        assert list(slot) == ["tag", "title", "kind", "prompt", "options", "repeating", "heading"]
        assert slot["kind"] in ("text", "rich_text", "choice", "date", "tick", "number")
        assert slot["repeating"] is slot["tag"].startswith("actions.")
        assert bool(slot["options"]) is (slot["kind"] == "choice")
        assert slot["heading"]


def test_show_gives_options_as_people_see_them() -> None:
    slots = {slot["tag"]: slot for slot in answer("forms", "show", "fostering", "--json")["slots"]}
    assert slots["overall.grade"]["options"] == [
        "Outstanding",
        "Good",
        "Requires improvement to be good",
        "Inadequate",
    ]


def test_show_gives_people_every_title_and_tag_under_its_heading() -> None:
    shown = done("forms", "show", "case_risk").stdout
    for slot in answer("forms", "show", "case_risk", "--json")["slots"]:
        assert slot["tag"] in shown
        assert slot["heading"] in shown
    assert "each row" in shown


def test_show_gives_people_the_code_of_each_choice() -> None:
    shown = "".join(process("forms", "show", "case_risk", env={"COLUMNS": "400"}).stdout.decode().split())
    grades = ("Outstanding[outstanding]", "Good[good]", "Requiresimprovementtobegood[requires_improvement]")
    assert "/".join(grades) in shown


def test_a_form_may_be_named_by_its_path() -> None:
    path = ROOT / "docx_templates" / "cin.docx"
    assert answer("forms", "show", path, "--json") == answer("forms", "show", "cin", "--json")


def test_an_unknown_form_is_answered_with_the_known_and_the_nearest() -> None:
    result = run("forms", "show", "Fosterin")
    assert result.exit_code == 2
    assert "There is no form “Fosterin”. Did you mean fostering?" in result.stderr
    assert "care_leaver" in result.stderr


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [("a.docx", b"%PDF-1.7", "PDF"), ("b.docx", None, "no such file"), ("c.docx", b"", "empty")],
)
def test_a_file_that_is_no_form_is_refused_with_its_name_and_why(
    tmp_path: Path, name: str, data: bytes | None, says: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    result = run("forms", "show", tmp_path / name)
    assert result.exit_code == 2
    assert name in result.stderr
    assert says in result.stderr


def test_build_writes_what_the_outline_makes(tmp_path: Path) -> None:
    assert done("forms", "build", SMALL, "-o", tmp_path / "small.docx").output == ""
    assert (tmp_path / "small.docx").read_bytes() == build(read_outline(SMALL.read_text(encoding="utf-8")))
    assert answer("forms", "show", tmp_path / "small.docx", "--json")["key"] == "small"


def test_build_lists_every_fault_of_an_outline_and_writes_nothing(tmp_path: Path) -> None:
    outline = tmp_path / "outline.yaml"
    outline.write_text("key: A b\ntitle: T\nscale: stars\nsections: [{key: x}]\n", encoding="utf-8")
    result = run("forms", "build", outline, "-o", tmp_path / "form.docx")
    assert result.exit_code == 2
    for path in ("key:", "scale:", "sections[0]"):
        assert path in result.stderr
    assert not (tmp_path / "form.docx").exists()


@pytest.mark.parametrize(
    ("data", "says"), [(b"title: \xff\xfe", "UTF-8"), (b"a: [", "line 1"), (b"", "names")]
)
def test_build_says_what_is_wrong_with_a_file_that_is_no_outline(
    tmp_path: Path, data: bytes, says: str
) -> None:
    (tmp_path / "outline.yaml").write_bytes(data)
    result = run("forms", "build", tmp_path / "outline.yaml", "-o", tmp_path / "form.docx")
    assert result.exit_code == 2
    assert says in result.stderr


def test_build_makes_only_what_word_would_open(tmp_path: Path) -> None:
    result = run("forms", "build", SMALL, "-o", tmp_path / "form.odt")
    assert result.exit_code == 2
    assert "its name must end in .docx" in result.stderr


def test_build_never_writes_over_the_outline(tmp_path: Path) -> None:
    outline = tmp_path / "small.docx"
    outline.write_bytes(SMALL.read_bytes())
    result = run("forms", "build", outline, "-o", outline)
    assert (result.exit_code, "made from" in result.stderr) == (2, True)
    assert outline.read_bytes() == SMALL.read_bytes()


@pytest.mark.parametrize("key", FORMS)
def test_a_sample_of_any_form_can_be_filled_and_reads_back_the_same(tmp_path: Path, key: str) -> None:
    for seed in (1, 2):
        record = answer("forms", "sample", key, "--seed", str(seed))
        done("fill", key, record_file(tmp_path, record), "-o", tmp_path / "filled.docx")
        assert answer("read", tmp_path / "filled.docx", "--json")["record"] == record


def test_the_same_seed_gives_the_same_sample_in_another_process() -> None:
    first = process("forms", "sample", "thematic", "--seed", "5").stdout
    assert first == process("forms", "sample", "thematic", "--seed", "5", env={"PYTHONHASHSEED": "3"}).stdout
    assert json.loads(first) != answer("forms", "sample", "thematic", "--seed", "6")
