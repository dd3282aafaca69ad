"""Reads the trail, and verifies that nothing in it was changed, taken out or cut off."""

import json
from dataclasses import dataclass

from service.errors import Unknown
from service.roles import May
from service.store import documents, outcomes, trail
from service.store.rows.trail import Entry
from service.store.session import Session
from service.work import Work


@dataclass(frozen=True, slots=True)
class Verified:
    """How many entries the trail has, the digest of the last, and the first broken link if there is one."""

    entries: int
    head: str
    broken: trail.Broken | None


def read_trail(work: Work, *, after: int = 0, limit: int = 200) -> list[Entry]:
    """Entries behind a number. Raises NotAllowed."""
    work.actor.need(May.SEE_TRAIL)
    with work.begin() as session:
        found = trail.page(session, after=after, limit=limit)
        work.note_of("trail.seen", "trail", "trail", [{"path": "after", "to": after}])
        return found


def search_trail(
    work: Work, wanted: trail.Sought, *, before: int | None = None, after: int | None = None, limit: int = 50
) -> list[Entry]:
    """The newest entries that are looked for, the last one first. Raises NotAllowed."""
    work.actor.need(May.SEE_TRAIL)
    with work.begin() as session:
        found = trail.sought(session, wanted, before=before, after=after, limit=limit)
        said = {"about": wanted.about, "which": wanted.which, "person": wanted.person, "before": before}
        work.note_of("trail.seen", "trail", "trail", [{"path": p, "to": to} for p, to in said.items() if to])
        return found


def verify_trail(work: Work, noted: str | None = None) -> Verified:
    """Goes through the whole chain, and holds it against what the filings noted of it.

    `noted` is a digest that the last entry once had, kept elsewhere: a trail that was cut off lacks it. Raises
    NotAllowed.
    """
    work.actor.need(May.SEE_TRAIL)
    with work.store.look() as session:
        entries, head = trail.head(session)
        broken = trail.verify(session) or _against_filings(session)
        if broken is None and noted and not trail.has_digest(session, noted):
            broken = trail.Broken(
                entries, f"no entry has the digest {noted}: the trail was cut off behind it or before"
            )
        return Verified(entries, head, broken)


def _against_filings(session: Session) -> trail.Broken | None:
    """The first entry that a manifest noted and that is no longer there so: a trail that was cut off and went on."""
    for sha256 in outcomes.manifests(session):
        try:
            noted = json.loads(documents.content(session, sha256))["trail_head"]
        except (documents.Damaged, Unknown):
            return trail.Broken(0, f"the manifest of a filing, {sha256}, is damaged or gone")
        if noted["number"] and not trail.holds(session, noted["number"], noted["sha256"]):
            return trail.Broken(
                noted["number"], f"entry {noted['number']} is not the one that a filing noted"
            )
    return None
