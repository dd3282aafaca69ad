"""As many repeating rows as a record has: Word's repeating sections, and plain table rows whose tags repeat."""

from collections.abc import Iterator
from copy import deepcopy

from service.word.names import W14_NS, w, w15
from service.word.slots import Element

SDT, TR, TBL = w("sdt"), w("tr"), w("tbl")
_PR, _CONTENT, _TAG = w("sdtPr"), w("sdtContent"), w("tag")
_ONCE = frozenset(map(w, ("bookmarkStart", "bookmarkEnd")))


def items_of(root: Element, name: str, tags: frozenset[str]) -> list[Element]:
    """The items that repeat for the list `name`, in order: items of its repeating section, else the table rows
    that hold controls of its `tags`.
    """
    for sdt in root.iter(SDT):
        properties, content = sdt.find(_PR), sdt.find(_CONTENT)
        if properties is None or content is None or properties.find(w15("repeatingSection")) is None:
            continue
        items = [child for child in content if child.tag == SDT]
        if any(tag_of(inner) in tags for inner in sdt.iter(SDT)) and items:
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
    return (tag.get(w("val")) or "").strip() if tag is not None else ""


def make_items(items: list[Element], count: int) -> list[Element]:
    """Brings the items to `count` by copying the last or removing from the end; returns those that stay.

    A copy loses its bookmarks and paragraph ids, which must stand once in a document. Where none stay, a
    repeating section goes with its items.
    """
    prototype, kept = items[-1], items[:count]
    while len(kept) < count:
        copy = deepcopy(prototype)
        _single(copy)
        last = kept[-1] if kept else prototype
        last.addnext(copy)
        kept.append(copy)
    for surplus in items[count:]:
        parent = surplus.getparent()
        if parent is None:
            continue
        parent.remove(surplus)
        if parent.tag == _CONTENT and not len(parent):
            section = parent.getparent()
            above = section.getparent() if section is not None else None
            if section is not None and above is not None:
                above.remove(section)
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


def with_ids(roots: Iterator[Element] | list[Element]) -> None:
    """Gives every control an id of its own; the first to bear an id keeps it."""
    seen: set[str] = set()
    repeated = []
    for root in roots:
        for sdt in root.iter(SDT):
            identity = sdt.find(f"{_PR}/{w('id')}")
            if identity is not None:
                number = identity.get(w("val")) or ""
                if number in seen:
                    repeated.append(identity)
                seen.add(number)
    fresh = 1
    for identity in repeated:
        while str(fresh) in seen:
            fresh += 1
        seen.add(str(fresh))
        identity.set(w("val"), str(fresh))
