import pytest

from schemas.edition import Kind
from schemas.tags import check_kind, check_tag, default_title, is_name


@pytest.mark.parametrize(
    "tag",
    [
        *(
            "audit.date",
            "audit.sample_type",
            "subject.record_id",
            "sections.plan.grade",
            "sections.s1.q2_evidence",
        ),
        *("overall.impact", "experience.prepared", "feedback.child", "escalation.told", "actions.owner_role"),
        *("signoff.team_manager.name", "moderation.outcome", "sections." + "a" * 49 + ".grade"),
    ],
)
def test_a_tag_of_the_shared_vocabulary_or_a_sections_own_is_sound(tag: str) -> None:
    assert check_tag(tag) is None


@pytest.mark.parametrize(
    ("tag", "why"),
    [
        ("", "pieces"),
        ("audit", "shape"),
        ("audit..date", "pieces"),
        ("Audit.date", "pieces"),
        ("audit.date-of", "pieces"),
        ("audit.2020", "pieces"),
        ("audit. date", "pieces"),
        ("audit.dâte", "pieces"),
        ("plan.grade", "begins with one of"),
        ("sections.grade", "shape sections.KEY.NAME"),
        ("sections.plan.grade.why", "shape"),
        ("subject.items", "template language"),
        ("sections.values.grade", "template language"),
        ("sections." + "a" * 50 + ".grade", "64"),
        ("audit.date\n", "pieces"),
    ],
)
def test_what_is_wrong_with_a_tag_is_said(tag: str, why: str) -> None:
    assert why in (check_tag(tag) or "")


def test_the_shared_vocabulary_has_fixed_kinds() -> None:
    assert check_kind("audit.date", Kind.DATE) is None
    assert "date" in (check_kind("audit.date", Kind.TEXT) or "")
    assert check_kind("sections.plan.grade", Kind.CHOICE) is None
    assert check_kind("sections.plan.grade", Kind.TEXT) is not None
    assert check_kind("signoff.manager.date", Kind.TICK) is not None
    assert check_kind("sections.plan.visits", Kind.NUMBER) is None
    assert check_kind("actions.due", Kind.TEXT) is not None


def test_a_slot_without_a_title_is_given_one() -> None:
    assert default_title("audit.worker") == "Social worker"
    assert default_title("actions.due") == "Due date"
    assert default_title("sections.plan.last_visit") == "Last visit"
    assert default_title("signoff.team_manager.date") == "Team manager: date"


def test_the_slots_that_hold_a_persons_name_are_known() -> None:
    assert all(
        map(is_name, ("audit.co_worker", "signoff.manager.name", "actions.owner", "subject.primary_auditor"))
    )
    assert not any(map(is_name, ("audit.auditor_role", "actions.owner_role", "audit.team", "actions.what")))
