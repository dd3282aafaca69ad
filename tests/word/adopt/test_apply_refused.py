"""Forms that cannot be adopted cleanly: every reason is said, each with its place."""

from pathlib import Path

import pytest

from schemas.edition import Kind
from service.word.adopt.applying.apply import adopted
from service.word.adopt.proposal import Named, Proposed, Spot
from service.word.fill import fill
from service.word.form import load_form
from tests.word.adopt.asked import DECLARED, asked, at, controls_of, faults_in
from tests.word.adopt.plain import lines_of
from tests.word.tiny import (
    BY,
    box,
    cell,
    complex_field,
    control,
    document,
    para,
    repeating,
    row,
    run,
    table,
)


def test_everything_wrong_is_said_at_once_each_with_its_place() -> None:
    data = document(
        para("Auditor: ____")
        + para(complex_field("MERGEFIELD Name", run("«Name»")))
        + para(box(para("In a box: ____")))
        + f"<w:p><w:ins {BY}>{run('New: ____')}</w:ins></w:p>",
        footer=para("Page ____"),
    )
    lines = [cells[0][2] for _, cells in lines_of(data)]
    spots = {words: at(data, number, 0, words) for number, words in enumerate(lines) if words}
    slots = [
        asked("audit.auditor", at(data, 0, 0, "____")),
        asked("audit.worker", at(data, 0, 0, "r: __")),
        asked("audit.manager", spots["«Name»"]),
        asked("audit.boxed", spots["In a box: ____"]),
        asked("audit.tracked", spots["New: ____"]),
        asked("audit.foot", spots["Page ____"]),
        asked("audit.nowhere", Spot(40, 0, 0, 0)),
        asked("audit.beyond", Spot(0, 0, 9, 99)),
        asked("audit.kept", Spot(0, 0, 0, 3, control=9)),
    ]
    found = faults_in(data, *slots)
    assert sorted(path for path, _ in found) == sorted(
        ["form", *(f"audit.{name}" for name in (
            "auditor", "manager", "boxed", "tracked", "foot", "nowhere", "beyond", "kept"
        ))]
    )  # fmt: skip
    said = dict(found)
    assert said["form"].startswith("It holds tracked changes")
    assert said["audit.auditor"] == "In the text: it overlaps the place of “audit.worker”."
    assert "result of a field" in said["audit.manager"]
    assert "text box" in said["audit.boxed"]
    assert "tracked change" in said["audit.tracked"]
    assert said["audit.foot"].startswith("In the page footer: ")
    assert said["audit.nowhere"] == "The document has no line 40, cell 0, characters 0 to 0."


def test_two_places_with_nothing_between_them_are_not_told_apart() -> None:
    data = document(para("Seen ____....."))
    slots = [asked("audit.seen", at(data, 0, 0, "____")), asked("audit.when", at(data, 0, 0, "....."))]
    why = "In the text: nothing stands between it and the place of “audit.seen”."
    assert faults_in(data, *slots) == [("audit.when", why)]


def test_a_slot_in_somebodys_repeating_section_has_to_repeat() -> None:
    data = document(table(row("Action", "By when"), repeating("", row(para("Write ...."), ""))))
    slot = asked("sections.plan.seen", at(data, 1, 0, "...."))
    why = "it stands in a repeating section, and the slot does not repeat"
    assert faults_in(data, slot) == [("sections.plan.seen", f"Table 1, row 2, column 1: {why}.")]
    column = asked("actions.what", at(data, 1, 0, "...."), repeating=True)
    made = adopted(data, DECLARED, [column])
    assert [(one.tag, one.repeating) for one in load_form(made).slots] == [("actions.what", "actions")]
    assert set(controls_of(made)) == {"actions", "actions.what", ""}


@pytest.mark.parametrize(
    ("body", "words", "why"),
    [
        (para("A ", "<w:hyperlink>" + run("li") + run("nk") + "</w:hyperlink>", run(" B")), "nk B", "a link or a mark"),
        (para("A ", '<w:fldSimple w:instr=" PAGE ">' + run("17") + "</w:fldSimple>"), "17", "the result of a field"),
        (para("A ", control("", "said")), "said", "another content control"),
        (para("A ", run("B<w:footnote").replace("&lt;w:footnote", '</w:t><w:footnoteReference w:id="2"/><w:t>')),
         "B", "a footnote"),
        (para("A ", run("B "), run("gone", "<w:vanish/>"), run("C")), "B C", "hidden text"),
        (control("", "", content=para("A B")), "B", "another content control"),
    ],
)  # fmt: skip
def test_a_spot_that_cannot_be_taken_out_is_named(body: str, words: str, why: str) -> None:
    data = document(body)
    (path, message), *more = faults_in(data, asked("audit.auditor", at(data, 0, 0, words)))
    assert path == "audit.auditor"
    assert why in message
    assert not more


def test_names_kinds_and_choices_that_make_no_form_are_said() -> None:
    data = document(table(row("A", ""), row("B", ""), row("C", ""), row("D", "")))
    spots = [Spot(line, 1, 0, 0) for line in range(4)]
    tied = Proposed(asked("", spots[3]).found, Named("", "Who", ties=("audit.worker", "audit.manager")))
    found = faults_in(
        data,
        asked("worker", spots[0]),
        asked("audit.date", spots[1]),
        asked("sections.plan.grade", spots[2], kind=Kind.CHOICE),
        tied,
    )
    assert [path for path, _ in found] == ["worker", "audit.date", "Who", "sections.plan.grade"]
    assert found[3][1] == "The choice offers nothing to choose."


def test_a_form_with_comments_or_of_the_strict_kind_or_sent_out_already_is_not_adopted(shared: Path) -> None:
    strict = (shared / "corpus" / "strict.docx").read_bytes()
    assert any("Strict" in message for _, message in faults_in(strict))
    commented = document(para("A", '<w:r><w:commentReference w:id="1"/></w:r>'))
    assert faults_in(commented) == [("form", "It holds comments; delete them all first (Review tab).")]
    whole = load_form(
        adopted(document(para("A: ____")), DECLARED, [asked("audit.reference", Spot(0, 0, 3, 7))])
    )
    copy = fill(whole, {"audit": {"reference": "CA-1"}})
    assert faults_in(copy)[0][0] == "form"


def test_a_cell_that_goes_on_from_the_one_above_takes_no_answer() -> None:
    top, below = (cell("", properties=merge) for merge in ('<w:vMerge w:val="restart"/>', "<w:vMerge/>"))
    data = document(table(row("Views", top), row("of the child", below)))
    assert "merged with the one above" in faults_in(data, asked("feedback.child", Spot(1, 1, 0, 0)))[0][1]
    assert adopted(data, DECLARED, [asked("feedback.child", Spot(0, 1, 0, 0))])


def test_a_control_in_a_text_box_is_not_kept() -> None:
    data = document(para(box(para(run("Who: "), control("", "Type here")))))
    spot = next(
        Spot(number, 0, 5, 14, control=0)
        for number, (_, cells) in enumerate(lines_of(data))
        if cells[0][2].startswith("Who")
    )
    assert "text box" in faults_in(data, asked("audit.auditor", spot))[0][1]
