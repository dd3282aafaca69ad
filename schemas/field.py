"""Which field a slot has, by its kind, its options and its tag."""

from typing import Any

from schemas.answer import Answer
from schemas.choices import Choice, YesPartlyNo
from schemas.dates import UKDate
from schemas.edition import Declaration, Kind, Slot
from schemas.grades import Grade
from schemas.numbers import WholeNumber
from schemas.scales import scale_of
from schemas.tags import is_name
from schemas.texts import Name, Text
from schemas.ticks import Tick


def field_of(slot: Slot, declaration: Declaration, *, in_json: bool = False) -> Answer[Any]:
    """The field of a slot, for documents or for JSON of a form."""
    match slot.kind:
        case Kind.DATE:
            return UKDate(slot, in_json=in_json)
        case Kind.TICK:
            return Tick(slot, in_json=in_json)
        case Kind.NUMBER:
            return WholeNumber(slot, in_json=in_json)
        case Kind.CHOICE:
            return _choice(slot, declaration, in_json=in_json)
        case Kind.TEXT | Kind.RICH_TEXT:
            text = Name if is_name(slot.tag) else Text
            return text(slot, declaration.not_answered, in_json=in_json)


def _choice(slot: Slot, declaration: Declaration, *, in_json: bool) -> Choice:
    codes = frozenset(option.code for option in slot.options)
    if codes <= YesPartlyNo.CODES:
        return YesPartlyNo(slot, in_json=in_json)
    if scale := scale_of(slot.options, declaration.scale):
        return Grade(slot, scale, in_json=in_json)
    return Choice(slot, in_json=in_json)
