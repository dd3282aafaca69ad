"""A copy laid over the form it was made from: where each line of the form went.

The static texts that are still there anchor it (`anchors`). What lies between two anchors belongs to the
lines of the form between them: reworded labels, rows of a repeating part, places that bear no static text
at all.
"""

from collections.abc import Mapping, Sequence

from schemas.edition import Slot
from service.reading import FoundBy
from service.word.alignment import Alignment, Pair
from service.word.anchors import copy_lines, matched_lines
from service.word.doubts import note_doubts
from service.word.gaps import fill_gap, gaps_of
from service.word.homes import Homes
from service.word.skeleton import Skeleton
from service.word.strays import drop_strays
from service.word.text import BODY, Line


def align(skeleton: Skeleton, lines: Sequence[Line], own: Mapping[int, Slot]) -> Alignment:
    """Lays the copy's lines over the form's. `own` gives the slots of controls that kept their tags."""
    body = [line for line in lines if line.story == BODY]
    alignment = Alignment(copy_lines(body, own, skeleton.headings))
    forms = [line for line in skeleton.lines if line.line.story == BODY]
    homes = Homes(forms, alignment.copies)
    for number, chain in enumerate(matched_lines(forms, alignment.copies, homes)):
        how = FoundBy.LABEL if number else FoundBy.POSITION
        for form, copy in chain.items():
            alignment.pairs[form] = Pair(alignment.copies[copy], how)
    drop_strays(skeleton, alignment)
    for gap in gaps_of(forms, alignment):
        fill_gap(gap, alignment, homes)
    note_doubts(forms, alignment, own)
    return alignment
