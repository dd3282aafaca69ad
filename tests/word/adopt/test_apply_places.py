"""What stands at a spot gives way to a control, in its look, and nothing else moves."""

import pytest
from lxml import etree

from schemas.edition import Kind
from schemas.record import Record, put
from service.reading import State
from service.word.adopt.applying.apply import adopted
from service.word.adopt.proposal import Spot
from service.word.form import load_form
from service.word.lint import lint
from service.word.package import open_package
from service.word.read import read
from service.word.stories import whole_view
from tests.word.adopt.asked import DECLARED, YES_NO, R, asked, at, controls_of, faults_in, look, text
from tests.word.adopt.plain import lines_of
from tests.word.filling import round_trip
from tests.word.shipped import W14, W, parts
from tests.word.tiny import (
    cell,
    document,
    para,
    row,
    run,
    table,
)


def test_a_prompt_in_the_form_becomes_the_prompt_of_the_control_and_what_stands_around_it_stays() -> None:
    data = document(
        para(run("Auditor: ", "<w:b/>"), run("Click here to write", "<w:i/>"), run(" (name)", "<w:b/>"))
    )
    made = adopted(data, DECLARED, [asked("audit.auditor", at(data, 0, 0, "here to"))])
    sdt = controls_of(made)["audit.auditor"]
    assert text(sdt) == "here to"
    assert look(sdt) == ["rStyle=PlaceholderText", "i=None"]
    assert lines_of(made) == lines_of(data)
    runs = [
        (text(one), one.find(f"{W}rPr")[-1].tag.rpartition("}")[2])  # type: ignore[index]
        for one in etree.fromstring(parts(made)["word/document.xml"]).iter(R)
    ]
    assert runs == [
        ("Auditor: ", "b"),
        ("Click ", "i"),
        ("here to", "i"),
        (" write", "i"),
        (" (name)", "b"),
    ]


@pytest.mark.parametrize("blank", ["______", "……………", ". . . . .", "\u2002\u2002\u2002", "[        ]", "—"])
def test_a_blank_gives_way_to_a_short_prompt(blank: str) -> None:
    data = document(para(run("Auditor: "), run(blank, "<w:u w:val='single'/>"), run(" of")))
    made = adopted(data, DECLARED, [asked("audit.auditor", at(data, 0, 0, blank))])
    assert lines_of(made) == [(0, [(0, 1, "Auditor: Write here of")])]
    assert look(controls_of(made)["audit.auditor"]) == ["rStyle=PlaceholderText", "u=single"]


def test_a_tab_with_its_leader_is_a_blank() -> None:
    data = document("<w:p><w:r><w:t>Date:</w:t><w:tab/></w:r></w:p>")
    slot = asked("audit.date", Spot(0, 0, 5, 6), kind=Kind.DATE)
    assert lines_of(adopted(data, DECLARED, [slot])) == [(0, [(0, 1, "Date: dd/mm/yyyy")])]
    assert lines_of(adopted(data, DECLARED, [slot], prompts=False)) == lines_of(data)


def test_without_prompts_blanks_stay_and_empty_cells_show_nothing_and_neither_is_an_answer() -> None:
    data = document(
        para("Auditor: ______") + table(row("Social worker", ""), row("Escalated", "Seen")), parts={}
    )
    slots = [
        asked("audit.auditor", at(data, 0, 0, "______")),
        asked("audit.worker", Spot(1, 1, 0, 0)),
        asked("escalation.needed", Spot(2, 1, 4, 4), kind=Kind.TICK),
    ]
    made = adopted(data, DECLARED, slots, prompts=False)
    shown = [[cell[2].strip() for cell in cells] for _, cells in lines_of(made)]
    assert shown == [["Auditor: ______"], ["Social worker", ""], ["Escalated", "Seen"]]
    assert b"Placeholder" not in b"".join(parts(made).values())
    again = load_form(made)
    states = {answer.state for answer in read(made, [again]).answers}
    assert states <= {State.BLANK, State.PLACEHOLDER}
    record: Record = {}
    put(record, "audit.auditor", "R Marsh")
    put(record, "audit.worker", "C Fell")
    put(record, "escalation.needed", True)
    assert round_trip(again, record) == record


@pytest.mark.parametrize(
    ("kind", "prompt"),
    [
        (Kind.TEXT, "Write here"),
        (Kind.RICH_TEXT, "Write here"),
        (Kind.CHOICE, "Choose"),
        (Kind.DATE, "dd/mm/yyyy"),
        (Kind.NUMBER, "Type a number"),
        (Kind.TICK, "\u2610"),
    ],
)
def test_a_control_in_an_empty_cell_takes_the_look_of_the_paragraph(kind: Kind, prompt: str) -> None:
    marks = '<w:p><w:pPr><w:jc w:val="center"/><w:rPr><w:sz w:val="28"/></w:rPr></w:pPr></w:p>'
    data = document(table(row("What was seen", cell(marks))))
    slot = asked("sections.plan.seen", Spot(0, 1, 0, 0), kind=kind, options=YES_NO)
    made = adopted(data, DECLARED, [slot])
    sdt = controls_of(made)["sections.plan.seen"]
    assert text(sdt) == prompt
    assert "sz=28" in look(sdt)
    assert sdt.find(f"{W}sdtPr/{W}rPr/{W}sz") is not None
    assert [lint_.rule for lint_ in lint(made)] == []
    # LibreOffice shows text in a look of its own in rich text controls only
    assert load_form(made).slots[0].kind is (Kind.RICH_TEXT if kind is Kind.TEXT else kind)
    assert load_form(made).declaration.types == (
        {"sections.plan.seen": "number"} if kind is Kind.NUMBER else {}
    )


def test_of_a_bold_label_with_nothing_after_it_the_answer_is_not_bold() -> None:
    data = document(para(run("Auditor:", '<w:b/><w:sz w:val="18"/>')))
    made = adopted(data, DECLARED, [asked("audit.auditor", Spot(0, 0, 8, 8))])
    assert look(controls_of(made)["audit.auditor"]) == ["rStyle=PlaceholderText", "sz=18"]


def test_choices_printed_one_per_line_become_one_list_that_shows_them_until_one_is_chosen() -> None:
    lines = [para(run("Yes", "<w:b/>")), para("No"), para("Delete one.")]
    data = document(table(row("Seen alone?", cell(*lines))))
    slot = asked("sections.plan.seen", Spot(0, 1, 0, 6), kind=Kind.CHOICE, options=YES_NO)
    made = adopted(data, DECLARED, [slot])
    assert lines_of(made) == lines_of(data)
    tc = list(etree.fromstring(parts(made)["word/document.xml"]).iter(W + "tc"))[1]
    assert len(tc.findall(W + "p")) == 2
    assert round_trip(load_form(made), {"sections": {"plan": {"seen": "no"}}})
    assert lint(made) == []


def test_boxes_in_a_printed_choice_stay_as_they_are_drawn() -> None:
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    data = document(table(row("Seen alone?", cell(para(sign, run(" Yes  "), sign, run(" No"))))))
    slot = asked("sections.plan.seen", at(data, 0, 1), kind=Kind.CHOICE, options=YES_NO)
    made = adopted(data, DECLARED, [slot])
    assert lines_of(made) == lines_of(data)
    assert len(list(controls_of(made)["sections.plan.seen"].iter(f"{W}sym"))) == 2
    assert lint(made) == []


def test_lines_of_underscores_become_one_control() -> None:
    data = document(table(row("Views", cell(para("Of the child:"), para("____"), para("____")))))
    made = adopted(data, DECLARED, [asked("feedback.child", Spot(0, 1, 14, 23), kind=Kind.RICH_TEXT)])
    assert lines_of(made)[0][1][1][2] == "Of the child:\nWrite here"


def test_empty_lines_in_a_cell_stay_where_they_are() -> None:
    data = document(table(row("Views", cell(para("Of the child:"), para(), para(), para()))))
    made = adopted(data, DECLARED, [asked("feedback.child", Spot(0, 1, 13, 16), kind=Kind.RICH_TEXT)])
    assert lines_of(made)[0][1][1][2] == "Of the child:\nWrite here\n\n"


def test_a_choice_that_stands_there_already_is_no_prompt() -> None:
    data = document(table(row("Seen alone?", "Yes")))
    slot = asked("sections.plan.seen", at(data, 0, 1), kind=Kind.CHOICE, options=YES_NO)
    assert lines_of(adopted(data, DECLARED, [slot]))[0][1][1][2] == "Choose"


def test_a_prompt_never_begins_as_a_text_of_the_form_does() -> None:
    data = document(
        para("Write here what you saw, and choose.")
        + table(row("Choose one of these", "Yes / No"), row("Yes / No / Not known", ""))
    )
    slots = [
        asked("sections.plan.seen", at(data, 1, 1), kind=Kind.CHOICE, options=YES_NO),
        asked("sections.plan.what", Spot(2, 1, 0, 0)),
    ]
    made = adopted(data, DECLARED, slots)
    assert [cells[1][2] for _, cells in lines_of(made)[1:]] == ["Pick one", "Type here"]
    assert lint(made) == []


@pytest.mark.parametrize(
    ("printed", "shown", "states"),
    [
        (run("\u2610", '<w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol"/>'), "\u2610",
         ("2612", "Segoe UI Symbol", "2610", "Segoe UI Symbol")),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "\u2610", ("00FE", "Wingdings", "00A8", "Wingdings")),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>', "\u2610",
         ("0052", "Wingdings 2", "00A3", "Wingdings 2")),
        (run("o", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "\u2610",
         ("00FE", "Wingdings", "006F", "Wingdings")),
        (run("\u25a1"), "\u25a1", ("2612", "MS Gothic", "25A1", "MS Gothic")),
        (run("[  ]"), "\u2610", ("2612", "MS Gothic", "2610", "MS Gothic")),
    ],
)  # fmt: skip
def test_a_printed_box_becomes_a_tick_box_that_shows_it_in_its_own_font(
    printed: str, shown: str, states: tuple[str, ...]
) -> None:
    data = document(para(run("Seen alone "), printed, run(" yes")))
    view = whole_view(open_package(data)).lines[0].cells[0].text
    spot = Spot(0, 0, len("Seen alone "), len(view) - len(" yes"))
    made = adopted(data, DECLARED, [asked("sections.plan.seen", spot, kind=Kind.TICK)])
    tick = controls_of(made)["sections.plan.seen"].find(f"{W}sdtPr/{W14}checkbox")
    assert tick is not None
    assert [value for state in list(tick)[1:] for value in state.attrib.values()] == list(states)
    assert lines_of(made)[0][1][0][2] == f"Seen alone {shown} yes"
    assert round_trip(load_form(made), {"sections": {"plan": {"seen": True}}})


def test_a_box_printed_as_ticked_stays_ticked() -> None:
    data = document(para(run("Seen alone "), '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'))
    made = adopted(data, DECLARED, [asked("sections.plan.seen", Spot(0, 0, 11, 12), kind=Kind.TICK)])
    tick = controls_of(made)["sections.plan.seen"].find(f"{W}sdtPr/{W14}checkbox")
    assert tick is not None
    assert [one.get(f"{W14}val") for one in tick] == ["1", "00FE", "00A8"]


def test_a_word_is_no_box_to_tick() -> None:
    data = document(table(row("Seen", "Yes")))
    assert faults_in(data, asked("sections.plan.seen", at(data, 0, 1), kind=Kind.TICK)) == [
        ("sections.plan.seen", "Table 1, row 1, column 2: “Yes” stands there, which is no box to tick.")
    ]
