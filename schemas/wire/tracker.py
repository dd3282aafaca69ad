"""Shapes of the tracker of actions: what its list is asked for, and changes that wait to be confirmed."""

import json
from collections.abc import Sequence
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from schemas.text import is_text
from schemas.wire.review import ActionBody, ActionsAsked
from service.errors import Fault, Unfit

MOST_BYTES = 400_000
"""How much of changes one form carries: what is longer than half a megabyte is not taken from a browser."""


class TrackerAsked(ActionsAsked):
    """Which actions, and in which order."""

    whose = fields.String(load_default="", validate=validate.OneOf(["", "mine"]))
    form = fields.List(
        fields.String(validate=validate.Length(1, 64)), load_default=list, validate=validate.Length(0, 50)
    )
    team = fields.Integer(load_default=None, validate=validate.Range(1, 2**31 - 1))


class WishShape(Schema):
    """What is to change of an action, and the version that was seen."""

    number = fields.Integer(required=True, validate=validate.Range(1, 2**31 - 1))
    seen = fields.Integer(required=True, validate=validate.Range(1, 2**31 - 1))
    wanted = fields.Nested(ActionBody, required=True)


def as_text(wishes: Sequence[Any]) -> str:
    """Changes as a form carries them until they are confirmed."""
    return json.dumps(WishShape(many=True).dump(wishes), ensure_ascii=False)


def from_text(text: str) -> list[dict[str, Any]]:
    """The changes that a form carried, typed. Raises Unfit where it is none of ours."""
    try:
        loaded: list[dict[str, Any]] = WishShape(many=True).loads(text)
    except (ValidationError, ValueError, RecursionError):
        raise Unfit([Fault("changes", "The changes could not be read. Send the workbook again.")]) from None
    if not all(is_text(said) for one in loaded for said in one["wanted"].values() if isinstance(said, str)):
        raise Unfit([Fault("changes", "The changes hold what is no text. Send the workbook again.")])
    return loaded
