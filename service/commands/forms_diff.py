"""`forms diff`: what a new edition of a form changed, and under which of its tags old answers are reported."""

from dataclasses import replace
from pathlib import Path

import click

from service.commands.given import docx_named, form_given, save
from service.commands.reading_table import counted
from service.commands.terminal import legible
from service.word.declaring import redeclared
from service.word.editions.diff import Change, Fate, changes, mapping
from service.word.editions.pairing import why_apart
from service.word.form import Form


@click.command("diff")
@click.argument("old")
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=lambda *given: docx_named(*given) if given[2] else None,
    help="Where to write the new form with the mapping of old tags to new in it (.docx).",
)
@click.option(
    "--same",
    "said",
    metavar="OLD=NEW",
    multiple=True,
    help="That a tag of the old form goes on as one of the new one, whatever their words; OLD= for none. Repeatable.",
)
def command(old: str, new: Path, output: Path | None, said: tuple[str, ...]) -> None:
    """Say what a new edition of a form kept, changed, split, merged, dropped and added.

    OLD and NEW are keys or the paths of .docx files. With -o, the new form is written with the
    mapping in it: answers on the old edition are then reported under the new tags. Two
    questions that may be the same are shown, and only --same makes them one.

    \b
    Examples:
      python -m service forms diff 2024.docx 2025.docx -o 2025-mapped.docx
      python -m service forms diff 2024.docx 2025.docx --same sections.plan.smart=sections.plan.clear
    """
    before, after = form_given(old), form_given(str(new))
    found = changes(before, after, _decided(said, before, after))
    _show(found)
    if output is not None:
        tags = mapping(found)
        made = redeclared(after.package, replace(after.declaration, was={**after.declaration.was, **tags}))
        save(output, made, new)
        mapped = sum(bool(old) for old in tags.values())
        click.echo(f"{legible(str(output))}: {counted(mapped, 'old tag')} mapped to new ones.")


def _decided(said: tuple[str, ...], before: Form, after: Form) -> dict[str, str]:
    """What --same says, the new tag by the old one."""
    decided: dict[str, str] = {}
    for one in said:
        old, equals, new = (part.strip() for part in one.partition("="))
        if not equals:
            raise click.UsageError(
                f"--same {one}: write OLD=NEW, a tag of each form; OLD= where it goes on as none."
            )
        if old not in before.by_tag:
            raise click.UsageError(
                f"--same {one}: before the = stands a tag of the old form, and {old} is none."
            )
        if new and new not in after.by_tag:
            raise click.UsageError(
                f"--same {one}: behind the = stands a tag of the new form, and {new} is none."
            )
        if old in decided or (new and new in decided.values()):
            raise click.UsageError(f"--same {one}: one of its tags is spoken of twice.")
        if new and (why := why_apart(before.by_tag[old], after.by_tag[new])):
            raise click.UsageError(f"--same {one}: {why}.")
        decided[old] = new
    return decided


def _show(found: list[Change]) -> None:
    """What became of each slot, its tags whole in a line of their own: they are copied from here."""
    kept = sum(change.fate is Fate.KEPT for change in found)
    click.secho(f"{counted(kept, 'slot')} kept as they were.", bold=True)
    for change in found:
        if change.fate is Fate.KEPT:
            continue
        old = [slot.tag for slot in change.old]
        new = [slot.tag for slot in change.new if slot.tag not in old]
        tags = " → ".join(", ".join(side) for side in (old, new) if side)
        said = "; ".join(change.said) or "; ".join(slot.title for slot in change.new or change.old)
        click.echo(legible(f"{change.fate}: {tags}\n    {said}"))
    if any(change.fate is Fate.PERHAPS for change in found):
        click.echo("Where two are perhaps the same, nothing is mapped unless you say so: --same OLD=NEW.")
