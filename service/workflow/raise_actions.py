"""Actions: on acceptance each action of the record begins a life of its own, which later revisions do not disturb."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from schemas.record import Record
from schemas.text import is_blank
from service.lifecycle import ActionState
from service.reading_json import value_json
from service.store import actions
from service.store.rows.actions import Action
from service.store.rows.audits import Audit
from service.store.session import Session
from service.word.form import Form
from service.work import Work
from service.workflow.changed import hidden
from service.workflow.same_rows import Row, paired

PART = "actions"
_COLUMNS = ("what", "owner", "owner_role", "due", "priority", "section")


def raise_actions(work: Work, session: Session, audit: Audit, form: Form, record: Record) -> None:
    """Brings the actions of an audit to what its record asks for.

    A row that was there before is the action it was, wherever it stands now; of that action only what the
    record says differently than before is changed. An action that is no longer asked for keeps its life, without
    a row.
    """
    rows = record.get(PART, [])
    shown = [_shown(form, fields) for fields in rows]
    # What is asked for today comes first: an action that lost its row before is found again only by a row too many.
    old = sorted(actions.of_audit(session, audit, held=True), key=lambda one: one.row is None)
    pairs = paired(
        [_told(one.asked) for one in old],
        [_told(_asked(fields)) for fields in rows],
        lambda at, row: _may_be(old[at], _asked(rows[row])),
    )
    for action in old:
        action.row = None
    for row, fields in enumerate(rows):
        if row in pairs:
            _bring_up_to_date(work, audit, old[pairs[row]], row, shown[row], fields)
        else:
            _make(
                work,
                session,
                audit,
                len(old) + 1 + sum(n not in pairs for n in range(row)),
                row,
                shown[row],
                fields,
            )
    for action in old:
        if action.row is None and action.asked:
            work.note("action.not_asked_for", audit, [{"path": f"actions[{action.number}]"}])
    session.flush()


def _may_be(action: Action, asked: Mapping[str, Any]) -> bool:
    """Whether an action can be what a row asks for.

    One that has come to its end is that no more where the row asks for something else. And what somebody has done
    about an action that does not say what is to be done was not done about somebody else's.
    """
    other = {name for name in ("what", "owner", "due") if asked.get(name) != action.asked.get(name)}
    if action.state not in (ActionState.OPEN, ActionState.IN_PROGRESS):
        return not other
    return bool(action.asked.get("what")) or "owner" not in other or not _is_worked_on(action)


def _is_worked_on(action: Action) -> bool:
    return action.state != ActionState.OPEN or not is_blank(action.evidence)


def _make(
    work: Work,
    session: Session,
    audit: Audit,
    number: int,
    row: int,
    shown: Mapping[str, Any],
    fields: Record,
) -> None:
    action = Action(
        audit_id=audit.id,
        number=number,
        row=row,
        asked=_asked(fields),
        state=ActionState.OPEN,
        evidence="",
        reason="",
        version=1,
        made_at=work.now(),
        changed_at=work.now(),
        **shown,
    )
    session.add(action)
    due = value_json(action.due)
    change = {
        "path": f"actions[{number}]",
        "what": hidden(action.what),
        "owner": hidden(action.owner),
        "due": due,
    }
    work.note("action.made", audit, [change])


def _bring_up_to_date(
    work: Work, audit: Audit, action: Action, row: int, shown: Mapping[str, Any], fields: Record
) -> None:
    action.row = row
    asked = _asked(fields)
    changed = [name for name in _COLUMNS if asked.get(name) != action.asked.get(name)]
    if not changed:
        return
    changes = []
    for name in changed:
        before, now = getattr(action, name), shown[name]
        setattr(action, name, now)
        changes.append(
            {"path": f"actions[{action.number}].{name}", "from": _noted(before), "to": _noted(now)}
        )
        if name == "owner" and before != now and _is_worked_on(action):
            # Said for itself, as what was done so far now stands with somebody who did not do it.
            work.note("action.owner_changed", audit, changes[-1:])
    action.asked = asked
    action.version += 1
    action.changed_at = work.now()
    work.note("action.asked_anew", audit, changes)


def _noted(value: object) -> object:
    return value_json(value) if isinstance(value, date) else hidden(value)


def _told(asked: Mapping[str, Any]) -> Row:
    said = {name: str(value) for name, value in asked.items() if value not in (None, "")}
    return Row(said.pop("what", ""), said)


def _asked(fields: Record) -> dict[str, Any]:
    return {name: value_json(value) for name, value in fields.items() if not isinstance(value, dict)}


def _shown(form: Form, fields: Record) -> dict[str, Any]:
    """The columns of an action; a choice as people see it."""
    said: dict[str, Any] = {}
    for name in _COLUMNS:
        value = fields.get(name)
        slot = form.by_tag.get(f"{PART}.{name}")
        if value is None or slot is None:
            said[name] = None
        elif name == "due":
            said[name] = value if isinstance(value, date) else None
        else:
            said[name] = form.schema.dump_answer(slot, value)
    said["what"] = said["what"] or ""
    return said
