"""Actions: on acceptance each action of the record begins a life of its own, which later revisions do not disturb."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from schemas.record import Record
from service.lifecycle import ActionState
from service.reading_json import value_json
from service.store import actions
from service.store.rows.actions import Action
from service.store.rows.audits import Audit
from service.store.session import Session
from service.word.form import Form
from service.work import Work
from service.workflow.changed import hidden
from service.workflow.same_rows import paired

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
    old = actions.of_audit(session, audit, held=True)
    pairs = paired(
        [str(one.asked.get("what", "")) for one in old], [str(row.get("what", "")) for row in rows]
    )
    pairs = {row: at for row, at in pairs.items() if not _is_over(old[at], rows[row])}
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


def _is_over(action: Action, fields: Record) -> bool:
    """Whether an action has come to its end and the row asks for something else now: then it is another action."""
    if action.state in (ActionState.OPEN, ActionState.IN_PROGRESS):
        return False
    asked = _asked(fields)
    return any(asked.get(name) != action.asked.get(name) for name in ("what", "owner", "due"))


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
    for name in changed:
        setattr(action, name, shown[name])
    action.asked = asked
    action.version += 1
    action.changed_at = work.now()
    work.note("action.asked_anew", audit, [{"path": f"actions[{action.number}].{name}"} for name in changed])


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
