"""The finished document holds the record and not what is only for those who complete the form."""

import re
from itertools import chain

import pytest

from schemas.record import Record
from service.catalogue import load_catalogue
from service.check import check
from service.errors import NotNow
from service.word.annex import texts_of, with_annex
from service.word.compose import expected_tags
from service.word.fill import fill
from service.word.form import Form, load_form
from service.word.lint import lint
from service.word.names import VAL, w
from service.word.package import open_package
from service.word.read import read
from service.workflow.proof import prove
from service.workflow.sampled import sampled
from tests.test_law import TODAY
from tests.word.edits import edited, paragraph, unwrap
from tests.word.filling import lines_of
from tests.word.tiny import cell, control, document, para, repeating, row, run, table

CATALOGUE = load_catalogue()
FORMS = list(CATALOGUE.newest())
each = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.declaration.key)
ONLY_FORM = ("How to complete this form", "When the form is complete", "Save it under the name it came with")
CASES: dict[str, list[Record]] = {
    "children_looked_after": [{"subject": {"sixteen_or_over": "no"}}],
    "care_leaver": [{"subject": {"is_parent": "no"}}],
    "cin": [{"subject": {"living_arrangement": "at_home"}}],
    "pre_birth": [{"subject": {"born": "no"}}],
    "supervision": [{"subject": {"case_holding": "no"}}],
}
"""Cases for which a form leaves sections out."""

ONLY_FINISHED = ("Finished record of this audit.", "End of the record.")


def text_of(document: bytes) -> str:
    return "\n".join(chain.from_iterable(lines_of(document)))


def headings_of(document: bytes) -> list[str]:
    package = open_package(document)
    return [
        "".join(t.text or "" for t in paragraph.iter(w("t")))
        for paragraph in package.xml(package.main).iter(w("p"))
        if (style := paragraph.find(f"{w('pPr')}/{w('pStyle')}")) is not None and style.get(VAL) == "Heading1"
    ]


@each
def test_only_the_form_says_how_it_is_completed_and_only_the_finished_document_that_it_is(form: Form) -> None:
    record = sampled(form, 3)
    sent, finished = (text_of(fill(form, record, final=final)) for final in (False, True))
    assert ONLY_FORM[2] in sent
    assert not any(words in finished for words in ONLY_FORM)
    assert all(words in finished for words in ONLY_FINISHED)
    assert not any(words in sent for words in ONLY_FINISHED)
    assert "{%" not in sent + finished


@each
@pytest.mark.parametrize("kept", [True, False], ids=["controls kept", "controls gone"])
def test_the_finished_document_reads_back_as_the_record(form: Form, kept: bool) -> None:
    record = sampled(form, 4)
    finished = fill(form, record, final=True)
    if not kept:
        finished, _ = edited(finished, unwrap)
    reading = read(finished, CATALOGUE.forms)
    assert check(reading, form.schema, today=TODAY).record == record
    assert reading.unplaced == ()
    there = expected_tags(
        form, {one.tag: one.said for one in reading.answers if one.row is None and one.said}
    )
    assert not [one for one in reading.problems if one.code == "slot.missing" and one.tag in (there or ())]


@each
def test_the_numbers_of_sections_have_no_gap_where_a_section_is_left_out(form: Form) -> None:
    for record in ({}, *CASES.get(form.declaration.key, ())):
        for final in (False, True):
            numbers = re.findall(
                r"^(\d+)\. ", "\n".join(headings_of(fill(form, record, final=final))), re.MULTILINE
            )
            assert numbers == [str(number + 1) for number in range(len(numbers))]
            assert numbers


def test_a_section_that_is_left_out_says_why() -> None:
    form = next(form for form in FORMS if form.declaration.key == "children_looked_after")
    young: Record = {"subject": {"sixteen_or_over": "no"}}
    lines = lines_of(fill(form, young, final=True))
    at = lines.index(["11. Preparing for adult life"])
    assert lines[at + 1] == ["This part does not apply to this case, so it is not asked here."]
    assert lines[at + 2] == ["12. Oversight, recording and impact"]
    assert "does not apply to this case" not in text_of(fill(form, {"subject": {"sixteen_or_over": "yes"}}))


def test_any_form_may_say_what_stands_only_in_the_finished_document() -> None:
    body = (
        para("Review of the file")
        + para("{%p if not document.finished %}")
        + para("Answer in full sentences")
        + para("{%p else %}")
        + para("Kept for six years")
        + para("{%p endif %}")
        + para("Worker")
        + para(control("worker", "Write"))
    )
    form = load_form(document(body))
    record = {"worker": "Casey Finch"}
    assert lines_of(fill(form, record))[1] == ["Answer in full sentences"]
    assert lines_of(fill(form, record, final=True))[1] == ["Kept for six years"]
    assert not [one for one in lint(document(body)) if one.rule.startswith("template")]


ROWS = [
    ("1", "Ask\x0bthe school\x07 ", "\nWren Alder", "no date", "Open"),
    ("2", "\u200b", "nobody", "", "Done"),
]
HEAD = para("Review of the file")
HEADER = ("Number", "What was asked for", "With whom", "By when", "How it stands")


def test_an_annex_holds_its_texts_as_a_document_can() -> None:
    form = form_of_actions()
    record = {"actions": [{"what": "Ask the school", "owner": "Wren Alder"}]}
    document = with_annex(fill(form, record, final=True), "How the actions stood", HEADER, ROWS)
    prove(form, record, document, TODAY, texts_of("How the actions stood", HEADER, ROWS))
    assert lines_of(document)[-3:-1] == [
        ["1", "Ask\nthe school ", "\nWren Alder", "no date", "Open"],
        ["2", "", "nobody", "", "Done"],
    ]


@pytest.mark.parametrize("damage", ["The neighbour rang.", "Open"])
def test_a_text_before_the_annex_is_proven_to_be_the_forms_or_the_records(damage: str) -> None:
    form = form_of_actions()
    record = {"actions": [{"what": "Ask the school", "owner": "Wren Alder"}]}
    finished, _ = edited(fill(form, record, final=True), lambda root: root[0].insert(1, paragraph(damage)))
    document = with_annex(finished, "How the actions stood", HEADER, ROWS)
    with pytest.raises(NotNow) as caught:
        prove(form, record, document, TODAY, texts_of("How the actions stood", HEADER, ROWS))
    assert caught.value.code == "not-proven"


def test_a_finished_document_without_its_annex_is_not_proven_to_have_it() -> None:
    form = form_of_actions()
    record = {"actions": [{"what": "Ask the school", "owner": "Wren Alder"}]}
    with pytest.raises(NotNow):
        prove(form, record, fill(form, record, final=True), TODAY, texts_of("Title", HEADER, ROWS))


def test_a_prompt_that_is_left_is_not_proven() -> None:
    """A list that stands in two repeating sections, and a slot in a footnote, are not filled by us yet."""
    item = row(cell(para(control("actions.what", "Write what"))))
    twice = table(row("What"), repeating("actions", item), columns=1)
    noted = para(run("See"), '<w:r><w:footnoteReference w:id="2"/></w:r>') + para(control("by", "Write who"))
    note = '<w:footnote w:id="2">' + para(control("seen", "Write here")) + "</w:footnote>"
    cases: list[tuple[bytes, Record, str]] = [
        (document(HEAD + twice + para("x") + twice), {"actions": [{"what": "y"}]}, "actions.what"),
        (document(HEAD + noted, footnotes=note), {"by": "Casey"}, "seen"),
    ]
    for made, record, tag in cases:
        form = load_form(made)
        with pytest.raises(NotNow) as caught:
            prove(form, record, fill(form, record, final=True), TODAY)
        assert [fault.path for fault in caught.value.faults] == [tag]


def form_of_actions() -> Form:
    """A form with a list of actions."""
    item = row(
        cell(para(control("actions.what", "Write what"))), cell(para(control("actions.owner", "Write who")))
    )
    return load_form(document(HEAD + table(row("What", "Who"), repeating("actions", item))))
