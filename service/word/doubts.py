"""Why the answer at a line of the form may be another's, or only a part of what the copy says.

A label that was shortened to another one, or a part that was pasted twice, leaves two lines of which either may be the
form's. And people go on below the place that a form leaves them, or begin before it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from schemas.edition import Kind, Slot
from service.word.alignment import Alignment
from service.word.extract import stands_around
from service.word.homes import CopyLine
from service.word.skeleton import FormLine, slot_of

_RIVAL = "Another line of this copy has the same label; which of them is this question's?"
_BELOW = "More text stands right below this. Is it part of the answer?"
_ABOVE = "More text stands behind the label above this. Is it part of the answer?"
_FREE = (Kind.TEXT, Kind.RICH_TEXT)


def note_doubts(forms: Sequence[FormLine], alignment: Alignment, own: Mapping[int, Slot]) -> None:
    """Has what was read from a line asked about where the copy's lines around it leave a doubt.

    A line that holds the control of a slot is its own, and its text ends with it; `own` gives their slots.
    """
    used = alignment.used
    left = _left_by_block(alignment, used)
    above: FormLine | None = None
    for form in forms:
        pair = alignment.pairs.get(form.index)
        doubt = ""
        if pair is not None and form.anchors and not _holds_own(pair.copy, own):
            rivals = _until_a_title(pair.copy, left.get(pair.copy.block, ()))
            doubt = _RIVAL if any(_says_as_much(form, copy) for copy in rivals) else ""
        elif form.index in alignment.loose and above is not None:
            doubt = _RIVAL if alignment.doubts.get(above.index) == _RIVAL else _left_above(above, alignment)
        if pair is not None and not doubt and _is_free(form) and not _holds_own(pair.copy, own):
            doubt = _left_below(form, pair.copy, alignment, used)
        if doubt:
            alignment.doubts.setdefault(form.index, doubt)
        above = form if form.anchors else above


def _left_by_block(alignment: Alignment, used: set[int]) -> dict[int, list[CopyLine]]:
    """The copy's lines that say something and have no place in the form, by the block they stand in."""
    left: dict[int, list[CopyLine]] = {}
    for copy in alignment.copies:
        if copy.index not in used and any(copy.keys):
            left.setdefault(copy.block, []).append(copy)
    return left


def _until_a_title(copy: CopyLine, left: Iterable[CopyLine]) -> Iterator[CopyLine]:
    """The lines left over in a line's block, down to the next below it that may be the title of a part of its own."""
    for one in left:
        if one.index > copy.index and len(one.keys) == 1:
            return
        yield one


def _is_free(form: FormLine) -> bool:
    """Whether the last place in a line takes any text."""
    slots = [slot for cell in form.cells for slot in cell.slots]
    return bool(slots) and slots[-1].kind in _FREE and not form.repeating


def _left_above(above: FormLine, alignment: Alignment) -> str:
    """Whether the paragraph with the label of a place below it says more than the label."""
    pair = alignment.pairs.get(above.index)
    if pair is None or above.line.table or any(cell.slots for cell in above.cells):
        return ""
    key = above.cells[0].key
    return _ABOVE if pair.copy.keys[0] != key and pair.copy.keys[0].startswith(key) else ""


def _left_below(form: FormLine, copy: CopyLine, alignment: Alignment, used: set[int]) -> str:
    """Whether a line below that nothing takes may go on: a paragraph after one, or a row without a label."""
    after = next((one for one in islice(alignment.copies, copy.index + 1, None) if any(one.keys)), None)
    if after is None or after.index in used:
        return ""
    if not copy.line.table:
        return "" if after.line.table else _BELOW
    same = after.line.table == copy.line.table and len(after.keys) == len(form.cells)
    return _BELOW if same and not any(after.keys[place] for place, _ in form.anchors) else ""


def _says_as_much(form: FormLine, copy: CopyLine) -> bool:
    """Whether a line of the copy bears all that the form's line says, each text in its place."""
    if len(form.cells) != len(copy.keys) or bool(form.line.table) != bool(copy.line.table):
        return False
    return all(
        copy.keys[place] == key
        or (bool(form.cells[place].slots) and stands_around(form.cells[place], copy.keys[place]))
        for place, key in form.anchors
    )


def _holds_own(copy: CopyLine, own: Mapping[int, Slot]) -> bool:
    runs = (run for cell in copy.line.cells for paragraph in cell.paragraphs for run in paragraph.runs)
    return any(slot_of(run[1], own) for run in runs)
