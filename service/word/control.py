"""Setting one control: its text, its typed property, and whether it shows its prompt.

Only what the control says is replaced. The first run keeps its look and the first paragraph its own; a
control that stands around a cell or a row keeps that cell and that row.
"""

from copy import deepcopy
from datetime import date

from lxml import etree

from schemas.edition import Kind, Slot, Value
from service.word.names import VAL, W14_NS, w
from service.word.runs import look_of, put_text
from service.word.slots import Element
from service.word.symbols import is_symbol_font

P, R, T, TC = w("p"), w("r"), w("t"), w("tc")
_R_PR, _R_STYLE, _R_FONTS, _SHOWING = w("rPr"), w("rStyle"), w("rFonts"), w("showingPlcHdr")
_SDT_PR, _CONTENT = w("sdtPr"), w("sdtContent")
_AROUND = tuple(map(w, ("p", "tr", "tbl", "tc", "body", "txbxContent", "hdr", "ftr")))
_ONCE = frozenset(f"{{{W14_NS}}}{name}" for name in ("paraId", "textId"))
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
    _show(sdt, content, slot, text, answered=not prompt)
    _flag(properties, showing=prompt and slot.kind is not Kind.TICK)
    if slot.kind is Kind.TEXT and "\n" in text:
        _take_lines(properties)
    if slot.kind is Kind.DATE:
        _store_date(properties, value)
    elif slot.kind is Kind.TICK:
        _store_tick(properties, on=value is True)
    elif slot.kind is Kind.CHOICE:
        _store_choice(properties, value)


def _show(sdt: Element, content: Element, slot: Slot, text: str, *, answered: bool) -> None:
    if not answered and text == "".join(t.text or "" for t in content.iter(T)):
        return  # the prompt stands there already, as the form formats it
    look = _look(content, answered=answered)
    around = sdt.getparent()
    if around is None or around.tag not in _AROUND:
        around = next(sdt.iterancestors(*_AROUND), None)
    if around is not None and around.tag == P:
        for child in list(content):
            content.remove(child)
        _run(content, text, look)
        return
    host = content
    if around is not None and around.tag in (w("tr"), w("tbl")):
        host = next(content.iter(TC), content)
    first = next(host.iter(P), None)
    first = etree.Element(P) if first is None else first
    for child in list(host):
        if child.tag != w("tcPr"):
            host.remove(child)
    host.append(first)
    texts = text.split("\n") if slot.kind is Kind.RICH_TEXT else [text]
    _paragraph(first, texts[0], look)
    for more in texts[1:]:
        paragraph = _another(first)
        _paragraph(paragraph, more, look)
        host.append(paragraph)


def _another(paragraph: Element) -> Element:
    """A copy without what may stand once in a document."""
    copy = deepcopy(paragraph)
    for name in _ONCE & set(copy.attrib):
        del copy.attrib[name]
    for end in copy.findall(f"{w('pPr')}/{w('sectPr')}"):
        parent = end.getparent()
        if parent is not None:
            parent.remove(end)
    return copy


def _paragraph(paragraph: Element, text: str, look: Element | None) -> None:
    for child in list(paragraph):
        if child.tag != w("pPr"):
            paragraph.remove(child)
    _run(paragraph, text, look)


def _look(content: Element, *, answered: bool) -> Element | None:
    """The first run's properties; without the placeholder's style once there is an answer."""
    run = next(content.iter(R), None)
    look = run.find(_R_PR) if run is not None else None
    if look is None:
        return None
    look = look_of(look)
    if answered:
        style = look.find(_R_STYLE)
        if style is not None and "placeholder" in (style.get(VAL) or "").lower():
            look.remove(style)
    fonts = look.find(_R_FONTS)
    if fonts is not None and is_symbol_font(fonts):
        look.remove(fonts)
    return look if len(look) else None


def _run(parent: Element, text: str, look: Element | None) -> None:
    run = etree.SubElement(parent, R)
    if look is not None:
        run.append(deepcopy(look))
    put_text(run, text)


_BEFORE_SHOWING = frozenset(map(w, ("rPr", "alias", "tag", "id", "lock", "placeholder", "temporary")))


def _flag(properties: Element, *, showing: bool) -> None:
    """Sets the placeholder flag, and cuts the binding to a data store that would put an old value back."""
    unbind(properties)
    for child in properties.findall(_SHOWING):
        properties.remove(child)
    if showing:
        at = sum(1 for child in properties if child.tag in _BEFORE_SHOWING)
        properties.insert(at, etree.Element(_SHOWING))


def unbind(properties: Element) -> None:
    """Cuts a control's binding to a data store; Word would show what is there instead of what the control says."""
    for child in list(properties):
        if child.tag.rpartition("}")[2] == "dataBinding":
            properties.remove(child)


def _take_lines(properties: Element) -> None:
    """Makes a plain text control one of rich text: LibreOffice joins the lines of a plain one, on the page as well."""
    for plain in properties.findall(w("text")):
        properties.replace(plain, etree.Element(w("richText")))


def stored_date(day: date) -> str:
    """The day as a date control stores it."""
    return f"{day.isoformat()}T00:00:00Z"


def _store_date(properties: Element, value: Value | None) -> None:
    stored = properties.find(w("date"))
    if stored is not None:
        if isinstance(value, date):
            stored.set(w("fullDate"), stored_date(value))
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


def _store_tick(properties: Element, *, on: bool) -> None:
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
