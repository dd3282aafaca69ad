"""Correct: an answer is put right beside what the return says, with who, when and why; and taken back again."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.edition import Slot, Value
from schemas.record import path
from schemas.text import key
from schemas.trouble import Trouble
from service.errors import Fault, NotNow, Unfit, Unknown
from service.lifecycle import Stage, Verb, after
from service.reading_json import value_json
from service.roles import May
from service.store.corrections import ACTIVE, OFFERED, REPLACED, UNDONE
from service.store.rows.audits import Audit
from service.store.rows.reviews import Correction
from service.store.session import Session
from service.word.compose import REFERENCE
from service.word.fill import fill
from service.word.form import Form
from service.work import Work
from service.workflow.changed import change
from service.workflow.settle import moved, waiting_text
from service.workflow.standing import (
    Standing,
    row_said,
    rows_of,
    settle_standing,
    standing_of,
)
from service.workflow.words import must_say


@dataclass(frozen=True, slots=True)
class Put:
    """What one answer is to be: a value as it stands in JSON, None for no answer. `row` is the copy's."""

    tag: str
    row: int | None
    value: object


def correct(
    work: Work,
    reference: str,
    puts: Sequence[Put],
    reason: str,
    *,
    seen: int | None = None,
    moves: int | None = None,
) -> bool:
    """Corrects answers, all of them or none. A row one beyond the last is added.

    `moves` is the number of the problem that tells of a text without a place, which the first answer is to take in.
    Where it does not, by its words or by what they say there, the text waits on, and False is given.
    Raises NotAllowed, Unknown, Stale, NotNow (`wrong-stage`, `problem-gone` for such a text), or Unfit with every
    value that cannot stand there.
    """
    work.actor.need(May.REVIEW)
    why = must_say(reason, "Say why the answer is corrected.")
    with work.begin() as session:
        audit = work.audit(session, reference, seen=seen)
        after(Verb.CORRECT, Stage(audit.stage))
        standing = _standing(work, session, audit)
        loaded = _loaded(standing, puts)
        for one, slot, value in loaded:
            _keep(work, session, audit, standing, one, slot, value, why)
        taken_in = moves is None or _move(work, session, audit, standing, loaded[0], moves)
        now = settle_standing(work, session, audit)
        _must_be_printable(now, loaded)
        work.touch(audit)
        return taken_in


def undo(work: Work, reference: str, number: int, *, seen: int | None = None) -> None:
    """Takes a correction back, or drops one that is offered. Raises as `correct` does."""
    work.actor.need(May.REVIEW)
    with work.begin() as session:
        audit, one = _decided(work, session, reference, number, seen)
        if one.state not in (ACTIVE, OFFERED):
            raise NotNow("correction-ended", f"The correction is {one.state} and counts no longer.")
        _end(work, one, UNDONE)
        work.note("correction.undone", audit, [{"path": f"corrections[{one.id}]"}])
        settle_standing(work, session, audit)
        work.touch(audit)


def take_up(work: Work, reference: str, number: int, *, seen: int | None = None) -> None:
    """Lets a correction count again that a later return put in doubt. Raises as `correct` does."""
    work.actor.need(May.REVIEW)
    with work.begin() as session:
        audit, one = _decided(work, session, reference, number, seen)
        if one.state != OFFERED:
            raise NotNow(
                "correction-not-offered", f"The correction is {one.state}; only an offered one is taken up."
            )
        standing = _standing(work, session, audit)
        slot = standing.form.by_tag.get(one.tag)
        if slot is None or (slot.repeating and one.row is None):
            raise NotNow(
                "correction-not-offered", "What it put right is not in this return. Drop it, or correct anew."
            )
        one.row_said = row_said(standing.read, standing.form, (one.tag, one.row))
        one.state, one.revision = ACTIVE, standing.revision.number
        work.note("correction.taken_up", audit, [{"path": f"corrections[{one.id}]"}])
        settle_standing(work, session, audit)
        work.touch(audit)


def _standing(work: Work, session: Session, audit: Audit) -> Standing:
    standing = standing_of(work, session, audit)
    if standing is None:
        raise NotNow("no-return", "No return of this audit has come in yet; there is nothing to correct.")
    return standing


def _decided(
    work: Work, session: Session, reference: str, number: int, seen: int | None
) -> tuple[Audit, Correction]:
    audit = work.audit(session, reference, seen=seen)
    after(Verb.CORRECT, Stage(audit.stage))
    one = session.get(Correction, number)
    if one is None or one.audit_id != audit.id:
        raise Unknown
    return audit, one


def _loaded(standing: Standing, puts: Sequence[Put]) -> list[tuple[Put, Slot, Value | None]]:
    """The corrections with their typed values. Raises Unfit with every one that cannot be made."""
    loaded: list[tuple[Put, Slot, Value | None]] = []
    faults: list[Fault] = []
    last = {
        part: rows_of(standing.checked.answers, standing.form, part)
        for part in {slot.repeating for slot in standing.form.slots if slot.repeating}
    }
    named = [(one.tag, one.row) for one in puts]
    faults += [
        Fault(tag, "It is named twice.") for tag, row in dict.fromkeys(named) if named.count((tag, row)) > 1
    ]
    for one in puts:
        slot = standing.form.by_tag.get(one.tag)
        where = path(one.tag, one.row) if slot is None or slot.repeating or one.row is None else one.tag
        if slot is None:
            faults.append(Fault(one.tag, "The form has no slot of this name."))
        elif one.tag == REFERENCE:
            faults.append(Fault(where, "A return is moved to another audit by attaching it there."))
        elif (slot.repeating is None) != (one.row is None):
            wanted = (
                "stands in rows: say which" if slot.repeating else "does not stand in rows: leave the row out"
            )
            faults.append(Fault(where, f"This answer {wanted}."))
        elif one.row is not None and slot.repeating and one.row > last[slot.repeating]:
            faults.append(Fault(where, f"The next row that can be added is {last[slot.repeating]}."))
        else:
            if one.row is not None and slot.repeating:
                last[slot.repeating] = max(last[slot.repeating], one.row + 1)
            try:
                loaded.append((one, slot, standing.form.schema.load_json(slot, one.value)))
            except Trouble as trouble:
                faults.append(Fault(where, trouble.message))
    if not puts:
        faults.append(Fault("corrections", "Name at least one answer."))
    if faults:
        raise Unfit(faults)
    return loaded


def _move(
    work: Work,
    session: Session,
    audit: Audit,
    standing: Standing,
    into: tuple[Put, Slot, Value | None],
    number: int,
) -> bool:
    """Settles a text without a place where an answer takes it in; whether it does."""
    put, slot, value = into
    text = waiting_text(session, audit, number)
    if not _takes_in(standing.form, slot, value, text):
        return False
    row = "" if put.row is None else f" (row {put.row + 1})"
    moved(work, session, audit, number, f"{slot.title}{row}")
    return True


def _takes_in(form: Form, slot: Slot, value: Value | None, text: str) -> bool:
    """Whether an answer says a text: it holds its words, or is what these come to there."""
    if isinstance(value, str) and key(text) in key(value):
        return True
    try:
        return value is not None and form.schema.load_answer(slot, text) == value
    except Trouble:
        return False


def _keep(
    work: Work,
    session: Session,
    audit: Audit,
    standing: Standing,
    one: Put,
    slot: Slot,
    value: Value | None,
    reason: str,
) -> None:
    for older in standing.corrections:
        if (older.tag, older.row) == (one.tag, one.row) and older.state in (ACTIVE, OFFERED):
            _end(work, older, REPLACED)
    answer = next((a for a in standing.checked.answers if (a.tag, a.row) == (one.tag, one.row)), None)
    before = answer.value if answer else None
    stood = next((a.said for a in standing.read.answers if (a.tag, a.row) == (one.tag, one.row)), "")
    session.add(
        Correction(
            audit_id=audit.id,
            revision=standing.revision.number,
            tag=one.tag,
            row=one.row,
            value=value_json(value),
            was=value_json(before),
            said=stood,
            row_said=row_said(standing.read, standing.form, (one.tag, one.row)),
            reason=reason,
            state=ACTIVE,
            made_at=work.now(),
            made_by=work.actor.name,
        )
    )
    work.note("answer.corrected", audit, [change(slot, one.row, before, value)])


def _end(work: Work, correction: Correction, state: str) -> None:
    correction.state = state
    correction.ended_at = work.now()
    correction.ended_by = work.actor.name


def _must_be_printable(standing: Standing, loaded: Sequence[tuple[Put, Slot, Value | None]]) -> None:
    """Raises Unfit where a document could not say what was just put right, so that it shows now and not at the end."""
    try:
        fill(standing.form, standing.checked.record, final=True)
    except Unfit as unfit:
        tags = {one.tag for one, _, _ in loaded}
        mine = [fault for fault in unfit.faults if _tag_of(fault.path) in tags]
        if mine:
            raise Unfit(mine) from None


def _tag_of(where: str) -> str:
    first, bracket, rest = where.partition("[")
    return first + rest.partition("]")[2] if bracket else where
