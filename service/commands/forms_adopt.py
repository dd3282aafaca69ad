"""`forms adopt`: where answers belong in a plain form, and the form made two-way."""

from itertools import groupby
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from service.commands.files import read_file
from service.commands.forms_recover import copies_in, recover, tell_aside
from service.commands.given import Stop, save, text_given
from service.commands.reading import today
from service.commands.reading_table import counted
from service.commands.terminal import console, legible
from service.errors import Refused, Unfit
from service.word.adopt.applying.apply import adopted
from service.word.adopt.learning.folder import Copies, of_form
from service.word.adopt.mapping import read_map, written
from service.word.adopt.proposal import Proposed
from service.word.adopt.proposing import Proposal, propose
from service.word.package import open_package
from service.word.stories import whole_view
from service.workflow.adopt_form import given_way
from service.workflow.try_form import wrong_with

_SURE = 0.8
"""Below this a place is marked as doubtful."""


@click.command("adopt")
@click.argument("form", type=click.Path(path_type=Path), required=False)
@click.option(
    "--map",
    "map_file",
    type=click.Path(path_type=Path),
    help="The map to adopt the form by (.yaml), once it is right.",
)
@click.option(
    "--copies",
    type=click.Path(path_type=Path),
    help="A folder of copies that were completed on it, to learn from.",
)
@click.option(
    "--words",
    "words_file",
    type=click.Path(path_type=Path),
    help="Of a recovered form, the words that stay, once they were read (.yaml).",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write the map, or the form.")
@click.option("--no-prompts", is_flag=True, help="Show no prompts where the form has none of its own.")
def command(
    form: Path | None,
    map_file: Path | None,
    copies: Path | None,
    words_file: Path | None,
    output: Path | None,
    *,
    no_prompts: bool,
) -> None:
    """Make a plain Word form two-way.

    First without --map: the places where answers belong are found, shown, and written to a map
    (FORM.map.yaml) to be read and changed. Then with --map: content controls are put at these
    places of the form, and nothing else of it changes. Completed copies make the map better; with
    three or more of them and no FORM, the blank form is recovered from them, and written to -o.

    \b
    Example:
      python -m service forms adopt theirs.docx
      python -m service forms adopt theirs.docx --map theirs.map.yaml -o adopted.docx
      python -m service forms adopt --copies returned/ -o blank.docx
    """
    learnt = copies_in(copies) if copies is not None else None
    if form is None:
        if learnt is None or map_file is not None:
            raise Stop("Name the form to adopt, or with --copies a folder of completed ones.")
        made = recover(learnt, words_file, output)
        if made is not None:
            target, data, learnt = made
            _propose(target, data, None, learnt)
        return
    if words_file is not None:
        raise Stop("--words goes with --copies alone, where the blank form is recovered from them.")
    try:
        data = read_file(form)
        if map_file is None:
            _propose(form, data, output, learnt)
        else:
            _adopt(form, data, map_file, output, prompts=not no_prompts)
    except Refused as refused:
        raise Stop(f"{form}: {refused.message}") from None


def _propose(form: Path, data: bytes, output: Path | None, learnt: Copies | None) -> None:
    target = output or form.with_suffix(".map.yaml")
    if output is None and target.exists():
        raise Stop(f"{target} is there already, and somebody may have changed it. Give another name with -o.")
    if learnt is not None:
        learnt = of_form(learnt, whole_view(open_package(data)))
        tell_aside(learnt)
    proposal = propose(data, form.stem, list(learnt.views.values()) if learnt is not None else ())
    if not proposal.slots:
        raise Stop(
            f"{form} has no place for an answer that could be found: no blank, box, prompt or empty cell."
        )
    save(target, written(proposal, data, form.name).encode(), form)
    out = console()
    _show(proposal, out)
    asked = sum(bool(one.named.ties) for one in proposal.slots)
    doubtful = sum(one.found.confidence < _SURE for one in proposal.slots)
    out.print()
    if learnt is not None:
        out.print(Text(f"{counted(len(learnt.views), 'completed file')} looked at."))
    for doubt in proposal.doubts:
        out.print(Text(legible(doubt)))
    if proposal.boxed:
        said = f"{counted(proposal.boxed, 'place')} in text boxes left out, which Word stores twice"
        out.print(Text(f"{said}: put what they hold into the text or a table if it is to be answered."))
    out.print(
        Text(f"{counted(len(proposal.slots), 'place')} written to {legible(str(target))}.", style="bold"),
        Text(f"{counted(asked, 'label')} to decide." if asked else "Nothing to decide."),
        Text(f"{counted(doubtful, 'place')} doubtful: look at them first." if doubtful else ""),
    )


def _show(proposal: Proposal, out: Console) -> None:
    out.print(Text(legible(proposal.declaration.title), style="bold"))
    for heading, places in groupby(proposal.slots, key=lambda one: one.found.heading):
        out.print()
        out.print(Text(legible(heading) or "Without a heading", style="bold cyan"))
        table = Table(box=None, pad_edge=False, show_header=False, expand=True)
        for ratio in (5, 6, 3, 6):
            table.add_column(ratio=ratio, overflow="fold")
        for one in places:
            table.add_row(
                Text(legible(one.named.title)),
                Text(_called(one), style="dim"),
                _takes(one),
                Text(legible(_why(one))),
            )
        out.print(table)


def _called(one: Proposed) -> str:
    return f"decide: {' or '.join(one.named.ties)}" if one.named.ties else one.named.tag


def _takes(one: Proposed) -> str:
    kind = str(one.found.kind).replace("_", " ")
    return f"{kind} (each row)" if one.found.repeating else kind


def _why(one: Proposed) -> str:
    return one.found.evidence if one.found.confidence >= _SURE else f"doubtful: {one.found.evidence}"


def _adopt(form: Path, data: bytes, map_file: Path, output: Path | None, *, prompts: bool) -> None:
    if output is None or output.suffix.lower() != ".docx":
        raise Stop("Say with -o where the adopted form goes; its name must end in .docx.")
    try:
        declaration, slots = read_map(text_given(map_file), data)
    except Unfit as unfit:
        raise Stop(f"{map_file} cannot be followed; nothing was written:", unfit.faults) from None
    try:
        made = adopted(data, declaration, slots, prompts=prompts)
    except Unfit as unfit:
        raise Stop(f"{form} cannot be adopted by this map; nothing was written:", unfit.faults) from None
    wrong = wrong_with(made, today())
    if wrong:
        said = "\n".join(f"  {one.where}: {one.message} {one.mend}" for one in wrong)
        raise Stop(f"{form} adopted by this map would be no form that works; nothing was written:\n{said}")
    for words in given_way(data, form.name, slots):
        click.echo(
            legible(f"“{words}” gives way to an answer, as the map says and nobody proposed."), err=True
        )
    save(output, made, form, map_file)
    click.echo(
        f"{legible(str(output))}: {counted(len(slots), 'slot')}; nothing else of the form was changed."
    )
