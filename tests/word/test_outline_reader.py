from pathlib import Path

import pytest

from schemas.edition import Kind, Option
from service.errors import Unfit
from service.word.outline.model import Outline
from service.word.outline.reader import read_outline

EVERY_SHAPE = (Path(__file__).parent / "outlines" / "every_shape.yaml").read_text(encoding="utf-8")
SMALL = """
key: small
title: Small form
edition: "1"
sections:
  - key: plan
    title: Plan
    shape: F
    questions: [{key: smart, text: Is the plan specific}]
"""


def faults(text: str) -> dict[str, str]:
    """What is wrong with an outline, by path."""
    with pytest.raises(Unfit) as unfit:
        read_outline(text)
    return {fault.path: fault.message for fault in unfit.value.faults}


def small(more: str = "", **changes: str) -> Outline:
    text = SMALL + more
    for old, new in changes.items():
        text = text.replace(f"{old}:", f"{new}:", 1)
    return read_outline(text)


def test_an_outline_of_a_few_lines_is_enough() -> None:
    outline = small()
    assert (outline.declaration.key, outline.declaration.edition) == ("small", "1")
    assert outline.declaration.blanks_allowed
    assert outline.declaration.scale == "ofsted"
    assert outline.sections[0].questions[0].text == "Is the plan specific"


def test_the_declaration_says_what_the_outline_says() -> None:
    declared = read_outline(EVERY_SHAPE).declaration
    assert declared.subject == "young_person"
    assert not declared.blanks_allowed
    assert declared.not_answered == "Left open"
    assert declared.filed_on == "The quality folder"
    assert declared.off == ("feedback.none",)


def test_the_audit_reference_comes_first_even_where_the_outline_forgets_it() -> None:
    assert read_outline(EVERY_SHAPE).header[0].slot.tag == "audit.reference"


def test_yes_and_no_stay_words() -> None:
    header = "header: [{tag: subject.agreed, title: Agreed, options: {yes: Yes, no: No, on: On order}}]"
    assert small(header).header[1].slot.options == (
        Option("yes", "Yes"),
        Option("no", "No"),
        Option("on", "On order"),
    )


def test_an_edition_and_codes_written_as_numbers_or_dates_stay_as_written() -> None:
    header = "header: [{tag: subject.year, title: Year, options: {2026-04-01: April, 3: Three}}]"
    outline = read_outline(SMALL.replace('"1"', "2") + header)
    assert outline.declaration.edition == "2"
    assert [option.code for option in outline.header[1].slot.options] == ["2026-04-01", "3"]


def test_options_without_a_kind_make_a_choice_and_nothing_makes_a_text() -> None:
    header = "header: [{tag: subject.a, title: A, options: yes_no}, {tag: subject.b, title: B}]"
    assert [ask.slot.kind for ask in small(header).header[1:]] == [Kind.CHOICE, Kind.TEXT]


def test_every_fault_is_listed_at_once_with_its_path() -> None:
    found = faults(
        """
key: Small Form
edition: "1"
colour: red
scale: marks
header: [{tag: plan, title: Plan, kind: words}]
sections:
  - key: plan
    title: Plan
    shape: J
    questions: [{key: smart}]
actions: {columns: [impact, cost]}
signoff: [{title: Auditor}]
"""
    )
    assert set(found) == {
        "key",
        "title",
        "colour",
        "scale",
        "header[0].kind",
        "sections[0].shape",
        "sections[0].questions[0].text",
        "actions.columns",
        "signoff[0].role",
    }
    assert "A, B, C" in found["sections[0].shape"]
    assert "shape" not in found["colour"]
    assert found["title"] == "is missing"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "names and values"),
        ("- a\n- b", "names and values"),
        ("key: [", "line 1"),
        ("key: a\nkey: b", "“key” stands twice, line 2"),
        ("key: !!python/object:os.system x", "constructor"),
    ],
)
def test_what_is_no_outline_is_refused_in_a_sentence(text: str, said: str) -> None:
    assert said in faults(text)["outline"]


@pytest.mark.parametrize("place", ["title", "prompt", "options"])
def test_template_tags_may_not_end_up_in_a_control(place: str) -> None:
    slot = {"title": "Team", "prompt": "Write", "options": "yes_no"} | {
        place: "'{{ audit.team }}'" if place != "options" else "{a: '{{ audit.team }}'}"
    }
    header = f"header: [{{tag: subject.team, {', '.join(f'{k}: {v}' for k, v in slot.items())}}}]"
    assert "control" in faults(SMALL + header)[f"header[0].{place}"]


def test_static_text_may_print_a_slot_of_the_form_and_no_other() -> None:
    header = "header: [{tag: audit.team, title: Team}]\n"
    assert read_outline(SMALL + header + "purpose: 'For {{ audit.team }}'").purpose == "For {{ audit.team }}"
    assert "audit.crew" in faults(SMALL + header + "purpose: 'For {{ audit.crew }}'")["outline"]


def test_a_condition_must_speak_of_slots_and_codes_that_exist() -> None:
    def condition(when: str) -> str:
        header = "header: [{tag: subject.home, title: Home, options: {away: Away}}]"
        return SMALL.replace("shape: F", f"shape: F\n    when: {when}") + header

    assert read_outline(condition("subject.home == 'away'")).sections[0].when
    path = "sections.plan.when"
    assert "subject.house" in faults(condition("subject.house == 'away'"))[path]
    assert "“aways”" in faults(condition("subject.home == 'aways'"))[path]
    assert "no condition" in faults(condition("subject.home ==="))["sections[0].when"]


def test_a_tag_that_stands_twice_or_outside_the_vocabulary_is_named() -> None:
    twice = "header: [{tag: subject.a, title: A}, {tag: subject.a, title: B}]"
    assert "twice" in faults(SMALL + twice)["subject.a"]
    assert "begins with" in faults(SMALL + "header: [{tag: child.a, title: A}]")["child.a"]
    assert "date" in faults(SMALL + "header: [{tag: audit.date, title: On}]")["audit.date"]


def test_two_rows_with_one_label_could_not_be_told_apart() -> None:
    again = SMALL.replace("specific}]", "specific}, {key: again, text: Is the plan specific}]")
    assert "two rows" in faults(again)["1. Plan"]


def test_two_slots_with_one_title_are_refused() -> None:
    header = "header: [{tag: subject.name, title: Name}, {tag: audit.manager, title: Name}]"
    assert "already the title" in faults(SMALL + header)["subject.name"]


@pytest.mark.parametrize(
    ("shape", "rest", "path"),
    [
        ("A", "", "good"),
        ("C", "", "questions"),
        ("grid", "questions: [{key: a, text: A}]", "columns"),
        ("F", "questions: [{key: a, text: A}]\n    columns: [{key: b, title: B}]", "columns"),
        ("F", "questions: [{key: a, text: A}]\n    documents: [{key: b, text: B}]", "documents"),
        ("F", "questions: [{key: a, text: A, kind: choice}]", "questions[0].options"),
        ("F", "questions: [{key: a, text: A, kind: date, options: yes_no}]", "questions[0].kind"),
        ("F", "questions: [{key: a, text: A, options: shades}]", "questions[0].options"),
        ("F", "questions: [{key: a, text: A, options: {x: Same, y: same}}]", "questions[0].options"),
        ("F", "questions: {key: a}", "questions"),
        ("F", "questions: [{key: a, text: A}]\n    grade: maybe", "grade"),
        ("F", "questions: [{key: a, text: A}]\n    good: nothing", "good"),
    ],
)
def test_a_section_that_does_not_suit_its_shape_is_told(shape: str, rest: str, path: str) -> None:
    start = "key: s\ntitle: S\nedition: '1'\nsections:\n"
    section = f"  - key: plan\n    title: Plan\n    shape: {shape}\n    {rest}\n"
    assert f"sections[0].{path}" in faults(start + section)


def test_descriptors_are_wanted_for_every_grade_of_the_scale() -> None:
    assert [text for _, text in small("descriptors: true").descriptors] != []
    missing = faults(SMALL + "descriptors: {good: Fine, excellent: Better}")
    assert set(missing) == {
        "descriptors.outstanding",
        "descriptors.requires_improvement",
        "descriptors.inadequate",
        "descriptors.excellent",
    }
    assert (
        "general words"
        in faults(SMALL.replace("edition", "scale: rag\nedition") + "descriptors: true")["descriptors"]
    )
