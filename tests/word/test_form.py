"""A form knows its slots: what each is, what it shows, and the words beside it."""

import pytest

from schemas.edition import Kind, Slot
from service.errors import Refused, Unfit
from service.word.form import load_form
from tests.word.seen import form
from tests.word.tiny import (
    box,
    cell,
    choice,
    control,
    legacy_list,
    legacy_text,
    legacy_tick,
    para,
    repeating,
    row,
    run,
    table,
    tick,
)

GRADES = {"good": "Good", "weak": "Not good"}


def slots(body: str, **stories: str) -> dict[str, Slot]:
    """The slots of a form by tag."""
    return {slot.tag: slot for slot in form(body, **stories).slots}


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        (control("a", "Write", "<w:text/>"), Kind.TEXT),
        (control("a", "Write", '<w:text w:multiLine="1"/>'), Kind.TEXT),
        (control("a", "Write", "<w:richText/>"), Kind.RICH_TEXT),
        (control("a", "Write", ""), Kind.RICH_TEXT),
        (choice("a", "Choose", GRADES), Kind.CHOICE),
        (choice("a", "Choose", GRADES, "comboBox"), Kind.CHOICE),
        (control("a", "Choose", "<w:comboBox/>"), Kind.TEXT),
        (control("a", "dd/mm/yyyy", "<w:date/>"), Kind.DATE),
        (tick("a"), Kind.TICK),
        (control("a", "\u2610", '<w15:checkbox><w15:checked w15:val="0"/></w15:checkbox>'), Kind.TICK),
        (legacy_text("a"), Kind.TEXT),
        (legacy_text("a", of_type="date"), Kind.DATE),
        (legacy_tick("a", ""), Kind.TICK),
        (legacy_list("a", "Select...", "Good"), Kind.CHOICE),
    ],
)
def test_a_slot_has_the_kind_of_its_control(markup: str, kind: Kind) -> None:
    assert slots(para(markup))["a"].kind is kind


@pytest.mark.parametrize(
    "kind", ["picture", "group", "docPartObj", "docPartList", "citation", "bibliography", "equation"]
)
def test_a_control_that_holds_no_answer_is_no_slot(kind: str) -> None:
    assert not slots(para(control("a", "x", f"<w:{kind}/>")))


def test_a_control_without_a_tag_is_no_slot() -> None:
    assert not slots(para(control("", "Write", title="Named")))


def test_a_tag_with_stray_spaces_is_the_tag() -> None:
    assert list(slots(para(control(" a ", "Write")))) == ["a"]


@pytest.mark.parametrize("prompting", ["", "<w:showingPlcHdr/>"])
def test_the_prompt_is_what_the_form_shows(prompting: str) -> None:
    shown = control("a", "", f"{prompting}<w:text/>", content=run("Write ") + run("here", "<w:b/>"))
    assert slots(para(shown[12:]))["a"].prompt == "Write here"


def test_a_choice_offers_its_list_by_code_and_text() -> None:
    found = slots(para(choice("a", "Choose", GRADES)))["a"]
    assert [(one.code, one.text) for one in found.options] == [("good", "Good"), ("weak", "Not good")]


@pytest.mark.parametrize(
    ("item", "shown", "prompting"),
    [
        ('<w:listItem w:value="Choose an item."/>', "Choose an item.", ""),
        ('<w:listItem w:displayText="Choose an item." w:value=""/>', "Choose an item.", ""),
        ('<w:listItem w:displayText="Choose an item." w:value="x"/>', "Choose a grade", ""),
        ('<w:listItem w:displayText="Select..." w:value="0"/>', "Select...", ""),
        ('<w:listItem w:displayText="Please choose one" w:value="0"/>', "Please choose one", ""),
        ('<w:listItem w:displayText="--" w:value="0"/>', "--", ""),
        ('<w:listItem w:displayText="Grade" w:value="0"/>', "Grade", "<w:showingPlcHdr/>"),
        ('<w:listItem w:displayText="" w:value=""/>', "Choose", ""),
    ],
)
def test_the_entry_that_asks_to_choose_is_no_choice(item: str, shown: str, prompting: str) -> None:
    listed = (
        f'{prompting}<w:dropDownList>{item}<w:listItem w:displayText="Good" w:value="good"/></w:dropDownList>'
    )
    found = slots(para(control("a", shown, listed)))["a"]
    assert [one.text for one in found.options] == ["Good"]


def test_a_list_that_shows_one_of_its_choices_unanswered_is_no_slot_to_trust() -> None:
    with pytest.raises(Unfit, match="also the prompt"):
        form(para(choice("a", "Good", GRADES)))
    with pytest.raises(Unfit, match="also the prompt"):
        form(para(legacy_list("a", "Male", "Female")))


WRITE, OTHER = cell(para(control("a", "Write"))), cell(para(control("b", "Write")))


@pytest.mark.parametrize(
    ("body", "label"),
    [
        (table(row("Name of the social worker", OTHER, "Team", WRITE), columns=4), "Team"),
        (table(row("Was the child seen?", OTHER, WRITE), columns=3), "Was the child seen?"),
        (table(row("Worker:", cell(para(control("a", "Write"))))), "Worker"),
        (table(row("1", "Is the plan clear?", cell(para(control("a", "Write")))), columns=3), "Is the plan clear?"),
        (table(row("Plan", cell(para(run("Worker: "), control("a", "Write"))))), "Worker"),
        (table(row("Plan", cell("Worker:", para(control("a", "Write"))))), "Worker"),
        (para(run("Worker: "), control("a", "Write")), "Worker"),
        (para(run("Name: "), control("b", "Write"), run(" Date: "), control("a", "Write")), "Date"),
        (para("Worker:") + para(control("a", "Write")), "Worker"),
        (para("Plan", style="Heading1") + para(control("a", "Write")), ""),
        (table(row(cell(para(control("b", "Write"))), cell(para(control("a", "Write"))))), ""),
        (para(tick("a"), run(" Yes  "), tick("b"), run(" No")), "Yes"),
        (para(tick("b"), run(" Yes  "), tick("a"), run(" No")), "No"),
        (para(run("Yes "), tick("b"), run(" No "), tick("a")), "No"),
        (table(row("Seen", cell(para(tick("a"))))), "Seen"),
        (para(run("Worker: "), legacy_text("a")), "Worker"),
        (para(run("Worker:"), box(para(control("a", "Write")))), "Worker"),
    ],
)  # fmt: skip
def test_the_label_is_the_words_beside_the_slot(body: str, label: str) -> None:
    assert slots(body)["a"].label == label


def test_the_title_is_the_controls_own_else_its_label_else_its_column_else_its_tag() -> None:
    body = table(
        row("Question", "Answer"),
        row("First", cell(para(control("a", "Write", title="Worker")))),
        row("Second", cell(para(control("b", "Write")))),
        row("", cell(para(control("c", "Write")))),
    )
    titles = {tag: slot.title for tag, slot in slots(body + para(control("d", "Write"))).items()}
    assert titles == {"a": "Worker", "b": "Second", "c": "Answer", "d": "d"}


def test_the_column_is_the_heading_in_the_same_grid_column() -> None:
    body = table(
        row(cell("Actions", properties='<w:gridSpan w:val="3"/>')),
        row("What", "Who", "When"),
        row(
            control("a", "", content=cell("Write")),
            cell(para(control("b", "Write"))),
            cell(para(control("c", "Write"))),
        ),
        columns=3,
    )
    assert {tag: slot.column for tag, slot in slots(body).items()} == {"a": "What", "b": "Who", "c": "When"}


def test_a_table_whose_first_row_holds_a_slot_has_no_column_headings() -> None:
    body = table(
        row("Worker", cell(para(control("a", "Write")))), row("Team", cell(para(control("b", "Write"))))
    )
    assert {slot.column for slot in slots(body).values()} == {""}


def test_the_heading_is_the_one_above_and_none_in_headers() -> None:
    body = (
        para("1. Plan", style="Heading1")
        + para(control("a", "Write"))
        + para("2. Visits", style="heading2")
        + table(row("Seen", cell(para(control("b", "Write")))))
    )
    found = slots(body, header=para(control("c", "Write")))
    assert [slot.heading for slot in found.values()] == ["1. Plan", "2. Visits", ""]


def test_slots_of_a_repeating_section_name_its_list() -> None:
    item = row(cell(para(control("actions.what", "Write"))), cell(para(control("actions.who", "Write"))))
    found = slots(table(row("What", "Who"), repeating("actions", item, item)))
    assert [(slot.tag, slot.repeating, slot.column) for slot in found.values()] == [
        ("actions.what", "actions", "What"),
        ("actions.who", "actions", "Who"),
    ]


def test_a_control_around_slots_only_groups_them() -> None:
    body = control(
        "plan",
        "",
        "<w:richText/>",
        content=para(run("Worker: "), control("a", "Write"), control("b", "Write")),
    )
    assert list(slots(body)) == ["a", "b"]


def test_a_control_around_several_cells_only_groups_them() -> None:
    body = table(
        control("a", "", content=row("Label", "Answer")), row("Worker", cell(para(control("b", "Write"))))
    )
    assert list(slots(body)) == ["b"]


def test_a_control_without_a_tag_inside_a_slot_is_part_of_what_it_says() -> None:
    found = slots(para(control("a", "", content=run("On ") + control("", "a day", "<w:date/>"))[12:]))
    assert found["a"].prompt == "On a day"


def test_slots_in_a_text_box_stand_once() -> None:
    assert [slot.tag for slot in form(para(run("Label"), box(para(control("a", "Write"))))).slots] == ["a"]


def test_a_document_without_controls_is_a_form_without_slots() -> None:
    assert not form(para("Just text")).slots


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(Refused):
        load_form(b"no document")


def test_short_bold_lines_are_headings_where_no_paragraph_has_the_style_of_one() -> None:
    bold, place = para(run("The plan", "<w:b/>")), para(run("Seen: "), control("a", "Write"))
    assert slots(bold + place)["a"].heading == "The plan"
    assert slots(para("Visits", style="Heading1") + bold + place)["a"].heading == "Visits"
    assert slots(para(run("The plan is said below.", "<w:b/>")) + place)["a"].heading == ""
