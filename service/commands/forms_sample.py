"""`forms sample`: an invented record of a form."""

import click

from service.commands.given import form_given
from service.commands.terminal import as_json
from service.workflow.sampled import sampled


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
