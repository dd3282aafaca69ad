"""As many repeating rows as a record has: Word's repeating sections, and plain table rows whose tags repeat."""

from collections.abc import Collection, Iterable, Iterator
from copy import deepcopy
from itertools import count

from service.word.control import unbind
from service.word.names import VAL, W14_NS, w, w15
from service.word.slots import Element

SDT, TR = w("sdt"), w("tr")
_PR, _CONTENT, _TAG, _ID = w("sdtPr"), w("sdtContent"), w("tag"), w("id")
_ONCE = frozenset(map(w, ("bookmarkStart", "bookmarkEnd")))


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

    A copy loses its bookmarks and paragraph ids, which must stand once in a document.
    At least one stays: a part without rows says by it that nothing was answered.
    """
    wanted = max(1, wanted)
    prototype, kept = items[-1], items[:wanted]
    while len(kept) < wanted:
        copy = deepcopy(prototype)
        _single(copy)
        kept[-1].addnext(copy)
        kept.append(copy)
    for surplus in items[wanted:]:
        parent = surplus.getparent()
        if parent is not None:
            parent.remove(surplus)
    return kept


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
