"""As many repeating rows as a record has: Word's repeating sections, and plain table rows whose tags repeat."""

from collections.abc import Collection, Iterable, Iterator
from copy import deepcopy
from itertools import count

from lxml import etree

from service.word.control import unbind
from service.word.names import VAL, W14_NS, w, w15
from service.word.slots import Element

SDT, TR, TBL, P = w("sdt"), w("tr"), w("tbl"), w("p")
_PR, _CONTENT, _TAG, _ID = w("sdtPr"), w("sdtContent"), w("tag"), w("id")
_ONCE = frozenset(map(w, ("bookmarkStart", "bookmarkEnd")))
_ENDS_WITH_PARAGRAPH = frozenset(map(w, ("tc", "hdr", "ftr", "txbxContent")))


def items_of(root: Element, tags: frozenset[str]) -> list[Element]:
    """The items that repeat for the list whose slots have these tags, in order.

    They are the items of its repeating section, else the table rows that hold its controls.
    """
    for sdt in root.iter(SDT):
        properties, content = sdt.find(_PR), sdt.find(_CONTENT)
        if properties is None or content is None or properties.find(w15("repeatingSection")) is None:
            continue
        items = [child for child in content if child.tag == SDT]
        if any(tag_of(inner) in tags for inner in sdt.iter(SDT)) and items:
            unbind(properties)
            return items
    rows: dict[int, Element] = {}
    for sdt in root.iter(SDT):
        if tag_of(sdt) in tags:
            row = next(sdt.iterancestors(TR), None)
            if row is not None:
                rows.setdefault(id(row), row)
    return list(rows.values())


def tag_of(sdt: Element) -> str:
    """The control's tag, empty where it has none."""
    tag = sdt.find(f"{_PR}/{_TAG}")
    return (tag.get(VAL) or "").strip() if tag is not None else ""


def make_items(items: list[Element], wanted: int) -> list[Element]:
    """Brings the items to `wanted` by copying the last or removing from the end; returns those that stay.

    A copy loses its bookmarks and paragraph ids, which must stand once in a document. Where none stay, a
    repeating section goes with its items, and a table with its only row.
    """
    prototype, kept = items[-1], items[:wanted]
    while len(kept) < wanted:
        copy = deepcopy(prototype)
        _single(copy)
        last = kept[-1] if kept else prototype
        last.addnext(copy)
        kept.append(copy)
    for surplus in items[wanted:]:
        _take_out(surplus)
    return kept


def _take_out(element: Element) -> None:
    """Takes an element away, and what would be left of it: an empty control, a table without rows."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    section = parent.getparent() if parent.tag == _CONTENT and not len(parent) else None
    if section is not None:
        _take_out(section)
    elif parent.tag == TBL and next(parent.iter(TR), None) is None:
        _take_out(parent)
    elif parent.tag in _ENDS_WITH_PARAGRAPH and (not len(parent) or parent[-1].tag != P):
        etree.SubElement(parent, P)


def _single(copy: Element) -> None:
    for element in list(copy.iter()):
        for name in (f"{{{W14_NS}}}paraId", f"{{{W14_NS}}}textId"):
            if name in element.attrib:
                del element.attrib[name]
        if element.tag in _ONCE:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)


def with_ids(roots: Iterable[Element], taken: Iterable[str] = ()) -> frozenset[str]:
    """Gives every control an id of its own, none of those `taken`; the first to bear an id keeps it.

    Returns the ids there are now.
    """
    seen: set[str] = set()
    repeated = []
    for root in roots:
        for sdt in root.iter(SDT):
            identity = sdt.find(f"{_PR}/{_ID}")
            if identity is not None:
                number = identity.get(VAL) or ""
                if number in seen:
                    repeated.append(identity)
                seen.add(number)
    fresh = fresh_ids({*seen, *taken})
    for identity in repeated:
        identity.set(VAL, next(fresh))
    return frozenset(seen | {identity.get(VAL) or "" for identity in repeated})


def fresh_ids(taken: Collection[str]) -> Iterator[str]:
    """Ids for controls, from 1 on, without those taken."""
    return (number for number in map(str, count(1)) if number not in taken)
