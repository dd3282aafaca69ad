"""A list that stands more than once in a copy: somebody pasted its table again, controls and all."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from service.word.bycontrol import Row, tagged
from service.word.form import Form
from service.word.text import Control

Block = tuple[int, int]
"""Where rows stand together: the number of their repeating section (-1 outside one) and of their table."""


def pasted(form: Form, name: str, rows: Mapping[object, Row]) -> Sequence[Sequence[object]]:
    """The rows of a list, by key, that stand beside those of its own place: one sequence for each time it was pasted.

    Empty where the list stands no more often than in the form. Of several places the first is taken for its own.
    """
    blocks = _blocks(rows)
    return list(blocks.values())[1:] if len(blocks) > _times(form, name) else ()


def same_again(rows: Mapping[object, Row], extra: Sequence[object]) -> set[object]:
    """Of the `extra` rows those that say, to the letter, what a row before them says."""
    said = {key: _said(row) for key, row in rows.items()}
    others = {said[key] for key in rows.keys() - set(extra)}
    return {key for key in extra if said[key] in others}


def _blocks(rows: Mapping[object, Row]) -> dict[Block, list[object]]:
    blocks: dict[Block, list[object]] = {}
    for key, row in rows.items():
        blocks.setdefault(_block(next(iter(row.values()))), []).append(key)
    return blocks


def _block(control: Control) -> Block:
    section = next((above.number for above in control.around() if above.repeats == "section"), -1)
    return section, control.places[0][0].table


@lru_cache(maxsize=64)
def _times(form: Form, name: str) -> int:
    return len(_blocks(tagged(form, form.view).rows.get(name, {})))


def _said(row: Row) -> frozenset[tuple[str, str]]:
    return frozenset((tag, control.said) for tag, control in row.items())
