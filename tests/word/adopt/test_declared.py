"""What a plain form is called, whom it is about, and what a person has to look at besides its places."""

import pytest

from service.word.adopt.mapping import written
from service.word.adopt.proposing import propose
from tests.word.tiny import cell, document, para, row, table

PLACES = table(row("Team", ""), row("Date of audit", ""))


def form(title: str, *more: str, footer: str = "") -> bytes:
    """A plain form with a title."""
    return document(para(title, style="Title") + PLACES + "".join(more), footer=footer)


@pytest.mark.parametrize(
    ("title", "subject"),
    [("Child in need audit", "child"), ("CIN file audit", "child"), ("Foster carer file audit", "foster_carer"),
     ("Supervision audit", "supervision"), ("Care leavers audit", "young_person"), ("Pre-birth audit", "unborn_child"),
     ("Early help audit", "family"), ("Moderation record", "audit")],
)  # fmt: skip
def test_whom_a_form_is_about_is_told_by_its_title(title: str, subject: str) -> None:
    proposal = propose(form(title), "theirs")
    assert proposal.declaration.subject == subject
    assert not [doubt for doubt in proposal.doubts if "`subject`" in doubt]


@pytest.mark.parametrize(
    "title", ["Case file audit", "Supervision of foster carers", "Children in foster homes"]
)
def test_where_a_title_does_not_say_whom_the_form_is_about_a_person_is_told(title: str) -> None:
    data = form(title)
    proposal = propose(data, "theirs")
    assert proposal.declaration.subject == "child"
    assert "\n# `subject` is child, since its title does not say" in written(proposal, data, "theirs.docx")


def test_a_record_number_of_somebody_else_than_the_title_says_is_told() -> None:
    child = table(row("Child record number", ""))
    doubts = propose(form("Family group conference audit", child), "theirs").doubts
    (doubt,) = [one for one in doubts if "decides" in one]
    assert "`subject` is family" in doubt
    assert "“Child record number”" in doubt
    for title in ("Child in need audit", "Pre-birth audit"):
        assert not [one for one in propose(form(title, child), "theirs").doubts if "decides" in one]


@pytest.mark.parametrize(
    ("data", "edition"),
    [(form("Audit", footer=para("Version 5 August 2015")), "5"),
     (form("Audit", para("Version 1.2, March 2025")), "1.2"),
     (document(para("Audit", style="Title") + para("Edition 3") + PLACES), "3")],
    ids=["in the foot", "at the end", "at the beginning"],
)  # fmt: skip
def test_the_edition_is_the_one_that_the_form_names(data: bytes, edition: str) -> None:
    proposal = propose(data, "theirs")
    assert proposal.declaration.edition == edition
    assert not [doubt for doubt in proposal.doubts if "`edition`" in doubt]


def test_an_edition_that_no_form_names_is_the_first_and_told() -> None:
    proposal = propose(
        form("Audit", para("As version 4 of the guidance asks, every record is read in full. " * 3)), "theirs"
    )
    assert proposal.declaration.edition == "1"
    assert "`edition` is 1, since the form names none." in proposal.doubts


def test_a_numbered_issue_to_write_about_is_no_edition() -> None:
    assert propose(form("Audit", para("Issue 12: tell us more")), "theirs").declaration.edition == "1"


def passed(*body: str) -> list[str]:
    """The headings that a person is told of as having nothing under them."""
    doubts = propose(form("Child in need audit, version 1", *body), "theirs").doubts
    return [doubt[1 : doubt.index("”")] for doubt in doubts if "has nothing under it" in doubt]


def heading(text: str, level: int = 1) -> str:
    """A heading."""
    return para(text, style=f"Heading{level}")


def test_a_heading_with_nothing_under_it_is_named() -> None:
    assert passed(heading("Strengths"), heading("Weaknesses"), para("")) == ["Strengths"]
    assert passed(heading("Next steps"), para(""), para(""), para("Thank you")) == ["Next steps"]
    assert passed(heading("Anything else")) == ["Anything else"]


def test_a_heading_over_a_part_or_over_the_forms_own_words_is_not() -> None:
    assert passed(heading("Part A"), heading("Strengths", 2), para("")) == []
    assert passed(heading("Guidance"), para("Read every record.")) == []
    assert passed(heading("Actions"), para(""), para(""), table(row("Action", "Owner"), row("", ""))) == []


def test_choices_printed_where_they_are_no_place_are_named() -> None:
    body = (
        para("Is there a plan? Yes / No"),
        table(row("Overall grade", "Outstanding", "Good", "RI", "Inadequate"), columns=5),
        table(row("Question", "Yes", "No"), row("Seen alone?", "", ""), columns=3),
    )
    doubts = propose(form("Child in need audit, version 1", *body), "theirs").doubts
    said = [doubt[1 : doubt.index("”")] for doubt in doubts if "seems to print choices" in doubt]
    assert said == ["Is there a plan?", "Overall grade"]


def test_choices_to_be_marked_where_they_are_printed_are_named_though_a_cell_beside_them_is_a_place() -> None:
    marked = cell("Overall grade (please delete as appropriate)", "Good", "RI", "Inadequate")
    asked = "Seen alone? (Yes / No)"
    doubts = propose(form("Child in need audit", table(row(marked, ""), row(asked, ""))), "theirs").doubts
    said = [doubt[1 : doubt.index("”")] for doubt in doubts if "seems to print choices" in doubt]
    assert said == ["Overall grade"]


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ([("Record number", ""), ("How often?", "Always / Never"), ("Comments", "")], ["How often?"]),
        ([("Record number", ""), ("Frequency", "Always / Never"), ("Comments", "")], ["Frequency"]),
        ([("Record number", ""), ("Confidence", "1 - 2 - 3 - 4 - 5"), ("Comments", "")], ["Confidence"]),
        ([("Record number", "", ""), ("How often?", "Always", "Never"), ("Comments", "", "")], ["How often?"]),
        ([("Question", "Comments / evidence"), ("Was the child seen?", ""), ("Plan", "")], []),
        ([("Record number", ""), ("Review", "01/02/2024"), ("Comments", "")], []),
    ],
    ids=["asked", "under a place", "numbers", "a cell each", "heads of columns", "a date"],
)  # fmt: skip
def test_choices_that_no_list_knows_are_named_though_a_place_stands_below_them(
    rows: list[tuple[str, ...]], named: list[str]
) -> None:
    body = table(*(row(*one) for one in rows), columns=len(rows[0]))
    doubts = propose(form("Child in need audit, version 1", body), "theirs").doubts
    assert [doubt[1 : doubt.index("”")] for doubt in doubts if "seems to print choices" in doubt] == named


NEEDED = ("audit.reference", "subject.record_id", "audit.date", "overall.grade")


def lacking(*labels: str) -> list[str]:
    """The tags that a person is told no place has, and what cannot be done without them."""
    form = document(para("Audit", style="Title") + table(*(row(label, "") for label in labels)))
    doubts = propose(form, "theirs").doubts
    return [tag for doubt in doubts for tag in NEEDED if f"`{tag}`" in doubt]


def test_a_form_that_does_not_ask_for_what_the_service_needs_is_named() -> None:
    assert lacking("Team") == list(NEEDED)
    assert lacking("Mosaic ID", "Date of audit", "Overall grade") == ["audit.reference"]
    assert lacking("Audit reference", "Mosaic ID", "Date of audit", "Overall grade") == []
