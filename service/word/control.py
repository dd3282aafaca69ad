"""Setting one control: its text, its typed property, and whether it shows its prompt.

Only what the control says is replaced. The first run keeps its look and the first paragraph its own; a
control that stands around a cell or a row keeps that cell and that row.
"""

import re
from copy import deepcopy
from datetime import date

from lxml import etree

from schemas.edition import Kind, Slot, Value
from service.word.names import VAL, W14_NS, XML_SPACE, w
from service.word.slots import Element

P, R, T, TC, TBL = w("p"), w("r"), w("t"), w("tc"), w("tbl")
_R_PR, _R_STYLE, _SHOWING, _BINDING = w("rPr"), w("rStyle"), w("showingPlcHdr"), w("dataBinding")
_SDT_PR, _CONTENT, _BR, _TAB = w("sdtPr"), w("sdtContent"), w("br"), w("tab")
_PIECES = re.compile(r"([\n\t])")
TICK_ON, TICK_OFF = "\u2612", "\u2610"


def say(sdt: Element, slot: Slot, text: str, value: Value | None, *, prompt: bool = False) -> None:
    """Makes the control say `text`, worth `value`; `prompt` where the text is no answer but stands for one."""
    properties = sdt.find(_SDT_PR)
    content = sdt.find(_CONTENT)
    if properties is None:
        properties = etree.Element(_SDT_PR)
        sdt.insert(0, properties)
    if content is None:
        content = etree.SubElement(sdt, _CONTENT)
    _show(content, text, paragraphs=slot.kind is Kind.RICH_TEXT, answered=not prompt)
    _flag(properties, showing=prompt and slot.kind is not Kind.TICK)
    if slot.kind is Kind.TEXT and "\n" in text:
        _allow_lines(properties)
    if slot.kind is Kind.DATE:
        _store_date(properties, value)
    elif slot.kind is Kind.TICK:
        _store_tick(properties, content, on=value is True)
    elif slot.kind is Kind.CHOICE:
        _store_choice(properties, value)


def _show(content: Element, text: str, *, paragraphs: bool, answered: bool) -> None:
    first = next(content.iter(P), None)
    look = _look(content, answered=answered)
    if first is None:  # a control inside a paragraph: runs only
        for child in list(content):
            content.remove(child)
        _runs(content, text, look)
        return
    parent = first.getparent()
    assert parent is not None
    for other in list(parent):
        if other is not first and other.tag in (P, TBL, w("sdt")):
            parent.remove(other)
    texts = text.split("\n") if paragraphs else [text]
    _paragraph(first, texts[0], look)
    at = parent.index(first)
    for number, more in enumerate(texts[1:], 1):
        paragraph = deepcopy(first)
        _paragraph(paragraph, more, look)
        parent.insert(at + number, paragraph)


def _paragraph(paragraph: Element, text: str, look: Element | None) -> None:
    for child in list(paragraph):
        if child.tag != w("pPr"):
            paragraph.remove(child)
    _runs(paragraph, text, look)


def _look(content: Element, *, answered: bool) -> Element | None:
    """The first run's properties; without the placeholder's style once there is an answer."""
    run = next(content.iter(R), None)
    look = run.find(_R_PR) if run is not None else None
    if look is None:
        return None
    look = deepcopy(look)
    if answered:
        style = look.find(_R_STYLE)
        if style is not None and "placeholder" in (style.get(VAL) or "").lower():
            look.remove(style)
    return look if len(look) else None


def _runs(parent: Element, text: str, look: Element | None) -> None:
    run = etree.SubElement(parent, R)
    if look is not None:
        run.append(deepcopy(look))
    if "\n" not in text and "\t" not in text:
        _text(run, text)
        return
    for piece in _PIECES.split(text):
        if piece == "\n":
            etree.SubElement(run, _BR)
        elif piece == "\t":
            etree.SubElement(run, _TAB)
        elif piece:
            _text(run, piece)


def _text(run: Element, text: str) -> None:
    t = etree.SubElement(run, T)
    t.text = text
    if text[:1].isspace() or text[-1:].isspace():
        t.set(XML_SPACE, "preserve")


_BEFORE_SHOWING = frozenset(map(w, ("rPr", "alias", "tag", "id", "lock", "placeholder", "temporary")))


def _flag(properties: Element, *, showing: bool) -> None:
    """Sets the placeholder flag, and cuts the binding to a data store that would put an old value back."""
    for name in (_SHOWING, _BINDING):
        for child in properties.findall(name):
            properties.remove(child)
    if showing:
        at = sum(1 for child in properties if child.tag in _BEFORE_SHOWING)
        properties.insert(at, etree.Element(_SHOWING))


def _allow_lines(properties: Element) -> None:
    for plain in properties.findall(w("text")):
        plain.set(w("multiLine"), "1")


def _store_date(properties: Element, value: Value | None) -> None:
    stored = properties.find(w("date"))
    if stored is not None:
        if isinstance(value, date):
            stored.set(w("fullDate"), f"{value.isoformat()}T00:00:00Z")
        else:
            stored.attrib.pop(w("fullDate"), "")


def _store_choice(properties: Element, value: Value | None) -> None:
    chosen = properties.find(w("dropDownList"))
    if chosen is None:
        chosen = properties.find(w("comboBox"))
    if chosen is not None:
        if value is None:
            chosen.attrib.pop(w("lastValue"), "")
        else:
            chosen.set(w("lastValue"), str(value))


def _store_tick(properties: Element, content: Element, *, on: bool) -> None:
    for box in properties:
        if box.tag.rpartition("}")[2].lower() == "checkbox":
            namespace = etree.QName(box).namespace or W14_NS
            checked = box.find(f"{{{namespace}}}checked")
            if checked is None:
                checked = etree.Element(f"{{{namespace}}}checked")
                box.insert(0, checked)
            checked.set(f"{{{namespace}}}val", "1" if on else "0")


def lock(sdt: Element) -> None:
    """Locks the control and what it says."""
    properties = sdt.find(_SDT_PR)
    if properties is None:
        return
    for old in properties.findall(w("lock")):
        properties.remove(old)
    at = sum(1 for child in properties if child.tag in _BEFORE_LOCK)
    properties.insert(at, etree.Element(w("lock"), {VAL: "sdtContentLocked"}))


_BEFORE_LOCK = frozenset(map(w, ("rPr", "alias", "tag", "id")))
