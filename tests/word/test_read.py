"""Whatever an auditor leaves in a copy is an answer, or unplaced, or asked about: never lost."""

import pytest

from service.reading import Answer, Reading, State
from service.word.read import read
from tests.word.seen import form
from tests.word.tiny import (
    BY,
    PICTURE,
    box,
    cell,
    choice,
    complex_field,
    control,
    deleted,
    document,
    inserted,
    para,
    row,
    run,
    table,
    tick,
)

GRADES = {"good": "Good", "weak": "Not good"}
HEAD = para("Review of the file", style="Heading1")


def _body(worker: str, grade: str, seen: str, reasons: str) -> str:
    return HEAD + table(
        row("Worker", cell(para(worker))),
        row("Grade", cell(para(grade))),
        row("Child seen", cell(para(seen))),
        row("Reasons", cell(reasons, para())),
    )


def _reasons(*paragraphs: str) -> str:
    return control("sections.plan.rationale", "", "<w:richText/>", content="".join(paragraphs))


FORM = form(
    _body(
        control("audit.worker", "Write the name"),
        choice("sections.plan.grade", "Choose a grade", GRADES),
        tick("sections.plan.seen"),
        _reasons(para("Write the reasons")),
    )
)


def _read(
    worker: str = "",
    grade: str = "",
    seen: str = "",
    reasons: str = "",
    after: str = "",
    **stories: str,
) -> Reading:
    body = _body(
        worker or control("audit.worker", "Write the name"),
        grade or choice("sections.plan.grade", "Choose a grade", GRADES),
        seen or tick("sections.plan.seen"),
        reasons or _reasons(para("Write the reasons")),
    )
    return read(document(body + after, **stories), [FORM], FORM)  # type: ignore[arg-type]  # only strings are given


def _of(reading: Reading, tag: str) -> Answer:
    (answer,) = [one for one in reading.answers if one.tag == tag]
    return answer


def _codes(reading: Reading) -> set[str]:
    return {one.code for one in reading.problems}


def test_an_untouched_copy_says_nothing_and_leaves_nothing() -> None:
    reading = _read()
    assert {answer.state for answer in reading.answers} == {State.PLACEHOLDER}
    assert (reading.unplaced, _codes(reading)) == ((), {"identity.absent"})


def test_an_answer_typed_under_tracking_counts_and_the_author_is_named() -> None:
    changed = control("audit.worker", "", content=deleted("Write the name") + inserted(run("A Worker")))[12:]
    reading = _read(worker=changed)
    assert (_of(reading, "audit.worker").state, _of(reading, "audit.worker").said) == (
        State.ANSWERED,
        "A Worker",
    )
    (problem,) = [one for one in reading.problems if one.code == "revisions.tracked"]
    assert "A Auditor 2026-06-04" in problem.said


def test_the_placeholder_flag_is_not_believed() -> None:
    reading = _read(worker=control("audit.worker", "A Worker", "<w:showingPlcHdr/><w:text/>"))
    assert _of(reading, "audit.worker").state is State.ANSWERED


def test_a_footnote_that_the_auditor_added_is_unplaced() -> None:
    note = f'<w:footnote w:id="2">{para("See the letter of 3 May.")}</w:footnote>'
    reading = _read(
        reasons=_reasons(para(run("Late."), '<w:r><w:footnoteReference w:id="2"/></w:r>')), footnotes=note
    )
    assert _of(reading, "sections.plan.rationale").said == "Late."
    assert [(one.text, one.where) for one in reading.unplaced] == [
        ("See the letter of 3 May.", "in a footnote")
    ]


@pytest.mark.parametrize(
    "markup",
    [PICTURE, "<w:r><w:object/></w:r>", '<w:r><w:contentPart r:id="rId3"/></w:r>'],
)
def test_a_picture_in_place_of_an_answer_is_asked_about(markup: str) -> None:
    reading = _read(worker=control("audit.worker", "", content=markup)[12:])
    assert _of(reading, "audit.worker").state is State.UNREADABLE
    assert "answer.unreadable" in _codes(reading)


def test_a_picture_beside_an_answer_is_unplaced() -> None:
    reading = _read(reasons=_reasons(para("Late, see:"), para(PICTURE)))
    assert _of(reading, "sections.plan.rationale").said == "Late, see:\n"
    assert [one.text for one in reading.unplaced] == ["[a picture]"]


def test_an_embedded_document_is_unplaced() -> None:
    assert [one.text for one in _read(after='<w:altChunk r:id="rId9"/>').unplaced] == [
        "[an embedded document]"
    ]
    assert [one.text for one in _read(after=para('<w:subDoc r:id="rId9"/>')).unplaced] == [
        "[a document kept elsewhere]"
    ]


@pytest.mark.parametrize(
    "after",
    [
        para("Typed at the end"),
        para(box(para("Typed at the end"))),
        table(row("Typed at the end"), columns=1),
        para(complex_field("DATE", run("Typed at the end"))),
        para(control("other", "Typed at the end")),
        para(inserted(run("Typed at the end"))),
    ],
)
def test_text_outside_every_slot_is_unplaced(after: str) -> None:
    reading = _read(after=after)
    assert [one.text for one in reading.unplaced] == ["Typed at the end"]
    assert "text.unplaced" in _codes(reading)


@pytest.mark.parametrize("story", ["header", "footer"])
def test_text_typed_into_the_margin_is_unplaced(story: str) -> None:
    reading = _read(**{story: para("Typed in the margin")})
    assert [(one.text, one.where) for one in reading.unplaced] == [
        ("Typed in the margin", f"in the page {story}")
    ]


def test_hidden_text_is_neither_an_answer_nor_unplaced() -> None:
    reading = _read(worker=control("audit.worker", "", content=run("A Worker", "<w:vanish/>"))[12:])
    assert _of(reading, "audit.worker").state is State.BLANK
    assert not reading.unplaced


def test_a_table_pasted_into_an_answer_is_part_of_it() -> None:
    pasted = table(row("1 May", "Visit"), row("9 May", "Call"))
    reading = _read(reasons=_reasons(para("Seen:"), pasted, para("End.")))
    assert _of(reading, "sections.plan.rationale").said == "Seen:\n1 May\nVisit\n9 May\nCall\nEnd."
    assert not reading.unplaced


def test_a_control_pasted_into_an_answer_is_part_of_it() -> None:
    reading = _read(reasons=_reasons(para(run("As "), control("audit.worker", "A Worker"), run(" says"))))
    assert _of(reading, "sections.plan.rationale").said == "As A Worker says"
    assert _of(reading, "audit.worker").state is State.PLACEHOLDER


def test_of_a_tag_that_stands_twice_the_one_in_its_own_place_counts() -> None:
    reading = _read(
        worker=control("audit.worker", "A Worker"),
        after=para(run("Worker"), control("audit.worker", "B Worker")),
    )
    assert _of(reading, "audit.worker").said == "A Worker"
    assert "slot.twice" in _codes(reading)
    assert any("B Worker" in one.text for one in reading.unplaced)


def test_a_control_bound_to_a_data_store_says_what_it_shows() -> None:
    bound = control("audit.worker", "A Worker", '<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/><w:text/>')
    assert _of(_read(worker=bound), "audit.worker").said == "A Worker"


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "\u2611"),
        (run("\u00fe", '<w:rFonts w:ascii="Wingdings"/>'), "\u2611"),
        (run("x"), "x"),
    ],
)
def test_a_tick_is_on_however_it_was_drawn(markup: str, said: str) -> None:
    box_ = "<w14:checkbox><w14:checked w14:val='0'/></w14:checkbox>"
    answer = _of(
        _read(seen=control("sections.plan.seen", "", box_, content=markup)[12:]), "sections.plan.seen"
    )
    assert (answer.state, answer.said) == (State.ANSWERED, said)
    assert FORM.schema.load_answer(FORM.slots[2], said) is True


def test_a_date_that_shows_another_day_than_it_stores_says_what_it_shows() -> None:
    made = form(
        HEAD + table(row("Date of audit", cell(para(control("audit.date", "dd/mm/yyyy", "<w:date/>")))))
    )
    stored = '<w:date w:fullDate="2026-04-03T00:00:00Z"/>'
    for shown, differs in (("04/04/2026", True), ("03/04/2026", False), ("3 April 2026", False)):
        body = HEAD + table(row("Date of audit", cell(para(control("audit.date", shown, stored)))))
        reading = read(document(body), [made], made)
        assert _of(reading, "audit.date").said == shown
        assert ("date.shown_differs" in _codes(reading)) is differs


def test_a_combo_box_with_typed_words_says_them() -> None:
    answer = _of(
        _read(grade=choice("sections.plan.grade", "Nearly good", GRADES, "comboBox")), "sections.plan.grade"
    )
    assert (answer.state, answer.said) == (State.ANSWERED, "Nearly good")


def test_comments_are_named_by_their_authors() -> None:
    reading = _read(worker=control("audit.worker", "A Worker") + '<w:r><w:commentReference w:id="1"/></w:r>')
    assert "comments.present" in _codes(reading)


def test_a_row_deleted_under_tracking_is_a_slot_that_is_missing() -> None:
    body = _body(
        control("audit.worker", "A Worker"),
        choice("sections.plan.grade", "Good", GRADES),
        tick("sections.plan.seen"),
        _reasons(para("Late.")),
    )
    gone = body.replace("<w:tr>", f"<w:tr><w:trPr><w:del {BY}/></w:trPr>", 1)
    reading = read(document(gone), [FORM], FORM)
    assert _of(reading, "audit.worker").state is State.MISSING
    assert "slot.missing" in _codes(reading)
