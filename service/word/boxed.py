"""A cell of a copy as text in which one sign stands for each control that kept its tag, whatever that says."""

from collections.abc import Iterator, Mapping

from schemas.edition import Slot
from service.word.skeleton import slot_of
from service.word.text import Cell, Paragraph

_BOX = "\uffff"  # no XML can hold this character


def boxed(cell: Cell, own: Mapping[int, Slot]) -> tuple[list[str], frozenset[str]]:
    """The cell's paragraphs, and the tags of the slots whose own controls stand in it, by `own`.

    The paragraphs of one control are one.
    """
    paragraphs: list[str] = []
    held: set[str] = set()
    last: list[Slot | None] = []
    for paragraph in cell.paragraphs:
        spans = list(_spans(paragraph, own))
        held.update(slot.tag for slot, _ in spans if slot is not None)
        slots = [slot for slot, _ in spans]
        if not (len(slots) == 1 and slots[0] is not None and slots == last):
            paragraphs.append("".join(text if slot is None else _BOX for slot, text in spans))
        last = slots
    return paragraphs, frozenset(held)


def _spans(paragraph: Paragraph, own: Mapping[int, Slot]) -> Iterator[tuple[Slot | None, str]]:
    """The paragraph's text cut where a slot's own control begins or ends."""
    last: Slot | None = None
    parts: list[str] = []
    for text, control, _ in paragraph.runs:
        slot = None if control is None else slot_of(control, own)
        if slot is not last and parts:
            yield last, "".join(parts)
            parts = []
        last = slot
        parts.append(text)
    if parts:
        yield last, "".join(parts)


def unboxed(text: str) -> str | None:
    """The text as an answer; None where another slot's control stands in it."""
    return None if _BOX in text else text


def beside_boxes(text: str) -> str:
    """What the text says beside the controls."""
    return "\n".join(filter(None, map(str.strip, text.split(_BOX))))
