"""Actions and urgent concerns, found one by one and listed."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, defaultload, defer

from service.store.rows.actions import Action, Escalation, owner_key
from service.store.rows.audits import Audit
from service.store.rows.forms import Edition

_BATCH = 500
_WITHOUT_RECORDS = (defaultload(Action.audit).options(defer(Audit.record), defer(Audit.sent)),)

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
    conditions = _conditions(wanted)
    total = session.scalar(select(func.count()).select_from(Action).where(*conditions)) or 0
    column = SORTS[sort]
    order = (
        Action.urgent.desc(),
        column.is_(None),
        *((column.desc(), Action.id.desc()) if descending else (column.asc(), Action.id.asc())),
    )
    # The page is found in an index that holds all it is filtered and sorted by, and only then are its rows read.
    page = select(Action.id).where(*conditions).order_by(*order).offset(skip).limit(limit).subquery()
    rows = select(Action).join(page, page.c.id == Action.id).options(*_WITHOUT_RECORDS)
    return list(session.scalars(rows.order_by(*order))), total


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
    )
    by_number = {one.id: (one, audit) for one, audit in found}
    return [by_number[number] for number in numbers], total


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    conditions += [Action.team_id == team for team in (wanted.team, wanted.of_team) if team is not None]
    if wanted.audit:
        audit = select(Audit.id).where(Audit.reference == wanted.audit.strip().upper())
        conditions.append(Action.audit_id == audit.scalar_subquery())
    if wanted.form:
        conditions.append(Action.edition_id.in_(select(Edition.id).where(Edition.key.in_(wanted.form))))
    if wanted.owned_by:
        conditions.append(Action.owner_key == owner_key(wanted.owned_by))
    if wanted.state:
        conditions.append(Action.state.in_(wanted.state))
    if wanted.owner:
        conditions.append(Action.owner_key.contains(owner_key(wanted.owner) or "", autoescape=True))
    if wanted.due_to:
        conditions.append(Action.due <= wanted.due_to)
    if wanted.late:
        conditions += [Action.due < wanted.late, Action.state.in_(("open", "in_progress"))]
    return conditions
