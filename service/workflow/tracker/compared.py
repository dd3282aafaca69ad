"""Holds a tracker that came back against the record: what would change, what cannot, and why. Nothing is changed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from schemas.trouble import Trouble
from service.lifecycle import ActionState, after_action
from service.roles import May
from service.store import actions
from service.store.rows.actions import Action
from service.work import Work
from service.workflow.change_actions import UNKNOWN, Wish, changed_meanwhile, why_not
from service.workflow.shown import Shown
from service.workflow.tracker.columns import COLUMNS, STATES, number_and_version, row_of
from service.workflow.tracker.read_back import Cells, Line, read_tracker
from service.workflow.tracker.values import is_same, value_of


@dataclass(frozen=True, slots=True)
class Differs:
    """One cell that says something else than the record: `was` and `becomes` as people read them."""

    heading: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that would change an action, or, with `why`, one that cannot be taken; `action` where it is known."""

    row: int
    action: Mapping[str, Any] | None
    differs: Sequence[Differs] = ()
    wish: Wish | None = None
    why: Sequence[str] = ()


@dataclass(slots=True)
class Compared:
    """What came of a tracker: rows that change something, rows that cannot be taken, how many say the same."""

    changes: list[Changed] = field(default_factory=list)
    not_taken: list[Changed] = field(default_factory=list)
    same: int = 0
    lacking: Sequence[str] = ()


def compare_tracker(work: Work, data: bytes) -> Compared:
    """What a tracker would change. A row is taken whole or not at all. Raises NotAllowed, Refused."""
    work.actor.need(May.CHANGE_ACTIONS)
    sheet = read_tracker(data)
    keys = {line.row: number_and_version(_said(line.cells, "key")) for line in sheet.lines}
    times = Counter(key[0] for key in keys.values() if key)
    found = Compared(lacking=sheet.lacking)
    with work.begin() as session:
        known = {one.id: one for one in actions.numbered(session, times) if work.sees(one.audit)}
        for line in sheet.lines:
            _add(found, _compared(work, line, keys[line.row], known, times))
        shown = [one.action for one in (*found.changes, *found.not_taken) if one.action]
        if shown:
            paths = [{"path": f"{one['audit']} actions[{one['number']}]"} for one in shown]
            work.note_of("actions.compared", "list", "actions", paths)
    return found


def _add(found: Compared, line: Changed) -> None:
    if line.why:
        found.not_taken.append(line)
    elif line.wish:
        found.changes.append(line)
    else:
        found.same += 1


def _compared(
    work: Work,
    line: Line,
    key: tuple[int, int] | None,
    known: Mapping[int, Action],
    times: Mapping[int, int],
) -> Changed:
    if key is None:
        return Changed(line.row, None, _as_it_stands(line), why=[_NO_KEY])
    number, seen = key
    action = known.get(number)
    if action is None:
        return Changed(line.row, None, _as_it_stands(line), why=[UNKNOWN])
    told = Shown(work).action(action)
    was = row_of(told)
    other = [
        one
        for one in COLUMNS
        if one.name in line.cells and not is_same(one, line.cells[one.name], was[one.name])
    ]
    differs = [Differs(one.heading, was[one.name], line.cells[one.name].said) for one in other]
    if not other:
        return Changed(line.row, told)
    if times[number] > 1:
        return Changed(line.row, told, differs, why=[_TWICE])
    if seen != action.version:
        return Changed(line.row, told, differs, why=[changed_meanwhile(seen, action.version)])
    fixed = [one.heading for one in other if not one.changes]
    if fixed:
        return Changed(line.row, told, differs, why=[_FIXED.format(", ".join(f"“{one}”" for one in fixed))])
    wanted, why = _wanted(line.cells, other)
    if not why:
        why = _wrong_state(action, wanted) or list(why_not(work, Wish(number, seen, wanted), action))
    readable = [
        Differs(one.heading, was[one.name], row_of({**told, **wanted})[one.name])
        if one.name in wanted
        else Differs(one.heading, was[one.name], line.cells[one.name].said)
        for one in other
    ]
    return Changed(line.row, told, readable, None if why else Wish(number, seen, wanted), why)


_NO_KEY = (
    "The row does not say which action it is. Actions begin in audits and cannot be added here; if a row was copied, "
    "its hidden key was left behind."
)
_TWICE = "The action stands in the tracker twice. Keep the row that you mean, and send it again."
_FIXED = (
    "{} cannot be changed here: that is what the audit says. If rows were sorted apart, download it anew."
)


def _wanted(cells: Cells, other: Sequence[Any]) -> tuple[dict[str, Any], list[str]]:
    wanted: dict[str, Any] = {}
    why = []
    for column in other:
        try:
            wanted[column.name] = value_of(column, cells[column.name])
        except Trouble as trouble:
            why.append(f"{column.heading}: {trouble.message}")
    return wanted, why


def _wrong_state(action: Action, wanted: Mapping[str, Any]) -> list[str]:
    """That a state does not lead to another, in the words that the workbook has for them."""
    if "state" not in wanted or wanted["state"] in after_action(ActionState(action.state)):
        return []
    able = ", ".join(STATES[one] for one in after_action(ActionState(action.state)))
    return [
        f"From “{STATES[action.state]}” it cannot become “{STATES[wanted['state']]}”. It can become: {able}."
    ]


def _as_it_stands(line: Line) -> list[Differs]:
    """What a row says of an action that is not known: nothing of the record is told."""
    return [
        Differs(column.heading, "", said)
        for column in COLUMNS
        if column.name != "late" and (said := _said(line.cells, column.name))
    ]


def _said(cells: Cells, name: str) -> str:
    return cells[name].said if name in cells else ""
