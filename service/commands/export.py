"""`export`: audits, answers or actions, for a spreadsheet or another program."""

import sys
from pathlib import Path

import click

from service.commands.files import write_whole
from service.commands.given import Stop
from service.commands.serving import serving, whoever_runs_this
from service.workflow.export import FORMATS, KINDS, export


@click.command("export")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="In which format; else as OUTPUT ends, or CSV."
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where to write it; else to standard output."
)
def command(kind: str, form: str | None, output: Path | None) -> None:
    """Export everything of one kind. No cell becomes a formula in a spreadsheet.

    \b
    Examples:
      python -m service export audits -o audits.csv
      python -m service export answers --format jsonl > answers.jsonl
    """
    ending = output.suffix.lower().lstrip(".") if output else ""
    form = form or (ending if ending in FORMATS else "csv")
    if ending and ending != form:
        raise Stop(f"{output} does not end as {form} files do. There are: {', '.join(FORMATS)}.")
    with serving() as service:
        pieces = export(service.work(whoever_runs_this()), kind, form)
        if output is None:
            for piece in pieces:
                sys.stdout.buffer.write(piece)
        else:
            try:
                write_whole(output, b"".join(pieces))
            except OSError as error:
                raise Stop(f"{output} cannot be written: {error.strerror}.") from None
