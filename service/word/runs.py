"""Text into runs: line breaks, tabs and the spaces that XML would drop."""

import re
from copy import deepcopy

from lxml import etree

from service.word.names import XML_SPACE, w
from service.word.slots import Element

_T, _BR, _TAB = w("t"), w("br"), w("tab")
_HIDING = tuple(map(w, ("vanish", "specVanish", "webHidden")))
_PIECES = re.compile(r"([\n\t])")


def look_of(look: Element) -> Element:
    """A copy of a run's properties for text that is to be seen, whatever the text before it was."""
    copy = deepcopy(look)
    for hiding in list(copy.iterchildren(*_HIDING)):
        copy.remove(hiding)
    return copy


def put_text(run: Element, text: str) -> None:
    """Adds the text to the end of a `w:r`."""
    for piece in _PIECES.split(text):
        if piece == "\n":
            etree.SubElement(run, _BR)
        elif piece == "\t":
            etree.SubElement(run, _TAB)
        elif piece:
            _put(run, piece)


def _put(run: Element, text: str) -> None:
    t = etree.SubElement(run, _T)
    t.text = text
    if text[:1].isspace() or text[-1:].isspace():
        t.set(XML_SPACE, "preserve")
