"""`read`: what completed copies say, for people or for programs."""

import sys
from collections import Counter

import click

from service.commands.given import catalogue, form_given
from service.commands.reading import Outcome, Refusal, outcome_of
from service.commands.reading_json import object_of
from service.commands.reading_table import show
from service.commands.terminal import as_json, console, legible, watched

UNREAD = 2
"""The exit status where a file was refused."""


@click.command("read")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--form", help="The form they are copies of, a key or the path of a .docx.")
@click.option("--json", "json_wanted", is_flag=True, help="Print one JSON object a file, each on a line.")
def command(files: tuple[str, ...], form: str | None, *, json_wanted: bool) -> None:
    """Read completed copies, and say what is doubtful.

    People get a table of the answers with what to look at below it; nothing that was written is left out. The exit
    status is 0 if every file could be read, whatever its problems, and 2 if any was refused.

    \b
    Examples:
      python -m service read audit.docx
      python -m service read returned/*.docx --json > readings.jsonl
    """
    named = form_given(form) if form is not None else None
    forms = catalogue().forms
    kept: list[Outcome | Refusal] = []
    counted: Counter[str] = Counter()
    aside = sys.stdout.isatty()  # there the bar and the readings would write over each other
    for file in watched(files, "Reading"):
        found = outcome_of(file, forms, named)
        counted["refused" if isinstance(found, Refusal) else "read"] += 1
        if aside:
            kept.append(found)
        else:
            _print(found, json_wanted=json_wanted)
    for found in kept:
        _print(found, json_wanted=json_wanted)
    if len(files) > 1 and not json_wanted:
        click.echo(f"{counted['read']} of {len(files)} files read, {counted['refused']} refused.")
    if counted["refused"]:
        raise SystemExit(UNREAD)


def _print(found: Outcome | Refusal, *, json_wanted: bool) -> None:
    if json_wanted:
        click.echo(as_json(object_of(found)))
    elif isinstance(found, Refusal):
        click.echo(legible(f"{found.file}: {found.message}"), err=True)
        if found.code == "not-ours":
            click.echo("If it was made from a form of your own, name that with --form.", err=True)
    else:
        show(found, console())
