"""What stands before the sections: title, guidance, header, and what the grades mean."""

from service.word.outline.blocks import Block, Paragraph, Table, Words, bullets, heading, shared
from service.word.outline.conditions import only_finished, only_form
from service.word.outline.model import Ask, Outline
from service.word.outline.rows import labels
from service.word.outline.standard import SUBJECTS


def opening(outline: Outline) -> list[Block]:
    """Title, purpose, and how to complete the form."""
    blocks: list[Block] = [Paragraph(outline.declaration.title, "Title")]
    blocks += only_finished([Paragraph("Finished record of this audit.", "Guidance")])
    if outline.purpose:
        blocks.append(Paragraph(outline.purpose))
    if outline.guidance:
        blocks += only_form([heading("How to complete this form"), *bullets(outline.guidance)])
    return blocks


def header(outline: Outline) -> list[Block]:
    """The header, a table for each first piece of its tags; in a compact form one table."""
    groups: dict[str, list[Ask]] = {}
    for ask in outline.header:
        groups.setdefault("" if outline.compact else ask.slot.tag.partition(".")[0], []).append(ask)
    blocks: list[Block] = [heading("About this audit")]
    names = {"": "About this audit", "audit": "The audit", "subject": SUBJECTS[outline.declaration.subject]}
    for group, asks in groups.items():
        name = names.get(group, group.replace("_", " ").capitalize())
        if len(groups) > 1:
            blocks.append(heading(name, 2))
        blocks.append(labels(name, asks))
    return blocks


def descriptors(outline: Outline) -> list[Block]:
    """What the grades mean, where the outline says so."""
    if not outline.descriptors:
        return []
    rows = tuple((Words(grade, strong=True), Words(text)) for grade, text in outline.descriptors)
    heads = ("Grade", "What it means")
    return [
        heading("What the grades mean"),
        Table("What the grades mean", heads, shared(25, 75), rows),
    ]
