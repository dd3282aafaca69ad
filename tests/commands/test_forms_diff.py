"""`forms diff`: what changed between two editions, and the mapping written into the new one."""

from pathlib import Path

import pytest

from service.word.form import load_form
from service.word.outline.build import build
from service.word.outline.reader import read_outline
from tests.commands.running import done, run
from tests.modules import ROOT

SMALL = (ROOT / "tests" / "word" / "outlines" / "small.yaml").read_text(encoding="utf-8")


def forms(folder: Path) -> tuple[Path, Path]:
    """An edition, and the next with a question under another key and one more."""
    old, new = folder / "old.docx", folder / "new.docx"
    old.write_bytes(build(read_outline(SMALL)))
    seen = '- {key: seen, text: "Was the child seen?"}'
    changed = SMALL.replace("- {key: smart,", f"{seen}\n      - {{key: certain,")
    assert changed != SMALL
    new.write_bytes(build(read_outline(changed.replace('edition: "1"', 'edition: "2"'))))
    return old, new


def test_what_changed_is_told_and_what_was_kept_is_counted(tmp_path: Path) -> None:
    old, new = forms(tmp_path)
    kept = len(load_form(old.read_bytes()).slots) - 2  # the question under another key and its evidence
    shown = " ".join(done("forms", "diff", old, new).stdout.split())
    assert f"{kept} slots kept as they were." in shown
    assert "renamed to sections.plan.certain" in shown
    assert "added: sections.plan.seen" in shown


def test_the_mapping_is_written_into_the_new_form_and_nothing_else(tmp_path: Path) -> None:
    old, new = forms(tmp_path)
    before = new.read_bytes()
    told = done("forms", "diff", old, new, "-o", tmp_path / "mapped.docx").stdout
    assert "mapped.docx: 2 old tags mapped to new ones." in " ".join(told.split())
    made = load_form((tmp_path / "mapped.docx").read_bytes())
    assert made.declaration.was["sections.plan.certain"] == "sections.plan.smart"
    assert made.slots == load_form(before).slots
    assert new.read_bytes() == before
    assert "nothing is wrong" in " ".join(done("forms", "check", tmp_path / "mapped.docx").stdout.split())


def test_the_new_form_itself_is_not_written_over(tmp_path: Path) -> None:
    old, new = forms(tmp_path)
    stopped = run("forms", "diff", old, new, "-o", new)
    assert (stopped.exit_code, "is where this is made from" in " ".join(stopped.output.split())) == (2, True)


def test_what_is_no_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"no Word document")
    stopped = run("forms", "diff", "fostering", tmp_path / "letter.docx")
    assert (stopped.exit_code, "letter.docx" in stopped.output) == (2, True)


def test_what_goes_on_as_what_can_be_said_by_hand(tmp_path: Path) -> None:
    old, new = forms(tmp_path)
    same = "--same", "sections.plan.smart=sections.plan.seen"
    done("forms", "diff", old, new, *same, "-o", tmp_path / "mapped.docx")
    was = load_form((tmp_path / "mapped.docx").read_bytes()).declaration.was
    assert was["sections.plan.seen"] == "sections.plan.smart"
    assert "sections.plan.certain" not in was


@pytest.mark.parametrize(
    ("same", "why"),
    [
        (["sections.plan.gone=sections.plan.seen"], "sections.plan.gone is none"),
        (["sections.plan.smart=sections.plan.gone"], "sections.plan.gone is none"),
        (["sections.plan.smart"], "write OLD=NEW"),
        (["sections.plan.smart=overall.rationale"], "one is a choice, the other a text"),
        (["sections.plan.smart=sections.plan.seen", "sections.plan.smart="], "spoken of twice"),
        (["actions.what=sections.plan.seen"], "one of them repeats"),
    ],
)
def test_tags_that_are_none_are_refused(tmp_path: Path, same: list[str], why: str) -> None:
    old, new = forms(tmp_path)
    stopped = run("forms", "diff", old, new, *(part for one in same for part in ("--same", one)))
    said = " ".join(stopped.output.replace("│", " ").split())
    assert (stopped.exit_code, why in said) == (2, True)
