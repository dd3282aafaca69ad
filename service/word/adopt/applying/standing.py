"""Controls that stand in a form already: a content control is given its name, a legacy field becomes one.

The name of a legacy field is a bookmark's: letters, digits and underscores, twenty at most. No tag is one, for each
has a full stop in it. So the field goes, with its marks, and a control of its kind and look takes its place; the
bookmark around it stays, since other fields may refer to it.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from schemas.edition import Kind
from schemas.tags import check_tag
from service.errors import Fault
from service.word.adopt.applying.ground import IN_BOX, TRACKED, Ground, is_boxed
from service.word.adopt.applying.made import CONTENT, SDT, box_run, control, look_of_run, prompt_run
from service.word.adopt.applying.site import Site
from service.word.adopt.applying.splitting import R
from service.word.adopt.applying.ticks import PLAIN, Box
from service.word.adopt.proposal import Proposed
from service.word.census import ADDED, REMOVED
from service.word.fields import fields_of
from service.word.keys import squeezed
from service.word.names import VAL, w
from service.word.place import where
from service.word.promptlike import choices_of
from service.word.runs import set_apart
from service.word.slots import FLD_CHAR, SDT_PR, Element

_P, _T, _ID, _TAG, _ALIAS = w("p"), w("t"), w("id"), w("tag"), w("alias")
_CELLS = frozenset(map(w, ("tc", "tr", "tbl")))
_WORDS = (Kind.TEXT, Kind.RICH_TEXT, Kind.NUMBER)
_BOOKMARKS = frozenset(map(w, ("bookmarkStart", "bookmarkEnd", "permStart", "permEnd")))


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a legacy field; `separator` is None where it has no result."""

    begin: Element
    separator: Element | None
    end: Element


def marks_of(root: Element) -> Mapping[Element, Marks]:
    """The marks of every field, by the first of them."""
    fields = fields_of(list(root.iter(FLD_CHAR)))
    return {begin: Marks(begin, fields.separators.get(begin), end) for end, begin in fields.ends.items()}


def why_not_kept(ground: Ground, site: Site, marks: Mapping[Element, Marks]) -> Iterator[str]:
    """What keeps the control that stands at a site from becoming the slot."""
    if site.spot.control is None:
        return
    there = ground.view.controls[site.spot.control]
    line = ground.view.lines[site.spot.line]
    if not any(one is line and cell == site.spot.cell for one, cell in there.places):
        yield "the control named does not stand there"
        return
    kind, wanted = there.properties.kind, site.slot.found.kind
    if kind is None or there.repeats:
        yield "what stands there is no control for an answer"
    elif kind is not wanted and not (kind in _WORDS and wanted in _WORDS):
        yield f"the control there is for a {_named(kind)}, and a {_named(wanted)} is proposed"
    elif there.element.tag == SDT and any(
        squeezed(one.text) == squeezed(there.said) for one in choices_of(there)
    ):
        yield f"the control there shows “{there.said.strip()[:40]}”, one of its choices, as if it were answered"
    if is_boxed(there.element):
        yield IN_BOX
    if next(there.element.iterancestors(*ADDED, *REMOVED), None) is not None:
        yield TRACKED
    if there.element.tag == SDT:
        content = there.element.find(CONTENT)
        if content is None or any(child.tag in _CELLS for child in content):
            yield "the control stands around a cell, a row or a table; delete it and put one into the cell"
        return
    field = marks.get(there.element)
    runs = [next(mark.iterancestors(R), None) for mark in (field.begin, field.end)] if field else []
    parents = {run.getparent() if run is not None else None for run in runs}
    if len(parents) != 1 or None in parents or next(iter(parents)).tag != _P:  # type: ignore[union-attr]
        yield "the old form field there does not begin and end in one paragraph"


def _named(kind: Kind) -> str:
    return kind.value.replace("_", " ")


def left_over(ground: Ground, named: Collection[int]) -> Iterator[Fault]:
    """Controls and fields under names that no tag can be, of which none is among the slots: they would be slots too."""
    for one in ground.view.controls:
        says = one.properties
        foreign = one.tag and says.kind is not None and not one.repeats
        if foreign and one.number not in named and one.places and check_tag(one.tag):
            line, cell = one.places[0]
            place = where(line, cell, ground.headings.get(id(line), ""))
            why = "a control there is called so and is none of the slots; make it one, or delete it, or the tag it has"
            yield Fault(one.tag, f"{place[:1].upper()}{place[1:]}: {why}.")


def keep(sdt: Element, slot: Proposed, identity: str, *, alone: bool) -> None:
    """Gives a content control the slot's tag, its title if it has none, and an id where it has none `alone`."""
    says = sdt.find(SDT_PR)
    if says is None:
        says = etree.Element(SDT_PR)
        sdt.insert(0, says)
    for old in says.findall(_TAG):
        says.remove(old)
    alias, look = says.find(_ALIAS), says.find(w("rPr"))
    at = 0 if look is None else 1
    if alias is None or not (alias.get(VAL) or "").strip():
        if alias is not None:
            says.remove(alias)
        alias = etree.Element(_ALIAS, {VAL: slot.named.title})
        says.insert(at, alias)
    alias.addnext(etree.Element(_TAG, {VAL: slot.named.tag}))
    number = says.find(_ID)
    if number is None:
        number = etree.Element(_ID)
        says.insert(says.index(alias) + 2, number)
    elif alone:
        return
    number.set(VAL, identity)


def replace(field: Marks, slot: Proposed, said: str, prompt: str | None, identity: str, style: str) -> None:
    """Puts a content control in the place of a legacy field that said `said`."""
    first, last = set_apart(field.begin), set_apart(field.end)
    if field.separator is not None:
        set_apart(field.separator)
    runs = [first, *_through(first, last)]
    shown = next((run for run in runs if run.find(_T) is not None), first)
    look = look_of_run(shown)
    ticked = slot.found.kind is Kind.TICK and "\u2612" in said
    box = Box(PLAIN.off, PLAIN.on, ticked=ticked)
    sdt = control(slot, identity, look, box)
    content = sdt.find(CONTENT)
    assert content is not None
    if slot.found.kind is Kind.TICK:
        content.append(box_run(box.on if ticked else box.off, look))
    else:
        content.append(prompt_run(said if prompt is None else prompt, look, style))
    first.addprevious(sdt)
    parent = first.getparent()
    assert parent is not None
    for run in runs:
        if run.tag not in _BOOKMARKS:
            parent.remove(run)


def _through(first: Element, last: Element) -> list[Element]:
    """What stands after `first` up to `last`."""
    found = []
    for sibling in first.itersiblings():
        found.append(sibling)
        if sibling is last:
            break
    return found
