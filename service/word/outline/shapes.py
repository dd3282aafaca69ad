"""The shapes of section seen in the field's own forms: each lays its questions out in tables of its own."""

from collections.abc import Callable

from schemas.edition import Kind, Slot
from schemas.lists import options
from service.word.outline.blocks import Block, Cell, Paragraph, Table, Words, caption, shared
from service.word.outline.model import Question
from service.word.outline.naming import Part
from service.word.outline.prompts import GRADE

COMMENTS = "Write comments here"
EVIDENCE = "Write the evidence here"
_KEY = "Score of the part as a whole: " + "; ".join(option.text for option in options("zero_to_three")) + "."


def prompts_evidence_rating(part: Part) -> list[Block]:
    """A: prompts, evidence with commentary and analysis, rating."""
    section = part.section
    rows: list[tuple[Cell, ...]] = []
    for question in in_columns(part):
        rows.append(
            (
                Words(question.text, question.help, question.prompts, strong=True),
                part.slot(question, "_evidence", "evidence", Kind.RICH_TEXT, question.prompt or EVIDENCE),
                part.slot(question, "_grade", "rating", Kind.CHOICE, GRADE, part.grades),
            )
        )
    if not section.questions:
        evidence = part.own("rationale", "evidence and analysis", Kind.RICH_TEXT, EVIDENCE)
        rating = part.own("grade", "rating", Kind.CHOICE, GRADE, part.grades)
        rows = [(Words("Consider", bullets=section.good, strong=True), evidence, rating)]
    heads = ("Prompts", "Evidence, commentary and analysis", "Rating")
    return _table(part, heads, (31, 48, 21), rows)


def evidenced(part: Part) -> list[Block]:
    """B: numbered question, evidenced or not, comments and evidence."""
    rows = [
        (
            Words(part.no(question)),
            Words(question.text, question.help),
            _answer(part, question, "evidenced", "yes_partly_no"),
            part.slot(question, "_evidence", "evidence", Kind.TEXT, EVIDENCE),
        )
        for question in part.section.questions
    ]
    heads = ("No.", "Question", "Evidenced", "Comments and evidence")
    return _table(part, heads, (7, 38, 18, 37), rows)


def yes_no_ticks(part: Part) -> list[Block]:
    """C: numbered standard, yes, no, one column for comments, action and by whom."""
    rows = [
        (
            Words(part.no(question)),
            Words(question.text, question.help),
            part.slot(question, "_yes", "yes", Kind.TICK),
            part.slot(question, "_no", "no", Kind.TICK),
            part.slot(question, "_comments", "comments", Kind.TEXT, question.prompt or COMMENTS),
        )
        for question in in_columns(part)
    ]
    heads = ("No.", "Standard", "Yes", "No", "Comments, action and by whom")
    return _table(part, heads, (7, 40, 8, 8, 37), rows)


def up_to_date_ticks(part: Part) -> list[Block]:
    """D: item, up to date or not, comments; the 0 to 3 key printed above."""
    rows = [
        (
            Words(question.text, question.help),
            part.slot(question, "_yes", "up to date", Kind.TICK),
            part.slot(question, "_no", "not up to date", Kind.TICK),
            part.slot(question, "_comments", "comments", Kind.TEXT, question.prompt or COMMENTS),
        )
        for question in in_columns(part)
    ]
    heads = ("Item", "Up to date: yes", "Up to date: no", "Comments")
    return [Paragraph(_KEY, "Guidance"), *_table(part, heads, (40, 11, 11, 38), rows)]


def documents(part: Part) -> list[Block]:
    """E: what good looks like, and sometimes a grid of documents; the judgement comes at the section's end."""
    found = part.section.documents
    rows = [
        (
            Words(document.text, document.help),
            part.slot(
                document, "", "", Kind.CHOICE, document.prompt, document.options or options("present")
            ),
        )
        for document in found
    ]
    blocks = _table(part, ("Document", "Present?"), (70, 30), rows, "Documents on the file") if rows else []
    return blocks + details(part, list(part.section.questions))


def yes_no_na(part: Part) -> list[Block]:
    """F: audit area; yes, no or not applicable; auditor comments."""
    rows = [
        (
            Words(question.text, question.help),
            _answer(part, question, "yes, no or not applicable", "yes_no_na"),
            part.slot(question, "_comments", "comments", Kind.TEXT, COMMENTS),
        )
        for question in part.section.questions
    ]
    heads = ("Audit area", "Yes, no or not applicable", "Auditor comments")
    return _table(part, heads, (45, 18, 37), rows)


def points(part: Part) -> list[Block]:
    """G: question, a point for yes or not applicable, none for no, comments by the quality auditor."""
    rows = [
        (
            Words(question.text, question.help),
            part.slot(question, "_yes", "yes", Kind.TICK),
            part.slot(question, "_no", "no", Kind.TICK),
            part.slot(question, "_na", "not applicable", Kind.TICK),
            part.slot(question, "_comments", "comments", Kind.TEXT, question.prompt or COMMENTS),
        )
        for question in in_columns(part)
    ]
    heads = ("Question", "Yes = 1", "No = 0", "Not applicable = 1", "Comments by quality auditor")
    return _table(part, heads, (38, 8, 8, 14, 32), rows)


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
                part.slot(question, "_comments", "comment", Kind.TEXT, question.prompt or COMMENTS),
            ),
        )
        blocks.append(caption(f"{number} {question.text}"))
        if question.help:
            blocks.append(Paragraph(question.help, "Guidance"))
        heads = (f"Standard {number}", "Answer")
        blocks.append(Table(f"Standard {number}", question.text, heads, shared(24, 76), rows))
    return blocks


def two_point(part: Part) -> list[Block]:
    """I: question, meets good or does not yet, evidence."""
    rows = [
        (
            Words(question.text, question.help),
            _answer(part, question, "meets good", "two_point"),
            part.slot(question, "_evidence", "evidence", Kind.TEXT, EVIDENCE),
        )
        for question in part.section.questions
    ]
    return _table(part, ("Question", "Meets good?", "Evidence"), (42, 20, 38), rows)


def fields(part: Part) -> list[Block]:
    """A label and a slot in each row."""
    return _table(part, ("Question", "Answer"), (38, 62), _labelled(part, list(part.section.questions)))


def grid(part: Part) -> list[Block]:
    """A row for each question and a slot in each of the columns the section names."""
    columns = part.section.columns
    rows = [
        (
            Words(question.text, question.help, strong=True),
            *(
                part.slot(question, f"_{column.key}", column.title, column.kind, column.prompt, column.options)
                for column in columns
            ),
        )
        for question in part.section.questions
    ]
    heads = ("Item", *(column.title for column in columns))
    return _table(part, heads, (1.3, *(column.width for column in columns)), rows)


SHAPES: dict[str, Callable[[Part], list[Block]]] = {
    "A": prompts_evidence_rating,
    "B": evidenced,
    "C": yes_no_ticks,
    "D": up_to_date_ticks,
    "E": documents,
    "F": yes_no_na,
    "G": points,
    "H": standards,
    "I": two_point,
    "fields": fields,
    "grid": grid,
}


def details(part: Part, questions: list[Question]) -> list[Block]:
    """The questions that a shape has no column for, in a table of labels and slots."""
    if not questions:
        return []
    return _table(part, ("Detail", "Answer"), (38, 62), _labelled(part, questions), "Dates and details")


def in_columns(part: Part) -> list[Question]:
    """The questions that a shape without an answer column can show: those without a kind of their own."""
    return [question for question in part.section.questions if question.kind in (None, Kind.TICK)]



def _labelled(part: Part, questions: list[Question]) -> list[tuple[Cell, ...]]:
    return [
        (
            Words(question.text, question.help, strong=True),
            part.slot(question, "", "", question.kind or Kind.TEXT, question.prompt, question.options),
        )
        for question in questions
    ]


def _answer(part: Part, question: Question, what: str, among: str) -> Slot:
    """The slot in the answer column: the shape's list, or the question's own kind."""
    kind = question.kind or Kind.CHOICE
    chosen = (question.options or options(among)) if kind is Kind.CHOICE else ()
    return part.slot(question, "", what if not question.kind else "", kind, question.prompt, chosen)


def _table(
    part: Part, heads: tuple[str, ...], shares: tuple[float, ...], rows: list[tuple[Cell, ...]], name: str = ""
) -> list[Block]:
    if not rows:
        return []
    table = Table(
        part.name(name or part.section.title),
        f"{len(rows)} rows under the headings {', '.join(heads)}.",
        heads,
        shared(*shares),
        tuple(rows),
    )
    return [caption(part.name(name)), table] if name else [table]
