"""What a finished document says where nothing was answered: so in words, in one look, whatever stood there."""

from lxml import etree

from schemas.edition import Kind, Slot
from service.word.control import TC, R, T, say
from service.word.names import VAL, w
from service.word.slots import Element

GREY = "595959"
"""Paler than an answer, and 7 to 1 on white (WCAG 2.2 asks for 4.5)."""

_USUAL, _SMALL = "20", "16"
"""Half points, for words where a sign stood: those of the shipped forms' answers, and what fits under a box's head."""

_NARROW = 1500
"""Twentieths of a point."""

_R_PR, _SDT_PR = w("rPr"), w("sdtPr")
_MEASURE = f"{w('tcPr')}/{w('tcW')}"
_SIZES = tuple(map(w, ("sz", "szCs")))


def say_unanswered(sdt: Element, slot: Slot, words: str) -> None:
    """Makes the control say that it was not answered, which reads back as no answer.

    A plain text control becomes one for rich text, since LibreOffice 7.4 shows whatever stands in a plain one in the
    look of an answer.
    """
    say(sdt, slot, words, None, prompt=True)
    size = _size_for(sdt) if slot.kind is Kind.TICK else None
    for run in sdt.iter(R):
        _pale(run, size)
    properties = sdt.find(_SDT_PR)
    if properties is not None:
        for plain in properties.findall(w("text")):
            properties.remove(plain)


def is_alone(sdt: Element) -> bool:
    """Whether the control has a table cell to itself. Words in place of a box beside other words would mislead."""
    cell = next(sdt.iterancestors(TC), None)
    return cell is not None and all(sdt in text.iterancestors() for text in cell.iter(T) if text.text)


def _size_for(sdt: Element) -> str:
    measure = next((cell.find(_MEASURE) for cell in sdt.iterancestors(TC)), None)
    width = (measure.get(w("w")) or "") if measure is not None else ""
    return _SMALL if width.isdecimal() and int(width) < _NARROW else _USUAL


def _pale(run: Element, size: str | None) -> None:
    """Leaves of a run's look its typeface and size; where a sign stood, the size is given."""
    look = run.find(_R_PR)
    old = [] if look is None or size else list(look)
    paled = etree.Element(_R_PR)
    paled.extend(child for child in old if child.tag == w("rFonts"))
    etree.SubElement(paled, w("color"), {VAL: GREY})
    paled.extend(child for child in old if child.tag in _SIZES)
    if size:
        for name in _SIZES:
            etree.SubElement(paled, name, {VAL: size})
    if look is not None:
        run.remove(look)
    run.insert(0, paled)
