"""Shapes that take slots of any kind: a label and a slot, and a grid."""

from service.word.outline.blocks import Block, Cell, Words
from service.word.outline.naming import Part
from service.word.outline.rows import labelled, table_under


def fields(part: Part) -> list[Block]:
    """A label and a slot in each row."""
    return table_under(part, ("Question", "Answer"), (34, 66), labelled(part, list(part.section.questions)))


def grid(part: Part) -> list[Block]:
    """A row for each question and a slot in each of the columns the section names."""
    columns = part.section.columns
    rows: list[tuple[Cell, ...]] = [
        (
            Words(question.text, question.help, strong=True),
            *(
                part.slot(
                    question, f"_{column.key}", column.title, column.kind, column.prompt, column.options
                )
                for column in columns
            ),
        )
        for question in part.section.questions
    ]
    heads = ("Area", *(column.title for column in columns))
    return table_under(part, heads, (1.3, *(column.width for column in columns)), rows)
