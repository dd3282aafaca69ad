"""Setting legacy form fields (`w:ffData`): text between the field's marks, a tick's state, a list's index."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from schemas.edition import Kind, Slot, Value
from service.word.names import VAL, XML_SPACE, w
from service.word.slots import Element

_FLD_CHAR, _TYPE, _DATA, R, T = w("fldChar"), w("fldCharType"), w("ffData"), w("r"), w("t")


@dataclass(frozen=True, slots=True)
class LegacyField:
    """A form field: its bookmark name, its data, the runs between its separator and its end."""

    tag: str
    data: Element
    result: tuple[Element, ...]


def legacy_fields(root: Element) -> Iterator[LegacyField]:
    """The form fields under `root`, in order."""
    stack: list[tuple[Element | None, list[Element], bool]] = []
    found = []
    for run in root.iter(R):
        mark = run.find(_FLD_CHAR)
        kind = mark.get(_TYPE) if mark is not None else None
        if mark is not None and kind == "begin":
            stack.append((mark.find(_DATA), [], False))
        elif kind == "separate" and stack:
            stack[-1] = (stack[-1][0], [], True)
        elif kind == "end" and stack:
            data, result, _ = stack.pop()
            if data is not None:
                name = data.find(w("name"))
                found.append(
                    LegacyField((name.get(VAL) or "") if name is not None else "", data, tuple(result))
                )
        elif stack and stack[-1][2]:
            stack[-1][1].append(run)
    return iter(found)


def say_legacy(field: LegacyField, slot: Slot, text: str, value: Value | None) -> None:
    """Makes the form field say `text`, worth `value`."""
    if slot.kind is Kind.TICK:
        box = field.data.find(w("checkBox"))
        if box is not None:
            for old in box.findall(w("checked")):
                box.remove(old)
            etree.SubElement(box, w("checked"), {VAL: "1" if value is True else "0"})
    elif slot.kind is Kind.CHOICE:
        choice = field.data.find(w("ddList"))
        texts = [option.text for option in slot.options]
        if choice is not None and text in texts:
            for old in choice.findall(w("result")):
                choice.remove(old)
            choice.insert(0, etree.Element(w("result"), {VAL: str(texts.index(text))}))
    elif field.result:
        first = field.result[0]
        for child in list(first):
            if child.tag != w("rPr"):
                first.remove(child)
        for number, line in enumerate(text.split("\n")):
            if number:
                etree.SubElement(first, w("br"))
            t = etree.SubElement(first, T)
            t.text = line
            t.set(XML_SPACE, "preserve")
        for other in field.result[1:]:
            parent = other.getparent()
            if parent is not None:
                parent.remove(other)
