"""A copy laid over its form, as data: where each line of the form went."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from service.reading import FoundBy
from service.word.homes import CopyLine

Item: TypeAlias = Mapping[int, CopyLine]
"""One item of a list: the copy's line for each line that the form has in an item."""


@dataclass(slots=True)
class Pair:
    """A form line's line in the copy."""

    copy: CopyLine
    how: FoundBy


@dataclass(slots=True)
class Alignment:
    """`pairs` by form line; `rows` the copy's lines of each repeating part; `items` its items where these are
    not table rows; `loose` the copy's lines that stand where a form line without static text stood (None where that
    cannot be told); `doubts` say in a sentence why what is read at a form line may be wrong.
    """

    copies: list[CopyLine]
    pairs: dict[int, Pair] = field(default_factory=dict)
    rows: dict[str, list[CopyLine]] = field(default_factory=dict)
    items: dict[str, list[Item]] = field(default_factory=dict)
    loose: dict[int, list[CopyLine] | None] = field(default_factory=dict)
    doubts: dict[int, str] = field(default_factory=dict)

    @property
    def used(self) -> set[int]:
        """The copy's lines that have a place in the form."""
        lines = {pair.copy.index for pair in self.pairs.values()}
        lines.update(row.index for rows in self.rows.values() for row in rows)
        lines.update(copy.index for items in self.items.values() for item in items for copy in item.values())
        lines.update(one.index for many in self.loose.values() for one in many or ())
        return lines


def is_below(header: Pair, pair: Pair | None) -> bool:
    """Whether the pair's line stands in the header's table of the copy, below the header."""
    return (
        pair is not None
        and pair.copy.line.table == header.copy.line.table
        and pair.copy.index > header.copy.index
    )
