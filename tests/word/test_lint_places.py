"""What `forms check` finds of where slots stand, what they show and offer, and of template tags."""

import re

import pytest

from service.word.lint import lint
from tests.word.test_lint import changed, rules
from tests.word.tiny import cell, choice, control, document, para, row, table

PLAIN = re.compile(r"Read the plan that \{\{ audit\.team \}\} wrote\.")


@pytest.mark.parametrize("prompt", ["Team", "team:", "Is it clear", "Comments"])
def test_a_prompt_that_begins_like_a_text_of_the_form_is_found(prompt: str) -> None:
    found = changed("Write here", prompt)
    assert "prompt" in rules(found)
    assert any(f"“{prompt}”" in one.message for one in found)


def test_slots_with_nothing_between_them_in_a_paragraph_are_found() -> None:
    pair = control("audit.team", "Write the team", title="Team") + control(
        "audit.worker", "Write the worker", title="Worker"
    )
    apart = (
        control("audit.team", "Write the team", title="Team")
        + "<w:r><w:t> and </w:t></w:r>"
        + control("audit.worker", "Write the worker", title="Worker")
    )
    assert "neighbours" in rules(lint(document(para("Who: ", pair))))
    assert "neighbours" not in rules(lint(document(para("Who: ", apart))))


def test_a_slot_that_nothing_labels_is_found() -> None:
    slot = control("audit.team", "Write the team", title="Team")
    assert "no-label" in rules(lint(document(table(row("", cell(para(slot)))))))
    assert "no-label" not in rules(lint(document(table(row("Team", cell(para(slot)))))))
    assert "no-label" not in rules(lint(document(para("Team") + para(slot))))
    assert "no-label" not in rules(lint(document(table(row("Team", "Worker"), row(cell(para(slot)), "")))))


@pytest.mark.parametrize(
    ("options", "shown", "says"),
    [
        ({"a": "Agreed", "b": "Agreed"}, "Choose", "same text"),
        ({"a": "Agreed", "b": "To be agreed"}, "To be agreed", "prompt"),
        ({}, "Choose", "nothing to choose"),
    ],
)
def test_a_list_that_repeats_itself_or_its_prompt_or_is_empty_is_found(
    options: dict[str, str], shown: str, says: str
) -> None:
    slot = choice("sections.plan.outcome", shown, options).replace(
        "<w:tag", '<w:alias w:val="Outcome"/><w:tag', 1
    )
    found = lint(document(para("Outcome: ", slot)))
    assert rules(found) == {"no-declaration", "unsound"}
    assert says in found[-1].message


def test_a_choice_that_the_list_shows_unanswered_is_found_and_one_that_only_asks_is_not() -> None:
    for shown, wrong in (("To be agreed", True), ("Choose one", False)):
        slot = choice("sections.plan.outcome", shown, {"0": shown, "a": "Agreed"})
        titled = slot.replace("<w:tag", '<w:alias w:val="Outcome"/><w:tag').replace(
            "<w:drop", "<w:showingPlcHdr/><w:drop"
        )
        found = [one for one in lint(document(para("Outcome: ", titled))) if one.rule != "no-declaration"]
        assert [("prompt" in one.message, "Outcome" in one.message + one.where) for one in found] == [
            (True, True)
        ] * wrong


def test_a_tag_that_is_also_a_group_of_tags_is_found() -> None:
    slots = (
        control("sections.plan.a", "One", title="A")
        + "<w:r><w:t> or </w:t></w:r>"
        + control("sections.plan.a.b", "Two", title="B")
    )
    assert rules(lint(document(para("Which: ", slots)))) >= {"unsound", "tag"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Write the evidence here", "{{ audit.team }}"),
        ('<w:alias w:val="Team"/>', '<w:alias w:val="{{ audit.team }}"/>'),
        ('w:displayText="Partly"', 'w:displayText="{% if a %}"'),
        ("Write the evidence here", "Write {# not #} here"),
    ],
)
def test_a_template_tag_in_a_control_its_title_or_its_list_is_found(old: str, new: str) -> None:
    assert rules(changed(old, new)) == {"template-in-control"}


def test_a_template_tag_cut_into_runs_inside_a_control_is_found() -> None:
    runs = "Write</w:t></w:r><w:r><w:t>{</w:t></w:r><w:r><w:t>{ audit.team }}</w:t></w:r><w:r><w:t>"
    assert rules(changed("Write the evidence here", runs)) == {"template-in-control"}


@pytest.mark.parametrize(
    ("tag", "rule", "says"),
    [
        ("{{ audit.team", "template", "not closed"),
        ("audit.team }}", "template", "not closed"),
        ("{{ audit.team | }}", "template", "does not parse"),
        ("{{ audit.team|nonsense }}", "template", "nonsense"),
        ("{% nonsense %}", "template-whole", "nonsense"),
        ("{% if audit.team %}", "template-whole", "endif"),
        ("{% p if audit.team %}", "template", "a space stands between"),
        ("{%p if audit.team == '5%' %}", "template", "cannot hold"),
        ("{{ audit.teams }}", "template-name", "“audit.teams”, which is no slot"),
        ("{{ audit }}", "template-name", "“audit”, which is no slot"),
        ("{{ actions.what }}", "template-name", "rows that repeat"),
        ("{% if subject.kind == 'x' %}a{% endif %}", "template-name", "“subject.kind”"),
        ("Note {%p if audit.team %}", "template-beside", "takes its whole paragraph"),
        ("{%p if audit.team %}{%p endif %}", "template-beside", "takes its whole paragraph"),
    ],
)
def test_a_template_tag_that_would_not_work_is_found(tag: str, rule: str, says: str) -> None:
    found = changed(PLAIN, tag)
    assert rule in rules(found)
    assert any(says in one.message for one in found if one.rule == rule), found
    if rule != "template-whole":
        assert found[0].where == "under “1. Plan”, in the text"


@pytest.mark.parametrize(
    "tag",
    [
        "{{ audit.reference }} of {{ audit.team|upper }}",
        "{{ audit.team.upper() }}",
        "{% if subject.status == “home” %}at home{% else %}away{% endif %}",
        "{% if subject %}{{ subject.status }}{% endif %}",
        "{% set place = subject.status %}{{ place }}",
        "{% for letter in audit.team %}{{ loop.index }}{{ letter }}{% endfor %}",
        "{# a note for whoever mends this form #}Read the plan.",
        "100 % of {plans}",
    ],
)
def test_a_template_tag_that_works_is_let_alone(tag: str) -> None:
    assert changed(PLAIN, tag) == []


def test_a_row_tag_beside_other_text_in_its_row_is_found() -> None:
    found = changed("Is it clear who does what by when?", "{%tr if audit.team %}")
    assert "template-beside" in rules(found)
    assert any("takes its whole table row" in one.message for one in found)


def test_a_condition_that_empties_a_cell_is_found() -> None:
    begin, end = (
        f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>" for tag in ("{%p if audit.team %}", "{%p endif %}")
    )
    paragraph = re.compile(r"<w:p>(?:(?!<w:p>).)*?Is it clear who does what by when\?</w:t></w:r></w:p>")
    (found,) = changed(paragraph, rf"{begin}\g<0>{end}")
    assert (found.rule, "no paragraph" in found.message) == ("template-whole", True)


def test_a_condition_that_cuts_through_the_document_is_found() -> None:
    from_text_to_cell = re.compile(PLAIN.pattern + "(.*?)(Is it clear)")
    (found,) = changed(from_text_to_cell, r"{% if audit.team %}\1{% endif %}\2")
    assert (found.rule, "broken" in found.message) == ("template-whole", True)


def test_a_template_tag_that_may_not_be_run_is_named_and_not_run() -> None:
    for tag in ("{{ ''.__class__.__mro__ }}", "{% for i in range(10 ** 9) %}x{% endfor %}"):
        assert rules(changed(PLAIN, tag)) == {"unfit"}
