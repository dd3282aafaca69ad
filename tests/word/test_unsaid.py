"""A finished document says in words, and in one look, what was not answered; a form to be completed does not."""

import pytest

from schemas.record import Record
from service.catalogue import load_catalogue
from service.word.fill import fill
from service.word.form import Form
from service.word.names import VAL, w
from service.word.package import open_package
from service.word.slots import Element
from tests.word.filling import lines_of, read_back, record_of
from tests.word.seen import form
from tests.word.test_outline_document import contrast
from tests.word.tiny import cell, choice, control, para, row, run, table, tick

FORMS = list(load_catalogue().newest())
HEAD = para("Review of the file")
BOXES = cell(para(tick("sections.a.q_yes"))), cell(para(tick("sections.a.q_no")))
ASKED = form(HEAD + table(row("Asked", "Yes", "No"), row("Is it clear?", *BOXES), columns=3))


def controls_of(form: Form, record: Record) -> list[Element]:
    package = open_package(fill(form, record, final=True))
    return list(package.xml(package.main).iter(w("sdt")))


def text_of(element: Element) -> str:
    return "".join(t.text or "" for t in element.iter(w("t")))


def test_boxes_of_a_question_that_nobody_ticked_say_so() -> None:
    unticked: Record = {"sections": {"a": {"q_yes": False, "q_no": False}}}
    assert lines_of(fill(ASKED, unticked, final=True))[2][1:] == ["Not answered", "Not answered"]
    assert lines_of(fill(ASKED, unticked))[2][1:] == ["☐", "☐"]


def test_boxes_of_which_one_is_ticked_stay_boxes() -> None:
    ticked: Record = {"sections": {"a": {"q_yes": False, "q_no": True}}}
    assert lines_of(fill(ASKED, ticked, final=True))[2][1:] == ["☐", "☒"]


@pytest.mark.parametrize("ticked", [(False, False), (True, False), (False, True)])
def test_what_the_boxes_say_reads_back_as_the_record(ticked: tuple[bool, bool]) -> None:
    record: Record = {"sections": {"a": dict(zip(("q_yes", "q_no"), ticked, strict=True))}}
    reading = read_back(ASKED, record, final=True)
    on = {answer.tag for answer in reading.answers if answer.state == "answered" and answer.said == "☒"}
    assert on == {f"sections.a.{name}" for name, is_on in record["sections"]["a"].items() if is_on}
    assert not reading.unplaced


def test_a_box_of_its_own_stays_a_box_for_empty_is_its_answer() -> None:
    alone = form(HEAD + table(row("Agreed", cell(para(tick("sections.a.agreed"))))))
    assert lines_of(fill(alone, {"sections": {"a": {"agreed": False}}}, final=True))[1][1] == "☐"


def test_boxes_beside_the_words_they_belong_to_stay_boxes() -> None:
    together = cell(para(tick("sections.a.q_yes"), run(" Yes "), tick("sections.a.q_no"), run(" No")))
    beside = form(HEAD + table(row("Is it clear?", together)))
    unticked: Record = {"sections": {"a": {"q_yes": False, "q_no": False}}}
    assert lines_of(fill(beside, unticked, final=True))[1][1] == "☐ Yes ☐ No"


def test_a_part_without_rows_says_that_nothing_was_answered_in_it() -> None:
    first = row("What", "Agreed")
    action = row(cell(para(control("actions.what", "Write what"))), cell(para(tick("actions.agreed"))))
    made = form(HEAD + table(first, action, action))
    assert lines_of(fill(made, {"actions": []}, final=True))[2:] == [["Not answered", "Not answered"]]
    assert record_of(made, read_back(made, {"actions": []}, final=True)) == {"actions": []}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.declaration.key)
def test_not_answered_has_one_look_in_every_place(form: Form) -> None:
    said = form.declaration.not_answered
    runs = [
        run
        for sdt in controls_of(form, {})
        if text_of(sdt) == said
        for run in sdt.iter(w("r"))
        if text_of(run)
    ]
    looks = [{child.tag: child.get(VAL) for look in run.iterfind(w("rPr")) for child in look} for run in runs]
    assert runs
    colours = {look[w("color")] for look in looks}
    assert len(colours) == 1
    assert {tag for look in looks for tag in look} <= {w("color"), w("rFonts"), w("sz"), w("szCs")}
    assert contrast(colours.pop() or "", "FFFFFF") >= 4.5


def test_not_answered_looks_the_same_whatever_the_prompt_looked_like() -> None:
    loud = run(
        "Write", '<w:rStyle w:val="PlaceholderText"/><w:b/><w:color w:val="FF0000"/><w:sz w:val="28"/>'
    )
    controls = (
        control("a", "", content=loud)[12:],
        choice("b", "Choose", {"good": "Good"}),
        control("c", "dd/mm/yyyy", "<w:date/>"),
    )
    made = form(HEAD + "".join(table(row("Label", cell(para(one)))) for one in controls))
    looks = [sdt.find(f".//{w('r')}/{w('rPr')}/{w('color')}") for sdt in controls_of(made, {})]
    assert len({None if look is None else look.get(VAL) for look in looks}) == 1
    assert [one.get(VAL) for sdt in controls_of(made, {}) for one in sdt.iter(w("sz"))] == ["28"]


def test_libreoffice_shows_the_look_only_of_rich_text() -> None:
    """LibreOffice 7.4 makes an input field of a plain text control, without the look of what stands in it."""
    made = form(
        HEAD
        + table(row("Name", cell(para(control("a", "Write")))), row("By", cell(para(control("b", "Write")))))
    )
    unanswered, answered = controls_of(made, {"b": "Casey Finch"})
    assert next(unanswered.iter(w("text")), None) is None
    assert next(answered.iter(w("text")), None) is not None
