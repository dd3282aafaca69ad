"""Accept: the record stands, and its actions begin their life."""

from schemas.record import path
from service.errors import Fault, NotNow, Unfit
from service.lifecycle import Stage, Verb, after
from service.roles import May
from service.store import findings
from service.store.corrections import OFFERED
from service.store.rows.audits import Audit
from service.store.session import Session
from service.word.fill import fill
from service.work import Work
from service.workflow.raise_actions import raise_actions
from service.workflow.standing import Standing, settle_standing

SAME_PERSON = "You uploaded this return. Somebody else has to accept the audit."


def is_of_uploader(work: Work, audit: Audit) -> bool:
    """Whether the actor may not accept an audit because they uploaded its return, where the setting wants another."""
    uploader = audit.returned_by
    return work.config.other_acceptor and uploader is not None and uploader == work.actor.person


def accept(work: Work, reference: str, *, seen: int | None = None) -> None:
    """Accepts an audit as it stands. Warnings that are still open stay on it and are counted in the trail.

    Raises NotAllowed, Unknown, Stale, NotNow: `wrong-stage`, `errors-open`, `revision-waiting`,
    `corrections-offered`, and `same-person` where the setting wants another acceptor than the uploader.
    """
    work.actor.need(May.ACCEPT)
    with work.begin() as session:
        audit = work.audit(session, reference, seen=seen)
        stage = after(Verb.ACCEPT, Stage(audit.stage))
        standing = settle_standing(work, session, audit)
        _nothing_stands_against(work, session, audit)
        if audit.waiting:
            raise NotNow(
                "revision-waiting",
                "Another return of this audit waits for a decision. Take it or decline it, and then accept.",
            )
        if any(one.state == OFFERED for one in standing.corrections):
            raise NotNow(
                "corrections-offered",
                "A later return says something else where corrections were made. Take each of them up, or drop it.",
                [Fault(one.tag, "offered again") for one in standing.corrections if one.state == OFFERED],
            )
        _must_be_printable(standing)
        audit.stage = stage
        audit.accepted_by, audit.accepted_at = work.actor.name, work.now()
        raise_actions(work, session, audit, standing.form, standing.checked.record)
        work.touch(audit)
        work.note("audit.accepted", audit, [{"path": "warnings", "to": audit.warnings}])


def _must_be_printable(standing: Standing) -> None:
    """Raises NotNow where the form composed for this case has no place for an answer: now, and not at the end."""
    try:
        fill(standing.form, standing.checked.record, final=True)
    except Unfit as unfit:
        raise NotNow(
            "not-printable",
            "The form for this case has no place for all answers. Correct what decides which parts it has, or the "
            "answers that have no place.",
            unfit.faults,
        ) from None


def _nothing_stands_against(work: Work, session: Session, audit: Audit) -> None:
    if audit.errors:
        raise NotNow(
            "errors-open",
            f"{audit.errors} error{'s stand' if audit.errors > 1 else ' stands'} open. Correct the answers, or "
            "send the audit back.",
            [
                Fault(path(one.tag, one.row) if one.tag else "document", one.message)
                for one in findings.of_audit(session, audit)
                if one.state == findings.OPEN and one.level == "error"
            ],
        )
    if is_of_uploader(work, audit):
        raise NotNow("same-person", SAME_PERSON)
