"""Lines of a copy that nobody took, and that say the same as one that was taken for a line of the form.

A label that was shortened to another one, or a part that was pasted twice, leaves two lines of which either may be the
form's: which one holds its answer, nobody can tell from here.
"""

from collections.abc import Mapping, Sequence

from schemas.edition import Slot
from service.word.alignment import Alignment
from service.word.extract import stands_around
from service.word.homes import CopyLine
from service.word.skeleton import FormLine, slot_of

_RIVAL = "Another line of this copy has the same label; which of them is this question's?"


def doubt_rivals(forms: Sequence[FormLine], alignment: Alignment, own: Mapping[int, Slot]) -> None:
    """Has what was read from a line asked about where another says the same under the same heading.

    A line that holds the control of a slot is its own; `own` gives their slots.
    """
    used = alignment.used
    left: dict[int, list[CopyLine]] = {}
    for copy in alignment.copies:
        if copy.index not in used and any(copy.keys):
            left.setdefault(copy.block, []).append(copy)
    doubtful = False
    for form in forms:
        pair = alignment.pairs.get(form.index)
        if pair is not None and form.anchors:
            rivals = left.get(pair.copy.block, ())
            doubtful = not _holds_own(pair.copy, own) and any(_says_as_much(form, copy) for copy in rivals)
            pair.doubt = pair.doubt or (_RIVAL if doubtful else "")
        elif doubtful and form.index in alignment.loose:
            alignment.loose[form.index] = None


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
