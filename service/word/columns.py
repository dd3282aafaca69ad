"""Which column of a copy's table is which of the form's: by the header row, never by counting alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from service.word.alignment import Alignment
from service.word.extract import stands_around
from service.word.gaps import ALIKE
from service.word.homes import CopyLine
from service.word.keys import squeezed
from service.word.senses import is_another
from service.word.skeleton import FormLine, Skeleton
from service.word.text import Cell


@dataclass(frozen=True, slots=True)
class _Heads:
    """A header row of the form found again: the copy's columns under each of the form's, and where both rows end.

    `count` is how many cells the form's has.
    """

    under: Mapping[int, range]
    count: int = 0
    form_end: int = 0
    copy_end: int = 0


class Columns:
    """Maps the cells of form lines to cells of their copy's lines, table by table."""

    def __init__(self, skeleton: Skeleton, alignment: Alignment) -> None:
        self._skeleton = skeleton
        self._alignment = alignment
        self._by_table: dict[tuple[int, int], _Heads | None] = {}

    def cell(self, form: FormLine, at: int, copy: CopyLine) -> int | None:
        """The index of the copy's cell that is the form's cell `at`; None where that cannot be told."""
        heads = self._heads(form, copy)
        if heads is not None:
            return self._under(form, at, copy, heads)
        if len(copy.keys) == len(form.cells):
            return at
        labelled = [index for index, key in enumerate(copy.keys) if stands_around(form.cells[at], key)]
        return labelled[0] if len(labelled) == 1 else self._by_neighbours(form, at, copy)

    def _under(self, form: FormLine, at: int, copy: CopyLine, heads: _Heads) -> int | None:
        """The cell under the head, unless another of the form's cells is under the same one.

        None too where a row has got cells more or less than its heads, or its cell was split and both parts say
        something: nobody can tell what moved.
        """
        under = [heads.under.get(cell.column) for cell in form.cells]
        found = [_covering(copy, columns.start) if columns else None for columns in under]
        here = under[at]
        if here is None or found.count(found[at]) != 1:
            return None
        if _end(form.line.cells) == heads.form_end and _end(copy.line.cells) != heads.copy_end:
            return None
        if len(form.cells) == heads.count and len(_saying(copy, here)) > 1:
            return None
        return found[at]

    def _heads(self, form: FormLine, copy: CopyLine) -> _Heads | None:
        """What the header rows of both tables say of their columns; None where the form's table has none."""
        if not form.line.table or not copy.line.table:
            return None
        key = form.line.table, copy.line.table
        if key not in self._by_table:
            self._by_table[key] = self._from_header(*key)
        return self._by_table[key]

    def _from_header(self, form_table: int, copy_table: int) -> _Heads | None:
        for line in self._skeleton.lines:
            if line.line.table == form_table and _is_header(line):
                pair = self._alignment.pairs.get(line.index)
                if pair is not None and pair.copy.line.table == copy_table:
                    ends = _end(line.line.cells), _end(pair.copy.line.cells)
                    return _Heads(_matched(line, pair.copy), len(line.cells), *ends)
                return (
                    _Heads({}) if self._another_header(copy_table) or self._has_columns(form_table) else None
                )
        return None

    def _has_columns(self, form_table: int) -> bool:
        """Whether only the header row tells the columns of the form's table apart."""
        lines = [line for line in self._skeleton.lines if line.line.table == form_table]
        return any(sum(bool(cell.slots) for cell in line.cells) > 1 for line in lines)

    def _another_header(self, copy_table: int) -> bool:
        """Whether the copy's table begins with a row that is not the form's: its columns may mean anything."""
        used = self._alignment.used
        first = next((copy for copy in self._alignment.copies if copy.line.table == copy_table), None)
        return first is not None and first.index not in used and any(first.keys)

    def _by_neighbours(self, form: FormLine, at: int, copy: CopyLine) -> int | None:
        """In a table without a header row: the one cell past the label that could hold the slot.

        A cell that shows the slot's prompt, in this row or where the same column shows that of another row,
        says which column it is.
        """
        label = max((place for place, _ in form.anchors if place < at), default=None)
        if label is None or len(copy.keys) < len(form.cells):
            return None
        start = next((i for i, key in enumerate(copy.keys) if key == form.cells[label].key), None)
        if start is None:
            return None
        votes: dict[int, int] = {}
        for other, pair in self._in_table(form.line.table, copy.line.table):
            if len(pair.keys) != len(copy.keys) or at >= len(other.cells):
                continue
            for slot in other.cells[at].slots:
                for index in range(start + 1, len(pair.keys)):
                    if slot.prompt.strip() and squeezed(pair.line.cells[index].text) == squeezed(slot.prompt):
                        votes[index] = votes.get(index, 0) + 1
        best = sorted(votes, key=lambda index: -votes[index])
        if best and (len(best) == 1 or votes[best[0]] > votes[best[1]]):
            return best[0]
        return None

    def _in_table(self, form_table: int, copy_table: int) -> list[tuple[FormLine, CopyLine]]:
        pairs = self._alignment.pairs
        return [
            (line, pairs[line.index].copy)
            for line in self._skeleton.lines
            if line.line.table == form_table
            and line.index in pairs
            and pairs[line.index].copy.line.table == copy_table
        ]


def _is_header(line: FormLine) -> bool:
    """Whether a row holds nothing but headings; labels that share their cells with slots head no column."""
    return len(line.anchors) == len(line.cells) > 1 and not any(cell.slots for cell in line.cells)


def _matched(header: FormLine, copy: CopyLine) -> dict[int, range]:
    """Each of the form's header cells with the copy's that says the same, exactly or nearly; only sure ones."""
    mapping: dict[int, range] = {}
    free = dict(enumerate(copy.keys))
    for alike in (100.0, ALIKE):
        for cell in header.cells:
            if cell.column in mapping:
                continue
            fits = [place for place, key in free.items() if _score(cell.key, key) >= alike]
            same = [place for place in fits if place == header.cells.index(cell)]
            chosen = same or fits
            if len(chosen) == 1:
                mapping[cell.column] = _columns(copy.line.cells[chosen[0]])
                del free[chosen[0]]
    left = [cell for cell in header.cells if cell.column not in mapping]
    if len(copy.keys) == len(header.cells) and len(left) == 1 and len(free) == 1:
        place = next(iter(free))
        if place == header.cells.index(left[0]) and not is_another(left[0].key, free[place]):
            mapping[left[0].column] = _columns(copy.line.cells[place])
    return mapping


def _score(one: str, other: str) -> float:
    return 100.0 if one == other else fuzz.ratio(one, other) if other else 0.0


def _columns(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.width)


def _end(cells: Sequence[Cell]) -> int:
    """Where a row ends, in columns of its table's grid."""
    return cells[-1].column + cells[-1].width if cells else 0


def _saying(copy: CopyLine, columns: range) -> list[Cell]:
    """The cells that begin within these columns and say something."""
    return [cell for cell in copy.line.cells if cell.column in columns and cell.text.strip()]


def _covering(copy: CopyLine, column: int) -> int | None:
    for index, cell in enumerate(copy.line.cells):
        if cell.column <= column < cell.column + cell.width:
            return index
    return None
