"""Rows that repeat: the table rows of a list's slots put into a repeating section, an item each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from service.errors import Fault
from service.word.adopt.applying.ground import Ground
from service.word.adopt.applying.site import Site, fault_at
from service.word.names import VAL, w, w15
from service.word.outline.controls import Identities, section_of
from service.word.slots import SDT_PR, Element

_TR, _TBL, _SDT, _TAG = w("tr"), w("tbl"), w("sdt"), w("tag")
_MERGED = f"{w('tc')}/{w('tcPr')}/{w('vMerge')}"
_SECTION = w15("repeatingSection")


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a list, and the section they stand in already, if they do."""

    name: str
    rows: tuple[Element, ...]
    section: Element | None


def lists_of(ground: Ground, sites: Sequence[Sequence[Site]]) -> tuple[list[Rows], list[Fault]]:
    """The lists that repeat among the slots, whose sites are given slot by slot, and what is wrong with them."""
    lists: dict[str, list[Sequence[Site]]] = {}
    for one in sites:
        if one[0].slot.found.repeating:
            lists.setdefault(one[0].slot.named.tag.partition(".")[0], []).append(one)
    found, faults = [], []
    repeated: dict[int, str] = {}
    for name, columns in lists.items():
        numbers = [[site.spot.line for site in column] for column in columns]
        reason = next((why for column in numbers if (why := _uneven(column, numbers[0]))), "")
        rows = [row for site in columns[0] if (row := _row(ground, site)) is not None]
        reason = reason or _no_rows(rows, len(numbers[0])) or _taken(repeated, numbers[0])
        if reason:
            faults.append(fault_at(columns[0][0], reason))
            continue
        repeated.update(dict.fromkeys(numbers[0], name))
        found.append(Rows(name, tuple(rows), _section(rows[0])))
    for one in sites:
        name = repeated.get(one[0].spot.line, "")
        if one[0].slot.found.repeating:
            continue
        if name:
            faults.append(
                fault_at(one[0], f"its row is one of “{name}”, which repeats, and the slot does not")
            )
        elif _section(_element(ground, one[0])) is not None:
            faults.append(fault_at(one[0], "it stands in a repeating section, and the slot does not repeat"))
    return found, faults


def _uneven(column: Sequence[int], first: Sequence[int]) -> str:
    if len(set(column)) != len(column):
        return "two of its places stand in one row"
    return "" if list(column) == list(first) else "its rows are not those of the other slots of the list"


def _taken(repeated: Mapping[int, str], lines: Sequence[int]) -> str:
    other = next((repeated[line] for line in lines if line in repeated), "")
    return f"its row is also one of “{other}”" if other else ""


def _row(ground: Ground, site: Site) -> Element | None:
    line = ground.view.lines[site.spot.line]
    paragraph = line.cells[site.spot.cell].paragraphs[0].element
    return next(paragraph.iterancestors(_TR), None) if line.table else None


def _element(ground: Ground, site: Site) -> Element:
    """Something that stands where the site is."""
    if site.spot.control is not None:
        return ground.view.controls[site.spot.control].element
    return site.stretches[0].paragraph.element


def _section(row: Element) -> Element | None:
    """The repeating section around a row, or around what stands elsewhere."""
    return next(
        (sdt for sdt in row.iterancestors(_SDT) if sdt.find(f"{SDT_PR}/{_SECTION}") is not None), None
    )


def _no_rows(rows: Sequence[Element], wanted: int) -> str:
    """What keeps the rows from repeating."""
    if len(rows) < wanted or not rows:
        return "what repeats has to be rows of a table"
    if any(row.find(_MERGED) is not None for row in rows):
        return "cells of its rows are merged downward"
    sections = {_section(row) for row in rows}
    if sections != {None}:
        return "" if len(sections) == 1 else "its rows stand in several repeating sections"
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        parent = row.getparent()
        if parent is None or parent.tag != _TBL:
            return "a content control stands around its rows"
        if following is not None and next(_rows_after(row), None) is not following:
            return "its rows do not stand one after the other"
    return ""


def _rows_after(row: Element) -> Iterator[Element]:
    return (sibling for sibling in row.itersiblings() if sibling.tag in (_TR, _SDT))


def repeat(found: Rows, identities: Identities) -> None:
    """Makes the rows items of a repeating section."""
    if found.section is not None:
        says = found.section.find(SDT_PR)
        assert says is not None
        if says.find(_TAG) is None:
            at = sum(child.tag in (w("rPr"), w("alias")) for child in says)
            says.insert(at, etree.Element(_TAG, {VAL: found.name}))
        return
    table = found.rows[0].getparent()
    assert table is not None
    at = table.index(found.rows[0])
    title = found.name.replace("_", " ").capitalize()
    section = section_of(title, found.name, title.removesuffix("s"), list(found.rows), identities)
    table.insert(at, section)
