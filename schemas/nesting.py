"""A marshmallow schema nested as the slots' tags are, and its errors as faults with paths."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from marshmallow import Schema, fields, missing

from schemas.answer import Answer
from schemas.edition import Slot
from schemas.record import Record
from service.errors import Fault


class Part(Schema):
    """A record or a part of one. Names that the form does not have are errors."""

    error_messages = {  # noqa: RUF012 - marshmallow's own way to say it
        "unknown": "The form has no slot of this name.",
        "type": "Named values are wanted here, in braces.",
    }

    def get_attribute(self, obj: Record, attr: str, *_: object) -> object:
        # marshmallow would find `items` on any dict that lacks it
        return obj.get(attr, missing)


def nested(slots: Sequence[Slot], field_of: Callable[[Slot], Answer[Any]]) -> Schema:
    """The schema for all the slots: groups by their tags, a repeating part as a list of rows."""
    tree: dict[str, Any] = {}
    for slot in slots:
        *groups, last = slot.tag.split(".")
        branch = tree
        for piece in groups:
            branch = branch.setdefault(piece, {})
        branch[last] = field_of(slot)
    repeating = {slot.repeating for slot in slots if slot.repeating}
    return _part({name: _rows(held) if name in repeating else held for name, held in tree.items()})


def _part(branch: dict[str, Any]) -> Schema:
    named = {
        name: fields.Nested(_part(held), allow_none=True) if isinstance(held, dict) else held
        for name, held in branch.items()
    }
    return Part.from_dict(named)()


def _rows(branch: dict[str, Any]) -> fields.Field[Any]:
    row = fields.Nested(_part(branch), error_messages={"null": "A row is wanted here, in braces."})
    return fields.List(row, allow_none=True, error_messages={"invalid": "A list of rows is wanted here."})


def faults_in(messages: object, path: str = "") -> Iterator[Fault]:
    """Nested messages of marshmallow's one by one, each with its path: `actions[2].due`."""
    if not isinstance(messages, dict):
        for message in messages if isinstance(messages, list) else [messages]:
            yield Fault(path or "record", str(message))
        return
    for name, held in messages.items():
        if name == "_schema":
            below = path
        elif isinstance(name, int):
            below = f"{path}[{name}]"
        else:
            below = f"{path}.{name}" if path else str(name)
        yield from faults_in(held, below)
