"""Setting legacy form fields (`w:ffData`): text between the field's marks, a tick's state, a list's index."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from schemas.edition import Kind, Slot, Value
from service.word.census import REMOVED
from service.word.fields import fields_of
from service.word.names import VAL, w
from service.word.runs import look_of, put_text, set_apart
from service.word.slots import FF_DATA, FLD_CHAR, Element

_TYPE, P, R, _P_PR, _R_PR = w("fldCharType"), w("p"), w("r"), w("pPr"), w("rPr")
_SECTION = f"{_P_PR}/{w('sectPr')}"


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
                if mark is not None and (run := mark.getparent()) is not None and run.tag == R:
                    set_apart(mark)
            found.append(LegacyField(tag, data, separator, end))
    return found


def say_legacy(field: LegacyField, slot: Slot, text: str, value: Value | None) -> None:
    """Makes the form field say `text`, worth `value`."""
    if slot.kind is Kind.TICK:
        box = field.data.find(w("checkBox"))
        if box is not None:
            for old in box.findall(w("checked")):
                box.remove(old)
            etree.SubElement(box, w("checked"), {VAL: "1" if value is True else "0"})
        return
    _join(field)
    result = list(_result(field))
    if slot.kind is Kind.CHOICE:
        # What a list shows is an entry of it, so that it was not answered has to be one too.
        _choose(field.data, text, listed=value is not None or text == slot.prompt)
        if not any(run.find(w("t")) is not None for run in result):
            return  # Word shows the item chosen, and needs no text beside it
    _show(field, result, text)


def _choose(data: Element, text: str, *, listed: bool) -> None:
    """Chooses the entry of this text; where `listed` is False, one that is no entry becomes one."""
    choice = data.find(w("ddList"))
    if choice is None:
        return
    entries = [entry.get(VAL) or "" for entry in choice.findall(w("listEntry"))]
    if text not in entries and not listed:
        etree.SubElement(choice, w("listEntry"), {VAL: text})
        entries.append(text)
    if text in entries:
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


def _join(field: LegacyField) -> None:
    """Brings a result over several paragraphs into the first, so that none is left empty by what replaces it.

    What follows the field keeps its paragraph. Where a table or the end of a section stands between them they are
    left, and the proof of finishing says so.
    """
    first = None if field.separator is None else next(field.separator.iterancestors(P), None)
    last = next(field.end.iterancestors(P), None)
    body = None if first is None else first.getparent()
    if first is None or last is None or body is None or last is first or last.getparent() is not body:
        return
    following = list(body)[body.index(first) + 1 : body.index(last) + 1]
    if any(one.tag != P or one.find(_SECTION) is not None for one in (first, *following)):
        return
    for one in following:
        for child in [child for child in one if child.tag != _P_PR]:
            first.append(child)
            if child is field.end or field.end in child.iterdescendants():
                break
        if all(child.tag == _P_PR for child in one):
            body.remove(one)


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
        run.append(look_of(look))
    return run
