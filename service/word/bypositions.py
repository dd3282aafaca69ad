"""Answers whose control is gone, found where their slot stood in the form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from schemas.edition import Slot
from service.reading import Answer, FoundBy
from service.word.alignment import Alignment, Item
from service.word.answer import Answering
from service.word.bycontrol import Row, Tagged
from service.word.columns import Columns
from service.word.extract import Division, Rest, divided
from service.word.form import Form
from service.word.homes import CopyLine
from service.word.moved import Moved
from service.word.skeleton import FormLine, slot_of
from service.word.text import Control, Line, Run


@dataclass(slots=True)
class _Taken:
    """A cell whose text became answers: how it was divided, and the slots that were given their part of it."""

    division: Division
    given: set[str] = field(default_factory=set)


class Positions:
    """The copy laid over the form; `found` are the controls that kept their tags."""

    def __init__(self, form: Form, alignment: Alignment, found: Tagged) -> None:
        self.form = form
        self.alignment = alignment
        self.columns = Columns(form.skeleton, alignment)
        self._own = found.own
        self._moved = Moved(form.skeleton, alignment, self.columns, found)
        self._taken: dict[tuple[int, int], _Taken] = {}
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
        return self._moved.is_moved(slot, control)

    def is_elsewhere_in_row(self, slot: Slot, control: Control, controls: Row, place: object) -> bool:
        """The same within a row of a list: `place` is its line or item, `controls` are all that it has."""
        return self._moved.is_moved_in_row(slot, control, controls, place)

    def rest(self, line: Line, cell: int) -> Sequence[Rest] | None:
        """What a cell says beside the answers that were read from it; None where none was."""
        taken = self._taken.get((id(line), cell))
        if taken is None:
            return None
        said = taken.division.said
        if any(said.get(tag) is None for tag in taken.given):
            return ()  # the whole cell is asked about
        others = (text for tag, text in said.items() if tag not in taken.given)
        return [*(Rest(text.strip()) for text in others if text and text.strip()), *taken.division.rest]

    def answer(self, slot: Slot, make: Answering) -> Answer | None:
        """The slot's answer by its place; None where its place is not in the copy."""
        place = self.form.skeleton.home.get(slot.tag)
        if place is None:
            return None
        form, at = place
        pair = self.alignment.pairs.get(form.index)
        if pair is not None:
            return self._from_line(slot, form, at, pair.copy, pair.how, make)
        if form.index in self.alignment.loose:
            return self._loose(slot, form, at, make)
        return None

    def in_row(self, slot: Slot, line: Line, row: int, make: Answering) -> Answer:
        """The answer in a row that somebody added, or whose controls are gone, by the column it stands in."""
        place, copy = self.form.skeleton.home.get(slot.tag), self._copies.get(id(line))
        answer = None
        if (
            place is not None and copy is not None
        ):  # a slot of the form's second row alone has no place in its first
            answer = self._from_line(slot, *place, copy, FoundBy.POSITION, make, row=row)
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
        row: int | None = None,
    ) -> Answer | None:
        index = self.columns.cell(form, at, copy)
        if index is None:
            text = " | ".join(cell.text.strip() for cell in copy.line.cells if cell.text.strip())
            return make.unreadable(slot, row, text, copy.line, 0, "The columns of this table were changed.")
        if copy.line.cells[index].merged and not form.line.cells[at].merged:
            text = copy.line.cells[index].text
            return make.unreadable(slot, row, text, copy.line, index, "This cell was merged with another.")
        division = divided(form.cells[at], copy.line.cells[index], self._own)
        taken = self._taken.setdefault((id(copy.line), index), _Taken(division))
        taken.given.add(slot.tag)
        doubt = self.alignment.doubts.get(form.index, "") if row is None else ""
        return make.from_cell(slot, row, division.said.get(slot.tag), copy.line, index, how, doubt=doubt)

    def _loose(self, slot: Slot, form: FormLine, at: int, make: Answering) -> Answer | None:
        """The answer that stands between the neighbours of a line without text of the form's own."""
        found = self.alignment.loose[form.index]
        if not found:
            return None
        in_table = not form.line.table and any(len(copy.line.cells) > 1 for copy in found)
        if len(found) == 1 and not in_table:
            return self._from_line(slot, form, at, found[0], FoundBy.POSITION, make)
        first = found[0].line
        text = "\n".join(" | ".join(cell.text for cell in copy.line.cells) for copy in found)
        for copy in found:
            for cell in range(len(copy.line.cells)):
                self._taken[id(copy.line), cell] = _Taken(Division({slot.tag: text}), {slot.tag})
        if in_table:
            return make.unreadable(slot, None, text, first, 0, "A table stands in this answer.")
        if len(form.cells[at].slots) > 1:
            return make.unreadable(slot, None, text, first, 0, "Several answers run together here.")
        # A line that says what the form says somewhere may be its own, whose place was not found.
        if any(copy.keys[0] in self.form.skeleton.keys for copy in found):
            return make.unreadable(slot, None, text, first, 0, "Words of the form stand in this answer.")
        if any(slot_of(run[1], self._own) for copy in found for run in _runs(copy)):
            return make.unreadable(slot, None, text, first, 0, "The box of another question stands here.")
        more = [copy.line.cells[0] for copy in found[1:]]
        doubt = self.alignment.doubts.get(form.index, "")
        return make.from_cell(slot, None, text, first, 0, FoundBy.POSITION, doubt=doubt, more=more)


def _runs(copy: CopyLine) -> Iterator[Run]:
    return (run for cell in copy.line.cells for paragraph in cell.paragraphs for run in paragraph.runs)
