"""Text into runs: line breaks, tabs and the spaces that XML would drop."""

import re

from lxml import etree

from service.word.names import XML_SPACE, w
from service.word.slots import Element

_T, _BR, _TAB = w("t"), w("br"), w("tab")
_PIECES = re.compile(r"([\n\t])")


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
