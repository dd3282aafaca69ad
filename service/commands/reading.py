"""One completed copy, from a file to what the commands show of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from service.check import Checked
from service.commands.files import read_file
from service.errors import Refused
from service.reading import Reading
from service.word.form import Form
from service.word.read import read
from service.workflow.checking import checked_copy


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file, `file` being its name as given: a form, a reading and what it was checked to be."""

    file: str
    form: Form
    reading: Reading
    checked: Checked


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one file was not read."""

    file: str
    code: str
    message: str


def outcome_of(file: str, forms: Sequence[Form], named: Form | None) -> Outcome | Refusal:
    """A file read as a copy of one of the forms, or of the one that a person named, and checked."""
    try:
        reading = read(read_file(Path(file)), forms, named)
    except Refused as refused:
        return Refusal(file, refused.code, refused.message)
    form = named or next(form for form in forms if _is(form, reading))
    return Outcome(file, form, reading, checked_copy(form, reading, Path(file).name, today()))


def today() -> date:
    """The day it is here."""
    return datetime.now(UTC).astimezone().date()


def _is(form: Form, reading: Reading) -> bool:
    return (form.declaration.key, form.declaration.edition) == (reading.form.key, reading.form.edition)
