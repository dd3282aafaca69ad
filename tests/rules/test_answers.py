import pytest

from schemas.edition import Kind, Slot
from tests.copies import ACTION, FORM, WELL, checked, codes, declared, slot, the

ALL = declared("fostering", blanks_allowed=False)


def test_a_question_left_open_is_named_where_the_form_asks_for_every_answer() -> None:
    found = checked(WELL, declaration=ALL)
    missing = [one.tag for one in found.problems if one.code == "answer.missing"]

    assert "sections.plan.smart" in missing
    assert "subject.initials" in missing
    assert {one.level for one in found.problems if one.code == "answer.missing"} == {"warning"}


def test_comments_feedback_escalation_and_signatures_are_no_questions() -> None:
    found = checked(WELL, declaration=ALL)
    missing = {one.tag for one in found.problems if one.code == "answer.missing"}

    assert not missing & {
        "audit.reference",
        "sections.plan.smart_evidence",
        "sections.visits.seen_comments",
        "overall.strengths",
        "feedback.family",
        "escalation.told",
        "signoff.auditor.name",
    }


def test_boxes_that_exclude_each_other_are_one_question() -> None:
    def asked(said: dict[str, str]) -> list[str | None]:
        found = checked(WELL | said, declaration=ALL)
        return [
            one.tag for one in found.problems if one.code == "answer.missing" and "seen" in (one.tag or "")
        ]

    assert asked({}) == ["sections.visits.seen_yes"]
    assert asked({"sections.visits.seen_no": "☒"}) == []


def test_the_message_does_not_say_the_title_again_and_names_the_question_of_boxes() -> None:
    found = {
        one.tag: one.message
        for one in checked(WELL, declaration=ALL).problems
        if one.code == "answer.missing"
    }

    assert "subject.initials" not in found["subject.initials"]
    assert found["subject.initials"].startswith("Nothing is answered here. This form asks for every answer")
    assert found["sections.visits.seen_yes"].startswith("No box is ticked for “Child seen”.")


def test_a_question_cut_short_in_the_titles_of_its_boxes_is_named_in_full() -> None:
    asked = "Were the parents and the child told why, and asked what they think?"
    boxes = [
        Slot(f"sections.told.family_{end}", f"Were the parents and the…: {end}", Kind.TICK, label=asked)
        for end in ("yes", "no")
    ]

    assert f"“{asked}”" in the(checked({}, slots=boxes, declaration=ALL), "answer.missing").message


def test_a_box_by_itself_is_answered_by_being_empty() -> None:
    box = slot("sections.visits.home_seen", Kind.TICK)

    assert "answer.missing" not in codes(checked({}, slots=[box], declaration=ALL))


def test_blanks_are_legitimate_where_the_form_allows_them() -> None:
    assert codes(checked(WELL)) == []


@pytest.mark.parametrize(
    "said",
    [
        "See above",
        "see above.",
        "As above",
        "as previous",
        "Ditto",
        "Per section 3",
        "As per section 3.2 above",
        "See previous comments",
        "Please see overall rationale",
        "Covered in section 2",
        "(see below)",
        "Refer to section 4 for further details",
        "Same as above",
        "See Q3",
        "As stated above",
        "N/A - see above",
    ],
)
def test_an_answer_that_only_points_to_another_is_named(said: str) -> None:
    found = the(checked(WELL | {"sections.visits.seen_comments": said}), "answer.see_above")

    assert (found.level, found.tag, found.said) == ("warning", "sections.visits.seen_comments", said)


@pytest.mark.parametrize(
    "said",
    [
        "See above; the visit of 3 May was also late.",
        "See the note of 6 May, which gives the detail.",
        "As above, with two visits missed in March",
        "Above average attendance",
        "The previous worker saw her weekly",
        "Same worker since 2024",
        "Section 20 agreement is signed",
        "Seen",
        "Below target",
    ],
)
def test_an_answer_that_says_something_is_not(said: str) -> None:
    assert "answer.see_above" not in codes(checked(WELL | {"sections.visits.seen_comments": said}))


def test_it_is_looked_for_in_the_rows_of_actions_too() -> None:
    found = the(checked(WELL, [ACTION, ACTION | {"actions.impact": "as above"}]), "answer.see_above")

    assert (found.tag, found.row) == ("actions.impact", 1)


def test_yes_and_no_both_ticked_is_an_error() -> None:
    said = {"sections.visits.seen_yes": "☒", "sections.visits.seen_no": "☒"}
    result = checked(WELL | said)

    found = the(result, "tick.both")
    assert (found.level, found.tag) == ("error", "sections.visits.seen_yes")
    assert (
        result.record["sections"]["visits"] | {"seen_yes": True, "seen_no": True}
        == result.record["sections"]["visits"]
    )


@pytest.mark.parametrize("ticked", [{}, {"sections.visits.seen_yes": "☒"}, {"sections.visits.seen_no": "☑"}])
def test_one_ticked_or_none_is_not(ticked: dict[str, str]) -> None:
    assert "tick.both" not in codes(checked(WELL | ticked))


def test_two_grades_ticked_in_a_row_of_them_are_an_error() -> None:
    boxes = [
        slot(f"sections.visits.quality_{grade}", Kind.TICK) for grade in ("good", "requires_improvement")
    ]
    said = {one.tag: "☒" for one in boxes}

    assert the(checked(WELL | said, slots=[*FORM, *boxes]), "tick.both").tag == boxes[0].tag
    assert "tick.both" not in codes(checked(WELL | {boxes[0].tag: "Good"}, slots=[*FORM, *boxes]))
