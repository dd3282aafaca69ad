"""What a county has after years: audits, actions and urgent concerns, put straight into the database."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert, select

from service.store.rows.actions import Action, Escalation
from service.store.rows.audits import Audit
from service.wiring import Wired
from service.workflow.people import add_team

_BATCH = 5_000
_DAYS = 2_000
"""Over so many days, until now, the audits have come in."""
_STAGES = ("sent_out", "in_review", "accepted", "filed")
_STATES = ("open", "in_progress", "verified")
_GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
_TEAMS = ("harbour", "lantern", "meadow", "orchard")


def fill_with_audits(service: Wired, number: int) -> None:
    """As many audits as a county has in years, put straight into the database: only lists look at them.

    Each has a record as long as that of the one audit that there is, and a team of its own among four.
    """
    teams = [add_team(service.work(), name.capitalize()).id for name in _TEAMS]
    with service.store.look() as session:
        ((edition, record),) = session.execute(select(Audit.edition_id, Audit.record)).all()
    now = datetime.now(UTC)
    for begin in range(0, number, _BATCH):
        rows = [
            {
                "reference": f"AF-BENCH-{at:06}-X",
                "stage": (stage := _STAGES[at % 4]),
                "version": 1,
                "edition_id": edition,
                "team_id": teams[at % 4],
                "made_at": (day := now - timedelta(days=(number - at) * _DAYS // number)),
                "changed_at": day,
                "accepted_at": day if stage in ("accepted", "filed") else None,
                "record": record,
                "revision": 1,
                "note": "",
                "restricted": [],
                "urgent": at % 997 == 0,
                "errors": at % 3,
                "warnings": at % 5,
                "waiting": 0,
                "kind": "primary",
                "record_id": f"R-{at:05}",
                "audit_date": date(2020, 1, 1) + timedelta(days=at % _DAYS),
                "auditor": f"Auditor {at % 50}",
                "auditor_key": f"auditor {at % 50}",
                "grade": _GRADES[at % 7 % 4],
                "search": f"af-bench-{at:06}-x r-{at:05} auditor {at % 50} {_TEAMS[at % 4]} case file audit",
            }
            for at in range(begin, min(begin + _BATCH, number))
        ]
        with service.store.change() as session:
            session.execute(insert(Audit), rows)


def fill_with_actions(service: Wired, number: int) -> None:
    """As many actions, three to every two audits, a third of them overdue."""
    with service.store.look() as session:
        audits = list(session.scalars(select(Audit.id)))
    now = datetime(2026, 6, 1, tzinfo=UTC)
    for begin in range(0, number, _BATCH):
        rows = [
            {
                "audit_id": audits[at % len(audits)],
                "number": 1 + at // len(audits),
                "row": at // len(audits),
                "asked": {},
                "what": f"Record the reasons for decision {at} on the file",
                "owner": f"Owner {at % 200}",
                "owner_key": f"owner {at % 200}",
                "due": date(2025, 1, 1) + timedelta(days=at % 900),
                "state": _STATES[at % 3],
                "evidence": "",
                "reason": "",
                "version": 1,
                "made_at": now,
                "changed_at": now,
            }
            for at in range(begin, min(begin + _BATCH, number))
        ]
        with service.store.change() as session:
            session.execute(insert(Action), rows)


def fill_with_escalations(service: Wired, number: int) -> None:
    """As many urgent concerns, one in twenty of which nobody has acknowledged."""
    with service.store.look() as session:
        audits = list(session.scalars(select(Audit.id).order_by(Audit.id).limit(number)))
    now = datetime(2026, 6, 1, tzinfo=UTC)
    for begin in range(0, number, _BATCH):
        rows = [
            {
                "audit_id": audits[at % len(audits)],
                "source": "return",
                "details": f"A child was seen alone at the weekend, as note {at} says",
                "told": "The duty manager",
                "told_at": "1 June 2026, 9:30am",
                "recorded_at": now,
                "recorded_by": "Bench",
                "acknowledged_at": now if at % 20 else None,
                "acknowledged_by": "Bench" if at % 20 else None,
                "note": "",
            }
            for at in range(begin, min(begin + _BATCH, number))
        ]
        with service.store.change() as session:
            session.execute(insert(Escalation), rows)
