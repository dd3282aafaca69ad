"""File: the finished document is put where the case record wants it, verified, and a receipt is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.destinations import Destination
from service.errors import NotNow, Unknown
from service.filing.place import FilingFailed, Place, Taken
from service.lifecycle import Stage, Verb, after
from service.roles import May
from service.store import documents, outcomes
from service.store.rows.outcomes import Filing
from service.work import Work
from service.workflow.destination import belonging, destination_for
from service.workflow.new_filing import names_for, new_filing
from service.workflow.settle_filing import is_latest, note_filed, settle_begun


@dataclass(frozen=True, slots=True)
class _Pack:
    """A filing that has begun: its number, the names that it can have in their order, and its files.

    One that was filed before has one name: what stands under it is what was filed, or was changed.
    """

    number: int
    names: Sequence[str]
    files: Mapping[str, bytes]


def file(work: Work, reference: str, destination: str | None = None, *, seen: int | None = None) -> Filing:
    """Files the latest finished document, and gives the filing with its receipt; a second time nothing is new.

    `destination` is the key of one; else it is the first that the form's subject belongs to. What a crash left
    half done is done by filing again. Raises NotAllowed, Unknown, Stale, Unfit for a destination that does not
    suit, NotNow (`wrong-stage`, `no-destination`, `case-unknown`, `first-audit-unknown`, `filing-failed`,
    `filing-changed`, `filing-outdated`).
    """
    work.actor.need(May.FINISH)
    settle_begun(work, reference, but_the_latest=True)
    pack, chosen = _begin(work, reference, destination, seen)
    try:
        name = _put(Place(chosen.url, chosen.options), pack)
    except FilingFailed as failed:
        raise NotNow(
            "filing-failed",
            f"“{chosen.title}” could not be filed to: {failed}. Nothing half-written counts. File again once the "
            "place is there.",
        ) from None
    filing, outdated = _end(work, reference, pack.number, name)
    if outdated:
        raise NotNow(
            "filing-outdated",
            f"The audit was changed while it was being filed. What stands at {name} is as it was before: take it out "
            "there, finish the audit and file it again.",
        )
    return filing


def _begin(work: Work, reference: str, key: str | None, seen: int | None) -> tuple[_Pack, Destination]:
    """Keeps all that the filing will hold before any of it is written, so that it can always be done again."""
    with work.begin(more=True) as session:
        audit = work.audit(session, reference, seen=seen)
        after(Verb.FILE, Stage(audit.stage))
        made = outcomes.latest(session, audit)
        if made is None:
            raise NotNow("wrong-stage", "There is no finished document to be filed. Finish the audit first.")
        belongs = belonging(work, session, audit)
        chosen = destination_for(work, belongs.subject, key)
        filing = outcomes.filing_of(session, made, chosen.key)
        if filing is None:
            filing = new_filing(work, session, audit, made, chosen, belongs)
        if filing.state == outcomes.ABANDONED:
            filing.state = outcomes.BEGUN
        names = [filing.name] if filing.state == outcomes.FILED else names_for(session, filing, audit)
        kept = {name: documents.content(session, sha256) for name, sha256 in filing.files.items()}
        return _Pack(filing.id, names, kept), chosen


def _put(place: Place, pack: _Pack) -> str:
    """Writes the files under the first of their names that no other contents have, and gives that.

    Raises FilingFailed, and NotNow (`filing-changed`) where what was filed has been changed at the place.
    """
    for name in pack.names:
        try:
            place.put(name, pack.files)
        except Taken as taken:
            if len(pack.names) == 1:
                raise NotNow("filing-changed", _said_of_change(name, taken)) from None
            continue
        return name
    raise FilingFailed(f"{', '.join(pack.names)} are there with other contents")


def _said_of_change(name: str, taken: Taken) -> str:
    found = [f"{', '.join(taken.lacking)} taken away"] if taken.lacking else []
    found += [f"{', '.join(taken.differing)} changed"] if taken.differing else []
    return (
        f"{name} was filed, and is not as it was: {' and '.join(found)} there since. The receipt tells what was "
        "filed. Nothing was written over: put the folder back as it was or move it away, then file again."
    )


def _end(work: Work, reference: str, number: int, name: str) -> tuple[Filing, bool]:
    """Notes that it is filed, and says whether the audit has moved on since it began."""
    with work.begin() as session:
        audit = work.audit(session, reference)
        filing = outcomes.filing(session, number)
        if filing is None:
            raise Unknown
        note_filed(work, session, audit, filing, name)
        return filing, not is_latest(session, audit, filing)
