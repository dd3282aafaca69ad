"""What a document holds, counted in one quick pass, so that the walk asks only for what is there.

Most documents have no tracked change, no hidden text and no merged cell. Looking for each in every paragraph
costs more than all the reading.
"""

from dataclasses import dataclass

from service.word.names import VAL, w, w15
from service.word.slots import Element

_TAG = w("tag")
_REPEATS = {w15("repeatingSection"): "section", w15("repeatingSectionItem"): "item"}
_REVISED = frozenset(map(w, ("del", "moveFrom", "cellDel")))
_SPANNED = frozenset(map(w, ("gridSpan", "gridBefore")))
_HIDDEN = w("vanish")
_LOOKED_FOR = (_TAG, _HIDDEN, *_REPEATS, *_REVISED, *_SPANNED)


@dataclass(slots=True)
class Census:
    """The tags and the repeating marks of the content controls, by their `w:sdt`; and what stands anywhere at all."""

    tags: dict[Element, str]
    repeats: dict[Element, str]
    revised: bool = False
    spanned: bool = False
    hidden: bool = False


def census_of(root: Element) -> Census:
    """Counts what is in a story."""
    found = Census({}, {})
    for element in root.iter(*_LOOKED_FOR):
        name = element.tag
        if name == _TAG or name in _REPEATS:
            properties = element.getparent()
            sdt = properties.getparent() if properties is not None else None
            if sdt is None:
                continue
            if name == _TAG:
                found.tags[sdt] = (element.get(VAL) or "").strip()
            else:
                found.repeats[sdt] = _REPEATS[name]
        elif name in _REVISED:
            found.revised = True
        elif name in _SPANNED:
            found.spanned = True
        else:
            found.hidden = True
    return found
