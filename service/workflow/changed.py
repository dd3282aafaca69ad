"""Changes as the trail tells them: values as they are, and of free text its digest only."""

import hashlib
from collections.abc import Mapping

from schemas.edition import Kind, Slot, Value
from schemas.record import path
from service.reading_json import value_json

Change = Mapping[str, object]


def change(slot: Slot, row: int | None, before: Value | None, now: Value | None) -> Change:
    """What one answer went from and to."""
    free = slot.kind in (Kind.TEXT, Kind.RICH_TEXT)
    return {
        "path": path(slot.tag, row),
        "from": hidden(before) if free else value_json(before),
        "to": hidden(now) if free else value_json(now),
    }


def hidden(text: object) -> str | None:
    """The digest that stands for a free text; None where there is none."""
    if text in (None, ""):
        return None
    return "sha256:" + hashlib.sha256(str(text).encode()).hexdigest()
