"""An edition's stories with holes where its answers go: filling joins texts instead of building trees.

It writes what filling the tree (`bytree`) writes, many times faster, and is cut from that: each control is set
by the same code with marks for its answer. Where a form does not cut cleanly there is no stencil.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Template

from service.errors import Fault, Unfit
from service.word.compose import Uncomposed, context_of, rendered, tree_of
from service.word.form import Form
from service.word.hole import Hole
from service.word.rows import fresh_ids
from service.word.said import Key, Said

_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_MARK = re.compile(r"<\?(hole|list) (\d+)\?>")
FRESH_ID = "\x01"
"""Where an added item takes an id that is free: a character that no answer can hold."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: the texts around its holes (one more than these). In added ones ids are marked."""

    around: tuple[str, ...]
    holes: tuple[Hole, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A list: the items that stand in the form, and what is added for each more."""

    name: str
    items: Sequence[Item]
    more: Item


@dataclass(frozen=True, slots=True)
class Story:
    """A story as XML with marks for holes and lists. `template` composes it, `bare` does so printing no value."""

    name: str
    source: str
    template: Template | None = None
    bare: Template | None = None

    def composed(self, context: Mapping[str, object]) -> str:
        """The story for one case. Raises Uncomposed."""
        if self.template is None or self.bare is None:
            return self.source
        composed = rendered(self.template, context)
        # What is printed is escaped and cannot break the XML; what the conditions leave in or out can.
        _check_whole(rendered(self.bare, context))
        return composed


class Stencil:
    """The stories of one edition, to be filled any number of times; `ids` are those of its controls."""

    def __init__(
        self,
        form: Form,
        stories: Sequence[Story],
        holes: Sequence[Hole],
        lists: Sequence[Repeat],
        ids: frozenset[str],
    ) -> None:
        self._form = form
        self._stories = stories
        self._holes = holes
        self._lists = lists
        self._ids = ids

    def pour(self, said: Said) -> dict[str, bytes] | None:
        """The stories by part name, filled; None where the form's template tags repeat what stands once in it.

        Raises Unfit as filling the tree does.
        """
        pouring = _Pouring(said, fresh_ids(self._ids))
        context = context_of(self._form, said.printed())
        poured: dict[str, bytes] = {}
        faults = []
        met: set[str] = set()
        for story in self._stories:
            try:
                pieces = _MARK.split(story.composed(context))
            except Uncomposed as why:
                faults.append(Fault(story.name, str(why)))
                continue
            numbers = [f"{kind} {number}" for kind, number in zip(pieces[1::3], pieces[2::3], strict=True)]
            if len({*numbers, *met}) < len(numbers) + len(met):
                return None
            met.update(numbers)
            filled = [pieces[0]]
            for at in range(1, len(pieces), 3):
                number = int(pieces[at + 1])
                if pieces[at] == "hole":
                    filled.append(pouring.hole(self._holes[number]))
                else:
                    filled += pouring.rows(self._lists[number])
                filled.append(pieces[at + 2])
            poured[story.name] = "".join([_DECLARATION, *filled]).encode()
        if faults:
            raise Unfit(faults)
        said.check_placed(pouring.placed)
        return poured


class _Pouring:
    """One filling: what the record says, the ids that are free, and the places met."""

    def __init__(self, said: Said, ids: Iterator[str]) -> None:
        self._said = said
        self._ids = ids
        self.placed: set[Key] = set()

    def hole(self, hole: Hole, row: int | None = None) -> str:
        """The control of one hole."""
        key = hole.slot.tag, row
        self.placed.add(key)
        value = self._said.values.get(key)
        return hole.blank if value is None else hole.says(value, self._said.texts[key])

    def rows(self, repeat: Repeat) -> Iterator[str]:
        """The items of a list, as many as the record has, but none taken away that the form has."""
        there = len(repeat.items)
        for row in range(max(there, self._said.rows(repeat.name))):
            if row < there:
                yield self._item(repeat.items[row], row)
            else:
                first, *more = self._item(repeat.more, row).split(FRESH_ID)
                yield first + "".join([next(self._ids) + text for text in more])

    def _item(self, item: Item, row: int) -> str:
        pieces = [item.around[0]]
        for hole, text in zip(item.holes, item.around[1:], strict=True):
            pieces += (self.hole(hole, row), text)
        return "".join(pieces)


@lru_cache(maxsize=256)
def _check_whole(composed: str) -> None:
    """Raises Uncomposed where the composed story is not well-formed. Each way of composing is looked at once."""
    tree_of(composed)
