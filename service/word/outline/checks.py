"""What may be wrong with an outline as a whole: tags and labels that stand twice, conditions on nothing."""

import re
from collections import Counter

from service.errors import Fault
from service.word.outline.blocks import Table, Words, slots_of
from service.word.outline.layout import layout
from service.word.outline.model import Outline
from service.word.outline.naming import LONGEST

_DOTTED = re.compile(r"(?<![\w\"'.])[a-z_][a-z0-9_]*(?:\.[a-z0-9_]+)+")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


def faults_of(outline: Outline) -> list[Fault]:
    """What is wrong with the form that the outline would make."""
    blocks = layout(outline)
    slots = slots_of(blocks)
    faults = [
        Fault(tag, "stands twice; a slot needs a tag of its own")
        for tag, count in Counter(slot.tag for slot in slots).items()
        if count > 1
    ]
    faults += [
        Fault(slot.tag, f"is longer than the {LONGEST} characters Word keeps of a tag")
        for slot in slots
        if len(slot.tag) > LONGEST
    ]
    faults += [
        Fault(slot.tag, f"its title is longer than the {LONGEST} characters Word keeps: “{slot.title}”")
        for slot in slots
        if len(slot.title) > LONGEST
    ]
    faults += [
        Fault(tag, f"“{title}” is already the title of another slot") for tag, title in _same_titles(outline)
    ]
    for block in blocks:
        if isinstance(block, Table):
            faults += _same_labels(block)
    tags = {slot.tag for slot in slots if not slot.repeating}
    for section in outline.sections:
        faults += [
            Fault(f"sections.{section.key}.when", f"“{name}” is no slot of this form")
            for name in _DOTTED.findall(_QUOTED.sub("", section.when))
            if name not in tags
        ]
    return faults


def _same_titles(outline: Outline) -> list[tuple[str, str]]:
    seen: set[str] = set()
    twice = []
    for slot in slots_of(layout(outline)):
        if slot.title.casefold() in seen and not slot.repeating:
            twice.append((slot.tag, slot.title))
        seen.add(slot.title.casefold())
    return twice


def _same_labels(table: Table) -> list[Fault]:
    """The labels of the rows, by which answers are found again, must differ within a table."""
    labels = Counter(
        max((cell.text for cell in row if isinstance(cell, Words)), key=len, default="").casefold()
        for row in table.rows
        if not table.repeats
    )
    return [
        Fault(table.name, f"“{label}” labels two rows")
        for label, count in labels.items()
        if count > 1 and label
    ]
