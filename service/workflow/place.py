"""Places a reading: with the audit that it belongs to, as a new revision, or with a new audit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from service.errors import Refused
from service.lifecycle import SETTLED, Stage, Verb, after
from service.reading_json import unpacked
from service.store import audits, corrections, revisions
from service.store.rows.audits import Audit, Return, Revision
from service.store.session import Session
from service.work import Work
from service.workflow import escalate
from service.workflow.checking import checked_return
from service.workflow.difference import Difference, differences
from service.workflow.make import new_audit
from service.workflow.prepare import UNKNOWN, Ready, prepared
from service.workflow.reoffer import reoffer
from service.workflow.standing import keep_checked, settle_standing


class Outcome(StrEnum):
    """What became of a return."""

    FIRST = "first_return"  # of an audit that was sent out
    NEW_AUDIT = "new_audit"  # it belonged to none that is known
    REVISION = "new_revision"
    PROPOSED = "proposed_revision"  # the audit is accepted already: a person decides
    SAME = "same_again"  # these very bytes were received before


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one return, and whether it counts (`state`: current, proposed, superseded or declined).

    `differences` are those from the revision before it.
    """

    outcome: Outcome
    reference: str
    revision: int
    state: str
    stage: Stage
    errors: int
    warnings: int
    differences: Sequence[Difference] = ()
    record_id: str | None = None


class NotYours(Refused):
    """A return that somebody of another team sent in, and that is still being read: it stays theirs."""

    def __init__(self, message: str) -> None:
        super().__init__("not-yours", message)


def place(work: Work, session: Session, number: int, ready: Ready | None) -> Received:
    """Puts what a return says to its audit; a return that has its audit already is said to be the same again.

    Raises Refused where the return is not there any more, or its audit is not the actor's to see.
    """
    came_as = revisions.held_return(session, number)
    if came_as is None:
        raise Refused("not-kept", "The same file was refused a moment ago. Upload it again to see why.")
    if came_as.audit_id is not None or ready is None:
        return _same_again(work, session, came_as)
    if work.actor.team not in (None, came_as.team_id):
        raise NotYours(
            "This file came in before, from somebody else, and is being read. Ask an administrator."
        )
    audit, placed, new = _audit_of(work, session, came_as, ready)
    before = None if new else revisions.current(session, audit)
    took = Stage(audit.stage) not in SETTLED and not revisions.came_later(session, audit, came_as)
    if took and before is not None:
        before.state = "superseded"
    revision = Revision(
        audit_id=audit.id,
        number=revisions.next_revision(audit),
        came_as=came_as,
        edition=work.edition(session, ready.form),
        state="current" if took else "proposed",
        reading=placed.packed,
        read_at=work.now(),
    )
    session.add(revision)
    came_as.audit_id = audit.id
    outcome = _outcome(audit, before, took=took)
    found: list[Difference] = []
    if before is not None:
        older = work.form(before.edition)
        found = differences(older, unpacked(before.reading), ready.form, placed.reading)
    if took:
        take(work, session, audit, revision, before, placed, new=new)
    else:
        escalate.from_return(work, session, audit, placed.checked.record)
        revisions.count_waiting(session, audit)
    work.touch(audit)
    changes = [{"path": "revision", "from": before.number if before else None, "to": revision.number}]
    changes += [{"path": "document", "from": None, "to": came_as.sha256}]
    work.note(f"return.{outcome}", audit, changes)
    return _received(outcome, audit, revision, found)


def take(
    work: Work,
    session: Session,
    audit: Audit,
    revision: Revision,
    before: Revision | None,
    ready: Ready | None = None,
    *,
    new: bool = False,
) -> None:
    """Lets an audit stand on a revision instead of the one before: problems, corrections, concerns.

    `ready` is what the revision was placed from and checked to be, where it has just come in; `new` an audit that
    was made for it.
    """
    audit.stage = after(Verb.TAKE, Stage(audit.stage))
    audit.revision = revision.number
    audit.edition = revision.edition
    audit.returned_by = revision.came_as.person_id
    form = work.form(revision.edition)
    if ready is None:
        reading, name = unpacked(revision.reading), revision.came_as.filename
        checked = checked_return(work, session, form, reading, name, audit, revision.number)
    else:
        reading, checked = ready.reading, ready.checked
    made = [] if new else corrections.of_audit(session, audit)
    if made:
        older = (work.form(before.edition), unpacked(before.reading)) if before is not None else None
        for one in reoffer(made, older, form, reading, checked):
            change = {"path": f"corrections[{one.id}]", "to": one.state, "row": one.row}
            work.note("correction.reconsidered", audit, [change])
        settle_standing(work, session, audit)
    else:
        keep_checked(work, session, audit, revision, checked, new=new)


def _audit_of(work: Work, session: Session, came_as: Return, ready: Ready) -> tuple[Audit, Ready, bool]:
    """The audit that a return belongs to, by the reference it carries, or, as the last tells, a new one."""
    reference = ready.reading.reference
    named = audits.held(session, reference) if reference else None
    if reference and came_as.team_id is not None and (named is None or named.team_id != came_as.team_id):
        raise _not_of_the_team(reference)
    if named is None or named.edition.key != ready.form.declaration.key:
        edition = work.edition(session, ready.form)
        made = new_audit(work, session, ready.form, edition, team_id=came_as.team_id)
        return made, ready, True
    if ready.audit != named.id:  # it was made since the reading was prepared
        problems = tuple(one for one in ready.reading.problems if one.code != UNKNOWN)
        reading = replace(ready.reading, problems=problems)
        ready = prepared(work, session, ready.form, reading, came_as.filename, named)
    return named, ready, False


def _outcome(audit: Audit, before: Revision | None, *, took: bool) -> Outcome:
    if not took:
        return Outcome.PROPOSED
    if before is not None:
        return Outcome.REVISION
    return Outcome.FIRST if audit.sent is not None else Outcome.NEW_AUDIT


def _same_again(work: Work, session: Session, came_as: Return) -> Received:
    audit = session.get_one(Audit, came_as.audit_id)
    if not work.sees(audit):
        raise Refused(
            "unknown-audit",
            "The form belongs to an audit that is not among those of your team. Give it to an administrator.",
        )
    revision = revisions.of_return(session, came_as)
    assert revision is not None, "a return that has an audit was read"
    return _received(Outcome.SAME, audit, revision)


def _received(
    outcome: Outcome, audit: Audit, revision: Revision, found: Sequence[Difference] = ()
) -> Received:
    stage = Stage(audit.stage)
    return Received(
        outcome,
        audit.reference,
        revision.number,
        revision.state,
        stage,
        audit.errors,
        audit.warnings,
        found,
        audit.record_id,
    )


def _not_of_the_team(reference: str) -> Refused:
    """Said in the same words whether there is no such audit or it is another team's."""
    return Refused(
        "unknown-audit",
        f"The form belongs to audit {reference}, which is not among the audits of your team. "
        "Give it to an administrator.",
    )
