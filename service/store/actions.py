"""Actions and urgent concerns, found one by one and listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from service.store.rows.actions import Action, Escalation
from service.store.rows.audits import Audit

SORTS = {"due": Action.due, "changed": Action.changed_at, "made": Action.id, "owner": Action.owner}
"""What a list can be sorted by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which actions a list is to hold. None and empty ask for nothing; `team` is the actor's.

    `late` are those that are due before that day and not yet done.
    """

    team: int | None = None
    audit: str = ""
    state: Sequence[str] = ()
    owner: str = ""
    due_to: date | None = None
    late: date | None = None


def held(session: Session, number: int) -> Action | None:
    """An action, kept from others until the session ends."""
    wanted = select(Action).where(Action.id == number).with_for_update(of=Action)
    return session.scalar(wanted.execution_options(populate_existing=True))


def of_audit(session: Session, audit: Audit, *, held: bool = False) -> list[Action]:
    """The actions of an audit by their numbers; those that are no longer asked for too.

    `held` keeps them from others until the session ends.
    """
    wanted = select(Action).where(Action.audit_id == audit.id).order_by(Action.number)
    if held:
        wanted = wanted.with_for_update(of=Action).execution_options(populate_existing=True)
    return list(session.scalars(wanted))


def listed(
    session: Session,
    wanted: Wanted,
    *,
    sort: str = "due",
    descending: bool = False,
    skip: int = 0,
    limit: int = 50,
) -> tuple[list[Action], int]:
    """A page of the actions that are wanted, those of urgent audits first, and how many there are in all."""
    conditions = _conditions(wanted)
    joined = select(func.count(Action.id)).join(Audit, Action.audit_id == Audit.id)
    total = session.scalar(joined.where(*conditions)) or 0
    column = SORTS[sort]
    order = (
        column.is_(None),
        *((column.desc(), Action.id.desc()) if descending else (column.asc(), Action.id.asc())),
    )
    rows = select(Action).join(Audit, Action.audit_id == Audit.id).where(*conditions)
    return list(session.scalars(rows.order_by(Audit.urgent.desc(), *order).offset(skip).limit(limit))), total


def behind(session: Session, number: int, *, team: int | None, limit: int) -> list[Action]:
    """The actions made after the one of that number, in their order: for going through all of them."""
    wanted = select(Action).join(Audit, Action.audit_id == Audit.id).where(Action.id > number)
    chosen = wanted if team is None else wanted.where(Audit.team_id == team)
    return list(session.scalars(chosen.order_by(Action.id).limit(limit)))


def escalation(session: Session, number: int) -> Escalation | None:
    """An urgent concern."""
    return session.get(Escalation, number)


def escalations(session: Session, audit: Audit) -> list[Escalation]:
    """The urgent concerns of an audit, in the order they came."""
    return list(
        session.scalars(select(Escalation).where(Escalation.audit_id == audit.id).order_by(Escalation.id))
    )


def escalated(
    session: Session, *, team: int | None, skip: int = 0, limit: int = 50
) -> tuple[list[tuple[Escalation, Audit]], int]:
    """A page of urgent concerns with their audits, and how many there are in all.

    Those that nobody has acknowledged come first, the one that has waited the longest on top; then the others, the
    last one first.
    """
    rows = select(Escalation.id).join(Audit, Escalation.audit_id == Audit.id)
    chosen = rows if team is None else rows.where(Audit.team_id == team)
    waiting = Escalation.acknowledged_at.is_(None)
    total = session.scalar(chosen.with_only_columns(func.count(Escalation.id))) or 0
    waits = session.scalar(chosen.where(waiting).with_only_columns(func.count(Escalation.id))) or 0
    first = chosen.where(waiting).order_by(Escalation.id.asc()).offset(skip).limit(limit)
    numbers = list(session.scalars(first)) if skip < waits else []
    left = limit - len(numbers)
    if left:
        then = chosen.where(~waiting).order_by(Escalation.id.desc()).offset(max(0, skip - waits)).limit(left)
        numbers += session.scalars(then)
    found = session.execute(
        select(Escalation, Audit)
        .join(Audit, Escalation.audit_id == Audit.id)
        .where(Escalation.id.in_(numbers))
    )
    by_number = {one.id: (one, audit) for one, audit in found}
    return [by_number[number] for number in numbers], total


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.team is not None:
        conditions.append(Audit.team_id == wanted.team)
    if wanted.audit:
        conditions.append(Audit.reference == wanted.audit.strip().upper())
    if wanted.state:
        conditions.append(Action.state.in_(wanted.state))
    if wanted.owner:
        conditions.append(Action.owner.icontains(wanted.owner, autoescape=True))
    if wanted.due_to:
        conditions.append(Action.due <= wanted.due_to)
    if wanted.late:
        conditions += [Action.due < wanted.late, Action.state.in_(("open", "in_progress"))]
    return conditions
