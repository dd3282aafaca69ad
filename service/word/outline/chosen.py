"""Shapes with one choice for each question (B, F, I)."""

from schemas.edition import Kind
from service.word.outline.blocks import Block, Words
from service.word.outline.naming import Part
from service.word.outline.rows import COMMENTS, EVIDENCE, answer, table_under


def evidenced(part: Part) -> list[Block]:
    """B: numbered question, evidenced or not, comments and evidence."""
    rows = [
        (
            Words(part.no(question)),
            Words(question.text, question.help),
            answer(part, question, "evidenced", "yes_partly_no"),
            part.slot(question, "_evidence", "evidence", Kind.RICH_TEXT, EVIDENCE),
        )
        for question in part.section.questions
    ]
    heads = ("No.", "Question", "Evidenced", "Comments and evidence")
    return table_under(part, heads, (6.5, 31, 17, 45.5), rows)


def yes_no_na(part: Part) -> list[Block]:
    """F: audit area; yes, no or not applicable; auditor comments."""
    rows = [
        (
            Words(question.text, question.help),
            answer(part, question, "yes, no or not applicable", "yes_no_na"),
            part.slot(question, "_comments", "comments", Kind.RICH_TEXT, COMMENTS),
        )
        for question in part.section.questions
    ]
    heads = ("Audit area", "Yes, no or not applicable", "Auditor comments")
    return table_under(part, heads, (37, 17, 46), rows)


def two_point(part: Part) -> list[Block]:
    """I: question, meets good or does not yet, evidence."""
    rows = [
        (
            Words(question.text, question.help),
            answer(part, question, "meets good", "two_point"),
            part.slot(question, "_evidence", "evidence", Kind.RICH_TEXT, EVIDENCE),
        )
        for question in part.section.questions
    ]
    return table_under(part, ("Question", "Meets good?", "Evidence"), (34, 18, 48), rows)
