"""A record: the typed audit as nested values, and the ways to reach into it by tag."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeGuard

from schemas.edition import Kind, Slot, Value
from schemas.text import is_blank

Record = dict[str, Any]
"""Nested by the pieces of the tags; a repeating part is a list of rows, each nested in the same way."""


def get(record: Record, tag: str, row: int | None = None) -> Value | None:
    """The value at `tag`, in `row` of a repeating part; None where there is none."""
    found: Any = record
    first, *rest = tag.split(".")
    found = found.get(first) if isinstance(found, dict) else None
    if row is not None:
        found = found[row] if isinstance(found, list) and 0 <= row < len(found) else None
    for piece in rest:
        found = found.get(piece) if isinstance(found, dict) else None
    return None if isinstance(found, (dict, list)) else found


def put(record: Record, tag: str, value: Value, row: int | None = None) -> None:
    """Set the value at `tag`, making the nested parts, and the rows up to `row`, that are not there yet."""
    first, *rest = tag.split(".")
    if row is None:
        holder = record
        path = [first, *rest]
    else:
        rows = record.setdefault(first, [])
        while len(rows) <= row:
            rows.append({})
        holder = rows[row]
        path = rest
    for piece in path[:-1]:
        holder = holder.setdefault(piece, {})
    holder[path[-1]] = value


def items(record: Record) -> Iterator[tuple[str, int | None, Value | None]]:
    """Every value with its tag and row, in the order of the record; None only where the record holds null."""
    for name, held in record.items():
        if isinstance(held, list):
            for row, fields in enumerate(held):
                for tag, value in _leaves(f"{name}.", fields):
                    yield tag, row, value
        elif isinstance(held, dict):
            for tag, value in _leaves(f"{name}.", held):
                yield tag, None, value
        else:
            yield name, None, held


def _leaves(prefix: str, nested: Record) -> Iterator[tuple[str, Value | None]]:
    for name, held in nested.items():
        if isinstance(held, dict):
            yield from _leaves(f"{prefix}{name}.", held)
        else:
            yield f"{prefix}{name}", held


def path(tag: str, row: int | None = None) -> str:
    """Where a value stands, in writing: `sections.plan.grade`, `actions[2].due`."""
    if row is None:
        return tag
    first, _, rest = tag.partition(".")
    return f"{first}[{row}].{rest}"


def canonical(record: Record, slots: Iterable[Slot]) -> Record:
    """The record in its one form, in the order of the slots.

    Blanks are left out; a tick always stands, true or false; a repeating part always stands as a list; a row
    that holds nothing but blanks and empty ticks is no row. Values without a slot are left out, so check for
    them first.
    """
    slots = tuple(slots)
    repeating = {slot.repeating: None for slot in slots if slot.repeating}
    kept = {name: _rows(record, name) for name in repeating}
    made: Record = {}
    for slot in slots:
        if slot.repeating is None:
            _keep(made, slot, get(record, slot.tag), None)
            continue
        made.setdefault(slot.repeating, [])
        for row, old in enumerate(kept[slot.repeating]):
            _keep(made, slot, get(record, slot.tag, old), row)
    return made


def _keep(made: Record, slot: Slot, value: Value | None, row: int | None) -> None:
    if slot.kind is Kind.TICK:
        put(made, slot.tag, bool(value), row)
    elif value is not None and not (isinstance(value, str) and is_blank(value)):
        put(made, slot.tag, value, row)


def _rows(record: Record, name: str) -> list[int]:
    """The indices of the rows of `name` that say something."""
    rows = record.get(name) or []
    return [row for row, fields in enumerate(rows) if any(says(value) for _, value in _leaves("", fields))]


def says(value: Value | None) -> TypeGuard[Value]:
    """Whether a value says anything: no blank text and no empty tick does, and a nought does."""
    return value is not None and value is not False and not (isinstance(value, str) and is_blank(value))
