"""Restrict: an answer is marked as holding information about another person, and left out of what is filed."""

from schemas.edition import Kind
from schemas.record import get, path
from service.errors import Fault, NotNow, Unfit
from service.lifecycle import Stage, Verb, after
from service.roles import May
from service.work import Work
from service.workflow.changed import hidden

_TEXTS = (Kind.TEXT, Kind.RICH_TEXT)
_NEEDED = ("audit.reference", "subject.record_id")


def restrict(
    work: Work,
    reference: str,
    tag: str,
    row: int | None,
    reason: str,
    *,
    restricted: bool = True,
    seen: int | None = None,
) -> None:
    """Marks an answer of the record (`row` is the record's), or takes the mark off again.

    Only text can be left out: in the place of a grade, a date or a tick nothing could say so. Raises NotAllowed,
    Unknown, Stale, NotNow (`wrong-stage`, `no-return`), Unfit.
    """
    work.actor.need(May.REVIEW)
    with work.begin() as session:
        audit = work.audit(session, reference, seen=seen)
        stage = after(Verb.RESTRICT, Stage(audit.stage))
        if audit.record is None:
            raise NotNow("no-return", "No return of this audit has come in yet.")
        form = work.form(audit.edition)
        slot = form.by_tag.get(tag)
        record, _ = form.schema.from_json(audit.record)
        where = path(tag, row) if slot is not None and slot.repeating and row is not None else tag
        if slot is None or (slot.repeating is None) != (row is None):
            raise Unfit([Fault(where, "The form has no such answer.")])
        if slot.kind not in _TEXTS or tag in _NEEDED:
            raise Unfit([Fault(where, "Only free text can be left out of the filed document.")])
        if not reason.strip():
            raise Unfit([Fault("reason", "Say why.")])
        if restricted and get(record, tag, row) is None:
            raise Unfit([Fault(where, "Nothing is answered here.")])
        marks = [mark for mark in audit.restricted if (mark["tag"], mark["row"]) != (tag, row)]
        mark = {"tag": tag, "row": row, "said": hidden(get(record, tag, row))}
        audit.restricted = [*marks, mark] if restricted else marks
        audit.stage = stage
        work.touch(audit)
        to = "restricted" if restricted else "not restricted"
        work.note("answer.restricted", audit, [{"path": where, "to": to, "reason": hidden(reason)}])
