"""`forms`: the forms there are, what is in one, what is wrong with one, and a new one from an outline."""

import click
from rich.table import Table
from rich.text import Text

from schemas.edition import Slot
from service.commands import forms_adopt, forms_build, forms_check, forms_diff, forms_sample
from service.commands.given import catalogue, form_given
from service.commands.terminal import as_json, console, legible
from service.word.form import Form


@click.group("forms")
def command() -> None:
    """List, show, check and build forms.

    \b
    Example:
      python -m service forms list
    """


@command.command("list")
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON for programs instead of a table.")
def list_(*, json_wanted: bool) -> None:
    """List the forms that are known.

    \b
    Example:
      python -m service forms list
    """
    forms = [_in_short(form) for form in catalogue()]
    if json_wanted:
        click.echo(as_json(forms, indent=2))
        return
    table = Table(
        *("Key", "Title", "Edition", "About", "Slots"), box=None, header_style="bold", pad_edge=False
    )
    table.columns[-1].justify = "right"
    for form in forms:
        table.add_row(*(legible(str(said)) for said in form.values()))
    console().print(table)


@command.command("show")
@click.argument("form")
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON for programs instead of a table.")
def show(form: str, *, json_wanted: bool) -> None:
    """Show the slots of a form.

    FORM is a key or the path of a .docx.

    \b
    Examples:
      python -m service forms show fostering
      python -m service forms show mine.docx --json
    """
    shown = form_given(form)
    if json_wanted:
        click.echo(as_json(_in_full(shown), indent=2))
    else:
        _table(shown)


def _in_short(form: Form) -> dict[str, object]:
    declaration = form.declaration
    return {
        "key": declaration.key,
        "title": declaration.title,
        "edition": declaration.edition,
        "subject": declaration.subject,
        "slots": len(form.slots),
    }


def _in_full(form: Form) -> dict[str, object]:
    declaration = form.declaration
    return {
        "key": declaration.key,
        "title": declaration.title,
        "edition": declaration.edition,
        "slots": [
            {
                "tag": slot.tag,
                "title": slot.title,
                "kind": str(slot.kind),
                "prompt": slot.prompt,
                "options": [option.text for option in slot.options],
                "repeating": slot.repeating is not None,
                "heading": slot.heading,
            }
            for slot in form.slots
        ],
    }


def _table(form: Form) -> None:
    out = console()
    out.print(Text(legible(form.name), style="bold"))
    out.print(f"{len(form.slots)} slots; those of a repeating part are marked “each row”.")
    if any(slot.options for slot in form.slots):
        out.print("In brackets behind each choice stands its code, which is what a record holds.")
    heading = None
    table = Table()
    for slot in form.slots:
        if slot.heading != heading:
            if heading is not None:
                out.print(table)
            heading = slot.heading
            out.print()
            out.print(Text(legible(heading) or "Without a heading", style="bold cyan"))
            table = Table(box=None, pad_edge=False, show_header=False, expand=True)
            for ratio in (5, 6, 4):
                table.add_column(ratio=ratio, overflow="fold")
        table.add_row(Text(legible(slot.title)), Text(slot.tag, style="dim"), Text(legible(_takes(slot))))
    out.print(table)


def _takes(slot: Slot) -> str:
    takes = " / ".join(f"{option.text} [{option.code}]" for option in slot.options) or str(slot.kind).replace(
        "_", " "
    )
    return f"{takes} (each row)" if slot.repeating else takes


for inner in (
    forms_adopt.command,
    forms_build.command,
    forms_check.command,
    forms_diff.command,
    forms_sample.command,
):
    command.add_command(inner)
