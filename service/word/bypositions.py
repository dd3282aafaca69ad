"""Answers whose control is gone, found where their slot stood in the form."""

from schemas.edition import Slot
from service.reading import Answer, FoundBy
from service.word.alignment import Alignment, Item
from service.word.anchors import CopyLine
from service.word.answer import Answering
from service.word.columns import Columns
from service.word.extract import texts_of
from service.word.form import Form
from service.word.skeleton import FormLine
from service.word.text import Control, Line


class Positions:
    """The copy laid over the form. `consumed` gathers the cells (line, index) whose text became an answer."""

    def __init__(self, form: Form, alignment: Alignment) -> None:
        self.form = form
        self.alignment = alignment
        self.columns = Columns(form.skeleton, alignment)
        self.consumed: set[tuple[int, int]] = set()
        self._copies = {id(copy.line): copy for copy in alignment.copies}

    def home(self, slot: Slot) -> Line | None:
        """The copy's line that is the slot's own in the form."""
        place = self.form.skeleton.home.get(slot.tag)
        pair = self.alignment.pairs.get(place[0].index) if place is not None else None
        return pair.copy.line if pair is not None else None

    def is_gone(self, slot: Slot) -> bool:
        """Whether nothing of the table that the slot stands in is left, neither a row nor its header."""
        table = self.form.skeleton.home[slot.tag][0].line.table
        lines = (line for line in self.form.skeleton.lines if line.line.table == table)
        return not any(line.index in self.alignment.pairs for line in lines)

    def rows(self, name: str) -> list[Line]:
        """The copy's table rows that are rows of a repeating part."""
        return [copy.line for copy in self.alignment.rows.get(name, ())]

    def items(self, name: str) -> list[Item]:
        """The items of a list whose items are not table rows."""
        return self.alignment.items.get(name, [])

    def in_item(self, slot: Slot, item: Item, row: int, make: Answering) -> Answer:
        """The answer in an item of such a list."""
        form, at = self.form.skeleton.home[slot.tag]
        answer = self._from_line(slot, form, at, item[form.index], FoundBy.POSITION, make, row=row)
        return answer if answer is not None else make.missing(slot, row)

    def is_elsewhere(self, slot: Slot, control: Control) -> bool:
        """Whether the slot's control stands in another place than the slot, as when two controls changed places."""
        place = self.form.skeleton.home.get(slot.tag)
        pair = self.alignment.pairs.get(place[0].index) if place is not None else None
        if place is None or pair is None or not pair.sure:
            return False
        line, cell = control.places[0]
        if line is not pair.copy.line:
            return True
        index = self.columns.cell(*place, pair.copy)
        return index is not None and index != cell

    def answer(self, slot: Slot, make: Answering) -> Answer | None:
        """The slot's answer by its place; None where its place is not in the copy."""
        place = self.form.skeleton.home.get(slot.tag)
        if place is None:
            return None
        form, at = place
        pair = self.alignment.pairs.get(form.index)
        if pair is not None:
            return self._from_line(slot, form, at, pair.copy, pair.how, make, sure=pair.sure)
        if form.index in self.alignment.loose:
            return self._loose(slot, form, at, make)
        return None

    def in_row(self, slot: Slot, line: Line, row: int, make: Answering) -> Answer:
        """The answer in a row that somebody added, or whose controls are gone, by the column it stands in."""
        form, at = self.form.skeleton.home[slot.tag]
        copy = self._copies.get(id(line))
        answer = self._from_line(slot, form, at, copy, FoundBy.POSITION, make, row=row) if copy else None
        return answer if answer is not None else make.missing(slot, row)

    def _from_line(
        self,
        slot: Slot,
        form: FormLine,
        at: int,
        copy: CopyLine,
        how: FoundBy,
        make: Answering,
        *,
        sure: bool = True,
        row: int | None = None,
    ) -> Answer | None:
        index = self.columns.cell(form, at, copy)
        if index is None:
            text = " | ".join(cell.text.strip() for cell in copy.line.cells if cell.text.strip())
            return make.unreadable(slot, row, text, copy.line, 0, "The columns of this table were changed.")
        if copy.line.cells[index].merged and not form.line.cells[at].merged:
            text = copy.line.cells[index].text
            return make.unreadable(slot, row, text, copy.line, index, "This cell was merged with another.")
        said = texts_of(form.cells[at], copy.line.cells[index]).get(slot.tag)
        self.consumed.add((id(copy.line), index))
        return make.from_cell(slot, row, said, copy.line, index, how, sure=sure)

    def _loose(self, slot: Slot, form: FormLine, at: int, make: Answering) -> Answer | None:
        found = self.alignment.loose[form.index]
        if found is None:
            return None
        if not found:
            return None
        if len(found) == 1:
            return self._from_line(slot, form, at, found[0], FoundBy.POSITION, make)
        text = "\n".join(copy.line.cells[0].text for copy in found)
        self.consumed.update((id(copy.line), 0) for copy in found)
        # A line that says what the form says somewhere may be its own, whose place was not found.
        forms_own = any(copy.keys[0] in self.form.skeleton.keys for copy in found)
        said = text if len(form.cells[at].slots) == 1 and not forms_own else None
        return make.from_cell(slot, None, said, found[0].line, 0, FoundBy.POSITION)
