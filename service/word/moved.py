"""Controls that stand in another place of the form than their slot, as when two changed places."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from schemas.edition import Slot
from service.word.alignment import Alignment
from service.word.bycontrol import Row, Tagged
from service.word.columns import Columns
from service.word.homes import CopyLine
from service.word.skeleton import FormLine, Skeleton
from service.word.text import BODY, Control, Line


class Moved:
    """Tells of the controls of a copy whether they still stand where the form has them."""

    def __init__(self, skeleton: Skeleton, alignment: Alignment, columns: Columns, found: Tagged) -> None:
        self._home = skeleton.home
        self._alignment = alignment
        self._columns = columns
        self._once = found.once
        self._copies: Mapping[int, CopyLine] = {id(copy.line): copy for copy in alignment.copies}
        self._forms = sorted(alignment.pairs)
        by_copy = sorted((pair.copy.index, index) for index, pair in alignment.pairs.items())
        self._placed = [copy for copy, _ in by_copy]
        self._form_of = [form for _, form in by_copy]
        self._alone: dict[int, list[str]] = {}
        for tag, (form, _) in self._home.items():
            if tag in found.once and form.index not in alignment.pairs:
                self._alone.setdefault(self._above(form), []).append(tag)

    def is_moved(self, slot: Slot, control: Control) -> bool:
        """Whether the control of a slot that stands once is in another place.

        Where the slot's line bears no text of the form, its place is told by what stands above it.
        """
        if slot.tag not in self._home:
            return False
        form, at = self._home[slot.tag]
        line, cell = control.places[0]
        pair = self._alignment.pairs.get(form.index)
        if pair is not None:
            if form.index in self._alignment.doubts:
                return False
            if line is not pair.copy.line or self._is_in_another_cell(form, at, pair.copy, cell):
                return True
            return _changed_order(slot, control, [one.tag for one in form.cells[at].slots], self._once)
        if form.anchors or form.line.story != BODY:
            return False
        copy = self._copies.get(id(line))
        if copy is None:
            return True
        place = bisect_right(self._placed, copy.index) - 1
        if (self._form_of[place] if place >= 0 else -1) != self._above(form):
            return True
        if form.line.table and line.table and self._is_in_another_cell(form, at, copy, cell):
            return True
        return self._is_behind_another(slot, copy)

    def is_moved_in_row(self, slot: Slot, control: Control, controls: Row, place: object) -> bool:
        """The same of a control in a row of a list: `place` is the row's line, where it is one of a table."""
        if slot.tag not in self._home:
            return False
        form, at = self._home[slot.tag]
        line, cell = control.places[0]
        copy = self._copies.get(id(line))
        if isinstance(place, Line) and place.table and form.line.table and copy is not None:
            if line is place and self._is_in_another_cell(form, at, copy, cell):
                return True
            return _changed_order(slot, control, [one.tag for one in form.cells[at].slots], controls)
        order = [tag for tag, (line, _) in self._home.items() if line.repeating == slot.repeating]
        return _changed_order(slot, control, order, controls)

    def _is_in_another_cell(self, form: FormLine, at: int, copy: CopyLine, cell: int) -> bool:
        index = self._columns.cell(form, at, copy)
        return index is not None and index != cell

    def _above(self, form: FormLine) -> int:
        """The nearest of the form's lines above this one that has a place in the copy; -1 where none has."""
        place = bisect_right(self._forms, form.index) - 1
        return self._forms[place] if place >= 0 else -1

    def _is_behind_another(self, slot: Slot, copy: CopyLine) -> bool:
        """Whether the order of the lines without text of their own, below the same text, is not the form's."""
        form, _ = self._home[slot.tag]
        for tag in self._alone[self._above(form)]:
            other, _ = self._home[tag]
            there = self._copies.get(id(self._once[tag].places[0][0]))
            if there is None or there is copy or other is form:
                continue
            if (other.index < form.index) != (there.index < copy.index):
                return True
        return False


def _changed_order(
    slot: Slot, control: Control, order: Iterable[str], controls: Mapping[str, Control]
) -> bool:
    """Whether the slot's control stands on another side of one of the others than `order` has it."""
    tags = list(order)
    at = tags.index(slot.tag)
    return any(
        (other < at) != (controls[tag].number < control.number)
        for other, tag in enumerate(tags)
        if other != at and tag in controls
    )
