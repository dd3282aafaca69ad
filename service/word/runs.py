"""Text into runs: line breaks, tabs and the spaces that XML would drop; and runs split into several."""

import re
from copy import deepcopy

from lxml import etree

from service.word.names import XML_SPACE, w
from service.word.slots import Element

_R, _T, _R_PR, _BR, _TAB = w("r"), w("t"), w("rPr"), w("br"), w("tab")
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


def set_apart(mark: Element) -> Element:
    """Splits the run of a mark, so that the mark stands alone in it; returns the run."""
    run = mark.getparent()
    assert run is not None
    look = run.find(_R_PR)
    before = [child for child in mark.itersiblings(preceding=True) if child.tag != _R_PR][::-1]
    for children, put in ((before, run.addprevious), (list(mark.itersiblings()), run.addnext)):
        if children:
            piece = etree.Element(_R)
            if look is not None:
                piece.append(deepcopy(look))
            piece.extend(children)
            put(piece)
    return run
