"""The map of a proposal: written for people, and refused with a sentence where it cannot be followed."""

import re

import pytest
import yaml

from schemas.edition import Kind, Option
from service.errors import Unfit
from service.word.adopt.mapping import read_map, written
from service.word.adopt.proposing import propose
from tests.word.tiny import cell, document, para, row, run, table

TITLE = '<w:pStyle w:val="Title"/>'
BODY = (
    para("Record audit", style="Title")
    + table(
        row("Date of audit", ""), row("Reference", ""), row("Overall judgement", cell("Good", "Inadequate"))
    )
    + para("Actions", style="Heading1")
    + table(row("Action", "Owner", "By when"), *[row("", "", "")] * 3, columns=3)
    + para("Hours", style="Heading1")
    + table(row("Start", "End"), *[row("", "")] * 2)
)
FORM = document(BODY, footer=para("Version 5 August 2015"))


def a_map(*changes: tuple[str, str]) -> str:
    """The map of the form, changed by hand; what was not decided is."""
    text = written(propose(FORM, "theirs"), FORM, "theirs.docx")
    text = re.sub(r"tag: .*(\n.*\n.*\n)  decide:\n(?:  - .*\n)+", r"tag: audit.number\1", text)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def refusal(*changes: tuple[str, str], data: bytes = FORM) -> str:
    with pytest.raises(Unfit) as unfit:
        read_map(a_map(*changes), data)
    return "; ".join(f"{fault.path}: {fault.message}" for fault in unfit.value.faults)


def test_what_is_written_is_read_back() -> None:
    proposal = propose(FORM, "theirs")
    declaration, slots = read_map(a_map(), FORM)
    assert declaration == proposal.declaration
    assert [(one.found.spots, one.found.options, one.found.repeating) for one in slots] == [
        (one.found.spots, one.found.options, one.found.repeating) for one in proposal.slots
    ]
    assert [one.named.tag for one in slots if one.named.tag != "audit.number"] == [
        one.named.tag for one in proposal.slots if not one.named.ties
    ]


def test_the_form_is_called_by_its_title_and_the_version_in_its_footer() -> None:
    declared = propose(FORM, "theirs").declaration
    assert (declared.key, declared.title, declared.edition) == ("record_audit", "Record audit", "5")


def test_a_form_without_a_title_is_called_by_its_file() -> None:
    declared = propose(document(para(run("Team: ______"))), "2019 File-audit v3").declaration
    assert (declared.key, declared.title, declared.edition) == ("file_audit_v3", "2019 File audit v3", "3")


def test_rows_of_actions_repeat_and_those_of_other_tables_are_places_of_their_own() -> None:
    slots = propose(FORM, "theirs").slots
    actions = [one for one in slots if one.named.tag.startswith("actions.")]
    assert [(one.named.tag, len(one.found.spots)) for one in actions] == [
        ("actions.what", 3),
        ("actions.owner", 3),
        ("actions.due", 3),
    ]
    hours = [one for one in slots if one.found.heading == "Hours"]
    assert sorted(one.named.title for one in hours) == [
        "End, row 1", "End, row 2", "Start, row 1", "Start, row 2",
    ]  # fmt: skip
    assert len({one.named.tag for one in hours}) == 4


def test_of_two_lists_under_one_heading_only_that_of_actions_repeats() -> None:
    lists = table(row("Strength", "Evidence"), *[row("", "")] * 2) + table(
        row("Action", "Owner"), *[row("", "")] * 2
    )
    slots = propose(document(para("Record audit", style="Title") + lists), "theirs").slots
    assert [one.named.title for one in slots] == [
        "Strength, row 1", "Strength, row 2", "Evidence, row 1", "Evidence, row 2", "Action", "Owner",
    ]  # fmt: skip


def test_a_map_says_where_each_place_is_and_why() -> None:
    entries = yaml.safe_load(a_map())["slots"]
    assert entries[0] == {
        "tag": "audit.date",
        "title": "Date of audit",
        "kind": "date",
        "where": "under “Record audit”, table 1, row 1, column 2",
        "why": "an empty cell beside “Date of audit”; “Date of audit” asks for a date",
        "sure": 0.9,
        "at": "1.1:0-0",
    }
    assert entries[2]["options"] == {"good": "Good", "inadequate": "Inadequate"}


def test_a_choice_without_options_takes_any_text() -> None:
    changed = ("  options:\n    good: Good\n    inadequate: Inadequate\n", "")
    _, slots = read_map(a_map(changed), FORM)
    assert slots[2].found.kind is Kind.TEXT


def test_options_by_the_name_of_a_scale_stand_in_the_words_that_the_form_prints() -> None:
    data = document(table(row("Overall grade", "Outstanding / Good / RI / Inadequate"), row("Team", "")))
    text = written(propose(data, "theirs"), data, "theirs.docx")
    start, end = text.index("  options:"), text.index("  where:", text.index("  options:"))
    _, slots = read_map(text[:start] + "  options: scale\n" + text[end:], data)
    (grade,) = [one.found for one in slots if one.named.tag == "overall.grade"]
    assert grade.options == (
        Option("outstanding", "Outstanding"),
        Option("good", "Good"),
        Option("requires_improvement", "RI"),
        Option("inadequate", "Inadequate"),
    )


def test_a_choice_in_place_of_one_that_the_form_prints_is_refused() -> None:
    """Every copy would read as the printed one."""
    data = document(table(row("Team", ""), row("Grade", "Outstanding", "Good"), columns=3))
    entry = "- {tag: overall.grade, title: Grade, kind: choice, options: scale, at: '1.1:0-11'}\n"
    with pytest.raises(Unfit) as caught:
        read_map(written(propose(data, "theirs"), data, "theirs.docx") + entry, data)
    assert [(one.path, "every copy would read as it" in one.message) for one in caught.value.faults] == [
        ("overall.grade.at", True)
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [("tag: audit.date", "tag: Audit Date", "Audit Date.tag: A tag is pieces of lower-case letters"),
     ("tag: audit.date", "tag: plan.date", "begins with one of audit"),
     ("kind: date", "kind: day", "audit.date.kind: “day” is none of"),
     ("kind: date", "kind: text", "“audit.date” is a date slot in every form"),
     ("at: 1.1:0-0", "at: over there", "audit.date.at: “over there” is no place"),
     ("at: 1.1:0-0", "", "is no place"),
     ("tag: audit.number", "tag: audit.date", "audit.date: stands twice"),
     ("key: record_audit", "key: Record audit", "form.key: “Record audit” should be small letters"),
     ("  sure: 0.9\n", "  sure: 0.9\n  colour: red\n", "audit.date.colour: is not known here"),
     ("tag: actions.what", "tag: actions.what\n  decide: [actions.impact]", "put the right one at `tag`"),
     ("at: 1.1:0-0", "at: [1.1:0-0, 2.1:0-0]", "only the rows of actions repeat"),
     ("slots:\n", "slots: none\nothers:\n", "slots: should be a list")],
)  # fmt: skip
def test_what_cannot_be_followed_is_named(old: str, new: str, says: str) -> None:
    assert says in refusal((old, new))


def test_an_undecided_label_has_to_be_decided() -> None:
    undecided = written(propose(FORM, "theirs"), FORM, "theirs.docx")
    assert "decide:" in undecided
    with pytest.raises(Unfit, match="does not say which tag"):
        read_map(undecided, FORM)


def test_a_map_is_for_the_file_it_was_made_for() -> None:
    assert "made for another file" in refusal(data=document(BODY + para("Thank you.")))


def test_a_map_without_places_is_refused() -> None:
    with pytest.raises(Unfit, match="at least one place"):
        read_map(a_map().partition("slots:")[0] + "slots: []\n", FORM)


def test_what_a_form_says_cannot_become_a_part_of_the_map() -> None:
    """Labels are strangers' words: a line of theirs that looks like an entry stays a label."""
    label = "Team\u2028- tag: audit.auditor # &x *y !!python/object"
    form = document(table(row(label, "")))
    text = written(propose(form, "theirs"), form, "a\nb: c.docx")
    assert len(yaml.safe_load(text)["slots"]) == 1
