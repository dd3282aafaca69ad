"""Which lines of a document stand where a reading says that something stands."""

import pytest

from service.word.text import View
from service.word.whereabouts import Asked, line_of_heading, lines_asked
from tests.word.seen import view
from tests.word.tiny import cell, control, para, row, run, table

HEADINGS = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
NOTE = '<w:footnote w:id="2"><w:p><w:r><w:t>As her doctor said</w:t></w:r></w:p></w:footnote>'


def made() -> View:
    """A document with all that a reading tells of."""
    inner = table(row("Inside", "Good"))
    return view(
        para("1. Plan", style="Heading1")
        + para("How it is going:")
        + para(control("plan.how", "Well."))
        + para(control("plan.next", ""))
        + para("2. Visits", style="Heading1")
        + para(run("How it is going: "), run("Well."))
        + para("She rang.")
        + para("Then she came.")
        + para("Nobody else did.", '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + table(row("Grade", "Good"), row("Why", cell(para("Because"), inner, para("so"))), row("Who", "")),
        header=para("Case 4417023"),
        footnotes=NOTE,
        styles=HEADINGS,
    )


def texts(asked: Asked) -> list[list[str]]:
    """What the lines say that stand there."""
    seen = made()
    return [[seen.lines[at].cells[-1].text for at in lines] for lines in lines_asked(seen, asked)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked("under “1. Plan”, table 1, row 1, column 2", "Good", "plan.grade"), [["Good"]]),
        (Asked("table 1, row 3, column 2", ""), [[""]]),
        (Asked("table 1, row 2, column 2", "Because\nso"), [["Because\nso", "Good"]]),
        (Asked("table 2, row 1, column 2", "Good"), [["Good"]]),
        (Asked("table 9, row 1, column 2", "Good"), []),
        (Asked("in the page header", "4417023"), [["Case 4417023"]]),
        (Asked("in a footnote", "As her doctor said"), [["As her doctor said"]]),
        (Asked("in an endnote", "As her doctor said"), []),
    ],
)  # fmt: skip
def test_a_row_a_header_and_a_note_are_found_by_their_names(asked: Asked, found: list[list[str]]) -> None:
    assert texts(asked) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked("under “1. Plan”, in the text", "Well.", "plan.how"), [["Well."]]),
        (Asked("under “1. Plan”, in the text", "", "plan.next"), [[""]]),
        (Asked("under “1. Plan”, in the text", "well", ""), [["Well."]]),
        (Asked("under “2. Visits”, in the text", "Well."), [["How it is going: Well."]]),
        (Asked("under “2. Visits”, in the text", "She rang.\nThen she came."), [["She rang.", "Then she came."]]),
        (Asked("under “2. Visits”, in the text", "she"), [["She rang."], ["Then she came."]]),
        (Asked("in the text", "Well."), [["Well."], ["How it is going: Well."]]),
        (Asked("under “2. Visits”, in the text", "We"), []),
        (Asked("under “2. Visits”, in the text", "Good"), []),
        (Asked("under “2. Visits”, in the text", ""), []),
        (Asked("", "", "plan.how"), []),
    ],
)  # fmt: skip
def test_a_paragraph_is_found_by_its_control_or_by_its_words_under_its_heading(
    asked: Asked, found: list[list[str]]
) -> None:
    assert texts(asked) == found


def test_of_what_is_not_found_the_heading_may_be() -> None:
    seen = made()
    at = line_of_heading(seen, Asked("under “2. visits”, table 9, row 1, column 1", ""))
    assert at is not None
    assert seen.lines[at].cells[0].text == "2. Visits"
    assert line_of_heading(seen, Asked("under “Nowhere”, in the text", "Well.")) is None
    assert line_of_heading(seen, Asked("in the text", "Well.")) is None
