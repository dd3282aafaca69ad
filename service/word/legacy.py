"""Setting legacy form fields (`w:ffData`): text between the field's marks, a tick's state, a list's index."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from schemas.edition import Kind, Slot, Value
from service.word.census import REMOVED
from service.word.fields import fields_of
from service.word.names import VAL, w
from service.word.runs import put_text
from service.word.slots import FF_DATA, FLD_CHAR, Element

_TYPE, R, _R_PR = w("fldCharType"), w("r"), w("rPr")


@dataclass(frozen=True, slots=True)
class LegacyField:
    """A form field: its bookmark name, its data, its marks (`separator` None where it has no result)."""

    tag: str
    data: Element
    separator: Element | None
    end: Element


def legacy_fields(root: Element) -> list[LegacyField]:
    """The form fields under `root`, in the order of their ends. Each mark of them stands alone in its run."""
    marks = [mark for mark in root.iter(FLD_CHAR) if next(mark.iterancestors(*REMOVED), None) is None]
    fields = fields_of(marks)
    found = []
    for end, begin in fields.ends.items():
        data = begin.find(FF_DATA)
        if data is not None:
            name = data.find(w("name"))
            tag = (name.get(VAL) or "").strip() if name is not None else ""
            separator = fields.separators.get(begin)
            for mark in (begin, separator, end):
                if mark is not None:
                    _set_apart(mark)
            found.append(LegacyField(tag, data, separator, end))
    return found


def _set_apart(mark: Element) -> None:
    """Splits the mark's run, so that it stands alone in one."""
    run = mark.getparent()
    if run is None or run.tag != R:
        return
    look = run.find(_R_PR)
    before = [child for child in mark.itersiblings(preceding=True) if child is not look][::-1]
    after = list(mark.itersiblings())
    for children, put in ((before, run.addprevious), (after, run.addnext)):
        if children:
            piece = etree.Element(R)
            if look is not None:
                piece.append(deepcopy(look))
            piece.extend(children)
            put(piece)


def say_legacy(field: LegacyField, slot: Slot, text: str, value: Value | None) -> None:
    """Makes the form field say `text`, worth `value`."""
    if slot.kind is Kind.TICK:
        box = field.data.find(w("checkBox"))
        if box is not None:
            for old in box.findall(w("checked")):
                box.remove(old)
            etree.SubElement(box, w("checked"), {VAL: "1" if value is True else "0"})
        return
    result = list(_result(field))
    if slot.kind is Kind.CHOICE:
        _choose(field.data, text)
        if not any(run.find(w("t")) is not None for run in result):
            return  # Word shows the item chosen, and needs no text beside it
    _show(field, result, text)


def _choose(data: Element, text: str) -> None:
    choice = data.find(w("ddList"))
    entries = [] if choice is None else [entry.get(VAL) or "" for entry in choice.findall(w("listEntry"))]
    if choice is not None and text in entries:
        for old in choice.findall(w("result")):
            choice.remove(old)
        choice.insert(0, etree.Element(w("result"), {VAL: str(entries.index(text))}))


def _result(field: LegacyField) -> Iterator[Element]:
    """The runs between the field's separator and its end."""
    if field.separator is None:
        return
    first, last = field.separator.getparent(), field.end.getparent()
    inside = False
    for run in field.end.getroottree().getroot().iter(R):
        if run is last:
            return
        if inside:
            yield run
        inside = inside or run is first


def _show(field: LegacyField, result: list[Element], text: str) -> None:
    end = field.end.getparent()
    if end is None:
        return
    look = next((run.find(_R_PR) for run in result), end.find(_R_PR))
    start = result[0] if result else end
    if field.separator is None:
        separate = _run(look)
        etree.SubElement(separate, FLD_CHAR, {_TYPE: "separate"})
        start.addprevious(separate)
    shown = _run(look)
    put_text(shown, text)
    start.addprevious(shown)
    for run in result:
        above = run.getparent()
        if above is not None:
            above.remove(run)


def _run(look: Element | None) -> Element:
    run = etree.Element(R)
    if look is not None:
        run.append(deepcopy(look))
    return run
