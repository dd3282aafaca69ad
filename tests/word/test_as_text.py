"""A document as plain text: every piece with where a person finds it."""

from service.word.as_text import Piece, as_text
from tests.word.tiny import cell, document, para, row, run, table


def test_paragraphs_and_rows_stand_in_their_order_with_their_numbers() -> None:
    made = document(
        para(run("Above"))
        + para()
        + table(row(cell("Question"), cell("Answer")), row(cell("Grade"), cell("Good"))),
    )
    assert as_text(made) == [
        Piece("", 0, 0, ("Above",), 0),
        Piece("", 1, 1, ("Question", "Answer"), 2),
        Piece("", 1, 2, ("Grade", "Good"), 3),
    ]
