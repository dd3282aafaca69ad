"""Shapes that weigh prompts or documents and lead to a judgement (A, E)."""

from schemas.edition import Kind
from schemas.lists import options
from service.word.outline.blocks import Block, Cell, Words
from service.word.outline.naming import Part
from service.word.outline.prompts import GRADE
from service.word.outline.rows import EVIDENCE, details, in_columns, table_under


def prompts_evidence_rating(part: Part) -> list[Block]:
    """A: prompts, evidence with commentary and analysis, rating."""
    section = part.section
    rows: list[tuple[Cell, ...]] = [
        (
            Words(question.text, question.help, question.prompts, strong=True),
            part.slot(question, "_evidence", "evidence", Kind.RICH_TEXT, question.prompt or EVIDENCE),
            part.slot(question, "_grade", "rating", Kind.CHOICE, GRADE, part.grades),
        )
        for question in in_columns(part)
    ]
    if not section.questions:
        evidence = part.own("rationale", "evidence and analysis", Kind.RICH_TEXT, EVIDENCE)
        rating = part.own("grade", "rating", Kind.CHOICE, GRADE, part.grades)
        rows = [(Words("Consider", bullets=section.good, strong=True), evidence, rating)]
    heads = ("Prompts", "Evidence, commentary and analysis", "Rating")
    return table_under(part, heads, (29, 53, 18), rows)


def documents(part: Part) -> list[Block]:
    """E: what good looks like, sometimes a grid of documents; the judgement comes at the section's end."""
    found = part.section.documents
    rows = [
        (
            Words(document.text, document.help),
            part.slot(document, "", "", Kind.CHOICE, document.prompt, document.options or options("present")),
        )
        for document in found
    ]
    blocks = (
        table_under(part, ("Document", "Present?"), (70, 30), rows, "Documents on the file") if rows else []
    )
    return blocks + details(part, list(part.section.questions))
