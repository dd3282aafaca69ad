"""The order of a form: which blocks stand where."""

from service.word.outline.blocks import Block, Paragraph, Table, bullets, caption, heading
from service.word.outline.closing import closing
from service.word.outline.conditions import either
from service.word.outline.ending import actions, asked, ending, labelled, overall, signoff
from service.word.outline.model import Outline
from service.word.outline.naming import Part
from service.word.outline.opening import descriptors, header, opening
from service.word.outline.rows import details, in_columns
from service.word.outline.shapes import SHAPES

_LEFT_OUT = "This part does not apply to this case, so it is not asked here."
_WITHOUT_ANSWER_COLUMN = frozenset("ACDGH")


def layout(outline: Outline) -> list[Block]:
    """Every block of the form, in order."""
    return [
        *opening(outline),
        *header(outline),
        *descriptors(outline),
        *(
            block
            for number, section in enumerate(outline.sections, 1)
            for block in _section(Part(section, number, outline.grades))
        ),
        *asked("Feedback", "Feedback from", "feedback", outline.feedback),
        *asked("Experience of the audit", "Question", "experience", outline.experience),
        *overall(outline),
        *actions(outline),
        *labelled("Escalation", "Escalation", outline.escalation),
        *signoff(outline),
        *ending(outline),
    ]


def _section(part: Part) -> list[Block]:
    section = part.section
    title = heading(f"{part.number}. {section.title}")
    blocks: list[Block] = []
    if section.guidance:
        blocks.append(Paragraph(section.guidance, "Guidance"))
    body = SHAPES[section.shape](part)
    if section.good and section.shape != "A":
        blocks += [caption("What good looks like"), *bullets(section.good, keep=True)]
        if body and isinstance(body[0], Table):
            blocks.append(caption(part.name("Questions")))
    blocks += body
    if section.shape in _WITHOUT_ANSWER_COLUMN:
        shown = in_columns(part)
        blocks += details(part, [question for question in section.questions if question not in shown])
    blocks += closing(part)
    if section.when:
        # The heading stays: a number that is left out looks like a page that was lost.
        blocks = either(section.when, blocks, [Paragraph(_LEFT_OUT)])
    return [title, *blocks]
