"""Checks a return against what this database knows: what its form was sent out with, and the audit that it judges."""

from functools import partial

from schemas.record import Record
from service.check import Checked, check
from service.reading import Reading
from service.rules.case import Judged
from service.store import audits
from service.store.rows.audits import Audit
from service.store.session import Session
from service.word.form import Form
from service.work import Work


def checked_return(
    work: Work, session: Session, form: Form, reading: Reading, filename: str, sent: Record | None
) -> Checked:
    """What a return comes to, `sent` being what its form was sent out with."""
    return check(
        reading,
        form.schema,
        today=work.today(),
        filename=filename,
        sent=sent,
        printed=[text for text, _ in form.skeleton.statics],
        judged=partial(_judged, work, session),
    )


def _judged(work: Work, session: Session, reference: str) -> Judged | None:
    """An audit that another one judges, as it stands; None where it is not there or not the actor's to see."""
    audit = audits.find(session, reference)
    if audit is None or not work.sees(audit):
        return None
    form = work.form(audit.edition)
    record, _ = form.schema.from_json(audit.record or audit.sent or {})
    return Judged(form.declaration.key, form.declaration.title, record)


def sent_with(work: Work, audit: Audit) -> Record | None:
    """What an audit was sent out with, on whatever edition that was."""
    if audit.sent is None or audit.sent_edition is None:
        return None
    return work.form(audit.sent_edition).schema.from_json(audit.sent)[0]
