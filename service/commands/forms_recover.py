"""`forms adopt --copies` without a form: the blank form recovered from completed copies."""

from pathlib import Path

import click

from service.commands.files import read_file
from service.commands.given import Stop, save, text_given
from service.commands.reading_table import counted
from service.commands.terminal import legible
from service.errors import Refused, Unfit
from service.word.adopt.learning.confirming import confirmed, listed
from service.word.adopt.learning.folder import Copies, groups_of, opened
from service.word.adopt.learning.recovering import FEWEST, recovered

_NAMED = 6


def copies_in(folder: Path) -> Copies:
    """The Word documents in a folder. Raises Stop where there is none, or one of its files cannot be read."""
    if not folder.is_dir():
        raise Stop(f"{folder} is no folder. Name the one that the completed copies are in.")
    files: dict[str, bytes] = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith((".", "~$")):
            try:
                files[path.name] = read_file(path)
            except Refused as refused:
                raise Stop(f"{path}: {refused.message}") from None
    return opened(files)


def recover(
    learnt: Copies, words_file: Path | None, output: Path | None
) -> tuple[Path, bytes, Copies] | None:
    """Writes the words that would stay in the blank form, or the form with those that a person has left there.

    Gives the form that was written: where, its bytes, and the copies it was made of. Raises Stop.
    """
    if output is None or output.suffix.lower() != ".docx":
        raise Stop("Say with -o where the recovered blank form goes; its name must end in .docx.")
    tell_aside(learnt)
    group = _of_one_form(learnt)
    try:
        data = recovered(list(group.packages.values()))
    except ValueError as error:
        raise Stop(f"The blank form cannot be recovered: {error}.") from None
    if words_file is None:
        _list_words(data, output, group)
        return None
    try:
        data = confirmed(data, text_given(words_file))
    except Unfit as unfit:
        raise Stop(f"{words_file} cannot be followed; nothing was written:", unfit.faults) from None
    save(output, data, words_file)
    click.echo(
        f"{legible(str(output))}: the blank form, as {counted(len(group.views), 'file')} have it in common and "
        f"{legible(str(words_file))} leaves it."
    )
    return output, data, group


def _list_words(data: bytes, output: Path, group: Copies) -> None:
    target = output.with_suffix(".words.yaml")
    if target.exists():
        raise Stop(
            f"{target} is there already, and somebody may have changed it. Give it with --words, or move it."
        )
    save(target, listed(data).encode())
    click.echo(
        f"{counted(len(group.views), 'file')} looked at. No form is written yet: the words that they have in common "
        f"are listed in {legible(str(target))}. An answer that all of them give is among these. Read the list, take "
        f"out what is an answer, and give it with --words {legible(str(target))}."
    )


def _of_one_form(learnt: Copies) -> Copies:
    groups = groups_of(learnt)
    if len(groups) > 1:
        said = "\n".join(f"  {counted(len(group.views), 'file')}: {_listed(group)}" for group in groups)
        raise Stop(
            f"The copies are of {len(groups)} forms or editions. Put those of one into a folder each:\n{said}"
        )
    if not groups or len(groups[0].views) < FEWEST:
        raise Stop(
            f"{FEWEST} copies are needed to tell the form from its answers; {len(learnt.views)} can be read."
        )
    return groups[0]


def tell_aside(learnt: Copies) -> None:
    """Says which files were put aside, and why."""
    for name, why in learnt.aside.items():
        click.echo(legible(f"{name} was put aside: {why}"), err=True)


def _listed(group: Copies) -> str:
    names = list(group.views)
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
