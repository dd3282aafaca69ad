"""Settle filings: what a crash cut off is looked for at its place, and noted as filed or given up."""

import contextlib

from service.filing.place import FilingFailed, Place
from service.lifecycle import Stage, Verb, after
from service.store import audits, outcomes
from service.store.rows.audits import Audit
from service.store.rows.outcomes import Filing
from service.store.session import Session
from service.work import Work
from service.workflow.new_filing import MANIFEST, names_for


def settle_begun(work: Work, reference: str, *, but_the_latest: bool = False) -> None:
    """Settles the filings of an audit that were begun and never ended, before something else is decided about it.

    One that stands at its place whole is filed, whatever came after: the person who decides has to know. One that
    does not is given up. Where the place cannot be reached it stays as it is. `but_the_latest` leaves that of the
    finished document that counts, which is being filed.
    """
    with work.store.look() as session:
        audit = audits.find(session, reference)
        if audit is None or not work.sees(audit):
            return
        latest = outcomes.latest(session, audit)
        left = [
            (one, names_for(session, one, audit))
            for one in outcomes.filings(session, audit)
            if one.state == outcomes.BEGUN
            and not (but_the_latest and latest is not None and one.finished_id == latest.id)
        ]
    for filing, names in left:
        chosen = work.config.destinations.get(filing.destination)
        if chosen is None:
            continue
        with contextlib.suppress(FilingFailed):
            place = Place(chosen.url, chosen.options)
            place.make_ready()  # what is not found at a place that is away may stand there all the same
            found = next((name for name in names if _stands(place, name, filing)), None)
            _settle(work, reference, filing.id, found)


def note_filed(work: Work, session: Session, audit: Audit, filing: Filing, name: str) -> None:
    """Notes that a filing stands at its place; again it changes nothing."""
    if filing.state == outcomes.FILED:
        return
    filing.state, filing.name = outcomes.FILED, name
    filing.filed_at = work.now()
    filing.filed_by = work.actor.name
    if is_latest(session, audit, filing):
        audit.stage = after(Verb.FILE, Stage(audit.stage))
    work.touch(audit)
    change = {"path": "filing", "destination": filing.destination, "to": filing.files[MANIFEST]}
    work.note("audit.filed", audit, [change])
    session.flush()


def is_latest(session: Session, audit: Audit, filing: Filing) -> bool:
    """Whether a filing is of the document that counts."""
    made = outcomes.latest(session, audit)
    done = Stage(audit.stage) in (Stage.FINISHED, Stage.FILED)
    return done and made is not None and made.id == filing.finished_id


def _stands(place: Place, name: str, filing: Filing) -> bool:
    held = place.held(name)
    return held is not None and filing.files.items() <= held.items()


def _settle(work: Work, reference: str, number: int, found: str | None) -> None:
    with work.begin(more=True) as session:
        audit = work.audit(session, reference)
        filing = outcomes.filing(session, number)
        if filing is None or filing.state != outcomes.BEGUN:
            return
        if found is not None:
            note_filed(work, session, audit, filing, found)
            return
        filing.state = outcomes.ABANDONED
        work.touch(audit)
        work.note("filing.abandoned", audit, [{"path": "filing", "destination": filing.destination}])
