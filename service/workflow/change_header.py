"""Change the header: a form that is still with its auditor is sent out again with another header."""

from schemas.record import items, put
from service.errors import NotNow
from service.lifecycle import Stage, Verb, after
from service.roles import May
from service.word.compose import REFERENCE
from service.word.fill import fill
from service.work import Work
from service.workflow.changed import change
from service.workflow.send_out import typed_header
from service.workflow.standing import keep_record


def change_header(work: Work, reference: str, header: object, *, seen: int | None = None) -> bytes:
    """Puts another header in the place of the one that an audit was sent out with, and gives its form anew.

    A copy of the form as it was before can still come back: then a problem tells where its header differs. Raises
    NotAllowed, Unknown, Stale, Unfit with every fault of the header, NotNow (`wrong-stage`) once a return is in.
    """
    work.actor.need(May.SEND_OUT)
    with work.begin() as session:
        audit = work.audit(session, reference, seen=seen)
        after(Verb.CHANGE_HEADER, Stage(audit.stage))
        if audit.sent is None or audit.sent_edition is None:
            raise NotNow("wrong-stage", "The audit was never sent out. Correct its answers instead.")
        form = work.form(audit.sent_edition)
        typed = typed_header(form, header)
        put(typed, REFERENCE, audit.reference)
        document = fill(form, typed)
        before = {(tag, row): value for tag, row, value in items(form.schema.from_json(audit.sent)[0])}
        now = {(tag, row): value for tag, row, value in items(typed)}
        keep_record(audit, form, typed)
        audit.sent, audit.record = audit.record, None
        work.touch(audit)
        changes = [
            change(form.by_tag[tag], row, before.get((tag, row)), now.get((tag, row)))
            for tag, row in {**before, **now}
            if before.get((tag, row)) != now.get((tag, row))
        ]
        work.note("header.changed", audit, changes)
        return document
