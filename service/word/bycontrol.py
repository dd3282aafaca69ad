"""Answers whose content control kept its tag: the surest way to read one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from schemas.edition import Slot
from service.word.form import Form
from service.word.names import w
from service.word.text import Control, View

_TR, _P = w("tr"), w("p")


Row: TypeAlias = dict[str, Control]
"""The controls of one row of a repeating part, by tag."""


@dataclass(slots=True)
class Tagged:
    """The controls of a copy that bear a slot's tag: once each, in `rows` of a repeating part, or `again`.

    `rows` gives for each list its rows in reading order, each a mapping of tag to control. `own` gives the
    slot of each such control's number. `spread` names the lists whose items are more than one line each.
    """

    once: dict[str, Control] = field(default_factory=dict)
    again: dict[str, list[Control]] = field(default_factory=dict)
    rows: dict[str, dict[object, Row]] = field(default_factory=dict)
    own: dict[int, Slot] = field(default_factory=dict)
    spread: frozenset[str] = frozenset()


def tagged(form: Form, view: View) -> Tagged:
    """Sorts the copy's controls by the form's slots."""
    found = Tagged(spread=_spread(form))
    for control in view.controls:
        slot = form.by_tag.get(control.tag) if control.tag else None
        if slot is None or control.repeats or not control.places:
            continue
        if control.inside is not None and any(above.number in found.own for above in control.around()):
            continue
        if slot.repeating is None:
            if slot.tag in found.once or slot.tag in found.again:
                found.again.setdefault(slot.tag, []).append(control)
            else:
                found.once[slot.tag] = control
        else:
            rows = found.rows.setdefault(slot.repeating, {})
            row = rows.setdefault(_row_of(control, spread=slot.repeating in found.spread), {})
            if slot.tag in row:
                found.again.setdefault(slot.tag, []).append(control)
                continue
            row[slot.tag] = control
        found.own[control.number] = slot
    for tag in list(found.again):
        if tag in found.once:
            found.again[tag].insert(0, found.once[tag])
    return found


@lru_cache(maxsize=64)
def _spread(form: Form) -> frozenset[str]:
    lines: dict[str, set[int]] = {}
    for slot in form.slots:
        if slot.repeating is not None and slot.tag in form.skeleton.home:
            lines.setdefault(slot.repeating, set()).add(form.skeleton.home[slot.tag][0].index)
    return frozenset(name for name, there in lines.items() if len(there) > 1)


def _row_of(control: Control, *, spread: bool) -> object:
    """What makes controls belong to one repeating row.

    That is their table row, so that a row copied by hand within an item counts, but their item of the section
    where items are paragraphs, or more than one line each.
    """
    line = control.places[0][0]
    item = next((above for above in control.around() if above.repeats == "item"), None)
    if item is None or (not spread and next(item.element.iterdescendants(_TR, _P)).tag == _TR):
        return line
    return item


def swallowed(control: Control, statics: frozenset[str], others: Sequence[Control]) -> bool:
    """Whether the control took in parts of the form around it, as LibreOffice's tick boxes have been seen to do."""
    cells = {(id(line), cell) for line, cell in control.places}
    if len(cells) < 2:
        return False
    return any(control in other.around() for other in others if other.inside is not None) or any(
        text.strip() in statics for text in control.said.split("\n") if text.strip()
    )
