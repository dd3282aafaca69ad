"""Old copies in which two lines may be the same line of the form, or a table stands where an answer belongs."""

import pytest

from service.reading import Reading, State
from service.word.adopt.applying.apply import adopted
from service.word.adopt.mapping import read_map, written
from service.word.adopt.proposing import propose
from service.word.form import load_form
from service.word.read import read
from tests.word.tiny import cell, document, para, row, table


def audit(body: str) -> bytes:
    """A plain document with this body between its record number and its thanks."""
    ends = para("Child audit", style="Title") + table(row("Mosaic ID", ""))
    return document(ends + body + para("Thank you for your time in this."))


def read_with(blank: str, copy: str) -> Reading:
    """A copy read by the form adopted from its blank."""
    form = audit(blank)
    made = load_form(adopted(form, *read_map(written(propose(form, "theirs"), form, "theirs"), form)))
    return read(audit(copy), [made], made)


def sure(reading: Reading) -> dict[str, str]:
    """What was read without a doubt, by tag."""
    return {one.tag: one.said.strip() for one in reading.answers if one.state is State.ANSWERED}


def asked(reading: Reading) -> dict[str | None, str]:
    """What a person is asked for, each with what is said of it."""
    return {one.tag: one.message for one in reading.problems if one.code == "answer.unreadable"}


def rows(*said: tuple[str, str]) -> str:
    return table(*(row(*one) for one in said))


LABELS = ("Strengths", "Comments", "Overall comments")
BLANK = rows(*((label, "") for label in LABELS))


def test_a_label_shortened_to_that_of_another_row_leaves_both_in_doubt() -> None:
    reading = read_with(BLANK, rows(("Strengths", "s"), ("Comments", "c"), ("Comments", "o")))
    assert sure(reading) == {"audit.strengths": "s"}
    assert "Another line of this copy has the same label" in asked(reading)["audit.comments"]
    said = {one.said for one in reading.answers} | {one.text for one in reading.unplaced}
    assert {"c", "o"} <= said


def test_a_part_pasted_twice_is_asked_about() -> None:
    twice = [(label, f"{label} {time}") for time in (1, 2) for label in LABELS]
    reading = read_with(BLANK, rows(*twice))
    assert sure(reading) == {}
    assert len(asked(reading)) == len(LABELS)
    said = {one.said for one in reading.answers} | {one.text for one in reading.unplaced}
    assert {text for _, text in twice} <= said


def test_columns_pasted_twice_give_no_answer() -> None:
    def under(*said: str) -> str:
        return table(row("Strengths", "Concerns"), row(*said))

    assert sure(read_with(under("", ""), under("a", "b") + under("c", "d"))) == {}
    assert set(sure(read_with(under("", ""), under("a", "b"))).values()) == {"a", "b"}


@pytest.mark.parametrize("label", ["Overal comments:", "Comments:", "General remarks:"])
def test_a_reworded_label_before_its_answer_is_not_taken_for_a_part_of_it(label: str) -> None:
    blank = para("Concerns: ____") + para("Overall comments: ____")
    reading = read_with(blank, para("Concerns: c") + para(f"{label} o"))
    assert sure(reading) == {"audit.concerns": "c"}
    assert f"{label} o" in {one.said for one in reading.answers}


HEADED = para("Summary", style="Heading1"), para("Next steps", style="Heading1") + para("")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (table(row("Risk", "High"), row("Harm", "Low")), "Risk | High\nHarm | Low"),
        (table(row("Risk", "High")), "Risk | High"),
        (para("Seen.") + table(row("Risk", "High")), "Seen.\nRisk | High"),
    ],
    ids=["two rows", "one row", "text above it"],
)
def test_a_table_pasted_for_an_answer_is_asked_about_whole(body: str, said: str) -> None:
    reading = read_with(HEADED[0] + para("") + HEADED[1], HEADED[0] + body + HEADED[1])
    [tag] = asked(reading)
    assert "A table stands in this answer" in asked(reading)[tag]
    assert [one.said for one in reading.answers if one.tag == tag] == [said]
    assert reading.unplaced == ()


def test_a_frame_drawn_around_an_answer_is_no_table() -> None:
    reading = read_with(HEADED[0] + para("") + HEADED[1], HEADED[0] + table(row("Seen.")) + HEADED[1])
    assert "Seen." in sure(reading).values()


ASKED = ("Summary of findings:", "Next steps:")


def paragraphs(*texts: str) -> str:
    return "".join(map(para, texts))


@pytest.mark.parametrize(
    ("blanks", "body", "tag"),
    [
        (0, ("Summary of findings: All is well", "and good.", "Next steps:"), "audit.summary_findings"),
        (0, ("Summary of findings:", "All is well.", "Next steps:"), "audit.summary_findings"),
        (3, ("Summary of findings: All is well", "and good.", "Next steps:", ""), "audit.summary_findings"),
        (1, ("Summary of findings:", "", "Next steps: See the child", "again.", ""), "audit.next_steps"),
    ],
    ids=["goes on below", "stands below", "begins above", "goes on below the last"],
)
def test_an_answer_that_may_go_on_where_the_form_has_no_place_is_asked_about(
    blanks: int, body: tuple[str, ...], tag: str
) -> None:
    blank = paragraphs(*(text for label in ASKED for text in (label, *[""] * blanks)))
    reading = read_with(blank, paragraphs(*body))
    assert "More text stands" in asked(reading)[tag]
    said = " ".join([one.said for one in reading.answers] + [one.text for one in reading.unplaced])
    assert all(text.partition(": ")[2] in said for text in body if ": " in text)


def test_a_row_without_a_label_below_an_answer_may_be_the_rest_of_it() -> None:
    copy = rows(("Strengths", "s"), ("Comments", "c"), ("", "and more"), ("Overall comments", "o"))
    reading = read_with(BLANK, copy)
    assert sure(reading) == {"audit.strengths": "s", "audit.overall_comments": "o"}
    assert [one.text for one in reading.unplaced] == ["and more"]


def test_a_date_ends_where_it_ends() -> None:
    reading = read_with(para("Date of audit: ____"), para("Date of audit: 4 May 2025") + para("Signed."))
    assert sure(reading) == {"audit.date": "4 May 2025"}
    assert [one.text for one in reading.unplaced] == ["Signed."]


def asks(grid: tuple[str, ...], *said: tuple[str, ...], columns: int = 3) -> str:
    """A table of standards with heads over evidence and gaps."""
    return table(row(*grid), *(row(*one) for one in said), columns=columns)


HEADS = ("Standard", "Evidence", "Gaps")
TWICE = '<w:gridSpan w:val="2"/>'


@pytest.mark.parametrize(
    "copy",
    [
        asks(HEADS, ("Chronology", "g"), ("Visits", "e2", "g2")),
        asks(HEADS, ("Chronology", "new", "e", "g"), ("Visits", "e2", "g2"), columns=4),
        asks(
            ("Standard", cell("Evidence", properties=TWICE), "Gaps"),
            ("Chronology", "Seen on 2 May,", "but never alone.", "g"),
            ("Visits", cell("e2", properties=TWICE), "g2"),
            columns=4,
        ),
    ],
    ids=["a cell deleted", "a cell inserted", "a cell split"],
)
def test_a_row_with_other_cells_than_its_heads_is_asked_about(copy: str) -> None:
    blank = asks(HEADS, ("Chronology", "", ""), ("Visits", "", ""))
    reading = read_with(blank, copy)
    assert "audit.chronology_evidence" not in sure(reading)
    assert sure(reading)["audit.visits_evidence"] == "e2"
    assert sure(reading)["audit.visits_gaps"] == "g2"
