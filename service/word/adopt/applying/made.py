"""A new content control for a slot: its properties, and a run that shows its prompt or its box."""

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from schemas.edition import Kind
from service.word.adopt.applying.ticks import BOX_FONT, PLAIN, Box, State
from service.word.adopt.proposal import Proposed
from service.word.census import ADDED, REMOVED
from service.word.compose import REFERENCE
from service.word.names import VAL, w, w14
from service.word.runs import look_of, put_text
from service.word.slots import SDT_PR, Element
from service.word.symbols import glyph

R, R_PR, _R_STYLE, _R_FONTS = w("r"), w("rPr"), w("rStyle"), w("rFonts")
SDT, CONTENT = w("sdt"), w("sdtContent")
_NOT_FOR_ANSWERS = ADDED | REMOVED | {w("rPrChange")}
_BOLD = (w("b"), w("bCs"))
_STRONG = frozenset(
    map(w, ("b", "i", "u", "highlight", "shd", "color", "bdr", "caps", "strike", "dstrike", "rStyle"))
)


def control(slot: Proposed, identity: str, look: Element | None, box: Box = PLAIN) -> Element:
    """The control, empty yet. What is typed into it takes the `look`."""
    found, named = slot.found, slot.named
    sdt = etree.Element(SDT)
    says = etree.SubElement(sdt, SDT_PR)
    if look is not None and len(look) > 0:
        says.append(deepcopy(look))
    etree.SubElement(says, w("alias"), {VAL: named.title})
    etree.SubElement(says, w("tag"), {VAL: named.tag})
    etree.SubElement(says, w("id"), {VAL: identity})
    if not found.repeating:  # Word refuses to delete a row with a locked control in it
        kept = "sdtContentLocked" if named.tag == REFERENCE else "sdtLocked"
        etree.SubElement(says, w("lock"), {VAL: kept})
    if found.kind is not Kind.TICK:
        etree.SubElement(says, w("showingPlcHdr"))
    has_look = look is not None and len(look) > 0
    # What stands in a plain text control loses its look in LibreOffice, and the page would not look the same.
    rich = slot.found.kind is Kind.RICH_TEXT or (slot.found.kind in (Kind.TEXT, Kind.NUMBER) and has_look)
    _type(says, slot, box, rich=rich)
    etree.SubElement(sdt, CONTENT)
    return sdt


def _type(says: Element, slot: Proposed, box: Box, *, rich: bool) -> None:
    kind = slot.found.kind
    if rich:
        etree.SubElement(says, w("richText"))
    elif kind is Kind.CHOICE:
        choice = etree.SubElement(says, w("dropDownList"))
        for option in slot.found.options:
            etree.SubElement(choice, w("listItem"), {w("displayText"): option.text, w("value"): option.code})
    elif kind is Kind.DATE:
        date = etree.SubElement(says, w("date"))
        for name, value in (
            ("dateFormat", "dd/MM/yyyy"),
            ("lid", "en-GB"),
            ("storeMappedDataAs", "dateTime"),
            ("calendar", "gregorian"),
        ):
            etree.SubElement(date, w(name), {VAL: value})
    elif kind is Kind.TICK:
        tick = etree.SubElement(says, w14("checkbox"))
        etree.SubElement(tick, w14("checked"), {w14("val"): "1" if box.ticked else "0"})
        for name, state in (("checkedState", box.on), ("uncheckedState", box.off)):
            etree.SubElement(tick, w14(name), {w14("val"): state.code, w14("font"): state.font})
    else:
        etree.SubElement(says, w("text"))


def prompt_run(text: str, look: Element | None, style: str) -> Element:
    """A run that shows the prompt in the placeholder's `style`, if one is given, and otherwise the `look`."""
    run = etree.Element(R)
    if look is not None:
        run.append(deepcopy(look))
    put_text(run, text)
    if style:
        as_prompt(run, style)
    return run


def as_prompt(run: Element, style: str) -> None:
    """Gives a run the placeholder's style."""
    look = run.find(R_PR)
    if look is None:
        look = etree.Element(R_PR)
        run.insert(0, look)
    for own in look.findall(_R_STYLE):
        look.remove(own)
    look.insert(0, etree.Element(_R_STYLE, {VAL: style}))


def box_run(state: State, look: Element | None) -> Element:
    """A run that shows a state of a tick box."""
    run = etree.Element(R)
    own = deepcopy(look) if look is not None else etree.Element(R_PR)
    code = int(state.code, 16)
    if chr(code).strip():  # a space in another typeface would make its line higher
        for old in own.findall(_R_FONTS):
            own.remove(old)
        names = {w(name): state.font for name in ("ascii", "eastAsia", "hAnsi")}
        fonts = etree.Element(_R_FONTS, {**names, w("hint"): "eastAsia"} if state.font == BOX_FONT else names)
        own.insert(1 if own.find(_R_STYLE) is not None else 0, fonts)
    if len(own):
        run.append(own)
    if glyph(state.font, code) == chr(code):
        put_text(run, chr(code))
    else:
        etree.SubElement(run, w("sym"), {w("font"): state.font, w("char"): f"F0{code & 0xFF:02X}"})
    return run


def look_of_run(run: Element | None, *, upright: bool = False) -> Element | None:
    """The look of what is typed where this run stood; `upright` leaves out that it was bold, as labels are."""
    look = run.find(R_PR) if run is not None else None
    return _for_answers(look, upright=upright)


def look_of_paragraph(paragraph: Element) -> Element | None:
    """The look of what is typed into this paragraph where it is empty: that of its mark."""
    return _for_answers(paragraph.find(f"{w('pPr')}/{R_PR}"), upright=False)


def _for_answers(look: Element | None, *, upright: bool) -> Element | None:
    if look is None:
        return None
    copy = look_of(look)
    for child in list(copy):
        placeholder = child.tag == _R_STYLE and "placeholder" in (child.get(VAL) or "").lower()
        if child.tag in _NOT_FOR_ANSWERS or placeholder or (upright and child.tag in _BOLD):
            copy.remove(child)
    return copy if len(copy) else None


def marked_unlike(runs: Sequence[Element]) -> bool:
    """Whether some of the runs are made to stand out from the others: bold, coloured, struck through."""
    looks = {
        tuple(etree.tostring(one, with_tail=False) for one in run.iterfind(f"{R_PR}/*") if one.tag in _STRONG)
        for run in runs
        if len(run) > (run.find(R_PR) is not None)
    }
    return len(looks) > 1


def common_look(runs: Sequence[Element]) -> Element | None:
    """What the looks of several runs have in common."""
    looks = [look_of_run(run) for run in runs if run.find(w("t")) is not None]
    if not looks or None in looks:
        return None
    said = [{etree.tostring(one, with_tail=False) for one in look} for look in looks if look is not None]
    first = deepcopy(looks[0])
    assert first is not None
    for one in list(first):
        if not all(etree.tostring(one, with_tail=False) in others for others in said):
            first.remove(one)
    return first if len(first) else None
