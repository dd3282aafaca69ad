"""`read` for people: the answers under their headings, and at the foot what to look at; and how it ends."""

import os
import pty
from pathlib import Path

import pytest

from tests.commands.running import answer, done, process, record_file, run
from tests.modules import ROOT
from tests.word.edits import edited, paragraph, unwrap
from tests.word.tiny import cell, control, document, para, row, table

RECORD = {
    "audit": {"reference": "AF-2026-000123-6", "date": "2026-02-03", "auditor": "Q. Thistlewood"},
    "sections": {"risk": {"safe": "yes", "safe_comments": "Seen [bold]alone[/bold] :smile:\n\nand safe"}},
    "overall": {"grade": "good", "rationale": "The plan is clear and has dates for each step that is left."},
    "actions": [{"what": "Share the plan with the family", "owner": "Q. Thistlewood", "due": "2026-03-02"}],
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A completed copy of the shortest form."""
    done("fill", "case_risk", record_file(tmp_path, RECORD), "-o", tmp_path / "copy.docx")
    return tmp_path / "copy.docx"


def unwrapped(copy: Path) -> Path:
    """The copy without its controls."""
    path = copy.with_name("unwrapped.docx")
    path.write_bytes(edited(copy.read_bytes(), unwrap)[0])
    return path


def test_people_see_form_reference_and_answers_in_the_order_of_the_form(copy: Path) -> None:
    shown = done("read", copy).stdout
    for earlier, later in (
        (copy.name, "Current case risk check, edition 1"),
        ("Current case risk check, edition 1", "AF-2026-000123-6"),
        ("AF-2026-000123-6", "About this audit"),
        ("About this audit", "1. Risk today"),
        ("1. Risk today", "Overall judgement"),
        ("Overall judgement", "Good"),
        ("Row 1", "Share the plan with the family"),
        ("Share the plan with the family", "02/03/2026"),
    ):
        assert 0 <= shown.index(earlier) < shown.rindex(later), (earlier, later)


def test_people_see_the_text_just_as_it_is_and_never_as_markup(copy: Path) -> None:
    assert "Seen [bold]alone[/bold] :smile:" in done("read", copy).stdout


def test_a_part_where_nothing_is_answered_is_one_line(copy: Path) -> None:
    assert "nothing answered (3 questions)" in done("read", copy).stdout.partition("Sign-off")[2]


def test_problems_stand_at_the_foot_errors_first_with_code_and_place(tmp_path: Path, copy: Path) -> None:
    record = RECORD | {"overall": {}, "actions": [{"what": "Share the plan with the family"}]}
    done("fill", "case_risk", record_file(tmp_path, record), "-o", copy)
    foot = done("read", copy).stdout.partition("To look at: ")[2]
    assert foot.index("grade.missing") < foot.index("action.no_date")
    assert "under “Overall judgement”, table" in " ".join(foot.split())
    assert "error" in foot.partition("grade.missing")[0]


def test_answers_found_by_position_are_marked_and_counted_in_one_line(copy: Path) -> None:
    shown = done("read", unwrapped(copy)).stdout
    assert "Good *" in shown
    assert shown.count("answer.by_position") == 0
    assert shown.count("had lost the control") == 1


def test_text_that_has_no_place_is_shown_with_where_it_is(copy: Path) -> None:
    copy.write_bytes(
        edited(copy.read_bytes(), lambda root: root[0].insert(2, paragraph("Ask me about page 3.")))[0]
    )
    foot = done("read", copy).stdout.partition("Text that has no place in the form")[2]
    assert "Ask me about page 3." in foot
    assert "text.unplaced" not in foot


def test_the_exit_status_is_0_with_problems_and_2_where_a_file_was_refused(
    copy: Path, tmp_path: Path
) -> None:
    assert run("read", unwrapped(copy)).exit_code == 0
    (tmp_path / "other.docx").write_bytes(
        document(para("An unrelated letter about bicycles and their repair."))
    )
    for wrong, says in (
        (tmp_path / "other.docx", "name that with --form"),
        (tmp_path / "none.docx", "There is no such file."),
        (tmp_path, "This is a folder."),
        (Path("/dev/null"), "a device or a pipe"),
        (ROOT / "README.md", "plain text"),
    ):
        result = run("read", wrong, copy)
        assert result.exit_code == 2
        assert f"{wrong}: " in result.stderr
        assert says in result.stderr
        assert "Share the plan" in result.stdout
        assert "1 of 2 files read, 1 refused." in result.stdout


def test_a_pipe_that_nobody_writes_to_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.docx"
    os.mkfifo(pipe)
    result = run("read", pipe)
    assert result.exit_code == 2
    assert "a device or a pipe" in result.stderr


def test_a_copy_of_a_form_of_ones_own_is_read_with_that_form(tmp_path: Path) -> None:
    slots = {
        "audit.team": "Team",
        "audit.worker": "Social worker",
        "overall.rationale": "Reasons for the judgement",
    }
    rows = [row(said, cell(para(control(tag, f"Write: {tag}", title=said)))) for tag, said in slots.items()]
    form = tmp_path / "ours.docx"
    form.write_bytes(document(table(*rows)))
    done("fill", form, record_file(tmp_path, {"audit": {"team": "Harbour"}}), "-o", tmp_path / "copy.docx")
    found = answer("read", tmp_path / "copy.docx", "--form", form, "--json")
    assert found["form"] == {"key": "ours", "edition": "0", "matched_by": "named"}
    assert found["record"] == {"audit": {"team": "Harbour"}}


def test_a_file_far_larger_than_any_form_is_refused_without_reading_all_of_it(tmp_path: Path) -> None:
    with (tmp_path / "huge.docx").open("wb") as file:
        file.truncate(20_000_000_000)
    result = run("read", tmp_path / "huge.docx")
    assert (result.exit_code, "larger than a form may be" in result.stderr) == (2, True)


def test_no_text_steers_the_terminal(tmp_path: Path, copy: Path) -> None:
    record = RECORD | {
        "overall": {"grade": "good", "rationale": "Clear\x9b31m and \u202edesrever\u202c and \u200efine"}
    }
    done("fill", "case_risk", record_file(tmp_path, record), "-o", copy)
    named = copy.rename(tmp_path / "\x1b[31mred.docx")
    shown = done("read", named).stdout
    assert not {"\x1b", "\x9b", "\u202e", "\u200e"} & set(shown)
    assert "\\x1b[31mred.docx" in shown


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_every_terminal_can_show_a_reading(copy: Path, encoding: str) -> None:
    ended = process("read", copy, env={"PYTHONIOENCODING": encoding})
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert "Share the plan with the family" in ended.stdout.decode(encoding)


def test_a_file_name_in_no_encoding_is_no_obstacle(copy: Path, tmp_path: Path) -> None:
    strange = os.fsencode(tmp_path) + b"/caf\xe9.docx"
    copy.rename(os.fsdecode(strange))
    for words in ((), ("--json",)):
        ended = process("read", strange, *words)
        assert (ended.returncode, ended.stderr) == (0, b"")
    assert process("read", strange + b"x").stderr.endswith(b"Check its name and folder.\n")


def test_a_bar_is_shown_on_a_terminal_and_none_in_a_pipe(copy: Path) -> None:
    assert process("read", copy, copy, "--json").stderr == b""
    person, terminal = pty.openpty()
    ended = process("read", *[copy] * 5, "--json", stderr=terminal)
    os.close(terminal)
    assert b"Reading" in os.read(person, 100_000)
    os.close(person)
    assert ended.stdout.count(b"\n") == 5
