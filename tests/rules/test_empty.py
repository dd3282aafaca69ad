import pytest

from schemas.edition import Kind
from tests.copies import WELL, checked, codes, declared, slot, the

HEADER = {tag: said for tag, said in WELL.items() if tag.startswith(("audit.", "subject."))}


def test_a_copy_with_nothing_but_its_header_is_an_error() -> None:
    found = the(checked(HEADER), "copy.empty")

    assert (found.level, found.tag) == ("error", None)


def test_a_blank_copy_is_an_error() -> None:
    assert "copy.empty" in codes(checked({}))


def test_one_answer_is_enough_to_be_no_blank() -> None:
    assert "copy.empty" not in codes(checked(HEADER | {"overall.rationale": "The plan is clear."}))


def test_what_only_this_form_asks_about_the_record_is_a_question_unless_it_was_sent_out_with() -> None:
    slots = (slot("audit.team"), slot("subject.seen_alone"), slot("sections.visits.count"))
    said = {"audit.team": "Harbour", "subject.seen_alone": "Twice in May"}
    assert "copy.empty" not in codes(checked(said, slots=slots))
    sent = {"audit": {"team": "Harbour"}, "subject": {"seen_alone": "Twice in May"}}
    assert "copy.empty" in codes(checked(said, slots=slots, sent=sent))


def test_an_action_is_an_answer() -> None:
    assert "copy.empty" not in codes(checked(HEADER, [{"actions.what": "Put a date to every step"}]))


LONG = tuple(slot(f"sections.plan.question_{number}") for number in range(20))
TICKS = tuple(slot(f"sections.plan.tick_{number}", Kind.TICK) for number in range(20))


@pytest.mark.parametrize(("answered", "told"), [(0, False), (1, True), (2, False), (20, False)])
def test_a_copy_in_which_hardly_anything_is_answered_is_a_warning(answered: int, told: bool) -> None:
    said = {one.tag: "The plan is clear." for one in LONG[:answered]}
    found = [one for one in checked(said, slots=LONG).problems if one.code == "copy.hardly_begun"]
    assert bool(found) == told
    for one in found:
        assert (one.level, one.tag) == ("warning", None)
        assert "asks 20 questions, beside boxes to tick, and has 1 answer." in one.message


def test_neither_the_header_nor_boxes_are_questions() -> None:
    said = HEADER | {one.tag: "The plan is clear." for one in LONG[:2]}
    slots = (*(slot(tag) for tag in HEADER), *LONG, *TICKS)
    assert "copy.hardly_begun" not in codes(checked(said, slots=slots))
    header_alone = checked(HEADER | {LONG[0].tag: "The plan is clear."}, slots=slots)
    assert "copy.hardly_begun" in codes(header_alone)


def test_boxes_and_rows_are_answers() -> None:
    ticked = {one.tag: "☒" for one in TICKS[:2]}
    assert "copy.hardly_begun" not in codes(checked(ticked, slots=(*LONG, *TICKS)))
    rows = [{"actions.what": "Put a date to every step"}] * 2
    slots = (*LONG, slot("actions.what"))
    assert "copy.hardly_begun" not in codes(checked({}, rows, slots=slots))


def test_a_form_that_asks_for_every_answer_tells_of_each_instead() -> None:
    said = {LONG[0].tag: "The plan is clear."}
    found = codes(checked(said, slots=LONG, declaration=declared(blanks_allowed=False)))
    assert "copy.hardly_begun" not in found
    assert found.count("answer.missing") == len(LONG) - 1
