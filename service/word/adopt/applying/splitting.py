"""Runs taken apart: which of a run's elements show which characters, and a run cut into two of its look."""

from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from service.word.names import XML_SPACE, w
from service.word.slots import FLD_CHAR, Element
from service.word.symbols import as_seen, symbol
from service.word.text import Paragraph

R, T, _R_PR, _BR, _SYM = w("r"), w("t"), w("rPr"), w("br"), w("sym")
_FIXED = {
    w("tab"): "\t",
    w("ptab"): "\t",
    _BR: "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
_SILENT = frozenset((_R_PR, w("lastRenderedPageBreak")))
_OTHERS = {
    FLD_CHAR: "a field stands there",
    w("instrText"): "a field stands there",
    w("drawing"): "a picture stands there",
    w("pict"): "a picture stands there",
    w("object"): "an embedded object stands there",
    w("footnoteReference"): "a footnote is referred to there",
    w("endnoteReference"): "an endnote is referred to there",
    w("commentReference"): "a comment stands there",
}


@dataclass(frozen=True, slots=True)
class Laid:
    """A run with the characters of its paragraph that it shows: `text`, from `start` to `end`."""

    run: Element
    text: str
    start: int
    end: int


def laid(paragraph: Paragraph) -> list[Laid]:
    """The paragraph's runs that show something, in order."""
    found, at = [], 0
    shown = [(text, run) for text, _, run in paragraph.runs if text]
    for _, pieces in groupby(shown, key=lambda piece: id(piece[1])):
        together = list(pieces)
        text = "".join(piece for piece, _ in together)
        found.append(Laid(together[0][1], text, at, at + len(text)))
        at += len(text)
    return found


def obstacle(one: Laid, *, whole: bool = False) -> str:
    """What in a run keeps it from being cut or taken out; "" where nothing does.

    `whole` where its text is not compared with what it shows.
    """
    for child in one.run:
        if child.tag == _BR and child.get(w("type")) in ("page", "column"):
            return "a page break stands there"
        if child.tag not in _FIXED and child.tag not in _SILENT and child.tag not in (T, _SYM):
            return _OTHERS.get(str(child.tag), "something that is no text stands there")
    if not whole and shown_by(one.run) != one.text:
        return "its text is not stored as it is shown"
    return ""


def shown_by(run: Element) -> str:
    """The text that the run's elements show."""
    return "".join(_shown(child, run) for child in run)


def split(run: Element, at: int) -> Element:
    """Cuts the run so that it keeps its first `at` characters; returns a run with the others, put behind it.

    Where nothing would be left to it, it stays whole and is returned itself.
    """
    if at <= 0:
        return run
    rest = etree.Element(R)
    for name, value in run.attrib.items():
        rest.set(name, value)
    look = run.find(_R_PR)
    if look is not None:
        rest.append(deepcopy(look))
    passed = 0
    for child in [child for child in run if child.tag != _R_PR]:
        text = _shown(child, run)
        if passed >= at:
            rest.append(child)
        elif passed + len(text) > at:
            other = deepcopy(child)
            _set_text(child, text[: at - passed])
            _set_text(other, text[at - passed :])
            rest.append(other)
        passed += len(text)
    run.addnext(rest)
    return rest


def merge_texts(run: Element) -> None:
    """Makes one of texts side by side, which in a control would be read as lines."""
    for child in list(run.iterchildren(T)):
        following = child.getnext()
        while following is not None and following.tag == T and child.getparent() is run:
            _set_text(child, _shown(child, run) + _shown(following, run))
            run.remove(following)
            following = child.getnext()


def _set_text(t: Element, text: str) -> None:
    t.text = text
    t.set(XML_SPACE, "preserve")


def _shown(child: Element, run: Element) -> str:
    if child.tag == T:
        text = child.text or ""
        if len(text) == 1 and text > " ":
            return as_seen(text, run) if text < "\u0100" or "\uf000" <= text < "\uf100" else text
        text = text.replace("\r", " ").replace("\n", " ")
        return text if _keeps_spaces(child) else text.strip(" \t")
    if child.tag == _SYM:
        return symbol(child)
    return _FIXED.get(str(child.tag), "")


def _keeps_spaces(t: Element) -> bool:
    said = t.get(XML_SPACE)
    if said is None:
        said = next((above.get(XML_SPACE) for above in t.iterancestors() if XML_SPACE in above.attrib), None)
    return said == "preserve"
