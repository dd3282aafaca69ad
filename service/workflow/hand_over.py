"""Hand over: an audit is given to another team, whose people see it from then on, and those of the first no more."""

from schemas.record import get
from service.errors import Fault, NotAllowed, Unfit
from service.roles import May
from service.store import people
from service.store.rows.audits import Audit
from service.work import Work
from service.workflow.words import decided, must_say


def need(work: Work) -> None:
    """Raises NotAllowed for who may hand no audit over, whoever belongs to a team among them."""
    work.actor.need(May.DECIDE)
    if work.actor.team is not None:
        raise NotAllowed("To hand an audit over takes somebody who belongs to no team.")


def hand_over(work: Work, reference: str, team: str | None, reason: str, *, seen: int | None = None) -> None:
    """Gives an audit to a team, or, with None, to none: then only who belongs to no team sees it.

    Raises NotAllowed, also for who belongs to a team: an audit is not taken from one's own sight. Unknown, Stale,
    Unfit for a team that is not known, or without a reason.
    """
    work.actor.need(May.DECIDE)
    why = must_say(reason, "Say why it is handed over.")
    with work.begin() as session:
        audit = work.audit(session, reference, seen=seen)
        need(work)  # of an audit that is not theirs to see nobody is told so much
        found = people.team_named(session, team) if team else None
        if team and found is None:
            known = ", ".join(one.name for one in people.teams(session)) or "none yet"
            raise Unfit([Fault("team", f"There is no team “{team}”. There are: {known}.")])
        before = audit.team.name if audit.team else None
        audit.team = found
        session.flush()
        work.touch(audit)
        change = {"path": "team", "from": before, "to": found.name if found else None}
        decided(work, session, audit, "audit.handed_over", why, change)


def team_it_names(work: Work, audit: Audit) -> str | None:
    """The team that the record of an audit names, where the audit belongs to none and there is such a team."""
    said = get(audit.record or audit.sent or {}, "audit.team")
    if audit.team_id is not None or not said:
        return None
    with work.store.look() as session:
        found = people.team_named(session, str(said))
    return found.name if found else None
