import pytest

from schemas.edition import Kind
from schemas.lists import options
from tests.copies import ACTION, FORM, WELL, checked, codes, declared, slot, the

TOLD = {"escalation.told": "P. Vane-Holt"}


@pytest.mark.parametrize("said", ["", "N/A", "not graded"])
def test_an_audit_without_an_overall_grade_is_an_error(said: str) -> None:
    found = the(checked(WELL | {"overall.grade": said}), "grade.missing")

    assert (found.level, found.tag) == ("error", "overall.grade")
    assert "not worked out from the sections" in found.message


def test_an_overall_grade_that_cannot_be_read_is_not_also_missing() -> None:
    found = codes(checked(WELL | {"overall.grade": "Good/RI"}))

    assert "grade.ambiguous" in found
    assert "grade.missing" not in found


def test_not_graded_is_an_answer_where_the_form_offers_it() -> None:
    graded = slot("overall.grade", Kind.CHOICE, options("ofsted+not_graded"))
    slots = [graded if one.tag == "overall.grade" else one for one in FORM]

    assert "grade.missing" not in codes(checked(WELL | {"overall.grade": "Not graded"}, slots=slots))


def test_a_section_that_was_worked_on_and_not_graded_is_a_warning() -> None:
    found = the(checked(WELL | {"sections.plan.grade": ""}), "grade.missing")

    assert (found.level, found.tag) == ("warning", "sections.plan.grade")


def test_a_section_left_wholly_blank_is_blank_by_design() -> None:
    blank = WELL | {"sections.plan.grade": "", "sections.plan.rationale": ""}

    assert codes(checked(blank)) == []


def test_unless_the_form_asks_for_every_answer() -> None:
    blank = WELL | {"sections.plan.grade": "", "sections.plan.rationale": ""}

    found = the(checked(blank, declaration=declared(blanks_allowed=False)), "grade.missing")

    assert found.tag == "sections.plan.grade"
    assert "This form asks for every grade" in found.message
    assert "was completed" not in found.message


def test_a_grade_of_one_question_is_missed_where_its_evidence_is_given() -> None:
    slots = [
        *FORM,
        slot("sections.parents.both_evidence", Kind.RICH_TEXT),
        slot("sections.parents.both_grade", Kind.CHOICE, options("ofsted")),
    ]
    evidence = "Both parents were seen on their own, the father twice."

    assert the(
        checked(WELL | {"sections.parents.both_evidence": evidence}, slots=slots), "grade.missing"
    ).tag == ("sections.parents.both_grade")
    assert codes(checked(WELL, slots=slots)) == []


def test_an_overall_grade_above_every_section_asks_why() -> None:
    found = the(checked(WELL | {"overall.grade": "Outstanding"}), "overall.better_than_every_section")

    assert (found.level, found.tag, found.said) == ("warning", "overall.grade", "Outstanding")


@pytest.mark.parametrize("overall", ["Good", "Requires improvement to be good"])
def test_an_overall_grade_as_good_as_a_section_or_lower_does_not(overall: str) -> None:
    assert codes(checked(WELL | {"overall.grade": overall})) == []


def test_an_overall_grade_two_steps_from_the_worst_section_asks_why() -> None:
    said = WELL | TOLD | {"sections.plan.grade": "Inadequate"}

    found = the(checked(said, [ACTION]), "overall.two_from_worst")

    assert found.level == "warning"
    assert "Inadequate" in found.message


def test_one_step_from_the_worst_section_is_ordinary() -> None:
    said = WELL | {"sections.plan.grade": "Requires improvement to be good"}

    assert codes(checked(said)) == []


def test_sections_that_are_not_graded_or_graded_by_another_scale_do_not_count() -> None:
    score = slot("sections.checks.score", Kind.CHOICE, options("zero_to_three"))
    said = WELL | {"sections.plan.grade": "n/a", "sections.checks.score": "1 – Needs improvement"}

    assert set(codes(checked(said, slots=[*FORM, score]))) <= {"value.normalised"}


def test_an_inadequate_grade_asks_for_an_action() -> None:
    said = (
        WELL
        | TOLD
        | {"sections.plan.grade": "Inadequate", "overall.grade": "Requires improvement to be good"}
    )

    found = the(checked(said), "inadequate.without_action")

    assert (found.level, found.tag) == ("warning", "sections.plan.grade")
    assert "inadequate.without_action" in codes(checked(said, [{"actions.what": "None"}]))
    assert codes(checked(said, [ACTION])) == []


def test_a_primary_grade_that_was_copied_is_not_this_audits_judgement() -> None:
    slots = [
        *FORM,
        slot("sections.grades.plan_primary_grade", Kind.CHOICE, options("ofsted")),
        slot("sections.grades.plan_moderated_grade", Kind.CHOICE, options("ofsted")),
        slot("sections.grades.plan_reason"),
    ]
    said = WELL | {
        "sections.grades.plan_primary_grade": "Inadequate",
        "sections.grades.plan_moderated_grade": "Requires improvement to be good",
        "sections.grades.plan_reason": "Two visits were on file that the first auditor had not found.",
    }

    assert codes(checked(said, slots=slots)) == []


def test_a_form_that_gives_no_grade_may_switch_the_rule_off() -> None:
    assert "grade.missing" not in codes(checked({}, declaration=declared(off=("grade.missing",))))
