"""What may be wrong with an outline as a whole: names that stand twice, conditions on what is not there."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from schemas.edition import Kind, Slot
from schemas.tags import check_kind, check_tag
from service.errors import Fault
from service.word.outline.blocks import Block, Paragraph, Table, Words, slots_of
from service.word.outline.layout import layout
from service.word.outline.model import Outline
from service.word.outline.naming import LONGEST

_NAME = re.compile(r"(?<![\w.])[a-z_]\w*(?:\.\w+)+")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_COMPARED = re.compile(r"([a-z_]\w*(?:\.\w+)+)\s*[!=]=\s*(?:'([^']*)'|\"([^\"]*)\")")
_PRINTED = re.compile(r"\{\{(.*?)\}\}")


def faults_of(outline: Outline) -> list[Fault]:
    """What is wrong with the form that the outline would make."""
    blocks = layout(outline)
    slots = slots_of(blocks)
    single = {slot.tag: slot for slot in slots if not slot.repeating}
    faults = [*_tags(slots), *_titles(slots), *_prompts(slots, blocks)]
    for block in blocks:
        if isinstance(block, Table):
            faults += _labels(block)
    for section in outline.sections:
        faults += _condition(f"sections.{section.key}.when", section.when, single)
    return faults + [
        Fault("outline", f"a text prints “{name}”, which is no slot of this form")
        for printed in _printed(blocks)
        for name in _NAME.findall(printed)
        if name not in single
    ]


def _tags(slots: Sequence[Slot]) -> Iterator[Fault]:
    for tag, count in Counter(slot.tag for slot in slots).items():
        if count > 1:
            yield Fault(tag, "stands twice; every slot needs a tag of its own")
    for slot in slots:
        for message in (check_tag(slot.tag), check_kind(slot.tag, slot.kind)):
            if message:
                yield Fault(slot.tag, message)


def _titles(slots: Sequence[Slot]) -> Iterator[Fault]:
    seen: set[str] = set()
    for slot in slots:
        if len(slot.title) > LONGEST:
            yield Fault(slot.tag, f"Word keeps {LONGEST} characters of a title; “{slot.title}” is longer")
        if slot.title.casefold() in seen:
            yield Fault(slot.tag, f"“{slot.title}” is already the title of another slot")
        seen.add(slot.title.casefold())


def _prompts(slots: Sequence[Slot], blocks: Sequence[Block]) -> Iterator[Fault]:
    """A prompt that a text of the form begins with: whoever looks for the slot by its prompt finds that text."""
    statics = {text.casefold() for block in blocks for text in _static(block)}
    for slot in slots:
        same = [
            text for text in statics if slot.kind is not Kind.TICK and text.startswith(slot.prompt.casefold())
        ]
        if same:
            yield Fault(slot.tag, f"its prompt, “{slot.prompt}”, is how another text of the form begins")


def _static(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    else:
        yield from block.heads
        for row in block.rows:
            for cell in row:
                if isinstance(cell, Words):
                    yield from (cell.text, cell.help, *cell.bullets)


def _labels(table: Table) -> Iterator[Fault]:
    """The labels of the rows, by which answers are found again, must differ within a table."""
    labels = Counter(
        max((cell.text for cell in row if isinstance(cell, Words)), key=len, default="") for row in table.rows
    )
    for label, count in labels.items():
        if label and count > 1:
            yield Fault(table.name, f"“{label}” labels two rows")


def _condition(path: str, when: str, slots: dict[str, Slot]) -> Iterator[Fault]:
    for name in _NAME.findall(_QUOTED.sub("", when)):
        if name not in slots:
            yield Fault(path, f"“{name}” is no slot of this form")
    for name, *literals in _COMPARED.findall(when):
        slot, code = slots.get(name), "".join(literals)
        if slot is not None and slot.kind is Kind.CHOICE and code not in {o.code for o in slot.options}:
            yield Fault(path, f"“{code}” is no code of {name}")


def _printed(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _PRINTED.findall(block.text)
