"""An audit as it stands: what its current revision says, with the corrections of people laid over it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from schemas.record import Record, get
from service.check import Checked, check
from service.reading import Answer, FoundBy, Reading, State
from service.reading_json import unpacked
from service.store import audits, findings, revisions
from service.store.rows.audits import Audit, Revision
from service.store.rows.reviews import Correction
from service.store.session import Session
from service.word.form import Form
from service.work import Work

ACTIVE, OFFERED, MET, REPLACED, UNDONE = "active", "offered", "met", "replaced", "undone"

Place = tuple[str, int | None]
"""A slot's tag and, in a repeating part, the row as the copy has it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`read` is what the return says, `checked` what the audit comes to with the corrections laid over it."""

    form: Form
    revision: Revision
    read: Reading
    checked: Checked
    corrections: Sequence[Correction]


def standing_of(work: Work, session: Session, audit: Audit) -> Standing | None:
    """How an audit stands; None before its first return."""
    revision = revisions.current(session, audit)
    if revision is None:
        return None
    form = work.form(revision.edition)
    read = unpacked(revision.reading)
    made = findings.corrections(session, audit)
    active = [one for one in made if one.state == ACTIVE]
    checked = checked_return(
        work, form, corrected(read, form, active), revision.came_as.filename, sent_with(audit, form)
    )
    return Standing(form, revision, read, checked, made)


def checked_return(work: Work, form: Form, reading: Reading, filename: str, sent: Record | None) -> Checked:
    """What a return comes to, `sent` being what its form was sent out with."""
    printed = [text for text, _ in form.skeleton.statics]
    return check(reading, form.schema, today=work.today(), filename=filename, sent=sent, printed=printed)


def sent_with(audit: Audit, form: Form) -> Record | None:
    """What an audit was sent out with, where a return of it is on the edition that it was sent out on."""
    declared = (form.declaration.key, form.declaration.edition)
    if audit.sent is None or audit.sent_edition is None:
        return None
    if (audit.sent_edition.key, audit.sent_edition.edition) != declared:
        return None
    return form.schema.from_json(audit.sent)[0]


def settle_standing(work: Work, session: Session, audit: Audit) -> Standing:
    """Checks an audit anew and keeps what it comes to. Raises ValueError for an audit without a return."""
    session.flush()
    standing = standing_of(work, session, audit)
    if standing is None:
        raise ValueError(f"audit {audit.reference} has no return")
    keep_checked(session, audit, standing.form, standing.checked)
    return standing


def keep_checked(
    session: Session, audit: Audit, form: Form, checked: Checked, *, first: bool = False
) -> None:
    """Keeps what an audit comes to: its record, its problems, what it is looked for by; `first` the first time."""
    findings.bring_up_to_date(session, audit, checked.problems, first=first)
    keep_record(audit, form, checked.record)


def keep_record(audit: Audit, form: Form, record: Record) -> None:
    """Keeps a record with its audit, and the columns that it is looked for by."""
    audit.record = form.schema.to_json(record)
    audit.kind = str(get(record, "audit.kind") or "primary")
    audit.judges = _short(get(record, "subject.audit_reference"), 64)
    audit.record_id = _short(get(record, "subject.record_id"), 100)
    dated = get(record, "audit.date")
    audit.audit_date = dated if isinstance(dated, date) else None
    audit.auditor = _short(get(record, "audit.auditor"), 200)
    audit.grade = _short(get(record, "overall.grade"), 64)
    named = ("audit.team", "audit.worker", "subject.initials")
    texts = [_short(get(record, tag), 200) for tag in named]
    audit.search = audits.search_text(
        audit.reference, audit.record_id, audit.auditor, form.declaration.title, *texts
    )


def corrected(reading: Reading, form: Form, corrections: Sequence[Correction]) -> Reading:
    """A reading with corrections laid over it; a row that is not in the copy is added behind its rows.

    What the reading found doubtful about a corrected answer is no longer said of it.
    """
    if not corrections:
        return reading
    values = {(one.tag, one.row): one for one in corrections}
    answers = [
        _put_right(answer, form, values.get((answer.tag, answer.row)))
        for answer in _with_rows(reading.answers, form, values)
    ]
    problems = tuple(one for one in reading.problems if (one.tag, one.row) not in values or one.tag is None)
    return replace(reading, answers=tuple(answers), problems=problems)


def row_said(reading: Reading, form: Form, place: Place) -> str:
    """The digest of what a copy says at a place: of the answer, or in a repeating part of its whole row.

    A row that moved or changed is another row, and what was decided about it has to be decided again.
    """
    tag, row = place
    part = form.by_tag[tag].repeating
    said = [
        [answer.tag, answer.said if answer.state in (State.ANSWERED, State.UNREADABLE) else ""]
        for answer in reading.answers
        if answer.row == row
        and (answer.tag == tag if part is None else form.by_tag[answer.tag].repeating == part)
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def rows_of(answers: Sequence[Answer], form: Form, part: str) -> int:
    """How many rows of a repeating part the answers have."""
    return max(
        (
            answer.row + 1
            for answer in answers
            if answer.row is not None and form.by_tag[answer.tag].repeating == part
        ),
        default=0,
    )


def _with_rows(answers: Sequence[Answer], form: Form, values: dict[Place, Correction]) -> list[Answer]:
    made = list(answers)
    for part in dict.fromkeys(slot.repeating for slot in form.slots if slot.repeating):
        first = rows_of(answers, form, part)
        last = max(
            (row for tag, row in values if row is not None and form.by_tag[tag].repeating == part), default=-1
        )
        slots = [slot for slot in form.slots if slot.repeating == part]
        at = 1 + max(
            (at for at, one in enumerate(made) if form.by_tag[one.tag].repeating == part),
            default=len(made) - 1,
        )
        made[at:at] = [
            Answer(slot.tag, row, State.BLANK, "", f"row {row + 1}, added in review", None)
            for row in range(first, last + 1)
            for slot in slots
        ]
    return made


def _put_right(answer: Answer, form: Form, correction: Correction | None) -> Answer:
    if correction is None:
        return answer
    slot = form.by_tag[answer.tag]
    value = form.schema.load_json(slot, correction.value)
    if value is None:
        return replace(answer, state=State.BLANK, said="", found_by=FoundBy.CONTROL)
    said = form.schema.dump_answer(slot, value)
    return replace(answer, state=State.ANSWERED, said=said, found_by=FoundBy.CONTROL)


def _short(value: object, length: int) -> str | None:
    return str(value)[:length] if value not in (None, "") else None
