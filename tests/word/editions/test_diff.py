"""What a new edition changed: each slot's fate, and the old tags that go on under new ones."""

from collections.abc import Sequence

import pytest

from schemas.edition import Declaration, Slot
from service.catalogue import Catalogue
from service.word.declaration import declaration_of
from service.word.declaring import redeclared
from service.word.editions.diff import Change, Fate, changes, mapping
from service.word.form import Form, load_form
from service.word.outline.build import build
from service.word.outline.reader import read_outline
from service.word.package import open_package

OUTLINE = """
key: record
title: Record audit
edition: "{edition}"
header:
  - {{tag: audit.date, title: Date of audit, kind: date}}
  - {{tag: subject.moves, title: Moves, kind: number}}
sections:
  - key: plan
    title: Plan
    shape: B
    questions:
{plan}
  - key: health
    title: Health
    shape: B
    questions:
{health}
overall: {{grade: true, rationale: true}}
actions: {{columns: [what, owner, due]}}
"""
SMART = ("smart", "Is it clear who does what by when?")
SHARED = ("shared", "Was the plan shared with the family?")
CHECKED = ("checked", "Are dental checks and eye tests recorded?")


def edition(
    number: str,
    plan: Sequence[tuple[str, str]] = (SMART, SHARED),
    health: Sequence[tuple[str, str]] = (CHECKED,),
) -> Form:
    def questions(asked: Sequence[tuple[str, str]]) -> str:
        return "\n".join(f'      - {{key: {key}, text: "{text}"}}' for key, text in asked)

    outline = OUTLINE.format(edition=number, plan=questions(plan), health=questions(health))
    return load_form(build(read_outline(outline)))


OLD = edition("1")


def fates(new: Form, old: Form = OLD) -> list[tuple[str, list[str], list[str]]]:
    """What did not stay as it was, questions alone and not their comments."""
    return [
        (change.fate, tags(change.old), tags(change.new))
        for change in changes(old, new)
        if change.fate is not Fate.KEPT
        and not any(tag.endswith("_evidence") for tag in tags(change.old + change.new))
    ]


def tags(slots: Sequence[Slot]) -> list[str]:
    return [slot.tag for slot in slots]


def the_change(new: Form, tag: str) -> Change:
    (found,) = [change for change in changes(OLD, new) if tag in tags(change.old)]
    return found


def test_of_the_same_form_everything_is_kept() -> None:
    assert {change.fate for change in changes(OLD, edition("2"))} == {Fate.KEPT}


def test_a_slot_that_was_dropped_and_one_that_was_added() -> None:
    new = edition("2", plan=(SMART, ("chronology", "Is there a chronology?")))
    assert fates(new) == [
        (Fate.DROPPED, ["sections.plan.shared"], []),
        (Fate.ADDED, [], ["sections.plan.chronology"]),
    ]


def test_a_question_with_other_words_is_reworded_and_its_words_are_told() -> None:
    new = edition("2", plan=(SMART, ("shared", "Has the plan been shared with the parents?")))
    change = the_change(new, "sections.plan.shared")
    assert change.fate is Fate.CHANGED
    assert "reworded: “Was the plan shared with the family?" in change.said[0]
    assert "Has the plan been shared with the parents?" in change.said[0]


def test_a_question_under_a_new_key_goes_on_as_the_old_one() -> None:
    new = edition("2", plan=(("certain", SMART[1]), SHARED))
    change = the_change(new, "sections.plan.smart")
    assert (change.fate, tags(change.new)) == (Fate.CHANGED, ["sections.plan.certain"])
    assert mapping(changes(OLD, new)) == {
        "sections.plan.certain": "sections.plan.smart",
        "sections.plan.certain_evidence": "sections.plan.smart_evidence",
    }


def test_a_question_that_moved_to_another_section() -> None:
    new = edition("2", plan=(SMART,), health=(CHECKED, SHARED))
    change = the_change(new, "sections.plan.shared")
    assert tags(change.new) == ["sections.health.shared"]
    assert any("moved from “1. Plan” to “2. Health”" in said for said in change.said)


def test_a_question_that_was_split_and_two_that_were_merged() -> None:
    parts = (("dental", "Are dental checks recorded?"), ("eyes", "Are eye tests recorded?"))
    whole = edition("2", health=parts)
    assert (
        Fate.SPLIT,
        ["sections.health.checked"],
        ["sections.health.dental", "sections.health.eyes"],
    ) in fates(whole)
    back = fates(edition("3"), whole)
    assert (Fate.MERGED, ["sections.health.dental"], ["sections.health.checked"]) in back
    assert (Fate.MERGED, ["sections.health.eyes"], ["sections.health.checked"]) in back


def test_two_questions_about_as_near_are_not_taken_for_the_old_one() -> None:
    near = (
        ("first", "Was the plan shared with the families?"),
        ("second", "Was a plan shared with the family?"),
    )
    new = edition("2", plan=(SMART, *near))
    assert the_change(new, "sections.plan.shared").fate is Fate.DROPPED


@pytest.mark.parametrize(
    ("before", "after"),
    [("Was the child seen alone by the worker?", "Was the child not seen alone by the worker?"),
     ("Was the plan made before the visit?", "Was the plan made after the visit?"),
     ("Was the mother of the child seen?", "Was the father of the child seen?"),
     ("Was the assessment done within 45 working days?", "Was the assessment done within 15 working days?"),
     ("Was the visit supervised by a worker?", "Was the visit unsupervised by a worker?")],
)  # fmt: skip
def test_a_question_turned_into_another_does_not_take_the_answers_of_the_first(
    before: str, after: str
) -> None:
    """Whether it kept the tag, which is said loudly, or got one of its own."""
    old = edition("1", plan=(("asked", before),))
    kept = changes(old, edition("2", plan=(("asked", after),)))
    (change,) = [one for one in kept if tags(one.old) == ["sections.plan.asked"]]
    assert change.fate is Fate.REUSED
    assert "has its tag: give it one of its own" in change.said[0]
    assert mapping(kept)["sections.plan.asked"] == ""
    other = changes(old, edition("2", plan=(("other", after),)))
    assert mapping(other) == {}
    assert [one.fate for one in other if tags(one.old) == ["sections.plan.asked"]] == [Fate.DROPPED]


def test_questions_whose_tags_were_exchanged_are_followed_by_their_words() -> None:
    one, other = "Was the child seen at home by the worker?", "Was the child seen at home by the manager?"
    old = edition("1", plan=(("seen", one), ("seen_2", other)))
    new = edition("2", plan=(("seen", other), ("seen_2", one)))
    told = mapping(changes(old, new))
    assert told["sections.plan.seen"] == "sections.plan.seen_2"
    assert told["sections.plan.seen_2"] == "sections.plan.seen"


def test_the_answers_to_a_question_whose_tag_was_reused_are_reported_under_none() -> None:
    new = _mapped(edition("2"), {"sections.plan.shared": ""})
    assert Catalogue([OLD, new]).reported_as(OLD, "sections.plan.shared") == ""
    assert Catalogue([OLD, new]).reported_as(OLD, "sections.plan.smart") == "sections.plan.smart"


def test_other_choices_are_told() -> None:
    text = OUTLINE.format(
        edition="2", plan='      - {key: smart, text: "Clear?"}', health='      - {key: c, text: "C?"}'
    )
    graded, other = (
        load_form(build(read_outline(text + f"scale: {scale}\n"))) for scale in ("ofsted", "ofsted_2012")
    )
    (change,) = [one for one in changes(graded, other) if tags(one.old) == ["overall.grade"]]
    assert change.said == ("no longer to choose: Requires improvement to be good; newly to choose: Adequate",)


def test_old_answers_are_reported_under_the_newest_tag_through_every_edition_between() -> None:
    second = _mapped(
        edition("2", plan=(("certain", SMART[1]), SHARED)), {"sections.plan.certain": "sections.plan.smart"}
    )
    third = _mapped(
        edition("3", plan=(("plain", SMART[1]), SHARED)), {"sections.plan.plain": "sections.plan.certain"}
    )
    catalogue = Catalogue([third, OLD, second])
    assert catalogue.reported_as(OLD, "sections.plan.smart") == "sections.plan.plain"
    assert catalogue.reported_as(second, "sections.plan.certain") == "sections.plan.plain"
    assert catalogue.reported_as(third, "sections.plan.plain") == "sections.plan.plain"
    assert catalogue.reported_as(OLD, "sections.plan.shared") == "sections.plan.shared"


def _mapped(form: Form, was: dict[str, str]) -> Form:
    declared = form.declaration
    made = redeclared(form.package, Declaration(declared.key, declared.title, declared.edition, was=was))
    assert declaration_of(open_package(made)) == Declaration(
        declared.key, declared.title, declared.edition, was=was
    )
    return load_form(made)


def test_a_question_that_was_made_longer_is_perhaps_the_same_and_a_person_says_so() -> None:
    longer = ("told", "Was the plan shared with the family, and was a copy left with them?")
    new = edition("2", plan=(SMART, longer))
    found = changes(OLD, new)
    assert ("perhaps the same", ["sections.plan.shared"], ["sections.plan.told"]) in fates(new)
    assert "sections.plan.told" not in mapping(found)
    decided = changes(OLD, new, {"sections.plan.shared": "sections.plan.told"})
    assert mapping(decided)["sections.plan.told"] == "sections.plan.shared"


def test_a_question_split_into_two_that_are_near_it_goes_on_as_neither() -> None:
    whole = ("whole", "Is the analysis of risk and protective factors clear?")
    parts = (
        ("risk", "Is the analysis of risk clear?"),
        ("whole", "Is the analysis of protective factors clear?"),
    )
    old, new = edition("1", plan=(SMART, whole)), edition("2", plan=(SMART, *parts))
    assert ("split", ["sections.plan.whole"], ["sections.plan.risk", "sections.plan.whole"]) in fates(
        new, old
    )
    assert mapping(changes(old, new)).get("sections.plan.risk") is None


def test_a_pair_that_a_person_takes_apart_goes_on_as_none() -> None:
    new = edition("2", plan=(("certain", SMART[1]), SHARED))
    assert mapping(changes(OLD, new))["sections.plan.certain"] == "sections.plan.smart"
    assert "sections.plan.certain" not in mapping(changes(OLD, new, {"sections.plan.smart": ""}))
    assert mapping(changes(OLD, edition("2"), {"sections.plan.smart": ""})) == {"sections.plan.smart": ""}


def test_a_question_that_has_little_in_common_with_any_other_is_dropped() -> None:
    new = edition("2", plan=(SMART, ("school", "Does the school know of the plan?")))
    assert ("dropped", ["sections.plan.shared"], []) in fates(new)
    assert ("added", [], ["sections.plan.school"]) in fates(new)
