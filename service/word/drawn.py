"""Drawings: the text boxes in them, which hold text, and the pictures, which do not."""

from collections.abc import Iterator

from service.word.alternate import FALLBACK
from service.word.names import w
from service.word.slots import Element

DRAWN = {
    w("drawing"): "a picture",
    w("pict"): "a picture",
    w("object"): "an embedded object",
    w("contentPart"): "handwriting",
}
_BOX = w("txbxContent")
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_ONCE = (_BOX, FALLBACK)


def boxes_of(drawing: Element) -> list[Element]:
    """The text boxes, each once: not those inside another, nor what is there for old programs only."""
    return list(_own(drawing, _BOX))


def holds_picture(drawing: Element) -> bool:
    """Whether a picture stands beside the text boxes."""
    return next(_own(drawing, *_PICTURES), None) is not None


def _own(drawing: Element, *names: str) -> Iterator[Element]:
    for found in drawing.iter(*names):
        for above in found.iterancestors(*_ONCE, drawing.tag):
            if above is drawing:
                yield found
            if above is drawing or above.tag in _ONCE:
                break
