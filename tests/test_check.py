from dataclasses import replace
from datetime import date
from itertools import pairwise
from time import process_time

import pytest

from schemas.edition import Kind
from service.check import Checked, check
from service.problem import CODES, Level, problem
from service.reading import Reading, State
from service.rules import rulebook
from tests.copies import (
    ACTION,
    FORM,
    TODAY,
    WELL,
    checked,
    codes,
    declared,
    reading_of,
    schema_of,
    slot,
    the,
    with_state,
)


def of(reading: Reading) -> Checked:
    """The reading of a copy of the usual form, checked."""
    return check(reading, schema_of(), today=TODAY)


def test_every_answer_gets_its_value_and_stands_in_the_record() -> None:
    said = WELL | {
        "sections.plan.smart": "Partly",
        "sections.visits.count": "12",
        "sections.visits.seen_yes": "☒",
    }
    result = checked(said)

    values = {one.tag: one.value for one in result.answers}
    assert values["audit.date"] == date(2026, 6, 4)
    assert values["sections.plan.smart"] == "partly"
    assert values["sections.visits.count"] == 12
    assert values["sections.visits.seen_yes"] is True
    assert values["sections.plan.grade"] == "good"
    assert result.record["sections"]["visits"]["count"] == 12
    assert result.record["overall"]["grade"] == "good"
    assert codes(result) == []


def test_only_answers_stand_in_the_record_but_boxes_and_lists_always_do() -> None:
    result = checked({})

    assert result.record == {"sections": {"visits": {"seen_yes": False, "seen_no": False}}, "actions": []}


def test_a_copy_says_the_same_of_itself_twice() -> None:
    assert checked(WELL, [ACTION]) == checked(WELL, [ACTION])


def test_text_is_kept_letter_for_letter() -> None:
    said = "  Śniadanie & <b> {{ x }} “quoted”\n\tsecond line  "

    assert checked({"overall.strengths": said}).record["overall"]["strengths"] == said


def test_what_cannot_be_read_is_left_out_and_named() -> None:
    result = checked(WELL | {"sections.plan.grade": "Good/RI", "audit.date": "31/02/2026"})

    assert "grade" not in result.record["sections"]["plan"]
    assert "date" not in result.record["audit"]
    grade, day = the(result, "grade.ambiguous"), the(result, "date.impossible")
    assert (grade.tag, grade.said, grade.where) == ("sections.plan.grade", "Good/RI", "beside “Plan: grade”")
    assert (day.tag, day.level) == ("audit.date", "error")
    answer = next(one for one in result.answers if one.tag == "sections.plan.grade")
    assert (answer.state, answer.value) == (State.ANSWERED, None)


def test_another_spelling_is_taken_and_remarked_on() -> None:
    result = checked(WELL | {"overall.grade": "RI", "audit.date": "4.6.2026"})

    assert result.record["overall"]["grade"] == "requires_improvement"
    assert codes(result) == ["value.normalised", "value.normalised"]


def test_an_unreadable_answer_stays_out_of_the_record_and_is_named_once() -> None:
    reading = reading_of(schema_of(), WELL)
    noted = problem("answer.unreadable", "Several of the choices are left here.", tag="sections.plan.grade")
    doubted = problem("answer.by_position", "Found by its place.", tag="sections.plan.grade")
    with_note = with_state(reading, "sections.plan.grade", State.UNREADABLE, "Good\nInadequate", noted)
    without_note = with_state(reading, "sections.plan.grade", State.UNREADABLE, "Good\nInadequate", doubted)

    for one in (of(with_note), of(without_note)):
        assert "grade" not in one.record["sections"]["plan"]
        assert codes(one).count("answer.unreadable") == 1


def test_a_box_that_is_gone_has_no_value() -> None:
    reading = reading_of(schema_of(), WELL)
    noted = problem("slot.missing", "The place for it is not in this copy.", tag="sections.visits.seen_yes")

    result = of(with_state(reading, "sections.visits.seen_yes", State.MISSING, "", noted))

    assert result.record["sections"]["visits"].get("seen_yes") is None
    assert result.record["sections"]["visits"]["seen_no"] is False
    assert codes(result) == ["slot.missing"]


def test_a_box_in_a_part_that_the_case_does_not_need_is_not_ticked() -> None:
    reading = reading_of(schema_of(), WELL)

    result = of(with_state(reading, "sections.visits.seen_yes", State.MISSING))

    assert result.record["sections"]["visits"]["seen_yes"] is False


def test_a_box_that_cannot_be_read_has_no_value_and_is_named() -> None:
    result = checked(WELL | {"sections.visits.seen_yes": "perhaps"})

    assert result.record["sections"]["visits"].get("seen_yes") is None
    assert the(result, "answer.unreadable").tag == "sections.visits.seen_yes"


def test_an_untouched_prompt_is_no_answer() -> None:
    reading = with_state(reading_of(schema_of(), WELL), "overall.strengths", State.PLACEHOLDER, "Write here")

    assert "strengths" not in of(reading).record["overall"]


def test_rows_that_say_nothing_are_none_and_others_keep_their_order() -> None:
    other = ACTION | {"actions.what": "Refer to CAMHS", "actions.agreed": "☒"}

    result = checked(WELL, [ACTION, {}, other])

    assert [row["what"] for row in result.record["actions"]] == [ACTION["actions.what"], "Refer to CAMHS"]
    assert [row["agreed"] for row in result.record["actions"]] == [False, True]


def test_a_row_that_says_something_unclear_stays_a_row() -> None:
    result = checked(WELL, [{"actions.due": "soonish"}, ACTION])

    assert len(result.record["actions"]) == 2
    assert result.record["actions"][1]["what"] == ACTION["actions.what"]


def test_problems_stand_in_the_order_of_the_form_and_those_of_the_whole_copy_first() -> None:
    reading = reading_of(
        schema_of(), WELL | {"overall.grade": "n/a", "audit.date": "soon"}, [{"actions.what": "Monitor"}]
    )
    reading = replace(reading, problems=(problem("comments.present", "The copy holds comments."),))

    result = of(reading)

    places = [(one.tag, one.row) for one in reading.answers]
    found = [-1 if one.tag is None else places.index((one.tag, one.row)) for one in result.problems]
    assert found == sorted(found)
    assert result.problems[0].code == "comments.present"
    assert len(found) > 4


def test_errors_come_before_warnings_at_one_place() -> None:
    result = checked(WELL | {"overall.grade": "n/a"})

    here = [one.level for one in result.problems if one.tag == "overall.grade"]
    assert all(not (first is Level.WARNING and then is Level.ERROR) for first, then in pairwise(here))


def test_a_form_switches_warnings_off_but_not_what_could_not_be_read() -> None:
    off = declared(off=("feedback.none", "value.normalised", "date.unreadable"))
    said = {tag: text for tag, text in WELL.items() if not tag.startswith("feedback.")}

    result = checked(said | {"overall.grade": "RI", "audit.date": "soon"}, declaration=off)

    assert codes(result) == ["date.unreadable"]


def test_characters_that_word_cannot_hold_are_taken_out_with_a_remark() -> None:
    result = checked(WELL | {"overall.strengths": "Good\x00 work on routines"})

    assert result.record["overall"]["strengths"] == "Good work on routines"
    assert codes(result) == ["value.cleaned"]


def test_an_answer_of_such_characters_only_is_blank() -> None:
    result = checked(WELL | {"overall.strengths": "\x00"})

    assert "strengths" not in result.record["overall"]
    assert next(one.state for one in result.answers if one.tag == "overall.strengths") is State.BLANK


def test_a_form_of_one_box_is_checked_too() -> None:
    assert checked({}, slots=[slot("sections.a.seen", Kind.TICK)]).record == {
        "sections": {"a": {"seen": False}}
    }


def test_nothing_and_no_of_a_form_whose_tags_have_no_dots_stand_in_the_record() -> None:
    slots = [slot("visits", Kind.NUMBER), slot("seen", Kind.TICK), slot("told", Kind.TICK), slot("by")]
    assert checked({"visits": "0", "told": "☒"}, slots=slots).record == {
        "visits": 0,
        "seen": False,
        "told": True,
    }


@pytest.mark.parametrize(
    "said",
    [
        "1. " * 20_000,
        "not safe " * 10_000,
        "is really " * 10_000,
        "at real high risk being " * 5_000,
        "sex offender not hit her " * 5_000,
        "bruise never followed " * 5_000,
        "the case senior lead " * 5_000,
        "SW to visit and TM to " * 4_000,
        "support the social worker to develop " * 3_000,
        "training for " * 5_000,
        "see above and " * 5_000,
        "a" * 100_000,
    ],
    ids=lambda said: said[:12],
)
def test_no_long_text_takes_long(said: str) -> None:
    everything = {one.tag: said for one in FORM}
    started = process_time()

    checked(everything, [everything, everything], printed=(said,))

    assert process_time() - started < 10


@pytest.mark.parametrize(
    "said", ["\u200b", "☒", "{{ x }}", "a" * 20_000, "1. " * 2_000, "not safe " * 2_000, "( " * 500]
)
def test_no_text_trips_a_rule(said: str) -> None:
    everything = {one.tag: said for one in FORM}

    result = checked(everything, [everything, everything], filename=f"{said[:200]}.docx", printed=(said,))

    assert {one.code for one in result.problems} <= CODES.keys()


def test_every_rule_says_what_it_is_about() -> None:
    assert all(rule.__doc__ and rule.__doc__.startswith("`") for rule in rulebook.RULES)
