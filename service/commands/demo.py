"""`demo`: one form filled, completed, read and finished, with every step kept in a folder."""

from contextlib import nullcontext
from pathlib import Path

import click
from rich.padding import Padding

from schemas.record import Record, items, path
from service.commands.auditor import complete
from service.commands.fill import read_back
from service.commands.given import Stop, catalogue, save
from service.commands.reading import Outcome, Refusal, outcome_of
from service.commands.reading_json import object_of
from service.commands.reading_table import counted, foot
from service.commands.terminal import as_json, console, watching
from service.word.fill import fill
from service.word.form import Form
from service.word.office import find_office
from service.workflow.sampled import sampled

FORM, SEED = "fostering", 4
HEADER = ("audit", "subject")


@click.command("demo")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path("build/demo"))
def command(folder: Path) -> None:
    """Fill, complete, read and finish one form, step by step.

    Each step says what it did and keeps its file in FOLDER (build/demo unless given). The form is completed in
    LibreOffice where there is one, and else by writing the answers into it. Names and answers are invented.

    \b
    Examples:
      python -m service demo
      python -m service demo my-demo
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(f"{folder} cannot be made: {error.strerror}.") from None
    form = catalogue().find(FORM)
    if form is None:
        raise Stop(f"The form “{FORM}” is not among the shipped ones.")
    _Demo(form, folder).run()


class _Demo:
    """The steps, each telling what it did and which file it left."""

    def __init__(self, form: Form, folder: Path) -> None:
        self.form = form
        self.folder = folder
        self.audit = sampled(form, SEED)
        self.steps = 0

    def run(self) -> None:
        """All of them in order."""
        copy = self._complete(self._fill())
        found = self._read(copy)
        self._finish(found.checked.record)

    def _fill(self) -> bytes:
        header = {name: self.audit[name] for name in HEADER}
        sent = fill(self.form, self.form.schema.from_json(self.form.schema.to_json(header))[0])
        self._tell(
            f"Filled the header of “{self.form.declaration.title}” from JSON: {_answers(header)}. "
            "This is the form that an auditor gets."
        )
        self._keep("1-header.json", _json(self.form, header))
        self._keep("2-form.docx", sent)
        return sent

    def _complete(self, sent: bytes) -> Path:
        doing = "Completing the form in LibreOffice …"
        with console(err=True).status(doing) if watching() else nullcontext():
            copy, how = complete(sent, self.form, self.audit, HEADER, find_office())
        self._tell(
            f"Completed it {how}: {_answers(self.audit, leave=HEADER)} more, {_actions(self.audit)} among them; "
            f"with the header that makes {_answers(self.audit)}."
        )
        return self._keep("3-completed.docx", copy)

    def _read(self, copy: Path) -> Outcome:
        found = outcome_of(str(copy), catalogue().forms, None)
        if isinstance(found, Refusal):
            raise Stop(f"{copy}: {found.message}")
        record = found.checked.record
        gone_in, came_out = list(items(self.audit)), list(items(record))
        same = sum(one in came_out for one in gone_in)
        ways = {str(answer.found_by) for answer in found.checked.answers if answer.found_by}
        self._tell(
            f"Read it back, every answer found by its {' or '.join(sorted(ways))}: "
            + (
                f"{_values(record)} are just what went in."
                if gone_in == came_out
                else f"{same} of {len(gone_in)} values are just what went in."
            )
        )
        for tag, row, _ in (one for one in gone_in if one not in came_out):
            click.echo(f"   not the same: {path(tag, row)}")
        self._keep("4-reading.json", (as_json(object_of(found), indent=2) + "\n").encode())
        self._keep("5-record.json", _json(self.form, record))
        console().print(Padding(foot(found), (0, 0, 1, 3)))
        return found

    def _finish(self, record: Record) -> None:
        finished = fill(self.form, record, final=True)
        self._tell(
            f"Made the finished document from the record: locked. A question without an answer says "
            f"“{self.form.declaration.not_answered}”; a box that was not ticked stays empty."
        )
        self._keep("6-finished.docx", finished)
        if read_back(self.form, finished) != record:
            raise Stop("The finished document does not read back as the record.")
        self._tell(f"Read the finished document back: it equals the record, {_values(record)}.")

    def _tell(self, done: str) -> None:
        self.steps += 1
        click.echo(f"{self.steps}. {done}")

    def _keep(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        save(path, data)
        click.echo(f"   {path}")
        return path


def _json(form: Form, record: Record) -> bytes:
    return (as_json(form.schema.to_json(record), indent=2) + "\n").encode()


def _answers(record: Record, leave: tuple[str, ...] = ()) -> str:
    said = [
        tag for tag, _, value in items(record) if value is not False and tag.partition(".")[0] not in leave
    ]
    return counted(len(said), "answer")


def _values(record: Record) -> str:
    """All that stands in a record: what was answered, and the boxes that were not ticked."""
    unticked = sum(value is False for _, _, value in items(record))
    boxes = "1 box" if unticked == 1 else f"{unticked} boxes"
    return f"{_answers(record)} and {boxes} left unticked" if unticked else _answers(record)


def _actions(record: Record) -> str:
    return "those of " + counted(len(record.get("actions", ())), "action")
