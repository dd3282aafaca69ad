"""Receive: a return is kept before it is read, then read, checked and put to its audit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePath

from service.errors import Refused
from service.lifecycle import SETTLED, Stage, Verb, after
from service.problem import problem
from service.reading import Reading
from service.reading_json import reading_json, reading_of
from service.roles import May
from service.store import audits, documents, revisions
from service.store.rows.audits import Audit, Return, Revision
from service.store.session import Session
from service.word.form import Form
from service.word.package import open_package
from service.word.read import read
from service.work import Work
from service.workflow import escalate
from service.workflow.difference import Difference, differences
from service.workflow.make import new_audit
from service.workflow.reoffer import reoffer
from service.workflow.standing import settle_standing


class Outcome(StrEnum):
    """What became of a return."""

    FIRST = "first_return"  # of an audit that was sent out
    NEW_AUDIT = "new_audit"  # it belonged to none that is known
    REVISION = "new_revision"
    PROPOSED = "proposed_revision"  # the audit is accepted already: a person decides
    SAME = "same_again"  # these very bytes were received before


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one return; `differences` are those from the revision before it."""

    outcome: Outcome
    reference: str
    revision: int
    stage: Stage
    errors: int
    warnings: int
    differences: Sequence[Difference] = ()


def receive(work: Work, content: bytes, filename: str, form: Form | None = None) -> Received:
    """Keeps a return, reads it and puts it to its audit; `form` is the one that the uploader says it is.

    Raises Refused where the bytes are no completed copy of a known form, or of an audit that is not the
    actor's to see; nothing of it is kept then.
    """
    work.actor.need(May.UPLOAD)
    came_as = keep(work, content, filename, form)
    return settle(work, came_as.id, content)


def keep(work: Work, content: bytes, filename: str, form: Form | None = None) -> Return:
    """Keeps a return byte for byte, so that it is there whatever happens while it is read.

    Raises Refused for what is no Word document at all: that is never kept.
    """
    open_package(content)
    named = (form.declaration.key, form.declaration.edition) if form else None
    with work.begin() as session:
        came_as = revisions.keep_return(session, content, _bare(filename), work.actor, work.now(), named)
        if came_as.audit_id is None:
            work.note_of("return.kept", "document", came_as.sha256)
        return came_as


def settle(work: Work, number: int, content: bytes) -> Received:
    """Reads a return that is kept, and puts it to its audit; a second time it says what the first one did.

    Raises Refused as `receive` does.
    """
    with work.store.look() as session:
        came_as = session.get_one(Return, number)
        named = work.catalogue.find(came_as.form_key, came_as.form_edition) if came_as.form_key else None
    try:
        reading = read(content, work.catalogue.forms, named) if came_as.audit_id is None else None
        with work.begin() as session:
            return _put(work, session, number, reading)
    except Refused as refused:
        _forget(work, number, refused)
        raise


def settle_unread(work: Work) -> int:
    """Reads what a crash left unread, and says how many returns that were."""
    with work.store.look() as session:
        left = [(one.id, documents.content(session, one.sha256)) for one in revisions.unread(session)]
    for number, content in left:
        try:
            settle(work, number, content)
        except Refused:
            continue  # it was noted in the trail, and there is nobody here to tell
    return len(left)


def _put(work: Work, session: Session, number: int, reading: Reading | None) -> Received:
    came_as = revisions.held_return(session, number)
    if came_as is None:
        raise Refused("not-kept", "The same file was refused a moment ago. Upload it again to see why.")
    if came_as.audit_id is not None or reading is None:
        return _same_again(work, session, came_as)
    form = work.catalogue.find(reading.form.key, reading.form.edition)
    assert form is not None, "a copy is read as one of the forms of the catalogue"
    audit, reading = _audit_of(work, session, came_as, reading, form)
    before = revisions.current(session, audit)
    took = Stage(audit.stage) not in SETTLED
    revision = _new_revision(work, session, audit, came_as, reading)
    came_as.audit_id = audit.id
    outcome = _outcome(audit, before, took=took)
    found: list[Difference] = []
    if before is not None:
        found = differences(form, reading_of(before.reading), reading)
    if took:
        if before is not None:
            before.state = "superseded"
        revision.state = "current"
        session.flush()
        take(work, session, audit, revision)
    work.touch(audit)
    changes = [{"path": "revision", "from": before.number if before else None, "to": revision.number}]
    changes += [{"path": "document", "from": None, "to": came_as.sha256}]
    work.note(f"return.{outcome}", audit, changes)
    return Received(
        outcome, audit.reference, revision.number, Stage(audit.stage), audit.errors, audit.warnings, found
    )


def take(work: Work, session: Session, audit: Audit, revision: Revision) -> None:
    """Lets an audit stand on a revision, which is its current one: problems, corrections, concerns."""
    audit.stage = after(Verb.TAKE, Stage(audit.stage))
    audit.revision = revision.number
    audit.edition_id = revision.edition_id
    session.refresh(audit, ["edition"])
    audit.returned_by = revision.came_as.person_id
    reoffer(work, session, audit, revision)
    standing = settle_standing(work, session, audit)
    escalate.from_return(work, session, audit, standing)


def _audit_of(
    work: Work, session: Session, came_as: Return, reading: Reading, form: Form
) -> tuple[Audit, Reading]:
    """The audit that a return belongs to, by the reference it carries, or a new one if it carries none."""
    audit = audits.held(session, reading.reference) if reading.reference else None
    if audit is not None and came_as.team_id in (None, audit.team_id):
        return audit, reading
    if reading.reference and came_as.team_id is not None:
        raise _not_of_the_team(reading.reference)
    if reading.reference:
        stranger = problem(
            "identity.unknown",
            f"The copy says that it belongs to audit {reading.reference}, which is not known here. It was taken "
            "as a new audit. If it belongs to a known one, attach it there.",
            said=reading.reference,
        )
        reading = replace(reading, problems=(*reading.problems, stranger))
    edition = work.edition(session, form)
    return new_audit(work, session, form, edition, team_id=came_as.team_id), reading


def _new_revision(work: Work, session: Session, audit: Audit, came_as: Return, reading: Reading) -> Revision:
    form = work.catalogue.find(reading.form.key, reading.form.edition)
    assert form is not None
    revision = Revision(
        audit_id=audit.id,
        number=revisions.next_revision(session, audit),
        return_id=came_as.id,
        edition_id=work.edition(session, form).id,
        state="proposed",
        reading=reading_json(reading),
        read_at=work.now(),
    )
    session.add(revision)
    session.flush()
    return revision


def _outcome(audit: Audit, before: Revision | None, *, took: bool) -> Outcome:
    if not took:
        return Outcome.PROPOSED
    if before is not None:
        return Outcome.REVISION
    return Outcome.FIRST if audit.sent is not None else Outcome.NEW_AUDIT


def _same_again(work: Work, session: Session, came_as: Return) -> Received:
    audit = session.get_one(Audit, came_as.audit_id)
    if not work.sees(audit):
        raise _not_of_the_team(audit.reference)
    revision = revisions.of_return(session, came_as)
    assert revision is not None, "a return that has an audit was read"
    return Received(
        Outcome.SAME,
        audit.reference,
        revision.number,
        Stage(audit.stage),
        audit.errors,
        audit.warnings,
    )


def _not_of_the_team(reference: str) -> Refused:
    """Said in the same words whether there is no such audit or it is another team's."""
    return Refused(
        "unknown-audit",
        f"The form belongs to audit {reference}, which is not among the audits of your team. "
        "Give it to an administrator.",
    )


def _forget(work: Work, number: int, refused: Refused) -> None:
    """Takes a return away that was refused once it was kept. What stays is that it was refused, and why."""
    with work.begin() as session:
        came_as = revisions.held_return(session, number)
        if came_as is not None and came_as.audit_id is None:
            work.note_of("return.refused", "document", came_as.sha256, [{"path": "code", "to": refused.code}])
            revisions.drop_return(session, came_as)


def _bare(filename: str) -> str:
    """The name of a file without its folders, of whatever system it came from."""
    return PurePath(filename.replace("\\", "/")).name.strip() or "return.docx"
