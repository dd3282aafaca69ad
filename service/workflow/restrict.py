"""Restrict: an answer is marked as holding information about another person, and left out of what is filed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.edition import Kind
from schemas.record import get
from service.errors import Fault, NotNow, Unfit
from service.lifecycle import Stage, Verb, after
from service.roles import May
from service.store.rows.audits import Audit
from service.store.session import Session
from service.work import Work
from service.workflow.changed import hidden
from service.workflow.standing import Standing, first_of, standing_of
from service.workflow.words import decided, must_say

_TEXTS = (Kind.TEXT, Kind.RICH_TEXT)
_NEEDED = ("audit.reference", "subject.record_id")


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer that is left out: `row` is that of the copy, `record_row` that of the record as it stands now.

    `same` is whether the answer, and what its row is told by, say what they said when it was marked.
    """

    tag: str
    row: int | None
    record_row: int | None
    said: str | None
    same: bool


def marked(standing: Standing, marks: Sequence[Mapping[str, Any]]) -> Iterator[Marked]:
    """The marks of an audit as they stand: rows of the record move where one before them is taken out."""
    for mark in marks:
        tag, row = mark["tag"], mark["row"]
        now = _where(standing, tag, row)
        same = now["said"] == mark["said"] and now["told"] == mark.get("told", now["told"])
        yield Marked(tag, row, now["record_row"], mark["said"], same)


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
    """Marks an answer, or takes the mark off again; `row` is the row of the copy, as everywhere in a review.

    Only text can be left out: in the place of a grade, a date or a tick nothing could say so. Raises NotAllowed,
    Unknown, Stale, NotNow (`wrong-stage`, `no-return`), Unfit.
    """
    work.actor.need(May.REVIEW)
    why = must_say(reason, "Say why.")
    with work.begin() as session:
        audit = work.audit(session, reference, seen=seen)
        stage = after(Verb.RESTRICT, Stage(audit.stage))
        marks = [mark for mark in audit.restricted if (mark["tag"], mark["row"]) != (tag, row)]
        if restricted:
            marks.append(_mark(work, session, audit, tag, row))
        elif len(marks) == len(audit.restricted):
            raise Unfit([Fault(tag, "This answer is not marked.")])
        audit.restricted = marks
        audit.stage = stage
        work.touch(audit)
        to = "restricted" if restricted else "not restricted"
        where = tag if row is None else f"{tag} in row {row}"
        decided(work, session, audit, "answer.restricted", why, {"path": where, "to": to})


def _mark(work: Work, session: Session, audit: Audit, tag: str, row: int | None) -> dict[str, object]:
    """The mark of an answer: where it stands in the copy and in the record, and the digests of its text and its row."""
    standing = standing_of(work, session, audit)
    if standing is None:
        raise NotNow("no-return", "No return of this audit has come in yet.")
    slot = standing.form.by_tag.get(tag)
    if slot is None or (slot.repeating is None) != (row is None):
        raise Unfit([Fault(tag, "The form has no such answer.")])
    if slot.kind not in _TEXTS or tag in _NEEDED:
        raise Unfit([Fault(tag, "Only free text can be left out of the filed document.")])
    mark = _where(standing, tag, row)
    if mark["said"] is None:
        raise Unfit([Fault(tag, "Nothing is answered here.")])
    return {"tag": tag, "row": row, **mark}


def _where(standing: Standing, tag: str, row: int | None) -> dict[str, Any]:
    """Where an answer of the copy stands in the record, what it says, and what its row is told by."""
    record, part = standing.checked.record, standing.form.by_tag[tag].repeating
    if part is None or row is None:
        return {"record_row": None, "said": hidden(get(record, tag)), "told": None}
    kept = standing.checked.rows.get((part, row))
    if kept is None:
        return {"record_row": None, "said": None, "told": None}
    told = hidden(get(record, first_of(standing.form, part), kept))
    return {"record_row": kept, "said": hidden(get(record, tag, kept)), "told": told}
