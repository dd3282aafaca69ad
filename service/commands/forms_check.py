"""`forms check`: what is wrong with forms, where, and how to mend it."""

from collections import Counter
from itertools import groupby
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from service.commands.files import read_file
from service.commands.reading import today
from service.commands.reading_table import counted
from service.commands.terminal import console, legible, watched
from service.errors import Refused
from service.word.linting.finding import Finding
from service.workflow.try_form import wrong_with

FAULTY, UNREAD = 1, 2
"""The exit status where a form has faults, and where a file cannot be opened or is no form."""


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def command(files: tuple[str, ...]) -> None:
    """Say what is wrong with forms, and how to mend it.

    The exit status is 0 if nothing is wrong, 1 if something is, and 2 if a file could not be opened
    or is a copy made for one audit.

    \b
    Example:
      python -m service forms check mine.docx
    """
    status = 0
    found: list[tuple[str, list[Finding] | Refused]] = []
    for file in watched(files, "Checking"):
        try:
            findings = wrong_with(read_file(Path(file)), today())
            status = max(status, FAULTY if findings else 0)
            found.append((file, findings))
        except Refused as refused:
            status = UNREAD
            found.append((file, refused))
    for file, about in found:
        if isinstance(about, Refused):
            click.echo(legible(f"{file}: {about.message}"), err=True)
        else:
            _show(file, about, console())
    raise SystemExit(status)


def _show(file: str, findings: list[Finding], out: Console) -> None:
    if not findings:
        out.print(Text(f"{legible(file)}: nothing is wrong with this form.", style="green"))
        return
    out.print(Text(f"{legible(file)}: {counted(len(findings), 'thing')} to mend", style="bold"))
    for place, here in groupby(findings, key=lambda one: one.where):
        out.print(Padding(Text(legible(place), style="cyan"), (1, 0, 0, 2)))
        for mend, alike in groupby(here, key=lambda one: one.mend):
            for message, times in Counter(one.message for one in alike).items():
                again = f" ({times} times)" if times > 1 else ""
                out.print(Padding(Text(legible(message) + again), (0, 0, 0, 4)))
            out.print(Padding(Text(f"→ {legible(mend)}", style="dim"), (0, 0, 0, 4)))
