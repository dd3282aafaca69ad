"""`forms check`: what it prints and how it ends; what it finds is tested beside `service.word.lint`."""

from pathlib import Path

import pytest

from tests.commands.running import done, record_file, run
from tests.modules import ROOT
from tests.word.tiny import control, document, para, row, table

GOOD = ROOT / "docx_templates" / "case_risk.docx"


def test_a_good_form_is_said_to_be_good() -> None:
    assert f"{GOOD.name}: nothing is wrong with this form." in "".join(
        done("forms", "check", GOOD).stdout.splitlines()
    )


def test_each_fault_is_told_with_where_it_is_and_how_to_mend_it(tmp_path: Path) -> None:
    form = tmp_path / "form.docx"
    form.write_bytes(
        document(
            para("1. Plan", style="Heading1") + table(row("Team", control("Audit Team", "Write the team")))
        )
    )
    result = run("forms", "check", form)
    shown = " ".join(result.stdout.split())
    assert result.exit_code == 1
    assert "3 things to mend" in shown
    assert shown.index("the form as a whole") < shown.index("under “1. Plan”, table 1, row 1, column 2")
    assert "“Audit Team” is no such piece. → Change the tag “Audit Team” in the control's properties" in shown


def test_what_is_alike_is_told_once(tmp_path: Path) -> None:
    form = tmp_path / "form.docx"
    form.write_bytes(document(para("Team ", control("", "Write"), control("", "Write"))))
    shown = run("forms", "check", form).stdout
    assert shown.count("has no tag") == 1
    assert "(2 times)" in shown


@pytest.mark.parametrize("final", [(), ("--final",)], ids=["filled", "finished"])
def test_a_copy_made_for_an_audit_is_told_from_a_form_in_one_sentence(
    tmp_path: Path, final: tuple[str, ...]
) -> None:
    record = record_file(tmp_path, {"audit": {"reference": "AF-2026-000123-6"}, "overall": {"grade": "good"}})
    done("fill", "case_risk", record, "-o", tmp_path / "copy.docx", *final)
    result = run("forms", "check", tmp_path / "copy.docx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "copy.docx: This is a copy of a form, made for one audit, and not a form" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_several_files_are_all_checked_and_the_worst_decides_the_status(tmp_path: Path) -> None:
    result = run("forms", "check", tmp_path / "gone.docx", GOOD)
    assert result.exit_code == 2
    assert "gone.docx: There is no such file." in result.stderr
    assert "nothing is wrong" in result.stdout
