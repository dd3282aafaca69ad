"""What stands after the sections: feedback, experience, overall judgement, actions, escalation, sign-off."""

from dataclasses import replace

from schemas.edition import Kind, Option, Slot
from service.word.outline.blocks import WIDTH, Block, Paragraph, Table, Words, bullets, heading, shared
from service.word.outline.conditions import IN_FORM, either, only_form
from service.word.outline.model import Ask, Outline
from service.word.outline.naming import titled
from service.word.outline.prompts import DATE
from service.word.outline.rows import labels
from service.word.outline.standard import ACTION_COLUMNS, OVERALL, WHOM, ActionColumn

_ABOUT_ACTIONS = "One action in a row: what, by whom, by which calendar date. Add rows as needed."
_NOT_ABOUT = "Leave out a worker's training, supervision or wellbeing: the form goes on a case record."


def asked(name: str, head: str, piece: str, pairs: tuple[tuple[str, str], ...]) -> list[Block]:
    """Texts to be answered in words, each with the tag `PIECE.KEY`."""
    asks = tuple(
        Ask(
            text,
            Slot(f"{piece}.{key}", titled(f"{piece.capitalize()}: {text}", ""), Kind.RICH_TEXT, "Write here"),
        )
        for key, text in pairs
    )
    return labelled(name, head, asks)


def labelled(name: str, head: str, asks: tuple[Ask, ...]) -> list[Block]:
    """A heading and a table of labels and slots; nothing where there are none."""
    return [heading(name), labels(name, list(asks), head)] if asks else []


def overall(outline: Outline) -> list[Block]:
    """The overall judgement, with the parts the outline wants."""
    asks = [_graded(ask, outline.grades) for name, ask in OVERALL.items() if name in outline.overall]
    return labelled("Overall judgement", "Judgement", (*asks, *outline.overall_extra))


def _graded(ask: Ask, grades: tuple[Option, ...]) -> Ask:
    return replace(ask, slot=replace(ask.slot, options=grades)) if ask.slot.kind is Kind.CHOICE else ask


def actions(outline: Outline) -> list[Block]:
    """The table of actions, a repeating section."""
    wanted = outline.actions
    if wanted is None:
        return []
    whom = WHOM[outline.declaration.subject]
    columns = {name: ACTION_COLUMNS[name] for name in wanted.columns}
    heads = tuple(f"Difference for {whom}" if name == "impact" else columns[name].head for name in columns)
    row = tuple(
        Slot(
            f"actions.{name}",
            head,
            column.kind,
            column.prompt,
            wanted.priority if column.kind is Kind.CHOICE else (),
            repeating="actions",
        )
        for (name, column), head in zip(columns.items(), heads, strict=True)
    )
    table = Table("Actions", heads, _widths(list(columns.values())), (row,), "actions", wanted.rows)
    about = (
        _ABOUT_ACTIONS if outline.declaration.subject == "supervision" else f"{_ABOUT_ACTIONS} {_NOT_ABOUT}"
    )
    return [heading("Actions"), *only_form([Paragraph(about, "Guidance")]), table]


def _widths(columns: list[ActionColumn]) -> tuple[int, ...]:
    """Fixed widths for what is short; the rest of the page is shared among the others."""
    left = WIDTH - sum(column.width for column in columns)
    shares = sum(column.share for column in columns)
    return shared(*(column.width or left * column.share / shares for column in columns))


def signoff(outline: Outline) -> list[Block]:
    """A row for each person who signs."""
    if not outline.signoff:
        return []
    rows = tuple(
        (
            Words(title, strong=True),
            Slot(f"signoff.{role}.name", f"{title}: name", Kind.TEXT, "Type the name"),
            Slot(f"signoff.{role}.date", f"{title}: date", Kind.DATE, DATE),
            Slot(
                f"signoff.{role}.comment",
                f"{title}: comment",
                Kind.RICH_TEXT,
                "Write seen, agreed, or what is disputed",
            ),
        )
        for role, title in outline.signoff
    )
    heads = ("Role", "Name", "Date", "Comment")
    table = Table("Sign-off", heads, shared(23, 20, 17, 40), rows, keep=True)
    return [heading("Sign-off"), table]


def ending(outline: Outline) -> list[Block]:
    """What to do with the complete form. It also keeps the last table from ending the document."""
    declaration = outline.declaration
    lines = []
    if declaration.filed_on:
        lines.append(f"Where it is filed: {declaration.filed_on.rstrip('.')}.")
    if declaration.retention:
        lines.append(f"How long it is kept: {declaration.retention.rstrip('.')}.")
    finished = Paragraph(" ".join(("End of the record.", *lines)), "Ending")
    lines.insert(0, "Save it under the name it came with, and return it to whoever sent it.")
    form: list[Block] = [heading("When the form is complete"), *bullets(tuple(lines))]
    if outline.compact:
        form = [Paragraph(" ".join(lines), "Ending")]
    return either(IN_FORM, form, [finished])
