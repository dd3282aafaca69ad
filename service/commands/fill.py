"""`fill`: a form filled from a record, to be completed or finished."""

from pathlib import Path

import click

from schemas.record import Record
from service.check import check
from service.commands.given import Stop, form_given, record_given, save
from service.commands.reading import today
from service.commands.terminal import legible
from service.errors import Unfit
from service.word.fill import fill
from service.word.form import Form
from service.word.read import read


@click.command("fill")
@click.argument("form")
@click.argument("record")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="Where to write the document (.docx).",
)
@click.option("--final", is_flag=True, help="Make the finished document: locked, unanswered slots say so.")
def command(form: str, record: str, output: Path, *, final: bool) -> None:
    """Fill a form from a record in JSON.

    FORM is a key or the path of a .docx, RECORD a JSON file, or - for standard input. Everything that does not fit
    is listed at once, and then nothing is written (exit status 2). What was changed in a value to fit into Word is
    noted. A finished document is read back first and must equal the record.

    \b
    Examples:
      python -m service fill fostering record.json -o audit.docx
      python -m service fill fostering record.json -o finished.docx --final
    """
    chosen = form_given(form)
    given = record_given(record)
    try:
        typed, remarks = chosen.schema.from_json(given)
        made = fill(chosen, typed, final=final)
    except Unfit as unfit:
        raise Stop(
            f"The record and {chosen.name} do not fit together; nothing was written:", unfit.faults
        ) from None
    if final and read_back(chosen, made) != typed:
        raise Stop("The finished document does not read back as the record; nothing was written.")
    save(output, made, Path(form), Path(record))
    for remark in remarks:
        click.echo(legible(f"Note: {remark.path}: {remark.message}"), err=True)


def read_back(form: Form, document: bytes) -> Record:
    """The record that a document made from a form says."""
    reading = read(document, [form], form)
    return check(reading, form.schema, today=today()).record
