"""Shapes with a tick box for each answer (C, D, G, H)."""

from schemas.edition import Kind
from schemas.lists import options
from service.word.outline.blocks import Block, Paragraph, Table, Words, caption, shared
from service.word.outline.naming import Part
from service.word.outline.rows import COMMENTS, in_columns, table_under

_KEY = "Score of the part as a whole: " + "; ".join(option.text for option in options("zero_to_three")) + "."


def yes_no_ticks(part: Part) -> list[Block]:
    """C: numbered standard, yes, no, one column for comments, action and by whom."""
    rows = [
        (
            Words(part.no(question)),
            Words(question.text, question.help),
            part.slot(question, "_yes", "yes", Kind.TICK),
            part.slot(question, "_no", "no", Kind.TICK),
            part.slot(question, "_comments", "comments", Kind.RICH_TEXT, question.prompt or COMMENTS),
        )
        for question in in_columns(part)
    ]
    heads = ("No.", "Standard", "Yes", "No", "Comments, action and by whom")
    return table_under(part, heads, (6.5, 31, 9, 9, 44.5), rows)


def up_to_date_ticks(part: Part) -> list[Block]:
    """D: item, up to date or not, comments; the 0 to 3 key printed above."""
    rows = [
        (
            Words(question.text, question.help),
            part.slot(question, "_yes", "up to date", Kind.TICK),
            part.slot(question, "_no", "not up to date", Kind.TICK),
            part.slot(question, "_comments", "comments", Kind.RICH_TEXT, question.prompt or COMMENTS),
        )
        for question in in_columns(part)
    ]
    heads = ("Item", "Up to date: yes", "Up to date: no", "Comments")
    return [Paragraph(_KEY, "Guidance"), *table_under(part, heads, (30, 10, 10, 50), rows)]


def points(part: Part) -> list[Block]:
    """G: question, a point for yes or not applicable, none for no, comments by the quality auditor."""
    rows = [
        (
            Words(question.text, question.help),
            part.slot(question, "_yes", "yes", Kind.TICK),
            part.slot(question, "_no", "no", Kind.TICK),
            part.slot(question, "_na", "not applicable", Kind.TICK),
            part.slot(question, "_comments", "comments", Kind.RICH_TEXT, question.prompt or COMMENTS),
        )
        for question in in_columns(part)
    ]
    heads = ("Question", "Yes = 1", "No = 0", "Not applicable = 1", "Comments by quality auditor")
    return table_under(part, heads, (28, 9.6, 9.6, 12.8, 40), rows)


def standards(part: Part) -> list[Block]:
    """H: a block for each standard with a row for yes, partially, no, and one for the comment."""
    blocks: list[Block] = []
    for question in in_columns(part):
        number = part.no(question)
        rows = (
            (Words("Yes", strong=True), part.slot(question, "_yes", "yes", Kind.TICK)),
            (Words("Partially", strong=True), part.slot(question, "_partly", "partially", Kind.TICK)),
            (Words("No", strong=True), part.slot(question, "_no", "no", Kind.TICK)),
            (
                Words("Comment", strong=True),
                part.slot(question, "_comments", "comment", Kind.RICH_TEXT, question.prompt or COMMENTS),
            ),
        )
        blocks.append(caption(f"{number} {question.text}"))
        if question.help:
            blocks.append(Paragraph(question.help, "Guidance"))
        heads = (f"Standard {number}", "Answer")
        blocks.append(Table(f"{number} {question.text}", heads, shared(24, 76), rows))
    return blocks
