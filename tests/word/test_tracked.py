"""Rows, cells and paragraph ends that were deleted under tracking are gone; those inserted are there."""

import pytest

from service.reading import FoundBy
from service.word.read import read
from tests.word.seen import form, lines, said, view
from tests.word.tiny import BY, box, cell, control, deleted, document, para, row, run, table

MARK_GONE = f"<w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>"


def test_a_row_deleted_under_tracking_is_no_row() -> None:
    gone = row(cell(para(deleted("Old"))), cell(para(deleted("row"))), properties=f"<w:del {BY}/>")
    seen = view(table(row("A", "B"), gone, row("C", "D")))
    assert [(line.row, line.cells[0].text) for line in seen.lines] == [(1, "A"), (2, "C")]
    assert seen.revisions == {("A Auditor", "2026-06-04T09:00:00Z")}


def test_a_row_inserted_under_tracking_is_a_row_and_its_author_is_named() -> None:
    seen = view(table(row("A", "B"), row("", "", properties=f"<w:ins {BY}/>")))
    assert len(seen.lines) == 2
    assert seen.revisions == {("A Auditor", "2026-06-04T09:00:00Z")}


def test_a_cell_deleted_under_tracking_leaves_the_others_in_their_columns() -> None:
    seen = view(table(row("A", cell(para(deleted("Old")), properties=f"<w:cellDel {BY}/>"), "C"), columns=3))
    assert [(one.column, one.text) for one in seen.lines[0].cells] == [(0, "A"), (2, "C")]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    assert lines(f"<w:p>{MARK_GONE}{run('One ')}</w:p>" + para("two") + para("three")) == [
        ["One two"],
        ["three"],
    ]


def test_joined_paragraphs_have_the_style_of_the_last() -> None:
    heading = MARK_GONE.replace("<w:pPr>", '<w:pPr><w:pStyle w:val="Heading1"/>')
    seen = view(f"<w:p>{heading}{deleted('Old heading')}</w:p>" + para("text", style="Quote"))
    assert [(line.style, line.cells[0].text) for line in seen.lines] == [("Quote", "text")]


def test_a_deleted_end_joins_nothing_across_a_cell_or_a_table() -> None:
    gone = f"<w:p>{MARK_GONE}{run('One')}</w:p>"
    assert lines(table(row("A", cell(gone))) + para("after")) == [["A", "One"], ["after"]]
    assert lines(gone + table(row("A", "B")) + para("after")) == [["One"], ["A", "B"], ["after"]]


def test_a_deleted_end_joins_nothing_to_a_text_box() -> None:
    gone = f"<w:p>{MARK_GONE}{run('One ')}{box(para('Box'))}</w:p>"
    assert lines(gone + para("two")) == [["One two"], ["Box"]]


@pytest.mark.parametrize(
    ("answer", "shown"),
    [(para("12") + para("5"), "12\n5"), (para("One"), "One"), (para("1", run("2")), "12")],
)
def test_a_label_whose_end_was_deleted_does_not_take_the_answer_below_it_along(
    answer: str, shown: str
) -> None:
    rich = "<w:richText/>"
    made = form(para("Strengths") + control("a", "", rich, content=para("Write")) + para("The end"))
    joined = f"<w:p>{MARK_GONE}{run('Strengths')}</w:p>" + control("a", "", rich, content=answer)
    assert said(joined) == {"a": shown}
    reading = read(document(joined + para("The end")), [made], made)
    assert [(one.said, one.found_by) for one in reading.answers] == [(shown, FoundBy.CONTROL)]
    assert reading.unplaced == ()
