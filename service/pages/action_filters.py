"""What a list of actions is asked for by its address, for the page and for the workbook alike."""

from dataclasses import dataclass
from typing import Any

from flask import request

from schemas.wire.asked import asked_by
from schemas.wire.tracker import TrackerAsked
from service.lifecycle import ActionState
from service.pages.page import the_shown, the_work
from service.store.actions import Wanted

UNFINISHED = (ActionState.OPEN, ActionState.IN_PROGRESS, ActionState.DONE)
"""What is shown where no state is asked for: everything that somebody still has to do something about."""

FILTERS = {
    "late": "Overdue",
    "state": "State",
    "owner": "Owner",
    "whose": "Whose actions",
    "due_to": "Due until",
    "audit": "Audit",
    "team": "Team",
    "form": "Form",
    "sort": "Order",
}
"""What the list calls what it is filtered and sorted by."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, and what of it could not be read, by field."""

    wanted: Wanted
    page: int
    size: int
    sort: str
    whose: str
    states: tuple[str, ...]
    errors: dict[str, str]

    @property
    def order(self) -> dict[str, Any]:
        """How the list is sorted, as the workflow is told."""
        return {"sort": self.sort.lstrip("-"), "descending": self.sort.startswith("-")}


def the_asked() -> Asked:
    """What the address of this request asks for; nothing that looks through free text, for who reads none."""
    work = the_work()
    asked, errors = asked_by(TrackerAsked, request.args.to_dict(flat=False))
    page, size, sort, whose = (asked.pop(name) for name in ("page", "page_size", "sort", "whose"))
    late = work.today() if asked.pop("late") else None
    states = tuple(state.value for state in asked.pop("state")) or tuple(map(str, UNFINISHED))
    if not the_shown().text:
        asked["owner"], whose = "", ""
        sort = "due" if sort.lstrip("-") == "owner" else sort
    of_team = asked.pop("team") if work.actor.team is None else asked.pop("team") and None
    wanted = Wanted(
        team=work.actor.team,
        of_team=of_team,
        owned_by=work.actor.name if whose == "mine" else "",
        state=() if set(states) == set(ActionState) else states,
        late=late,
        **asked,
    )
    return Asked(wanted, page, size, sort, whose, states, errors)
