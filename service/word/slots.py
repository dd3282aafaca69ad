"""Content controls and legacy form fields: what one is, and what its properties say.

Word writes a control as `w:sdt`: its properties (`w:sdtPr`: tag, title, kind, list, state) and its content
(`w:sdtContent`), at any level: around runs, paragraphs, cells or rows. What LibreOffice 7.4 leaves of one on
saving: no tag, no title but that of text controls, `w:showingPlcHdr` as it was whatever people typed. So the
placeholder flag is never asked.
"""

from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from schemas.edition import Kind, Option
from service.word.names import VAL, w

SDT_PR, FLD_CHAR, FF_DATA = w("sdtPr"), w("fldChar"), w("ffData")
Element: TypeAlias = etree._Element


@dataclass(slots=True)
class Properties:
    """What a control says of itself.

    `kind` is None for what is no slot: a group, a picture, a repeating section. `stored` is the item a legacy list
    has chosen, `checked` the state a tick box carries beside its glyph; both None elsewhere.
    """

    title: str = ""
    kind: Kind | None = Kind.RICH_TEXT
    options: tuple[Option, ...] = ()
    stored: str | None = None
    checked: bool | None = None
    locked: bool = False
    typed: bool = False
    prompting: bool = False


ON = frozenset({"1", "true", "on", "yes"})

_KINDS = {
    "text": Kind.TEXT,
    "richText": Kind.RICH_TEXT,
    "dropDownList": Kind.CHOICE,
    "comboBox": Kind.CHOICE,
    "date": Kind.DATE,
    "checkbox": Kind.TICK,
}
_NO_SLOT = frozenset(
    {
        "group",
        "picture",
        "docPartObj",
        "docPartList",
        "citation",
        "bibliography",
        "equation",
        "repeatingSection",
        "repeatingSectionItem",
    }
)


def is_on(value: str | None) -> bool:
    """What an on/off attribute says; a missing one means on (ISO/IEC 29500-1, 17.17.4)."""
    return value is None or value.strip().lower() in ON


def _any_val(element: Element) -> str | None:
    """The element's `val` in whichever namespace it was written."""
    for name, value in element.attrib.items():
        if str(name).rpartition("}")[2] == "val":
            return str(value)
    return None


def read_properties(sdt: Element) -> Properties:
    """What the `w:sdtPr` of a content control says."""
    control = Properties()
    for child in next(sdt.iterchildren(SDT_PR), ()):
        name = child.tag.rpartition("}")[2]
        if name == "alias":
            control.title = child.get(VAL) or ""
        elif name == "lock":
            control.locked = (child.get(VAL) or "") in ("contentLocked", "sdtContentLocked")
        elif name == "showingPlcHdr":
            control.prompting = is_on(child.get(VAL))
        elif name in _KINDS or name == "checkBox":
            control.kind = _KINDS.get(name, Kind.TICK)
            if control.kind is Kind.CHOICE:
                control.options = _options(child)
                control.typed = name == "comboBox"
            elif control.kind is Kind.TICK:
                control.checked = _checked(child)
        elif name in _NO_SLOT:
            control.kind = None
    return control


def _options(choice: Element) -> tuple[Option, ...]:
    options = []
    for item in choice:
        text = item.get(w("displayText")) or item.get(w("value")) or ""
        code = item.get(w("value")) or text
        if code.strip():
            options.append(Option(code, text))
    return tuple(options)


def _checked(box: Element) -> bool:
    for child in box:
        if child.tag.rpartition("}")[2] == "checked":
            return is_on(_any_val(child))
    return False


def read_legacy(mark: Element) -> Properties:
    """What a legacy form field's `w:ffData` says: its kind, list and state. It has no title but a bookmark's name."""
    control = Properties(kind=None)
    for child in next(mark.iterchildren(FF_DATA), ()):
        name = child.tag.rpartition("}")[2]
        if name == "textInput":
            of_type = child.find(w("type"))
            dated = of_type is not None and of_type.get(VAL) == "date"
            control.kind = Kind.DATE if dated else Kind.TEXT
        elif name == "checkBox":
            control.kind = Kind.TICK
            control.checked = _legacy_checked(child)
        elif name == "ddList":
            control.kind = Kind.CHOICE
            texts = [entry.get(VAL) or "" for entry in child.findall(w("listEntry"))]
            control.options = tuple(Option(text, text) for text in texts if text.strip())
            chosen = child.find(w("result"))
            chosen = child.find(w("default")) if chosen is None else chosen
            index = (chosen.get(VAL) or "0") if chosen is not None else "0"
            if index.isdecimal() and int(index) < len(texts):
                control.stored = texts[int(index)]
    return control


def _legacy_checked(box: Element) -> bool:
    for name in ("checked", "default"):
        state = box.find(w(name))
        if state is not None:
            return is_on(state.get(VAL))
    return False
