"""`forms sample`: an invented record of a form."""

import click

from schemas.record import Record, items
from service.commands.given import form_given
from service.commands.terminal import as_json
from service.sample import sample
from service.word.compose import expected_tags
from service.word.form import Form


@click.command("sample")
@click.argument("form")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number gives another record.")
def command(form: str, seed: int) -> None:
    """Print an invented record of a form as JSON.

    It is realistic and valid, and the same seed gives the same record. FORM is a key or the path of a .docx.

    \b
    Example:
      python -m service forms sample fostering --seed 7 > record.json
    """
    chosen = form_given(form)
    click.echo(as_json(chosen.schema.to_json(sampled(chosen, seed)), indent=2))


def sampled(form: Form, seed: int) -> Record:
    """An invented record of the form, which answers nothing that the form leaves out for its case."""
    by_tag = {slot.tag: slot for slot in form.slots}

    def standing(header: Record) -> frozenset[str] | None:
        said = {
            tag: form.schema.dump_answer(by_tag[tag], value)
            for tag, _, value in items(header)
            if value is not None
        }
        return expected_tags(form, said)

    return sample(form.schema, seed, standing)
