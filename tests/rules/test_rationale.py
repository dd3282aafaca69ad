import pytest

from schemas.edition import Kind
from schemas.lists import options
from tests.copies import FORM, WELL, checked, codes, slot, the

GOOD = (
    "The child is safe and heard. Help is early and joined up. Records and decisions are clear and current. "
    "Relationships are good, risk is understood and reviewed, and the work brings change."
)
PRINTED = ("Child in need audit", GOOD, "It says how every need will be met, by whom and when.")


@pytest.mark.parametrize("said", ["", "n/a", "-", "TBC"])
def test_a_grade_without_reasons_is_incomplete(said: str) -> None:
    found = the(checked(WELL | {"sections.plan.rationale": said}), "rationale.missing")

    assert (found.level, found.tag) == ("warning", "sections.plan.rationale")
    assert "Good" in found.message


def test_no_grade_needs_no_reasons() -> None:
    without = WELL | {"sections.plan.grade": "", "sections.plan.rationale": ""}

    assert "rationale.missing" not in codes(checked(without))
    assert "rationale.missing" not in codes(checked(without | {"sections.plan.grade": "n/a"}))


def test_a_form_without_a_place_for_reasons_is_not_asked_for_them() -> None:
    slots = [one for one in FORM if one.tag != "sections.plan.rationale"]
    said = {tag: text for tag, text in WELL.items() if tag != "sections.plan.rationale"}

    assert codes(checked(said, slots=slots)) == []


def test_a_moderated_grade_needs_reasons_only_where_it_differs() -> None:
    slots = [
        *FORM,
        slot("sections.grades.plan_primary_grade", Kind.CHOICE, options("ofsted")),
        slot("sections.grades.plan_moderated_grade", Kind.CHOICE, options("ofsted")),
        slot("sections.grades.plan_reason"),
    ]
    same = WELL | {
        "sections.grades.plan_primary_grade": "Good",
        "sections.grades.plan_moderated_grade": "Good",
    }
    other = same | {"sections.grades.plan_primary_grade": "Outstanding"}

    assert codes(checked(same, slots=slots)) == []
    assert the(checked(other, slots=slots), "rationale.missing").tag == "sections.grades.plan_reason"


@pytest.mark.parametrize(
    "said",
    [
        "Good",
        "This is good.",
        "Meets the criteria for good",
        "Graded RI as it requires improvement",
        "Requires improvement to be good.",
        "Good as per Ofsted descriptor",
        "Inadequate because the work is inadequate",
        "Good practice",
    ],
)
def test_the_grade_said_again_is_no_reason(said: str) -> None:
    found = the(checked(WELL | {"sections.plan.rationale": said}), "rationale.is_descriptor")

    assert (found.level, found.tag, found.said) == ("warning", "sections.plan.rationale", said)


@pytest.mark.parametrize(
    "said",
    [
        GOOD,
        GOOD.upper(),
        "Help is early and joined up.  Records and decisions are clear and current.",
        "Good. Relationships are good, risk is understood and reviewed, and the work brings change",
        "It says how every need will be met, by whom and when",
    ],
)
def test_words_that_the_form_prints_are_no_reasons(said: str) -> None:
    assert "rationale.is_descriptor" in codes(checked(WELL | {"overall.rationale": said}, printed=PRINTED))


@pytest.mark.parametrize(
    "said",
    [
        "Help is early and joined up: the health visitor and the nursery came to all four meetings.",
        "Records and decisions are clear and current. The decision of 3 March gives its reasons.",
        "Good because the plan has dates and five of six actions were done by the review.",
        "Requires improvement: two visits were late and the chronology stops in September.",
        "Seen alone every ten days.",
        "The child is heard.",
    ],
)
def test_reasons_in_ones_own_words_are_reasons_though_they_borrow_some(said: str) -> None:
    assert "rationale.is_descriptor" not in codes(
        checked(WELL | {"overall.rationale": said}, printed=PRINTED)
    )
