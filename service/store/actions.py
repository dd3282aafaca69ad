"""Actions and urgent concerns, found one by one and listed."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, defaultload

from service.store.audits import WITHOUT_RECORDS
from service.store.base import name_key
from service.store.paged import Order, looked_over, page_of
from service.store.rows.actions import Action, Escalation
from service.store.rows.audits import Audit
from service.store.rows.forms import Edition

_BATCH = 500
_WITHOUT_RECORDS = (defaultload(Action.audit).options(*WITHOUT_RECORDS),)

SORTS = {"due": Action.due, "changed": Action.changed_at, "made": Action.id, "owner": Action.owner_key}
"""What a list can be sorted by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which actions a list is to hold. None and empty ask for nothing; `team` is the actor's, `of_team` one of any.

    `owner` is looked for in the owners, `owned_by` is an owner's name as names are compared; `form` the keys of
    forms. `late` are those that are due before that day and not yet done.
    """

    team: int | None = None
    of_team: int | None = None
    owned_by: str = ""
    form: Sequence[str] = ()
    audit: str = ""
    state: Sequence[str] = ()
    owner: str = ""
    due_to: date | None = None
    late: date | None = None


def held(session: Session, number: int) -> Action | None:
    """An action, kept from others until the session ends."""
    wanted = select(Action).where(Action.id == number).with_for_update(of=Action)
    return session.scalar(wanted.execution_options(populate_existing=True))


def numbered(session: Session, numbers: Collection[int]) -> Iterator[Action]:
    """The actions of these numbers that there are."""
    wanted = sorted(numbers)
    for at in range(0, len(wanted), _BATCH):
        found = select(Action).where(Action.id.in_(wanted[at : at + _BATCH]))
        yield from session.scalars(found.options(*_WITHOUT_RECORDS))


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
    order = Order(Action.id, Action.urgent, SORTS[sort], descending)
    numbers, total = page_of(session, order, _conditions(wanted), skip=skip, limit=limit)
    found = {one.id: one for one in numbered(session, numbers)}
    return [found[number] for number in numbers if number in found], total


def behind(session: Session, number: int, *, team: int | None, limit: int) -> list[Action]:
    """The actions made after the one of that number, in their order: for going through all of them."""
    wanted = select(Action).where(Action.id > number)
    chosen = wanted if team is None else wanted.where(Action.team_id == team)
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
        .options(*WITHOUT_RECORDS)
    )
    by_number = {one.id: (one, audit) for one, audit in found}
    return [by_number[number] for number in numbers], total


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.audit:
        audit = select(Audit.id).where(Audit.reference == wanted.audit.strip().upper())
        yield Action.audit_id == audit.scalar_subquery()
    if wanted.owned_by:
        yield Action.owner_key == name_key(wanted.owned_by)
    if wanted.late:
        yield Action.due < wanted.late
        yield Action.state.in_(("open", "in_progress"))
    yield from map(looked_over, _filters(wanted))


def _filters(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    yield from (Action.team_id == team for team in (wanted.team, wanted.of_team) if team is not None)
    if wanted.form:
        yield Action.edition_id.in_(select(Edition.id).where(Edition.key.in_(wanted.form)))
    if wanted.state:
        yield Action.state.in_(wanted.state)
    if wanted.owner:
        yield Action.owner_key.contains(name_key(wanted.owner) or "", autoescape=True)
    if wanted.due_to:
        yield Action.due <= wanted.due_to
