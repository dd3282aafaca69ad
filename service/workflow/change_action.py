"""Changes an action: on with it, done with evidence, cancelled, to another owner; and verified by somebody else."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from schemas.text import clean, is_blank, trimmed
from service.errors import Fault, NotNow, Stale, Unfit, Unknown
from service.lifecycle import ActionState, check_action
from service.reading_json import value_json
from service.roles import May
from service.store import actions, decisions
from service.store.rows.actions import Action
from service.store.session import Session
from service.work import Work
from service.workflow.changed import hidden

CHANGEABLE = ("state", "owner", "owner_role", "due", "done_on", "evidence", "reason")
_TEXTS = frozenset(("owner", "owner_role", "evidence", "reason"))


def change_action(work: Work, number: int, wanted: Mapping[str, Any], *, seen: int | None = None) -> Action:
    """Changes an action; `wanted` holds any of `CHANGEABLE`, typed.

    Done wants the evidence and a day that is not to come, cancelled a reason. Raises NotAllowed, Unknown, Stale,
    NotNow (`wrong-state`), Unfit.
    """
    work.actor.need(May.CHANGE_ACTIONS)
    wanted = {name: _text(value) if name in _TEXTS else value for name, value in wanted.items()}
    with work.begin() as session:
        action = _held(work, session, number, seen)
        check_change(work, action, wanted)
        before = _claim(action)
        _change(work, session, action, wanted)
        if (
            action.state == ActionState.DONE and _claim(action) != before
        ):  # not where only its day or owner changes
            action.done_by, action.done_by_person = work.actor.name, work.actor.person
        session.flush()
        return action


def verify_action(work: Work, number: int, *, seen: int | None = None) -> Action:
    """Notes that the evidence of an action was seen, by somebody other than who said that it was done.

    Raises NotAllowed, Unknown, Stale, NotNow (`wrong-state`, `same-person`).
    """
    work.actor.need(May.VERIFY_ACTIONS)
    with work.begin() as session:
        action = _held(work, session, number, seen)
        check_verify(work, action)
        _change(work, session, action, {"state": ActionState.VERIFIED})
        session.flush()
        return action


def check_change(work: Work, action: Action, wanted: Mapping[str, Any]) -> None:
    """Raises NotNow and Unfit as the change itself would; changes nothing."""
    if wanted.get("state") == ActionState.VERIFIED:
        raise Unfit([Fault("state", "An action is verified by a step of its own.")])
    if action.state == ActionState.VERIFIED and "state" not in wanted:
        raise NotNow(
            "wrong-state", "The action is verified. Take it back into progress before it is changed."
        )
    _check(action, wanted, work.today())


def check_verify(work: Work, action: Action) -> None:
    """Raises NotNow and Unfit as verifying it would; changes nothing."""
    if action.state == ActionState.DONE and _same_person(work, action):
        raise NotNow("same-person", "You said that it was done. Somebody else has to verify it.")
    _check(action, {"state": ActionState.VERIFIED}, work.today())


def _claim(action: Action) -> tuple[object, ...]:
    """What somebody says who says that an action is done."""
    return action.state, action.done_on, action.evidence


def _text(value: str | None) -> str | None:
    """A text as a document can hold it, without the spaces around it."""
    return None if value is None else trimmed(clean(value))


def _held(work: Work, session: Session, number: int, seen: int | None) -> Action:
    action = actions.held(session, number)
    if action is None or not work.sees(action.audit):
        raise Unknown
    if seen is not None and seen != action.version:
        raise Stale(seen, action.version)
    return action


def _same_person(work: Work, action: Action) -> bool:
    """Whether the actor is who said that it was done: by their number, as names change and are shared."""
    if work.actor.person is None or action.done_by_person is None:
        return work.actor.person == action.done_by_person and work.actor.name == action.done_by
    return work.actor.person == action.done_by_person


def _change(work: Work, session: Session, action: Action, wanted: Mapping[str, Any]) -> None:
    before = {name: getattr(action, name) for name in CHANGEABLE}
    for name, value in wanted.items():
        setattr(action, name, value)
    action.version += 1
    action.changed_at = work.now()
    changes = []
    for name, value in wanted.items():
        if before[name] == value:
            continue
        about = f"actions[{action.number}].{name}"
        changes.append({"path": about, "from": _told(name, before[name]), "to": _told(name, value)})
        if name in _TEXTS and value:  # what is written over later stays with the decisions about the audit
            decisions.keep(session, action.audit, "action.changed", value, work.actor, work.now(), about)
    work.note("action.changed", action.audit, changes)


def _check(action: Action, wanted: Mapping[str, Any], today: date) -> None:
    whole = {name: wanted.get(name, getattr(action, name)) for name in CHANGEABLE}
    if whole["state"] != action.state:
        check_action(ActionState(action.state), ActionState(whole["state"]))
    faults = []
    if whole["state"] in (ActionState.DONE, ActionState.VERIFIED):
        if is_blank(whole["evidence"] or ""):
            faults.append(Fault("evidence", "Say what shows that it was done."))
        if whole["done_on"] is None:
            faults.append(Fault("done_on", "Say on which day it was done."))
        elif whole["done_on"] > today:
            faults.append(Fault("done_on", "That day is still to come."))
    if whole["state"] == ActionState.CANCELLED and is_blank(whole["reason"] or ""):
        faults.append(Fault("reason", "Say why it is cancelled."))
    if faults:
        raise Unfit(faults)


def _told(name: str, value: object) -> object:
    if name in _TEXTS:
        return hidden(value)
    return value_json(value) if isinstance(value, date) else value
