"""Labels of headers that may speak of somebody or something else than they seem to: a person is asked."""

import pytest

from schemas.edition import Kind
from service.word.adopt.naming.names import named
from service.word.adopt.proposal import Found, Named


def header(*labels: str, subject: str = "child", heading: str = "") -> list[Named]:
    """The names of places beside these labels; days are dates, grades choices, all others text."""

    def kind(label: str) -> Kind:
        words = label.lower()
        if "grade" in words:
            return Kind.CHOICE
        return Kind.DATE if words.startswith(("dob", "date", "edd")) else Kind.TEXT

    return named([Found((), kind(one), "", 1.0, label=one, heading=heading) for one in labels], subject)


def tags(names: list[Named]) -> list[str]:
    return [one.tag for one in names]


def asked(names: list[Named]) -> dict[str, tuple[str, ...]]:
    """The tags that a person decides about, by the tag that stands meanwhile."""
    return {one.tag: one.ties for one in names if one.ties}


def test_what_is_asked_of_the_carer_is_not_the_childs() -> None:
    names = header("Name of foster carers", "Child's name", "Mosaic ID of carer", "Mosaic ID")
    assert tags(names)[1] == "subject.name"
    assert tags(names)[3] == "subject.record_id"
    assert [*asked(names).values()] == [("subject.name",), ("subject.record_id",)]


def test_what_is_asked_of_the_child_is_not_the_carers() -> None:
    names = header("Child's name", "Name of foster carers", subject="foster_carer")
    assert tags(names)[1] == "subject.name"
    assert [*asked(names).values()] == [("subject.name",)]


def test_of_two_whom_a_form_may_be_about_both_are_asked_about() -> None:
    assert len(asked(header("Child's name", "Carer's name", subject=""))) == 2
    assert not asked(header("Carer's name", "Carer ID", subject=""))


def test_a_family_may_be_named_by_any_of_its_people() -> None:
    assert tags(header("Children's initials", subject="family")) == ["subject.initials"]


@pytest.mark.parametrize(
    ("labels", "subjects"),
    [
        (("Name of mother", "DOB", "Name of child", "DOB"), 3),
        (("Mum", "Contact", "DOB"), None),
        (("Unborn baby", "Name of father", "DOB", "EDD"), None),
    ],
)
def test_a_lone_birthday_below_somebody_elses_name_is_asked_about(
    labels: tuple[str, ...], subjects: int | None
) -> None:
    names = header(*labels)
    lone = next(name for label, name in zip(labels, names, strict=True) if label == "DOB")
    assert lone.ties == ("subject.date_of_birth",)
    assert [at for at, name in enumerate(names) if name.tag == "subject.date_of_birth"] == (
        [subjects] if subjects else []
    )


def test_what_has_no_shared_tag_says_below_whose_name_it_stands() -> None:
    names = header("Mother's name", "Address", "Child's name", "Address")
    assert [name.title for name in names if "address" in name.tag] == ["Mother's name: Address", "Address"]
    assert "mother" in names[1].tag
    assert names[3].tag == "subject.address"


def test_of_two_teams_the_auditors_is_not_the_audits() -> None:
    names = header("Auditor", "Role", "Team", "Social worker", "Role", "Team")
    assert asked(names) == {"audit.auditor_team": ("audit.team",)}
    assert tags(names)[-1] == "audit.team"
    assert tags(header("Auditor", "Role", "Team"))[-1] == "audit.team"


def test_a_moderator_is_the_auditor_only_in_a_form_of_moderation() -> None:
    labels = ("Auditing lead", "Moderator", "Date of moderation")
    assert [*asked(header(*labels)).values()] == [("audit.auditor",), ("audit.date",)]
    assert tags(header(*labels[1:], subject="audit")) == ["audit.auditor", "audit.date"]


def test_a_family_name_beside_a_first_name_is_no_whole_name() -> None:
    assert [*asked(header("Family name", "First name")).values()] == [("subject.name",)]
    assert tags(header("Family name", subject="family")) == ["subject.name"]


def test_what_is_asked_of_the_first_audit_is_not_this_ones() -> None:
    names = header("Auditor", "Date of audit", "Overall grade", heading="First audit (baseline)")
    assert [*asked(names).values()] == [("audit.auditor",), ("audit.date",), ("overall.grade",)]


@pytest.mark.parametrize("word", ["self-assessed", "agreed", "draft", "practitioner", "2024", "after", "2nd"])
def test_one_of_several_grades_is_not_taken_for_the_grade(word: str) -> None:
    assert tags(header(f"Overall grade ({word})")) != ["overall.grade"]
    assert tags(header(f"Overall grade ({word})", "Overall grade"))[1] == "overall.grade"


@pytest.mark.parametrize("heading", ["Mum's details", "Alleged perpetrator", "Grandparents", "Ex-partner"])
def test_details_under_somebody_elses_heading_are_not_the_subjects(heading: str) -> None:
    assert not {"subject.date_of_birth", "subject.record_id", "subject.name"} & {
        *tags(header("DOB", "Mosaic ID", "Name", heading=heading))
    }


@pytest.mark.parametrize(
    ("headings", "grade", "ties"),
    [
        (("1. Voice of the child", "2. Judgement"), "overall.grade", False),
        (("Voice of the child", "Judgement"), None, True),
        (("1. Voice of the child", "1. Judgement"), "sections.voice.grade", False),
        (("Voice of the child", "Final grading"), "overall.grade", False),
    ],
    ids=["with a number of its own", "with no number", "with the section's number", "the whole form's"],
)
def test_a_heading_of_judgement_after_a_section(
    headings: tuple[str, str], grade: str | None, *, ties: bool
) -> None:
    first, last = headings
    names = named(
        [
            Found((), Kind.RICH_TEXT, "", 1.0, label="Evidence", heading=first),
            Found((), Kind.CHOICE, "", 1.0, label="Grade", heading=last),
        ]
    )
    assert names[1].tag == grade or grade is None
    assert bool(names[1].ties) is ties
    if ties:
        assert set(names[1].ties) == {"sections.voice.grade", "overall.grade"}
