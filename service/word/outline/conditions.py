"""Blocks that stand in a form only sometimes: between template tags, each in a paragraph of its own."""

from collections.abc import Sequence

from service.word.compose import FINISHED
from service.word.outline.blocks import Block, Paragraph

_END = "{%p endif %}"


def only_when(condition: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, left out of a form sent for a case where the condition (Jinja) is false."""
    return [_tag(f"{{%p if {condition} %}}"), *blocks, _tag(_END)]


def only_form(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, left out of the finished document."""
    return only_when(f"not {FINISHED}", blocks)


def only_finished(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, left out of all but the finished document."""
    return only_when(FINISHED, blocks)


def either(form: Sequence[Block], finished: Sequence[Block]) -> list[Block]:
    """The first blocks in a form, the others in the finished document."""
    return [_tag(f"{{%p if not {FINISHED} %}}"), *form, _tag("{%p else %}"), *finished, _tag(_END)]


def _tag(text: str) -> Paragraph:
    return Paragraph(text, "Condition")
