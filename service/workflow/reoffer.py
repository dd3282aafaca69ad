"""What becomes of corrections when a new revision comes: kept where they still fit, offered where they may not."""

from service.check import check
from service.reading_json import reading_of, value_json
from service.store import findings
from service.store.rows.audits import Audit, Revision
from service.store.session import Session
from service.work import Work
from service.workflow.standing import ACTIVE, MET, OFFERED, row_said


def reoffer(work: Work, session: Session, audit: Audit, revision: Revision) -> None:
    """Goes through the corrections made before, now that another revision counts.

    One stays active where the copy says what it said when the correction was made (in a repeating part: where
    the whole row says so). It is met where the copy now says the same as the correction. Else it is offered: it
    no longer counts, and a person takes it up again or drops it.
    """
    form = work.form(revision.edition)
    reading = reading_of(revision.reading)
    values = {
        (one.tag, one.row): value_json(one.value)
        for one in check(reading, form.schema, today=work.today()).answers
    }
    for correction in findings.corrections(session, audit):
        if correction.state not in (ACTIVE, OFFERED):
            continue
        place = (correction.tag, correction.row)
        known = correction.tag in form.by_tag
        if known and place in values and values[place] == correction.value:
            correction.state = MET
        elif known and row_said(reading, form, place) == correction.row_said:
            correction.state = ACTIVE
        else:
            correction.state = OFFERED
