"""Checks a copy, and a return against what this database knows: what its form was sent out with, the return before it,
the audit that it judges.
"""

from datetime import date
from functools import partial

from schemas.record import Record, put
from schemas.trouble import Trouble
from service.check import Checked, check
from service.reading import Reading, State
from service.reading_json import unpacked
from service.rules.case import Judged
from service.rules.identity import COMPARED
from service.store import audits, corrections, revisions
from service.store.corrections import REPLACED, UNDONE
from service.store.rows.audits import Audit, Revision
from service.store.session import Session
from service.word.form import Form
from service.word.unasked import unasked
from service.work import Work


def checked_copy(form: Form, reading: Reading, filename: str, today: date) -> Checked:
    """What a copy comes to by itself, whatever audit it may belong to."""
    return check(
        reading,
        form.schema,
        today=today,
        filename=filename,
        printed=[text for text, _ in form.skeleton.statics],
        unasked=partial(unasked, form),
    )


def checked_return(
    work: Work,
    session: Session,
    form: Form,
    reading: Reading,
    filename: str,
    audit: Audit | None,
    number: int | None = None,
) -> Checked:
    """What a return of an audit comes to; None for one of no known audit.

    `number` is that of its revision, None while it is coming in.
    """
    return check(
        reading,
        form.schema,
        today=work.today(),
        filename=filename,
        sent=_sent_with(work, audit) if audit is not None else None,
        before=_said_before(work, session, audit, number) if audit is not None else None,
        printed=[text for text, _ in form.skeleton.statics],
        judged=partial(_judged, work, session),
        unasked=partial(unasked, form),
    )


def _sent_with(work: Work, audit: Audit) -> Record | None:
    """What an audit was sent out with, on whatever edition that was."""
    if audit.sent is None or audit.sent_edition is None:
        return None
    return work.form(audit.sent_edition).schema.from_json(audit.sent)[0]


def _said_before(work: Work, session: Session, audit: Audit, number: int | None) -> Record | None:
    """Whose case the return was about that the audit stood on before, put right as people did; None without one."""
    before = revisions.stood_on_before(session, audit, number)
    if before is None:
        return None
    form = work.form(before.edition)
    said = _header_of(form, before)
    for one in corrections.of_audit(session, audit):
        slot = form.by_tag.get(one.tag)
        counted = one.revision <= before.number and one.state not in (REPLACED, UNDONE)
        if slot is None or one.tag not in COMPARED or not counted:
            continue
        value = form.schema.load_json(slot, one.value)
        if value is not None:
            put(said, one.tag, value)
    return said


def _header_of(form: Form, revision: Revision) -> Record:
    said: Record = {}
    for answer in unpacked(revision.reading).answers:
        if answer.tag in COMPARED and answer.state is State.ANSWERED:
            try:
                put(said, answer.tag, form.schema.load_answer(form.by_tag[answer.tag], answer.said))
            except Trouble:
                continue  # what is no clear value is asked about in its own return
    return said


def _judged(work: Work, session: Session, reference: str) -> Judged | None:
    """An audit that another one judges, as it stands; None where it is not there or not the actor's to see."""
    audit = audits.find(session, reference)
    if audit is None or not work.sees(audit):
        return None
    form = work.form(audit.edition)
    record, _ = form.schema.from_json(audit.record or audit.sent or {})
    return Judged(form.declaration.key, form.declaration.title, record)
