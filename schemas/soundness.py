"""Whether slots can make up a record at all."""

from collections import Counter
from collections.abc import Iterator, Sequence

from schemas.edition import Declaration, Kind, Slot
from schemas.scales import SCALES
from schemas.text import spaced
from service.errors import Fault


def faults_of(declaration: Declaration, slots: Sequence[Slot]) -> list[Fault]:
    """What keeps a record of these slots from being written down and read back; empty where nothing does."""
    return [*_scale(declaration), *_tags(slots), *(fault for slot in slots for fault in _options(slot))]


def _scale(declaration: Declaration) -> Iterator[Fault]:
    if declaration.scale and declaration.scale not in SCALES:
        yield Fault("scale", f"There is no scale “{declaration.scale}”. Known are {', '.join(SCALES)}.")


def _tags(slots: Sequence[Slot]) -> Iterator[Fault]:
    counted = Counter(slot.tag for slot in slots)
    repeating = {slot.repeating for slot in slots if slot.repeating}
    groups = {
        ".".join(pieces[:end])
        for pieces in (tag.split(".") for tag in counted)
        for end in range(1, len(pieces))
    }
    for tag, times in counted.items():
        if times > 1:
            yield Fault(tag, f"The tag stands {times} times; one place is one answer.")
        if tag in groups:
            yield Fault(
                tag, "The tag is also the beginning of longer tags; it cannot be an answer and a group."
            )
    for slot in slots:
        first, _, rest = slot.tag.partition(".")
        if slot.repeating and (slot.repeating != first or not rest):
            yield Fault(
                slot.tag,
                f"A slot of the repeating part “{slot.repeating}” is named {slot.repeating}.something.",
            )
        elif not slot.repeating and first in repeating:
            yield Fault(slot.tag, f"“{first}” is a repeating part, and this slot stands outside it.")


def _options(slot: Slot) -> Iterator[Fault]:
    if slot.kind is not Kind.CHOICE:
        return
    if not slot.options:
        yield Fault(slot.tag, "The choice offers nothing to choose.")
    for what, said in (
        ("code", [option.code for option in slot.options]),
        ("text", [spaced(option.text) for option in slot.options]),
    ):
        if not all(word.strip() for word in said):
            yield Fault(slot.tag, f"An option has no {what}.")
        for word, times in Counter(said).items():
            if times > 1:
                yield Fault(slot.tag, f"Two options have the same {what} “{word}”.")
    for option in slot.options:
        if slot.prompt and spaced(option.text) == spaced(slot.prompt):
            yield Fault(
                slot.tag, f"The option “{option.text}” is also the prompt; it would not count as an answer."
            )
