"""What `read` shows people: the answers under the form's headings, and at the foot what to look at."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from schemas.edition import Kind, Slot
from schemas.text import spaced
from service.commands.reading import Outcome
from service.commands.terminal import legible
from service.problem import Level, Problem
from service.reading import Answer, FoundBy, State, Unplaced

MATCHED = {
    "identity": "the copy says so itself",
    "shape": "by its text, for the copy no longer says",
    "named": "as you said",
}
_NO_ANSWER = {
    State.PLACEHOLDER: "not answered",
    State.BLANK: "not answered",
    State.MISSING: "not in this copy",
    State.UNREADABLE: "unclear: ",
}
_LEVELS = {Level.ERROR: "bold red", Level.WARNING: "yellow"}
ELSEWHERE = "*"
"""Marks an answer that was not found by its control."""


def show(found: Outcome, out: Console) -> None:
    """Prints one reading."""
    reading = found.reading
    out.print(Text(legible(found.file), style="bold"))
    out.print(Text(f"{legible(found.form.name)} – {MATCHED[reading.form.matched_by]}"))
    out.print(Text(f"Reference: {legible(reading.reference or 'none')}"))
    for heading, answers in _by_heading(found):
        out.print()
        out.print(Text(legible(heading) or "Without a heading", style="bold cyan"))
        out.print(_answers(found, answers))
    out.print(foot(found))
    out.print()


def foot(found: Outcome) -> RenderableType:
    """What a person should look at: text that has no place, then the problems."""
    unplaced = found.reading.unplaced
    return Group(_unplaced(unplaced), _problems(found)) if unplaced else _problems(found)


def _by_heading(found: Outcome) -> Iterator[tuple[str, list[Answer]]]:
    heading = {slot.tag: slot.heading for slot in found.form.slots}
    for name, answers in groupby(found.checked.answers, key=lambda answer: heading[answer.tag]):
        yield name, list(answers)


def _answers(found: Outcome, answers: Sequence[Answer]) -> RenderableType:
    """The answers under one heading; those of a repeating part row by row; those that say nothing in one line."""
    if not any(_says(answer) for answer in answers):
        missing = sum(answer.state is State.MISSING for answer in answers)
        what = "not in this copy" if missing == len(answers) else "nothing answered"
        return Text(f"  {what} ({counted(len(answers), 'question')})", style="dim")
    slots = {slot.tag: slot for slot in found.form.slots}
    table = Table(box=None, pad_edge=False, show_header=False, expand=True, padding=(0, 1, 0, 2))
    table.add_column(ratio=2, overflow="fold")
    table.add_column(ratio=3, overflow="fold")
    row = None
    for answer in answers:
        if answer.row is not None and answer.row != row:
            row = answer.row
            table.add_row(Text(f"Row {row + 1}", style="bold"), "")
        table.add_row(Text(legible(slots[answer.tag].title)), _answer(found, slots[answer.tag], answer))
    return table


def _says(answer: Answer) -> bool:
    return answer.state is State.UNREADABLE or (answer.state is State.ANSWERED and answer.value is not False)


def _answer(found: Outcome, slot: Slot, answer: Answer) -> Text:
    shown = Text()
    if slot.kind is Kind.TICK and answer.value is not None:
        shown.append("☒" if answer.value else "☐")
    elif answer.state is not State.ANSWERED:
        style = "red" if answer.state is State.UNREADABLE else "dim"
        said = legible(answer.said) if answer.state is State.UNREADABLE else ""
        shown.append(_NO_ANSWER[answer.state] + said, style=style)
    elif answer.value is None:
        shown.append(legible(answer.said), style="red")
    else:
        read = found.form.schema.dump_answer(slot, answer.value)
        shown.append(legible(read))
        if spaced(read) != spaced(answer.said):
            shown.append(f"  (written: {legible(spaced(answer.said))})", style="dim")
    if answer.found_by in (FoundBy.POSITION, FoundBy.LABEL):
        shown.append(f" {ELSEWHERE}", style="yellow")
    return shown


def _unplaced(left: Iterable[Unplaced]) -> RenderableType:
    lines: list[RenderableType] = [Text("\nText that has no place in the form", style="bold")]
    for one in left:
        lines.append(Padding(Text(legible(one.text)), (0, 0, 0, 2)))
        lines.append(Padding(Text(legible(one.where), style="dim"), (0, 0, 0, 4)))
    return Group(*lines)


def _problems(found: Outcome) -> RenderableType:
    """Errors first, in the order of the form; what was found by position is one line, however much it is."""
    problems = [one for one in found.checked.problems if one.code != "answer.by_position"]
    moved = len(found.checked.problems) - len(problems)
    problems = [one for one in problems if one.code != "text.unplaced"]
    errors = sum(one.level is Level.ERROR for one in problems)
    warnings = len(problems) - errors + bool(moved)
    title = f"\nTo look at: {counted(errors, 'error')}, {counted(warnings, 'warning')}"
    if not problems and not moved:
        return Text("\nNo problems.", style="bold green")
    table = Table(box=None, pad_edge=False, show_header=False, expand=True, padding=(0, 1, 0, 2))
    table.add_column(width=9)
    table.add_column(ratio=1, overflow="fold")
    for one in sorted(problems, key=lambda one: one.level is not Level.ERROR):
        table.add_row(Text(one.level, style=_LEVELS[one.level]), _problem(found, one))
    if moved:
        table.add_row(
            Text(Level.WARNING, style=_LEVELS[Level.WARNING]),
            Text(
                f"{counted(moved, 'slot')}, answered or not, had lost the control. What stands there was found by "
                f"place or label (marked {ELSEWHERE}). Compare it with the document."
            ),
        )
    return Group(Text(title, style="bold"), table)


def _problem(found: Outcome, one: Problem) -> Text:
    slots = {slot.tag: slot for slot in found.form.slots}
    about = slots[one.tag].title if one.tag in slots else ""
    shown = Text(legible(f"{about}: {one.message}" if about else one.message))
    more = [legible(one.where)] if one.where else []
    shown.append("\n" + " · ".join([one.code, *more]), style="dim")
    return shown


def counted(number: int, what: str) -> str:
    """`1 answer`, `2 answers`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
