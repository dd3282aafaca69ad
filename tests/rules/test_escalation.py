from schemas.edition import Kind
from schemas.lists import options
from tests.copies import FORM, WELL, checked, codes, slot, the

CODE = "escalation.not_recorded"
INADEQUATE = WELL | {"overall.grade": "Inadequate", "sections.plan.grade": "Inadequate"}
AT_RISK = WELL | {
    "sections.plan.rationale": "There is no plan and she is at risk of significant harm from her uncle."
}


def test_an_inadequate_audit_with_nobody_told_is_an_error() -> None:
    found = the(checked(INADEQUATE), CODE)

    assert (found.level, found.tag) == ("error", "escalation.told")
    assert "“Overall: grade” is Inadequate." in found.message


def test_one_inadequate_section_is_enough() -> None:
    assert the(checked(WELL | {"sections.visits.grade": "Inadequate"}), CODE).level == "error"


def test_words_of_concern_are_enough_and_are_quoted() -> None:
    found = the(checked(AT_RISK), CODE)

    assert found.level == "error"
    assert found.said == "There is no plan and she is at risk of significant harm from her uncle."


def test_naming_who_was_told_settles_it() -> None:
    assert CODE not in codes(checked(INADEQUATE | {"escalation.told": "P. Vane-Holt, team manager"}))
    assert CODE not in codes(checked(AT_RISK | {"escalation.told": "P. Vane-Holt, team manager"}))


def test_saying_it_in_the_details_settles_it_too() -> None:
    said = {"escalation.details": "Team manager was told by telephone at 14:20"}

    assert CODE not in codes(checked(AT_RISK | said))
    assert CODE in codes(checked(AT_RISK | {"escalation.details": "Team manager has not been told yet"}))


def test_a_dash_or_nobody_names_no_one() -> None:
    assert CODE in codes(checked(INADEQUATE | {"escalation.told": "n/a"}))
    assert CODE in codes(checked(INADEQUATE | {"escalation.told": "No one"}))


def test_an_auditor_who_answered_no_has_considered_it() -> None:
    assert the(checked(AT_RISK | {"escalation.needed": "No"}), CODE).level == "warning"
    assert (
        the(checked(WELL | {"sections.plan.grade": "Inadequate", "escalation.needed": "No"}), CODE).level
        == "warning"
    )


def test_but_not_where_the_whole_audit_is_inadequate() -> None:
    assert the(checked(INADEQUATE | {"escalation.needed": "No"}), CODE).level == "error"


def test_yes_without_saying_who_was_told_is_an_error() -> None:
    assert the(checked(WELL | {"escalation.needed": "Yes"}), CODE).level == "error"


def test_an_ordinary_audit_needs_nothing() -> None:
    assert CODE not in codes(checked(WELL))
    assert CODE not in codes(checked(WELL | {"escalation.needed": "No"}))


def test_what_an_action_hopes_for_and_what_went_well_are_not_read() -> None:
    said = WELL | {"overall.strengths": "The worker saw that he was at immediate risk."}
    action = {
        "actions.what": "Complete the safety plan with mother",
        "actions.impact": "He will not be in immediate danger",
        "actions.owner": "Social worker",
        "actions.due": "19/06/2026",
    }

    assert CODE not in codes(checked(said, [action]))


def test_a_form_without_a_place_for_it_is_not_asked() -> None:
    without = [one for one in FORM if not one.tag.startswith("escalation.")]

    assert CODE not in codes(checked({"overall.grade": "Inadequate"}, slots=without))


def test_a_child_who_is_not_safe_now_is_a_concern() -> None:
    safe = slot(
        "sections.risk.safe", Kind.CHOICE, options("yes_no_cannot_tell"), title="The child is safe now"
    )

    assert CODE in codes(checked(WELL | {"sections.risk.safe": "No"}, slots=[*FORM, safe]))
    assert CODE not in codes(checked(WELL | {"sections.risk.safe": "Yes"}, slots=[*FORM, safe]))


def test_a_score_that_means_inadequate_counts() -> None:
    score = slot("sections.checks.score", Kind.CHOICE, options("zero_to_three"))

    assert CODE in codes(checked(WELL | {"sections.checks.score": "0 – Inadequate"}, slots=[*FORM, score]))
    assert CODE not in codes(checked(WELL | {"sections.checks.score": "2 – Good"}, slots=[*FORM, score]))


def test_no_beside_words_that_somebody_was_told_is_asked_about() -> None:
    said = {"escalation.details": "Phoned the duty manager because mum was drunk with the baby"}
    found = the(checked(WELL | said | {"escalation.needed": "No"}), "escalation.contradicted")

    assert (found.level, found.tag) == ("error", "escalation.needed")
    assert "Phoned the duty manager" in found.message
    assert "escalation.contradicted" not in codes(checked(WELL | said | {"escalation.needed": "Yes"}))


def test_no_beside_who_was_told_is_asked_about() -> None:
    told = {"escalation.needed": "No", "escalation.told": "P. Vane-Holt, team manager"}

    assert "escalation.contradicted" in codes(checked(WELL | told))


def test_no_beside_words_that_fill_the_box_is_not() -> None:
    for said in ({"escalation.told": "n/a"}, {"escalation.details": "No concerns about his safety."}):
        assert "escalation.contradicted" not in codes(checked(WELL | said | {"escalation.needed": "No"}))
