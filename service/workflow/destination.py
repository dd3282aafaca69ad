"""Which destination an audit is filed to: one that is for the record it belongs on, and no other."""

from dataclasses import dataclass

from service.destinations import BELONGS, Destination
from service.errors import Fault, NotNow, Unfit
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


def belonging(work: Work, session: Session, audit: Audit) -> Belonging:
    """Whose record an audit belongs on. Raises NotNow where it judges an audit that is not known."""
    subject = work.form(audit.edition).declaration.subject
    if subject != _OF_AN_AUDIT:
        return Belonging(audit, subject, moderated=False)
    first = audits.find(session, audit.judges or "")
    if first is None or not work.sees(first):
        raise NotNow(
            "first-audit-unknown",
            f"It is filed beside the audit that it judges, and audit “{audit.judges or 'none named'}” is not known "
            "here. Correct the reference of the audit that was moderated.",
        )
    return Belonging(first, work.form(first.edition).declaration.subject, moderated=True)


def destination_for(work: Work, subject: str, key: str | None) -> Destination:
    """The destination of a key, or the first that suits the subject.

    Raises NotNow (`no-destination`) where none suits, Unfit for one that is not known or does not suit.
    """
    known = work.config.destinations
    suiting = [one for one in known.values() if one.record is BELONGS.get(subject)]
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
