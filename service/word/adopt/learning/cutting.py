"""Words taken out of a document, and what stands around them left as it is."""

from service.word.names import M_NS, w
from service.word.slots import Element
from service.word.text import Cell

_A_T = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
WORDS = (w("t"), f"{{{M_NS}}}t", _A_T)
"""What holds words: of the text, of an equation, of a drawing."""
_TEXT = (*WORDS, w("tab"), w("br"), w("sym"), w("noBreakHyphen"))
_P = w("p")


def own_text(paragraph: Element) -> str:
    """The text of a paragraph without that of text boxes in it; a space stands for whatever divides words."""
    return "".join(one.text or "" if one.tag in WORDS else " " for one in _own(paragraph))


def empty(paragraph: Element) -> None:
    """Takes all text out of a paragraph, but for that of text boxes in it."""
    for one in _own(paragraph):
        if one.tag in WORDS:
            one.text = ""


def _own(paragraph: Element) -> list[Element]:
    return [one for one in paragraph.iter(*_TEXT) if next(one.iterancestors(_P), None) is paragraph]


def take_out(cell: Cell, start: int, end: int) -> None:
    """Takes a stretch of its text out of a cell; paragraphs that held nothing else go, but one."""
    at = 0
    for number, paragraph in enumerate(cell.paragraphs):
        begin = at
        cuts: list[tuple[Element, int, int]] = []
        said: dict[Element, int] = {}  # how much of a run stood before: one run may give several texts
        for text, _, run in paragraph.runs:
            first, last = max(start - at, 0), min(end - at, len(text))
            before = said.get(run, 0)
            if first < last:
                cuts.append((run, before + first, before + last))
            said[run] = before + len(text)
            at += len(text)
        for run, first, last in reversed(cuts):
            _cut(run, first, last)
        whole = start <= begin and at <= end
        if number and whole and start < end:
            parent = paragraph.element.getparent()
            if parent is not None:
                parent.remove(paragraph.element)
        at += 1


def _cut(run: Element, first: int, last: int) -> None:
    """Takes letters out of a run, counted over all the texts, tabs and breaks in it."""
    at = 0
    for child in [child for child in run if child.tag in _TEXT]:
        length = len(child.text or "") if child.tag in WORDS else 1
        begin, end = max(first - at, 0), min(last - at, length)
        if begin < end:
            if child.tag in WORDS:
                child.text = (child.text or "")[:begin] + (child.text or "")[end:]
            else:
                run.remove(child)
        at += length
