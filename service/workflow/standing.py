"""An audit as it stands: what its current revision says, with the corrections of people laid over it."""

import hashlib
import json
from collections.abc import Collection, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date

from schemas.record import Record, get, put
from service.check import Checked
from service.problem import Problem
from service.reading import Answer, FoundBy, Reading, State
from service.reading_json import unpacked
from service.store import audits, corrections, findings, revisions
from service.store.corrections import ACTIVE
from service.store.rows.audits import Audit, Revision
from service.store.rows.reviews import Correction
from service.store.session import Session
from service.word.compose import REFERENCE
from service.word.form import Form
from service.work import Work
from service.workflow import escalate
from service.workflow.checking import checked_return
from service.workflow.same_rows import Row

_OF_THE_COPY = frozenset(("revisions.tracked", "comments.present"))
"""Problems about more of a copy than they quote: settled for one copy, they are asked about anew in another."""

_OF_ALL = frozenset(("escalation.not_recorded",))
"""Problems that any answer may have a part in."""

_EMPTY = "copy.empty"
_HEADER = ("audit.", "subject.")

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
    made = corrections.of_audit(session, audit)
    active = [one for one in made if one.state == ACTIVE]
    laid = corrected(read, form, active)
    about = (revision.came_as.filename, audit, revision.number)
    checked = checked_return(work, session, form, laid, *about)
    if _says_little(read, {(one.tag, one.row) for one in active}):
        # A blank copy is no audit because somebody has put an answer into it: that takes a reason of its own.
        as_it_came = checked_return(work, session, form, read, *about).problems
        known = {one.code for one in checked.problems}
        empty = [one for one in as_it_came if one.code == _EMPTY and one.code not in known]
        checked = replace(checked, problems=(*empty, *checked.problems))
    return Standing(form, revision, read, checked, made)


def _says_little(reading: Reading, but: Collection[Place]) -> bool:
    """Whether nothing beyond its header is answered in a copy, but for what was corrected."""
    return bool(but) and not any(
        _says(answer) and (answer.tag, answer.row) not in but and not answer.tag.startswith(_HEADER)
        for answer in reading.answers
    )


def settle_standing(work: Work, session: Session, audit: Audit) -> Standing:
    """Checks an audit anew and keeps what it comes to. Raises ValueError for an audit without a return."""
    session.flush()
    standing = standing_of(work, session, audit)
    if standing is None:
        raise ValueError(f"audit {audit.reference} has no return")
    keep_checked(work, session, audit, standing.revision, standing.checked)
    return standing


def keep_checked(
    work: Work, session: Session, audit: Audit, revision: Revision, checked: Checked, *, new: bool = False
) -> None:
    """Keeps what an audit comes to: record, problems, urgent concerns, what it is looked for by.

    `new` is an audit that was made a moment ago, of which nothing is known yet.
    """
    form = work.form(revision.edition)
    around = [_around(form, checked, revision, one) for one in checked.problems]
    findings.bring_up_to_date(session, audit, checked.problems, around, new=new)
    keep_record(audit, form, checked.record)
    escalate.from_return(work, session, audit, checked.record)


def _around(form: Form, checked: Checked, revision: Revision, one: Problem) -> str:
    """What a problem is about beside what it says itself: with another row, or another text, it is another problem."""
    if one.code in _OF_THE_COPY:
        return revision.came_as.sha256
    if one.code in _OF_ALL:
        return _digest([[answer.tag, answer.row, answer.said] for answer in checked.answers if _says(answer)])
    if one.tag is None or one.row is None:
        return ""
    part = form.by_tag[one.tag].repeating
    return _digest(
        [
            [answer.tag, answer.said]
            for answer in checked.answers
            if answer.row == one.row and form.by_tag[answer.tag].repeating == part and _says(answer)
        ]
    )


def _says(answer: Answer) -> bool:
    return answer.state in (State.ANSWERED, State.UNREADABLE)


def _digest(said: object) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def keep_record(audit: Audit, form: Form, record: Record) -> None:
    """Keeps a record with its audit, and the columns that it is looked for by.

    The record carries the reference of the audit that it is kept with, whatever the copy said: where the two
    differ, a problem tells of it.
    """
    if REFERENCE in form.by_tag:
        record = deepcopy(record)
        put(record, REFERENCE, audit.reference)
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
    return _digest(said)


def first_of(form: Form, part: str) -> str:
    """The tag that a row of a repeating part is told by: its first, which for an action says what is to be done."""
    return next(slot.tag for slot in form.slots if slot.repeating == part)


def rows_told(reading: Reading, form: Form, part: str) -> list[Row]:
    """What each row of a repeating part says, and what it is told by."""
    first = first_of(form, part)
    said: list[dict[str, str]] = [{} for _ in range(rows_of(reading.answers, form, part))]
    for answer in reading.answers:
        if answer.row is not None and form.by_tag[answer.tag].repeating == part and _says(answer):
            said[answer.row][answer.tag.rpartition(".")[2]] = answer.said
    return [Row(row.pop(first.rpartition(".")[2], ""), row) for row in said]


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
