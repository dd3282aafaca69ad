"""Detach: a return that came to the wrong audit is taken out again, into an audit of its own."""

from service.errors import NotNow, Unknown
from service.lifecycle import SETTLED, Stage
from service.roles import May
from service.store import findings, revisions
from service.store.rows.audits import Audit
from service.store.session import Session
from service.work import Work
from service.workflow.attach import has_work_on_it
from service.workflow.make import new_audit
from service.workflow.place import take
from service.workflow.words import decided, must_say


def detach(work: Work, reference: str, number: int, reason: str, *, seen: int | None = None) -> str:
    """Takes a return out of an audit, and gives the reference of the audit that is made of it.

    From there it can be attached where it belongs. The audit that it leaves has to stand on another return first,
    unless this was its only one: then it waits for its return again, as it was sent out. Raises NotAllowed,
    Unknown, Stale, Unfit without a reason, NotNow (`not-detachable`).
    """
    work.actor.need(May.DECIDE)
    why = must_say(reason, "Say why it does not belong here.")
    with work.begin() as session:
        audit = work.audit(session, reference, seen=seen)
        revision = revisions.numbered(session, audit, number)
        if revision is None:
            raise Unknown
        stood_on = revision.state == "current"
        if stood_on:
            _must_be_free(session, audit)
        made = new_audit(work, session, work.form(revision.edition), revision.edition, team_id=audit.team_id)
        revision.audit_id = revision.came_as.audit_id = made.id
        revision.number = revisions.next_revision(made)
        revision.state = "current"
        session.flush()
        take(work, session, made, revision, None)
        if stood_on:
            _wait_again(session, audit)
        revisions.count_waiting(session, audit)
        for one in (audit, made):
            work.touch(one)
        change = {"path": f"revisions[{number}]", "to": made.reference}
        decided(work, session, audit, "return.moved_to", why, change)
        work.note("return.moved_from", made, [{"path": "audit", "from": audit.reference, "to": 1}])
        return made.reference


def _must_be_free(session: Session, audit: Audit) -> None:
    """Raises NotNow where an audit cannot do without the return that it stands on."""
    others = [one for one in revisions.of_audit(session, audit) if one.state != "current"]
    if others:
        raise NotNow(
            "not-detachable",
            "The audit stands on this return. Let it stand on another of its returns first: "
            f"{', '.join(str(one.number) for one in others)}.",
        )
    if audit.sent is None:
        raise NotNow("not-detachable", "The audit was made by this return. Attach it where it belongs.")
    if Stage(audit.stage) in SETTLED:
        raise NotNow("not-detachable", "The audit is settled on this return. Reopen it first.")
    if has_work_on_it(session, audit):
        raise NotNow(
            "not-detachable",
            "Corrections, urgent concerns or actions belong to this audit already. Undo the corrections and settle "
            "the rest first, so that nothing of it is left behind.",
        )


def _wait_again(session: Session, audit: Audit) -> None:
    """Lets an audit wait for its return, as it was sent out."""
    audit.stage = Stage.SENT_OUT
    audit.revision = 0
    audit.record = audit.grade = audit.returned_by = None
    if audit.sent_edition is not None:
        audit.edition = audit.sent_edition
    findings.bring_up_to_date(session, audit, (), ())
