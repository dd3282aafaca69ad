"""Tries a form before audits stand on it: by the rules of forms, as a blank copy, and as finished documents."""

from collections.abc import Iterator
from datetime import date

from schemas.record import Record
from service.errors import Fault, NotNow, Unfit
from service.word.fill import fill
from service.word.form import Form, load_form
from service.word.lint import lint
from service.word.linting.document import WHOLE
from service.word.linting.finding import Finding
from service.workflow.proof import prove
from service.workflow.sampled import sampled

_MEND = "Until this is mended no audit on the form could be finished, so the service does not take it."


def wrong_with(content: bytes, today: date) -> list[Finding]:
    """What breaks a rule of forms or, where nothing does, keeps a document that is made of the form from its proof.

    Raises Refused where the bytes are no Word document that can be opened, or a copy that was made for one audit.
    """
    findings = lint(content)
    if not findings:
        form = load_form(content)
        nothing = form.schema.from_json({})[0]
        unproven = list(_unproven(form, nothing, today)) or list(_unproven(form, sampled(form, 1), today))
        findings = [Finding("unproven", WHOLE, f"{one.path}: {one.message}", _MEND) for one in unproven]
    return findings


def must_serve(content: bytes, today: date) -> None:
    """Raises Unfit with all that is wrong with a form, each with how to mend it; and Refused as `wrong_with`."""
    findings = wrong_with(content, today)
    if findings:
        raise Unfit([Fault(one.where, f"{one.message} {one.mend}") for one in findings])


def _unproven(form: Form, record: Record, today: date) -> Iterator[Fault]:
    try:
        prove(form, record, fill(form, record, final=True), today)
    except Unfit as unfit:
        yield from unfit.faults
    except NotNow as held:
        for fault in held.faults:
            yield Fault(fault.path, f"{fault.message}, in a finished document.")
