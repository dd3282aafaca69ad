"""Which words of a copy are the form's own, each no more often than the form has them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from schemas.edition import Slot
from service.word.bycontrol import Tagged
from service.word.bypositions import Positions
from service.word.form import Form
from service.word.homes import CopyLine
from service.word.keys import key_of
from service.word.printing import Printing
from service.word.skeleton import FormLine, slot_of
from service.word.text import BODY

_SAID = frozenset(("yes", "no", "n/a", "none"))


class OwnWords:
    """The form's own words in one copy.

    A line that has a place in the form bears its words. Beside these a whole line may be the form's: one whose place
    was not found, one of a list's items, or a table's title, which pandoc prints above the table once more. A word
    that could be an answer never is.
    """

    def __init__(self, form: Form, found: Tagged, positions: Positions, printing: Printing) -> None:
        self._form = form
        self._found = found
        self._positions = positions
        self._printing = printing
        alignment = positions.alignment
        lines = form.skeleton.lines
        self._lines: dict[int, FormLine] = {
            pair.copy.index: lines[index] for index, pair in alignment.pairs.items()
        }
        for items in alignment.items.values():
            self._lines.update((copy.index, lines[index]) for item in items for index, copy in item.items())
        for name, rows in alignment.rows.items():
            row = next((line for line in lines if line.repeating == name), None)
            if row is not None:
                self._lines.update((copy.index, row) for copy in rows)
        self._tables = {
            alignment.copies[index].line.table: line.line.table for index, line in self._lines.items()
        }
        self._answers = _SAID | {key_of(option.text) for slot in form.slots for option in slot.options}
        self._spare = self._left()

    def of(self, copy: CopyLine) -> Mapping[int, Sequence[str]]:
        """The form's words for each cell of a copy's line, in every way they may be printed."""
        form = self._lines.get(copy.index) or self._line_by_control(copy)
        if form is None:
            return {}
        own: dict[int, Sequence[str]] = {}
        for at, cell in enumerate(form.cells):
            if all(isinstance(piece, Slot) for piece in cell.pieces):
                continue
            index = self._positions.columns.cell(form, at, copy)
            if index is not None:
                own[index] = self._printing.texts(cell.pieces)
        if len(copy.keys) != len(form.cells):
            for index, key in enumerate(copy.keys):
                same = next((cell for cell in form.cells if key and key == cell.key), None)
                if same is not None and not any(own.get(index, ())):
                    own[index] = self._printing.texts(same.pieces)
        return own

    def are(self, copy: CopyLine, index: int, text: str) -> bool:
        """Whether the text of a cell is words of the form that have no place of their own in the copy."""
        key = key_of(text)
        if key in self._answers or key != copy.keys[index] or self._holds_slot(copy, index):
            return False
        form = self._lines.get(copy.index) or self._line_by_control(copy)
        if form is not None and form.repeating:
            return key in self._of_items(form.repeating)
        if copy.line.table or form is not None:
            return False
        if self._is_title(copy, key):
            return True
        if self._spare[key]:
            self._spare[key] -= 1
            return True
        return False

    def _left(self) -> Counter[str]:
        """The form's whole paragraphs without a slot that no line of the copy is, in every way they may be printed."""
        left: Counter[str] = Counter()
        placed = {line.index for line in self._lines.values()}
        for line in self._form.skeleton.lines:
            if line.index in placed or line.line.table or line.line.story != BODY or line.cells[0].slots:
                continue
            times = len(self._found.rows.get(line.repeating, ())) if line.repeating else 1
            for text in self._printing.texts(line.cells[0].pieces):
                left[key_of(text)] += times
        return left

    def _line_by_control(self, copy: CopyLine) -> FormLine | None:
        """The form's line of the list of which a control stands in the copy's."""
        for cell in copy.line.cells:
            for paragraph in cell.paragraphs:
                for _, control, _ in paragraph.runs:
                    slot = slot_of(control, self._found.own)
                    if slot is not None and slot.repeating:
                        return self._form.skeleton.home[slot.tag][0]
        return None

    def _holds_slot(self, copy: CopyLine, index: int) -> bool:
        return any(
            slot_of(control, self._found.own) is not None
            for paragraph in copy.line.cells[index].paragraphs
            for _, control, _ in paragraph.runs
        )

    def _of_items(self, name: str) -> set[str]:
        lists = (one for one in self._form.skeleton.repeats if one.name == name)
        return {key_of(text) for one in lists for item in one.items for text in item}

    def _is_title(self, copy: CopyLine, key: str) -> bool:
        """Whether the line says the title of the table of the form below it, between which only words of the form
        stand, as the heading does that says the same.
        """
        below = self._positions.alignment.copies[copy.index + 1 :]
        table = next((one.line.table for one in below if one.line.table or one.index not in self._lines), 0)
        return bool(table) and key in self._form.skeleton.titles.get(self._tables.get(table, 0), ())
