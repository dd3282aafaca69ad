import pytest

from schemas.edition import Kind, Option
from tests.copies import FORM, OFSTED, WELL, checked, codes, declared, slot, the

CODE = "form.wrong_for_subject"
LOOKED_AFTER = declared("children_looked_after", title="Children looked after audit")
CARE = [
    *FORM,
    slot("sections.permanence.rationale", Kind.RICH_TEXT),
    slot("sections.placement.grade", Kind.CHOICE, OFSTED),
    slot("sections.placement.rationale", Kind.RICH_TEXT),
]


def test_a_grown_up_is_not_audited_as_a_child() -> None:
    found = the(checked(WELL | {"subject.date_of_birth": "01/06/2007"}, declaration=LOOKED_AFTER), CODE)

    assert (found.level, found.tag) == ("warning", "subject.date_of_birth")
    assert "19" in found.message


@pytest.mark.parametrize("born", ["05/06/2008", "01/01/2020", "04/06/2026"])
def test_a_child_is(born: str) -> None:
    assert CODE not in codes(checked(WELL | {"subject.date_of_birth": born}))


def test_who_turned_18_after_the_period_read_was_a_child_in_it() -> None:
    said = WELL | {"subject.date_of_birth": "01/06/2008", "audit.period_to": "20/05/2026"}

    assert CODE not in codes(checked(said))


def test_the_care_leaver_form_is_for_grown_ups() -> None:
    young_person = declared("care_leaver", subject="young_person")

    assert CODE not in codes(
        checked(WELL | {"subject.date_of_birth": "01/06/2004"}, declaration=young_person)
    )


def test_a_closed_case_is_judged_by_the_day_it_was_closed() -> None:
    slots = [*FORM, slot("subject.closed_on", Kind.DATE)]
    said = WELL | {"subject.date_of_birth": "01/05/2008"}

    assert CODE not in codes(checked(said, slots=slots))
    assert CODE not in codes(checked(said | {"subject.closed_on": "30/04/2026"}, slots=slots))


def test_a_birth_after_the_audit_is_one_for_the_pre_birth_form() -> None:
    found = the(checked(WELL | {"subject.date_of_birth": "01/09/2026"}), CODE)

    assert "pre-birth" in found.message


def test_a_child_cannot_be_born_and_expected() -> None:
    said = {"subject.date_of_birth": "01/05/2026", "subject.expected_date_of_delivery": "01/09/2026"}

    assert the(checked(WELL | said), CODE).tag == "subject.expected_date_of_delivery"
    assert CODE not in codes(checked(WELL | said | {"subject.expected_date_of_delivery": "28/04/2026"}))


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("cin", "Child protection plan"),
        ("cin", "CP"),
        ("cin", "Looked after, section 20"),
        ("child_protection", "Interim care order"),
        ("children_looked_after", "Care leaver"),
        ("early_help", "Child protection plan"),
    ],
)
def test_the_status_of_another_kind_of_case_shows_the_wrong_form(key: str, status: str) -> None:
    found = the(checked(WELL | {"subject.status": status}, declaration=declared(key)), CODE)

    assert (found.tag, found.said) == ("subject.status", status)


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("cin", "Child in need plan"),
        ("cin", "Stepped down from a child protection plan"),
        ("cin", "CIN, was looked after until March"),
        ("child_protection", "Child protection plan, neglect"),
        ("children_looked_after", "Full care order"),
        ("case_risk", "Looked after"),
    ],
)
def test_a_status_that_suits_the_form_does_not(key: str, status: str) -> None:
    assert CODE not in codes(checked(WELL | {"subject.status": status}, declaration=declared(key)))


def test_a_status_typed_over_a_list_that_does_not_offer_it_shows_it_too() -> None:
    offered = slot("subject.status", Kind.CHOICE, [Option("cin_plan", "Child in need plan")])
    slots = [offered if one.tag == "subject.status" else one for one in FORM]

    found = codes(checked(WELL | {"subject.status": "Child protection plan"}, slots=slots))

    assert {CODE, "value.not_in_list"} <= set(found)
    assert CODE not in codes(checked(WELL | {"subject.status": "Child in need plan"}, slots=slots))


def test_nothing_about_care_in_a_looked_after_audit_shows_it() -> None:
    assert (
        the(checked(WELL, slots=CARE, declaration=LOOKED_AFTER), CODE).tag == "sections.permanence.rationale"
    )


def test_something_about_care_does_not() -> None:
    said = WELL | {"sections.placement.rationale": "She has lived with the same carers for three years."}

    assert CODE not in codes(checked(said, slots=CARE, declaration=LOOKED_AFTER))
    assert CODE not in codes(checked({}, slots=CARE, declaration=LOOKED_AFTER))
    assert CODE not in codes(checked(WELL, slots=CARE))


def test_a_childs_form_filled_in_about_carers_shows_it() -> None:
    said = "Form F is on file, the fostering panel agreed the terms of approval, the unannounced visit was in May."

    assert CODE in codes(checked(WELL | {"sections.plan.rationale": said}))


def test_a_childs_form_that_names_the_carers_worker_does_not() -> None:
    said = "The supervising social worker came to each review and carers were heard."

    assert CODE not in codes(checked(WELL | {"sections.plan.rationale": said}))
