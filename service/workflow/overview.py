"""What waits for somebody, and how the month stands: the figures of the first page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from service.lifecycle import Stage
from service.roles import May
from service.store import actions, audits, figures
from service.store.rows.actions import Action
from service.store.rows.audits import Audit
from service.store.session import Session
from service.work import Work
from service.workflow.shown import reads_text

ACCEPTED = (Stage.ACCEPTED, Stage.FINISHED, Stage.FILED, Stage.NOT_FILED)
_FIRST = 5


@dataclass(frozen=True, slots=True)
class Overview:
    """The actor's own view: of a team's audits for who belongs to one, of all for others.

    `grades` counts the overall grades of the audits accepted this month by code, "" for none; `urgent`,
    `to_review`, `late` and `mine` hold the first few. `mine` are the overdue actions that have the actor's name as
    their owner's; none for who reads no names.
    """

    stages: figures.Stages
    urgent: Sequence[Audit]
    to_review: Sequence[Audit]
    late: Sequence[Action]
    late_in_all: int
    mine: Sequence[Action]
    mine_in_all: int
    month: str
    made: int
    accepted: int
    grades: dict[str, int]


def overview(work: Work) -> Overview:
    """The figures as they stand now. Raises NotAllowed."""
    work.actor.need(May.SEE_AUDITS)
    team, today = work.actor.team, work.today()
    since = datetime.combine(today.replace(day=1), time.min, work.config.zone)
    with work.begin() as session:
        counted = figures.stages(session, team)
        urgent = audits.urgent(session, team, _FIRST)
        to_review = audits.first(session, Stage.IN_REVIEW, team, _FIRST)
        late, late_in_all = actions.listed(session, actions.Wanted(team=team, late=today), limit=_FIRST)
        mine, mine_in_all = _mine(work, session) if reads_text(work.actor, work.config) else ([], 0)
        made, accepted = figures.made_and_accepted(session, team, since)
        grades = figures.grades(session, team, ACCEPTED, since)
        shown = [*urgent, *to_review, *(one.audit for one in (*late, *mine))]
        if shown:
            seen = [{"path": reference} for reference in sorted({one.reference for one in shown})]
            work.note_of("audits.listed", "list", "audits", seen)
    return Overview(
        counted,
        urgent,
        to_review,
        late,
        late_in_all,
        mine,
        mine_in_all,
        f"{today:%B %Y}",
        made,
        accepted,
        {grade or "": count for grade, count in grades.items()},
    )


def _mine(work: Work, session: Session) -> tuple[list[Action], int]:
    """The first overdue actions of who asks, and how many there are."""
    wanted = actions.Wanted(team=work.actor.team, owned_by=work.actor.name, late=work.today())
    return actions.listed(session, wanted, limit=_FIRST)
