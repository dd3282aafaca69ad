"""Which destination an audit is filed to: one that is for the record it belongs on, and no other."""

from dataclasses import dataclass

from schemas.record import get
from service.destinations import BELONGS, Destination
from service.errors import Fault, NotNow, Unfit, Unknown
from service.lifecycle import Stage
from service.roles import May
from service.store import audits
from service.store.rows.audits import Audit
from service.store.session import Session
from service.work import Work

_OF_AN_AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Belonging:
    """Where an audit belongs. `about` is the audit whose subject decides it: itself, or the one that it judges."""

    about: Audit
    subject: str
    moderated: bool

    @property
    def record_id(self) -> str:
        """The number of the record that it belongs on; empty where it is not given."""
        return str(get(self.about.record or {}, "subject.record_id") or "")


def belonging(work: Work, session: Session, audit: Audit) -> Belonging:
    """Whose record an audit belongs on. Raises NotNow where it judges an audit that is not known.

    An audit of an audit belongs where the one it judges does, and an audit of that one there too.
    """
    about = audit
    passed = {audit.id}
    while (subject := work.form(about.edition).declaration.subject) == _OF_AN_AUDIT:
        about = _first(work, session, about)
        if about.id in passed:
            raise NotNow("first-audit-unknown", f"Audit {about.reference} judges itself, by way of others.")
        passed.add(about.id)
    return Belonging(about, subject, moderated=about is not audit)


def _first(work: Work, session: Session, audit: Audit) -> Audit:
    """The audit that an audit judges. Raises NotNow where it is not known, or does not count."""
    named = audit.judges or ""
    first = audits.find(session, named)
    if first is None or not work.sees(first):
        raise NotNow(
            "first-audit-unknown",
            f"It is filed beside the audit that it judges, and audit “{named or 'none named'}” is not known here. "
            "Correct the reference of the audit that was moderated.",
        )
    if Stage(first.stage) is Stage.WITHDRAWN or first.record is None:
        raise NotNow(
            "first-audit-unknown",
            f"It is filed beside the audit that it judges, and audit {first.reference} was withdrawn, or nothing has "
            "come back of it.",
        )
    return first


def destinations_of(work: Work, reference: str) -> list[Destination]:
    """Where an audit can be filed, what it is filed to unless somebody says otherwise first.

    Raises NotAllowed, Unknown, NotNow (`first-audit-unknown`).
    """
    work.actor.need(May.FINISH)
    with work.store.look() as session:
        audit = audits.find(session, reference)
        if audit is None or not work.sees(audit):
            raise Unknown
        return _suiting(work, belonging(work, session, audit).subject)


def _suiting(work: Work, subject: str) -> list[Destination]:
    return [one for one in work.config.destinations.values() if one.record is BELONGS.get(subject)]


def destination_for(work: Work, subject: str, key: str | None) -> Destination:
    """The destination of a key, or the first that suits the subject.

    Raises NotNow (`no-destination`) where none suits, Unfit for one that is not known or does not suit.
    """
    known = work.config.destinations
    suiting = _suiting(work, subject)
    about = subject.replace("_", " ")
    if key is None:
        if not suiting:
            raise NotNow("no-destination", f"No destination is set up for audits about a {about}.")
        return suiting[0]
    if key not in known:
        raise Unfit(
            [Fault("destination", f"There is no destination “{key}”. There are: {', '.join(known)}.")]
        )
    if known[key] not in suiting:
        right = ", ".join(one.key for one in suiting) or "none that is set up"
        raise Unfit(
            [
                Fault(
                    "destination",
                    f"An audit about a {about} is never filed on this record ({known[key].title}). It belongs to: "
                    f"{right}.",
                )
            ]
        )
    return known[key]
