"""Prepares a reading ahead of its turn, for nobody else can write while it is placed with its audit."""

from dataclasses import dataclass, replace

from service.check import Checked
from service.problem import problem
from service.reading import Reading
from service.reading_json import packed
from service.store import audits
from service.store.rows.audits import Audit
from service.store.session import Session
from service.word.form import Form
from service.work import Work
from service.workflow.checking import checked_return

UNKNOWN = "identity.unknown"
_OTHER_FORM = "identity.other_form"


@dataclass(frozen=True, slots=True)
class Ready:
    """A reading that is ready to be placed: packed to be kept, and checked as a return of the audit of that number.

    The number is None for a return that belongs to no known audit.
    """

    form: Form
    reading: Reading
    packed: bytes
    checked: Checked
    audit: int | None


def prepare(work: Work, reading: Reading, filename: str) -> Ready:
    """Checks a reading ahead of its turn, for nobody else can write while it is placed."""
    form = work.catalogue.find(reading.form.key, reading.form.edition)
    assert form is not None, "a copy is read as one of the forms of the catalogue"
    with work.store.look() as session:
        named = audits.find(session, reading.reference) if reading.reference else None
        return prepared(work, session, form, reading, filename, named)


def prepared(
    work: Work, session: Session, form: Form, reading: Reading, filename: str, named: Audit | None
) -> Ready:
    """A reading made ready for the audit that it names, or for a new one where that cannot be its own."""
    audit = named if named is not None and named.edition.key == form.declaration.key else None
    told = reading if audit is not None or not reading.reference else _of_none(reading, form, named)
    checked = checked_return(work, session, form, told, filename, audit)
    return Ready(form, told, packed(told), checked, audit.id if audit is not None else None)


def _of_none(reading: Reading, form: Form, named: Audit | None) -> Reading:
    """The reading of a return whose reference nobody here gave out, or was given out with another form."""
    if named is None:
        code, why = UNKNOWN, "is not known here"
    else:
        code = _OTHER_FORM
        why = f"is on the form {named.edition.title}, while this is {form.declaration.title}"
    stranger = problem(
        code,
        f"The copy says that it belongs to audit {reading.reference}, which {why}. It was taken as a new audit. "
        "If it belongs to a known one, attach it there.",
        said=reading.reference or "",
    )
    return replace(reading, problems=(*reading.problems, stranger))
