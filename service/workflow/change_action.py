"""Changes an action: on with it, done with evidence, verified by somebody else, cancelled, moved to another owner."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from service.errors import Fault, NotNow, Stale, Unfit, Unknown
from service.lifecycle import ActionState, check_action
from service.reading_json import value_json
from service.roles import May
from service.store import actions
from service.store.rows.actions import Action
from service.work import Work
from service.workflow.changed import hidden

CHANGEABLE = ("state", "owner", "owner_role", "due", "done_on", "evidence", "reason")
_TEXTS = frozenset(("owner", "owner_role", "evidence", "reason"))


def change_action(work: Work, number: int, wanted: Mapping[str, Any], *, seen: int | None = None) -> Action:
    """Changes an action; `wanted` holds any of `CHANGEABLE`, typed.

    Done wants the evidence and a day that is not to come, cancelled a reason; verified is for somebody other
    than who said that it was done. Raises NotAllowed, Unknown, Stale, NotNow (`wrong-state`, `same-person`), Unfit.
    """
    state = ActionState(wanted["state"]) if "state" in wanted else None
    work.actor.need(May.VERIFY_ACTIONS if state is ActionState.VERIFIED else May.CHANGE_ACTIONS)
    with work.begin() as session:
        action = actions.held(session, number)
        if action is None or not work.sees(action.audit):
            raise Unknown
        if seen is not None and seen != action.version:
            raise Stale(seen, action.version)
        before = {name: getattr(action, name) for name in CHANGEABLE}
        if state is not None and state != action.state:
            check_action(ActionState(action.state), state)
            if state is ActionState.VERIFIED and action.done_by == work.actor.name:
                raise NotNow("same-person", "You said that it was done. Somebody else has to verify it.")
        for name, value in wanted.items():
            setattr(action, name, value)
        _must_be_whole(action, work.today())
        if action.state == ActionState.DONE and before["state"] != ActionState.DONE:
            action.done_by = work.actor.name
        action.version += 1
        action.changed_at = work.now()
        changes = [
            {
                "path": f"actions[{action.number}].{name}",
                "from": _told(name, before[name]),
                "to": _told(name, value),
            }
            for name, value in wanted.items()
            if before[name] != value
        ]
        work.note("action.changed", action.audit, changes)
        session.flush()
        return action


def _must_be_whole(action: Action, today: date) -> None:
    faults = []
    if action.state in (ActionState.DONE, ActionState.VERIFIED):
        if not action.evidence.strip():
            faults.append(Fault("evidence", "Say what shows that it was done."))
        if action.done_on is None:
            faults.append(Fault("done_on", "Say on which day it was done."))
        elif action.done_on > today:
            faults.append(Fault("done_on", "That day is still to come."))
    if action.state == ActionState.CANCELLED and not action.reason.strip():
        faults.append(Fault("reason", "Say why it is cancelled."))
    if faults:
        raise Unfit(faults)


def _told(name: str, value: object) -> object:
    if name in _TEXTS:
        return hidden(value)
    return value_json(value) if isinstance(value, date) else value
