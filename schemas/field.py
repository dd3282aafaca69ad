"""Which field a slot has, by its kind, its options and its tag."""

from typing import Any

from schemas.answer import Answer
from schemas.choices import Choice, YesPartlyNo
from schemas.dates import UKDate
from schemas.edition import Kind, Slot
from schemas.grades import Grade
from schemas.numbers import WholeNumber
from schemas.scales import scale_of
from schemas.tags import is_name
from schemas.texts import Name, Text
from schemas.ticks import Tick


def field_of(slot: Slot, declared_scale: str, *, in_json: bool = False) -> Answer[Any]:
    """The field of a slot, for documents or for JSON; `declared_scale` is the one the form names."""
    match slot.kind:
        case Kind.DATE:
            return UKDate(slot, in_json=in_json)
        case Kind.TICK:
            return Tick(slot, in_json=in_json)
        case Kind.NUMBER:
            return WholeNumber(slot, in_json=in_json)
        case Kind.CHOICE:
            return _choice(slot, declared_scale, in_json=in_json)
        case Kind.TEXT | Kind.RICH_TEXT:
            return (Name if is_name(slot.tag) else Text)(slot, in_json=in_json)


def _choice(slot: Slot, declared_scale: str, *, in_json: bool) -> Choice:
    codes = frozenset(option.code for option in slot.options)
    if codes <= YesPartlyNo.CODES:
        return YesPartlyNo(slot, in_json=in_json)
    if scale := scale_of(slot.options, declared_scale):
        return Grade(slot, scale, in_json=in_json)
    return Choice(slot, in_json=in_json)
