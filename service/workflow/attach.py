"""Attach: a return that made an audit of its own is put to the audit that it belongs to, on a person's word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.errors import Fault, NotNow, Unfit
from service.lifecycle import SETTLED, Stage, Verb, after
from service.reading_json import unpacked
from service.roles import May
from service.store import actions, audits, corrections, findings, of_record, revisions
from service.store.corrections import ACTIVE, OFFERED
from service.store.rows.audits import Audit, Revision
from service.store.session import Session
from service.work import Work
from service.workflow import escalate
from service.workflow.checking import checked_return
from service.workflow.stand_on import let_stand

_NAMED = re.compile(r"(?<![A-Z0-9])AF-\d{4}-\d{6,9}-[0-9A-Z](?![A-Z0-9])", re.IGNORECASE)
OF_IDENTITY = frozenset(("identity.absent", "identity.disagrees", "identity.unknown", "identity.other_form"))
"""The codes of the problems that say that it is not known to which audit a return belongs."""


@dataclass(frozen=True, slots=True)
class Belongings:
    """The audits that a return may belong to: those that the copy names, then those of the same record number.

    `says` are the references as the copy has them, be they known or not.
    """

    says: Sequence[str]
    named: Sequence[Audit]
    alike: Sequence[Audit]

    @property
    def all(self) -> list[Audit]:
        """All of them, each once."""
        return [*self.named, *(one for one in self.alike if one.id not in {named.id for named in self.named})]


def candidates(work: Work, reference: str) -> list[Audit]:
    """The audits that a return without identity may belong to, as `belongings` has them, each once."""
    return belongings(work, reference).all


def belongings(work: Work, reference: str) -> Belongings:
    """The audits that a return without identity may belong to: offered, never applied.

    Only audits on the same form are, for a return can belong to no other. Raises NotAllowed, Unknown.
    """
    work.actor.need(May.SEE_AUDITS)
    with work.begin() as session:
        audit = work.audit(session, reference)
        work.note("candidates.seen", audit)
        if audit.sent is not None or Stage(audit.stage) is not Stage.IN_REVIEW:
            return Belongings((), (), ())
        says = _named_by(session, audit)
        kept = (audits.find(session, one) for one in says)
        named = [
            one for one in kept if one is not None and one.id != audit.id and _may_join(work, one, audit)
        ]
        found = of_record.alike(
            session,
            edition_key=audit.edition.key,
            record_id=audit.record_id,
            audit_date=audit.audit_date,
            but=audit.id,
            team=work.actor.team,
        )
        belong = Belongings(says, named, found)
        for one in belong.all:
            work.note("audit.offered", one, [{"path": "candidate for", "to": audit.reference}])
        return belong


def _named_by(session: Session, audit: Audit) -> list[str]:
    """The references that the copy of an audit names, where it names several or one that it could not be."""
    revision = revisions.current(session, audit)
    read = unpacked(revision.reading).problems if revision is not None else ()
    said = (one.said for one in read if one.code in OF_IDENTITY and one.tag is None)
    return [*dict.fromkeys(found.upper() for text in said for found in _NAMED.findall(text))]


def _may_join(work: Work, one: Audit, left: Audit) -> bool:
    return work.sees(one) and one.edition.key == left.edition.key and one.stage != Stage.WITHDRAWN


def attach(work: Work, reference: str, target: str, *, seen: int | None = None) -> None:
    """Moves the one return of an audit that was made by it to another audit, as its next revision.

    The audit it leaves is withdrawn. Where that audit is settled, or has a later return, it waits there for a
    decision. Raises NotAllowed, Unknown, Stale, Unfit for the same audit twice, NotNow
    (`not-attachable`) where the audit was sent out itself, has several returns, or is no longer in review.
    """
    work.actor.need(May.REVIEW)
    with work.begin() as session:
        names = sorted((reference.strip().upper(), target.strip().upper()))
        held = {name: work.audit(session, name) for name in dict.fromkeys(names)}
        left = work.audit(session, reference, seen=seen)
        if len(held) == 1:
            raise Unfit([Fault("reference", "This is the same audit.")])
        joined = held[target.strip().upper()]
        kept = revisions.of_audit(session, left)
        if left.sent is not None or len(kept) != 1 or Stage(left.stage) is not Stage.IN_REVIEW:
            raise NotNow(
                "not-attachable",
                "Only an audit that its one return has made, and that is in review, is attached.",
            )
        if has_work_on_it(session, left):
            raise NotNow(
                "not-attachable",
                "Corrections, urgent concerns or actions belong to this audit already. Undo the corrections and settle "
                "the rest first, so that nothing of it is left behind.",
            )
        if joined.edition.key != left.edition.key:
            raise NotNow("not-attachable", f"Audit {joined.reference} is on another form.")
        revision = kept[0]
        revision.number = revisions.next_revision(joined)
        revision.audit_id = joined.id
        revision.came_as.audit_id = joined.id
        revision.state = "proposed"
        left.stage = after(Verb.WITHDRAW, Stage(left.stage))
        left.record = None
        findings.bring_up_to_date(session, left, (), ())
        left.note = f"Its return was attached to {joined.reference}."
        left.revision = 0
        session.flush()
        if Stage(joined.stage) not in SETTLED and not revisions.came_later(session, joined, revision.came_as):
            let_stand(work, session, joined, revision)
        else:
            _tell_of_concerns(work, session, joined, revision)
        for audit in (left, joined):
            revisions.count_waiting(session, audit)
            work.touch(audit)
        work.note("return.moved_to", left, [{"path": "audit", "to": joined.reference}])
        work.note(
            "return.moved_from", joined, [{"path": "audit", "from": left.reference, "to": revision.number}]
        )


def _tell_of_concerns(work: Work, session: Session, audit: Audit, revision: Revision) -> None:
    """Records the urgent concern of a return that waits: it waits for nobody's decision."""
    form, reading = work.form(revision.edition), unpacked(revision.reading)
    name = revision.came_as.filename
    checked = checked_return(work, session, form, reading, name, audit, revision.number)
    escalate.from_return(work, session, audit, checked.record)


def has_work_on_it(session: Session, audit: Audit) -> bool:
    """Whether anything stands on an audit that would be left behind with it."""
    counts = any(one.state in (ACTIVE, OFFERED) for one in corrections.of_audit(session, audit))
    by_hand = any(one.source == "person" for one in actions.escalations(session, audit))
    return counts or by_hand or bool(actions.of_audit(session, audit)) or bool(audit.restricted)
