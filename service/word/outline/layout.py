"""The order of a form: which blocks stand where."""

from dataclasses import replace

from schemas.edition import Kind, Option, Slot
from service.word.outline.blocks import (
    Block,
    Paragraph,
    Table,
    Words,
    bullets,
    caption,
    heading,
    shared,
)
from service.word.outline.closing import closing
from service.word.outline.model import Ask, Outline
from service.word.outline.naming import Part, titled
from service.word.outline.rows import details, in_columns
from service.word.outline.shapes import SHAPES
from service.word.outline.standard import ACTION_COLUMNS, OVERALL, SUBJECTS, WHOM

_WITHOUT_ANSWER_COLUMN = frozenset("ACDGH")


def layout(outline: Outline) -> list[Block]:
    """Every block of the form, in order."""
    return [
        *_opening(outline),
        *_header(outline),
        *_descriptors(outline),
        *(
            block
            for number, section in enumerate(outline.sections, 1)
            for block in _section(Part(section, number, outline.grades))
        ),
        *_asked("Feedback", "Feedback from", "feedback", outline.feedback),
        *_asked("Experience of the audit", "Question", "experience", outline.experience),
        *_overall(outline),
        *_actions(outline),
        *_labelled("Escalation", "Escalation", outline.escalation),
        *_signoff(outline),
        *_ending(outline),
    ]


def _opening(outline: Outline) -> list[Block]:
    blocks: list[Block] = [Paragraph(outline.declaration.title, "Title")]
    if outline.purpose:
        blocks.append(Paragraph(outline.purpose))
    if outline.guidance:
        blocks += [heading("How to complete this form"), *bullets(outline.guidance)]
    return blocks


def _header(outline: Outline) -> list[Block]:
    groups: dict[str, list[Ask]] = {}
    for ask in outline.header:
        groups.setdefault("" if outline.compact else ask.slot.tag.partition(".")[0], []).append(ask)
    blocks: list[Block] = [heading("About this audit")]
    names = {"": "About this audit", "audit": "The audit", "subject": SUBJECTS[outline.declaration.subject]}
    for group, asks in groups.items():
        name = names.get(group, group.replace("_", " ").capitalize())
        if len(groups) > 1:
            blocks.append(heading(name, 2))
        blocks.append(_labels(name, asks))
    return blocks


def _descriptors(outline: Outline) -> list[Block]:
    if not outline.descriptors:
        return []
    rows = tuple((Words(grade, strong=True), Words(text)) for grade, text in outline.descriptors)
    heads = ("Grade", "What it means")
    about = "What each grade means, best first."
    return [
        heading("What the grades mean"),
        Table("What the grades mean", about, heads, shared(25, 75), rows),
    ]


def _section(part: Part) -> list[Block]:
    section = part.section
    blocks: list[Block] = [heading(f"{part.number}. {section.title}")]
    if section.guidance:
        blocks.append(Paragraph(section.guidance, "Guidance"))
    asked = SHAPES[section.shape](part)
    if section.good and section.shape != "A":
        blocks += [caption("What good looks like"), *bullets(section.good)]
        if asked and isinstance(asked[0], Table):
            blocks.append(caption(part.name("Questions")))
    blocks += asked
    if section.shape in _WITHOUT_ANSWER_COLUMN:
        shown = in_columns(part)
        blocks += details(part, [question for question in section.questions if question not in shown])
    blocks += closing(part)
    if section.when:
        return [Paragraph(f"{{%p if {section.when} %}}"), *blocks, Paragraph("{%p endif %}")]
    return blocks


def _asked(name: str, head: str, piece: str, pairs: tuple[tuple[str, str], ...]) -> list[Block]:
    asks = tuple(
        Ask(
            text, Slot(f"{piece}.{key}", titled(f"{piece.capitalize()}: {text}", ""), Kind.TEXT, "Write here")
        )
        for key, text in pairs
    )
    return _labelled(name, head, asks)


def _labelled(name: str, head: str, asks: tuple[Ask, ...]) -> list[Block]:
    return [heading(name), _labels(name, list(asks), head)] if asks else []


def _labels(name: str, asks: list[Ask], head: str = "Detail") -> Table:
    rows = tuple((Words(ask.label, ask.help, strong=True), ask.slot) for ask in asks)
    about = f"{len(rows)} rows, each with a label and an answer."
    return Table(name, about, (head, "Answer"), shared(38, 62), rows)


def _overall(outline: Outline) -> list[Block]:
    asks = [_graded(ask, outline.grades) for name, ask in OVERALL.items() if name in outline.overall]
    return _labelled("Overall judgement", "Judgement", (*asks, *outline.overall_extra))


def _graded(ask: Ask, grades: tuple[Option, ...]) -> Ask:
    return replace(ask, slot=replace(ask.slot, options=grades)) if ask.slot.kind is Kind.CHOICE else ask


def _actions(outline: Outline) -> list[Block]:
    actions = outline.actions
    if actions is None:
        return []
    whom = WHOM[outline.declaration.subject]
    columns = {name: ACTION_COLUMNS[name] for name in actions.columns}
    heads = tuple(f"Difference for {whom}" if name == "impact" else columns[name].head for name in columns)
    row = tuple(
        Slot(
            f"actions.{name}",
            head,
            column.kind,
            column.prompt,
            actions.priority if column.kind is Kind.CHOICE else (),
            repeating="actions",
        )
        for (name, column), head in zip(columns.items(), heads, strict=True)
    )
    widths = shared(*(column.share for column in columns.values()))
    table = Table("Actions", "A row for each action.", heads, widths, (row,), "actions", actions.rows)
    about = (
        _ABOUT_ACTIONS if outline.declaration.subject == "supervision" else f"{_ABOUT_ACTIONS} {_NOT_ABOUT}"
    )
    return [heading("Actions"), Paragraph(about, "Guidance"), table]


_ABOUT_ACTIONS = (
    "One action in each row: what will be done, by whom, by which calendar date. Add rows as needed."
)
_NOT_ABOUT = "Leave out a worker's training, supervision or wellbeing: this form is filed on a case record."


def _signoff(outline: Outline) -> list[Block]:
    if not outline.signoff:
        return []
    rows = tuple(
        (
            Words(title, strong=True),
            Slot(f"signoff.{role}.name", f"{title}: name", Kind.TEXT, "Name"),
            Slot(f"signoff.{role}.date", f"{title}: date", Kind.DATE, "dd/mm/yyyy"),
            Slot(
                f"signoff.{role}.comment", f"{title}: comment", Kind.TEXT, "Seen, agreed, or what is disputed"
            ),
        )
        for role, title in outline.signoff
    )
    heads = ("Role", "Name", "Date", "Comment")
    about = "A row for each person who signs."
    return [heading("Sign-off"), Table("Sign-off", about, heads, shared(22, 24, 15, 39), rows)]


def _ending(outline: Outline) -> list[Block]:
    declaration = outline.declaration
    lines = ["Save it under the name it came with, and return it to whoever sent it."]
    if declaration.filed_on:
        lines.append(f"Where it is filed: {declaration.filed_on}.")
    if declaration.retention:
        lines.append(f"How long it is kept: {declaration.retention}.")
    if outline.compact:
        return [Paragraph(" ".join(lines), "Guidance")]
    return [heading("When the form is complete"), *bullets(tuple(lines))]
