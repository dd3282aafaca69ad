"""Reads a copy without keeping anything of it."""

from service.check import Checked
from service.reading import Reading
from service.roles import May
from service.word.form import Form
from service.word.read import read
from service.work import Work
from service.workflow.checking import checked_copy


def read_copy(
    work: Work, content: bytes, filename: str, named: Form | None = None
) -> tuple[Form, Reading, Checked]:
    """A copy read and checked against its form. Raises NotAllowed, Refused."""
    work.actor.need(May.READ_COPY)
    reading = read(content, work.catalogue.forms, named)
    form = work.catalogue.find(reading.form.key, reading.form.edition)
    assert form is not None, "a copy is read as one of the forms of the catalogue"
    return form, reading, checked_copy(form, reading, filename, work.today())
