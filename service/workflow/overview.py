"""What waits for somebody, and how the month stands: the figures of the first page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from service.lifecycle import ActionState, Stage
from service.roles import Actor, May, Role
from service.store import actions, audits, figures
from service.store.rows.actions import Action
from service.store.rows.audits import Audit
from service.store.session import Session
from service.work import Work
from service.workflow import grading
from service.workflow.shown import reads_text

ACCEPTED = (Stage.ACCEPTED, Stage.FINISHED, Stage.FILED, Stage.NOT_FILED)
_FIRST = 5
_TO_DO = (ActionState.OPEN, ActionState.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class Parts:
    """What of the first page is for the actor: what the actor's roles let them do something about.

    `reviews` are audits to review, finish and file, `completes` forms that are with the auditors, `follows` the actions
    that others are to do. Who can do nothing about any of it sees how things stand, in figures alone.
    """

    reviews: bool
    completes: bool
    follows: bool

    @property
    def figures_alone(self) -> bool:
        """Whether there is nothing that the actor can do something about."""
        return not (self.reviews or self.completes or self.follows)


@dataclass(frozen=True, slots=True)
class Graded:
    """How many audits have each grade of one scale, by its name; `title` is the scale's."""

    title: str
    counts: list[tuple[str, int]]

    @property
    def total(self) -> int:
        """How many audits these are."""
        return sum(number for _, number in self.counts)


@dataclass(frozen=True, slots=True)
class Overview:
    """The actor's own view: of a team's audits for who belongs to one, of all for others.

    `urgent`, `to_review`, `sent_back`, `sent_out`, `late` and `mine` hold the first few, of what is for the actor.
    `mine` are the overdue actions that have the actor's name as their owner's; none for who reads no names.
    `to_do` counts the actions that are not done yet, for who follows them. `grades` tells of the audits accepted this
    month, scale by scale; `ungraded` are those whose form asks for no overall grade, `moderations` those that judge
    another audit, and give the same case no second grade.
    """

    parts: Parts
    stages: figures.Stages
    urgent: Sequence[Audit]
    to_review: Sequence[Audit]
    sent_back: Sequence[Audit]
    sent_out: Sequence[Audit]
    late: Sequence[Action]
    late_in_all: int
    to_do: int
    mine: Sequence[Action]
    mine_in_all: int
    month: str
    made: int
    accepted: int
    grades: Sequence[Graded]
    ungraded: int
    moderations: int


def parts_of(actor: Actor) -> Parts:
    """What of the first page is for somebody."""
    reviews = actor.may(May.REVIEW)
    return Parts(
        reviews,
        not reviews and Role.AUDITOR in actor.roles,
        not reviews and actor.may(May.CHANGE_ACTIONS),
    )


def overview(work: Work) -> Overview:
    """The figures as they stand now. Raises NotAllowed."""
    work.actor.need(May.SEE_AUDITS)
    team, today, parts = work.actor.team, work.today(), parts_of(work.actor)
    since = datetime.combine(today.replace(day=1), time.min, work.config.zone)
    with work.begin() as session:
        counted = figures.stages(session, team)

        def first(stage: Stage, *, wanted: bool) -> list[Audit]:
            return audits.first(session, stage, team, _FIRST) if wanted else []

        urgent = [] if parts.figures_alone else audits.urgent(session, team, _FIRST)
        to_review = first(Stage.IN_REVIEW, wanted=parts.reviews)
        sent_back = first(Stage.SENT_BACK, wanted=parts.completes)
        sent_out = first(Stage.SENT_OUT, wanted=parts.completes)
        late, late_in_all = actions.listed(session, actions.Wanted(team=team, late=today), limit=_FIRST)
        late = late if parts.reviews or parts.follows else []
        asked = actions.Wanted(team=team, state=_TO_DO)
        _, to_do = actions.listed(session, asked, limit=0) if parts.follows else ([], 0)
        mine, mine_in_all = _mine(work, session) if reads_text(work.actor, work.config) else ([], 0)
        made, accepted = figures.made_and_accepted(session, team, since)
        grades, ungraded, moderations = _graded(work, session, figures.grades(session, team, ACCEPTED, since))
        shown = [*urgent, *to_review, *sent_back, *sent_out, *(one.audit for one in (*late, *mine))]
        if shown:
            seen = [{"path": reference} for reference in sorted({one.reference for one in shown})]
            work.note_of("audits.listed", "list", "audits", seen)
    return Overview(
        parts,
        counted,
        urgent,
        to_review,
        sent_back,
        sent_out,
        late,
        late_in_all,
        to_do,
        mine,
        mine_in_all,
        f"{today:%B %Y}",
        made,
        accepted,
        grades,
        ungraded,
        moderations,
    )


def _graded(
    work: Work, session: Session, counts: Mapping[int, Mapping[str | None, int]]
) -> tuple[list[Graded], int, int]:
    """Counts by edition and grade as counts by scale and grade, how many audits had no grade to be given, and how many
    judge another.
    """
    held = grading.by_edition(work, session)
    judging = grading.judging(work, session)
    found: dict[str, dict[str | None, int]] = {}
    ungraded = moderations = 0
    for edition, numbers in counts.items():
        if edition in judging:
            moderations += sum(numbers.values())
            continue
        if edition not in held:
            ungraded += sum(numbers.values())
            continue
        sums = found.setdefault(held[edition].key, {})
        for grade, number in numbers.items():
            sums[grade] = sums.get(grade, 0) + number
    scales = [one for one in grading.gradings(work) if one.key in found]
    return [Graded(one.title, one.counted(found[one.key])) for one in scales], ungraded, moderations


def _mine(work: Work, session: Session) -> tuple[list[Action], int]:
    """The first overdue actions of who asks, and how many there are."""
    wanted = actions.Wanted(team=work.actor.team, owned_by=work.actor.name, late=work.today())
    return actions.listed(session, wanted, limit=_FIRST)
