"""`fill`: a form filled from a record, to be completed or finished."""

from pathlib import Path

import click

from schemas.record import Record
from service.check import check
from service.commands.given import Stop, docx_named, form_given, record_given, save
from service.commands.reading import today
from service.commands.reading_given import taken
from service.commands.terminal import legible
from service.errors import Fault, Unfit
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
    callback=docx_named,
    help="Where to write the document (.docx).",
)
@click.option(
    "--final", is_flag=True, help="Make the finished document: locked, unanswered questions say so."
)
def command(form: str, record: str, output: Path, *, final: bool) -> None:
    """Fill a form from a record in JSON.

    FORM is a key or the path of a .docx. RECORD is a JSON file, or - for standard input: a record, or a whole
    reading as `read --json` prints it, whose record is taken then. While an error of the reading stands, no finished
    document is made of it.

    Everything that does not fit is listed at once, and then nothing is written (exit status 2). What was changed in a
    value to fit into Word is noted. A finished document is read back first and must equal the record.

    \b
    Examples:
      python -m service fill fostering record.json -o audit.docx
      python -m service read audit.docx --json | python -m service fill fostering - -o finished.docx --final
    """
    chosen = form_given(form)
    given = taken(record_given(record), chosen)
    if final and given.unsettled:
        raise Stop(
            "Errors of this reading stand; nothing was written. Settle them first: mend the copy and read it again, "
            "or put what is right into the record of the reading and give that record alone.",
            given.unsettled,
        )
    try:
        typed, remarks = chosen.schema.from_json(given.record)
        made = fill(chosen, typed, final=final)
    except Unfit as unfit:
        raise Stop(
            f"The record and {chosen.name} do not fit together; nothing was written:", unfit.faults
        ) from None
    if final and read_back(chosen, made) != typed:
        raise Stop("The finished document does not read back as the record; nothing was written.")
    save(output, made, *(Path(source) for source in (form, record, given.file) if source))
    notes = [*given.unsettled, *given.notes, *(Fault(remark.path, remark.message) for remark in remarks)]
    for note in notes:
        click.echo(legible(f"Note: {note.path}: {note.message}"), err=True)


def read_back(form: Form, document: bytes) -> Record:
    """The record that a document made from a form says."""
    reading = read(document, [form], form)
    return check(reading, form.schema, today=today()).record
