"""Blocks that stand in a form only sometimes: between template tags, each in a paragraph of its own."""

from collections.abc import Sequence

from service.word.compose import FINISHED
from service.word.outline.blocks import Block, Paragraph

_END = "{%p endif %}"


IN_FORM = f"not {FINISHED}"
"""The condition of what stands in a form, and not in the finished document."""


def only_form(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, left out of the finished document."""
    return [_if(IN_FORM), *blocks, _tag(_END)]


def only_finished(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, left out of all but the finished document."""
    return [_if(FINISHED), *blocks, _tag(_END)]


def either(condition: str, blocks: Sequence[Block], others: Sequence[Block]) -> list[Block]:
    """The blocks in a document where the condition (Jinja) is true, the others where it is false."""
    return [_if(condition), *blocks, _tag("{%p else %}"), *others, _tag(_END)]


def _if(condition: str) -> Paragraph:
    return _tag(f"{{%p if {condition} %}}")


def _tag(text: str) -> Paragraph:
    return Paragraph(text, "Condition")
