"""Answers whose content control kept its tag: the surest way to read one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.edition import Slot
from service.word.form import Form
from service.word.text import Control, Line, View


@dataclass(slots=True)
class Tagged:
    """The controls of a copy that bear a slot's tag: once each, in `rows` of a repeating part, or `again`.

    `rows` gives for each list its rows in reading order, each a mapping of tag to control. `own` gives the
    slot of each such control's number.
    """

    once: dict[str, Control] = field(default_factory=dict)
    again: dict[str, list[Control]] = field(default_factory=dict)
    rows: dict[str, dict[object, dict[str, Control]]] = field(default_factory=dict)
    own: dict[int, Slot] = field(default_factory=dict)


def tagged(form: Form, view: View) -> Tagged:
    """Sorts the copy's controls by the form's slots."""
    found = Tagged()
    by_tag = {slot.tag: slot for slot in form.slots}
    for control in view.controls:
        slot = by_tag.get(control.tag) if control.tag else None
        if slot is None or control.repeats or not control.places or _inside_own(control, found.own):
            continue
        if slot.repeating is None:
            if slot.tag in found.once or slot.tag in found.again:
                found.again.setdefault(slot.tag, []).append(control)
            else:
                found.once[slot.tag] = control
        else:
            rows = found.rows.setdefault(slot.repeating, {})
            row = rows.setdefault(row_of(control), {})
            if slot.tag in row:
                found.again.setdefault(slot.tag, []).append(control)
                continue
            row[slot.tag] = control
        found.own[control.number] = slot
    for tag in list(found.again):
        if tag in found.once:
            found.again[tag].insert(0, found.once[tag])
    return found


def row_of(control: Control) -> object:
    """What makes controls belong to one repeating row: their table row, else their item of the section."""
    line = control.places[0][0]
    if line.table:
        return line
    above = control.inside
    while above is not None:
        if above.repeats == "item":
            return above
        above = above.inside
    return line


def _inside_own(control: Control, own: dict[int, Slot]) -> bool:
    above = control.inside
    while above is not None:
        if above.number in own:
            return True
        above = above.inside
    return False


def swallowed(control: Control, statics: frozenset[str], others: Sequence[Control]) -> bool:
    """Whether the control took in parts of the form around it, as LibreOffice's tick boxes have been seen to do."""
    cells = {(id(line), cell) for line, cell in control.places}
    if len(cells) < 2:
        return False
    return any(other is not control and _holds(control, other) for other in others) or any(
        text.strip() in statics for text in control.said.split("\n") if text.strip()
    )


def _holds(control: Control, other: Control) -> bool:
    above = other.inside
    while above is not None:
        if above is control:
            return True
        above = above.inside
    return False


def line_of(control: Control) -> tuple[Line, int]:
    """The line and cell a control begins in."""
    return control.places[0]
