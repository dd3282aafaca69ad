"""Tables of a section: what the shapes have in common."""

from collections.abc import Sequence

from schemas.edition import Kind, Slot
from schemas.lists import options
from service.word.outline.blocks import Block, Cell, Table, Words, caption, shared
from service.word.outline.model import Ask, Question
from service.word.outline.naming import Part

COMMENTS = "Write comments here"
EVIDENCE = "Write the evidence here"


def table_under(
    part: Part,
    heads: tuple[str, ...],
    shares: tuple[float, ...],
    rows: Sequence[tuple[Cell, ...]],
    name: str = "",
) -> list[Block]:
    """A table of these rows, nothing where there are none; under a caption where it has a name of its own."""
    if not rows:
        return []
    table = Table(
        part.name(name or part.section.title),
        heads,
        shared(*shares),
        tuple(rows),
    )
    return [caption(part.name(name)), table] if name else [table]


def in_columns(part: Part) -> list[Question]:
    """The questions that a shape without an answer column can show: those without a kind of their own."""
    return [question for question in part.section.questions if question.kind in (None, Kind.TICK)]


def details(part: Part, questions: list[Question]) -> list[Block]:
    """The questions that a shape has no column for, in a table of labels and slots."""
    if not questions:
        return []
    return table_under(part, ("Detail", "Answer"), (34, 66), labelled(part, questions), "Dates and details")


def labelled(part: Part, questions: list[Question]) -> list[tuple[Cell, ...]]:
    """A row with a label and a slot for each question."""
    return [
        (
            Words(question.text, question.help, strong=True),
            part.slot(question, "", "", question.kind or Kind.TEXT, question.prompt, question.options),
        )
        for question in questions
    ]


def answer(part: Part, question: Question, what: str, among: str) -> Slot:
    """The slot in the answer column: the shape's list, or the question's own kind."""
    kind = question.kind or Kind.CHOICE
    chosen = (question.options or options(among)) if kind is Kind.CHOICE else ()
    return part.slot(question, "", what if not question.kind else "", kind, question.prompt, chosen)


def labels(name: str, asks: list[Ask], head: str = "Detail") -> Table:
    """A table of labels and slots."""
    rows = tuple((Words(ask.label, ask.help, strong=True), ask.slot) for ask in asks)
    return Table(name, (head, "Answer"), shared(34, 66), rows)
