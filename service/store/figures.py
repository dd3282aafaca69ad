"""What is counted over many audits at once, for the first page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from service.store.paged import looked_over
from service.store.rows.audits import Audit


@dataclass(frozen=True, slots=True)
class Stages:
    """How many audits are at each stage, and how many of those in review have errors, or a return that waits."""

    at: dict[str, int]
    with_errors: int
    waiting: int
    urgent: int


def stages(session: Session, team: int | None) -> Stages:
    """The audits that a team has, or all, by their stage."""
    rows = session.execute(
        select(
            Audit.stage,
            func.count(Audit.id),
            func.sum(case((Audit.errors > 0, 1), else_=0)),
            func.sum(case((Audit.waiting > 0, 1), else_=0)),
            func.sum(case((Audit.urgent.is_(True), 1), else_=0)),
        )
        .where(*_of(team))
        .group_by(Audit.stage)
    ).all()
    return Stages(
        {stage: count for stage, count, *_ in rows},
        sum(errors for stage, _, errors, *_ in rows if stage == "in_review"),
        sum(waiting for _, _, _, waiting, _ in rows),
        sum(urgent for *_, urgent in rows),
    )


def made_and_accepted(session: Session, team: int | None, since: datetime) -> tuple[int, int]:
    """How many audits were begun, and how many accepted, since a moment; not those that were withdrawn."""
    counts = looked_over(Audit.stage != "withdrawn")
    made = select(func.count(Audit.id)).where(Audit.made_at >= since, counts, *_of(team))
    accepted = select(func.count(Audit.id)).where(Audit.accepted_at >= since, counts, *_of(team))
    return session.scalar(made) or 0, session.scalar(accepted) or 0


def grades(
    session: Session, team: int | None, stages: Collection[str], since: datetime
) -> dict[int, dict[str | None, int]]:
    """How many of the audits at these stages, accepted since a moment, have each overall grade; None for none.

    They are told by the number of their edition: the same grade on another form may be another one.
    """
    # Counted here: grouped by the database, SQLite would go through all audits edition by edition instead.
    rows = session.execute(
        select(Audit.edition_id, Audit.grade).where(
            looked_over(Audit.stage.in_(stages)), Audit.accepted_at >= since, *_of(team)
        )
    )
    found: dict[int, dict[str | None, int]] = {}
    for edition, grade in rows:
        counts = found.setdefault(edition, {})
        counts[grade] = counts.get(grade, 0) + 1
    return found


def _of(team: int | None) -> list[ColumnElement[bool]]:
    return [] if team is None else [looked_over(Audit.team_id == team)]
