"""`forms build`: the .docx of a form from its outline."""

from pathlib import Path

import click

from service.commands.given import Stop, docx_named, save, text_given
from service.errors import Unfit
from service.word.outline.build import build
from service.word.outline.reader import read_outline


@click.command("build")
@click.argument("outline", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    callback=docx_named,
    help="Where to write the form (.docx).",
)
def command(outline: Path, output: Path) -> None:
    """Build a form from an outline.

    OUTLINE is a YAML file (docs/outlines.md). The same outline gives the same bytes.

    \b
    Example:
      python -m service forms build docx_templates/fostering.yaml -o mine.docx
    """
    try:
        made = build(read_outline(text_given(outline)))
    except Unfit as unfit:
        raise Stop(f"{outline} cannot be built; nothing was written:", unfit.faults) from None
    save(output, made, outline)
