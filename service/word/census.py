"""What a document holds, counted in one quick pass, so that the walk asks only for what is there.

Most documents have no tracked change, no hidden text and no merged cell. Looking for each in every paragraph
costs more than all the reading.
"""

from dataclasses import dataclass, field

from service.word.fields import Fields, fields_of
from service.word.names import VAL, w, w14, w15
from service.word.slots import FLD_CHAR, Element, is_on

_TAG, _SDT, _DATE, _FULL_DATE = w("tag"), w("sdt"), w("date"), w("fullDate")
_REPEATS = {w15("repeatingSection"): "section", w15("repeatingSectionItem"): "item"}
REMOVED, ADDED = frozenset(map(w, ("del", "moveFrom"))), frozenset(map(w, ("ins", "moveTo")))
_GONE = REMOVED | {w("cellDel")}
_OTHER_CHANGES = frozenset(map(w, ("cellIns", "cellMerge", "rPrChange", "pPrChange")))
_CHANGES = _GONE | ADDED | _OTHER_CHANGES
_FLAGS = {
    w("gridSpan"): "spanned",
    w("gridBefore"): "spanned",
    w("vMerge"): "merged",
    w("strike"): "struck",
    w("dstrike"): "struck",
    w("vanish"): "hidden",
}
_CHECKED, _CHECKED_VAL = w14("checked"), w14("val")
_PROPERTIES = frozenset((_TAG, _DATE, *_REPEATS))
_LOOKED_FOR = (_TAG, _DATE, _CHECKED, FLD_CHAR, *_FLAGS, *_REPEATS, *_CHANGES)


@dataclass(slots=True)
class Census:
    """The tags and the repeating marks of the content controls, by their `w:sdt`; and what stands anywhere at all.

    `ticked` holds the tick boxes that are stored as ticked, `days` the dates stored beside those shown. `changes`
    are the (author, date) pairs of all tracked changes; `revised` tells that something was deleted, `merged` that
    cells were merged downward.
    """

    tags: dict[Element, str]
    repeats: dict[Element, str]
    changes: set[tuple[str, str]] = field(default_factory=set)
    fields: Fields = field(default_factory=Fields)
    revised: bool = False
    ticked: set[Element] = field(default_factory=set)
    days: dict[Element, str] = field(default_factory=dict)
    spanned: bool = False
    merged: bool = False
    hidden: bool = False
    struck: bool = False


def census_of(root: Element) -> Census:
    """Counts what is in a story."""
    found = Census({}, {})
    marks: list[Element] = []
    for element in root.iter(*_LOOKED_FOR):
        name = element.tag
        if name in _PROPERTIES:
            _property(found, name, element)
        elif name in _FLAGS:
            setattr(found, _FLAGS[name], True)
        elif name == _CHECKED:
            if is_on(element.get(_CHECKED_VAL)):
                sdt = next(element.iterancestors(_SDT), None)
                if sdt is not None:
                    found.ticked.add(sdt)
        elif name == FLD_CHAR:
            marks.append(element)
        else:
            found.changes.add((element.get(w("author")) or "", element.get(w("date")) or ""))
            found.revised = found.revised or name in _GONE
    if marks:
        if found.revised:
            marks = [mark for mark in marks if next(mark.iterancestors(*REMOVED), None) is None]
        found.fields = fields_of(marks)
    return found


def _property(found: Census, name: str, element: Element) -> None:
    properties = element.getparent()
    sdt = properties.getparent() if properties is not None else None
    if sdt is None:
        return
    if name == _TAG:
        found.tags[sdt] = (element.get(VAL) or "").strip()
    elif name == _DATE:
        found.days[sdt] = (element.get(_FULL_DATE) or "")[:10]
    else:
        found.repeats[sdt] = _REPEATS[name]
