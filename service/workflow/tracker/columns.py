"""The columns of the tracker as a workbook: their names, what each holds, and which may be changed in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.lifecycle import ActionState
from service.workflow.export import fitting

STATES: Mapping[str, str] = {
    ActionState.OPEN: "To do",
    ActionState.IN_PROGRESS: "In progress",
    ActionState.DONE: "Done",
    ActionState.VERIFIED: "Verified",
    ActionState.CANCELLED: "Cancelled",
}
"""The states of an action as people read them."""

MOST_ACTIONS = 5_000
"""How many actions one workbook holds: it is made and read while somebody waits."""

SHEET = "Actions"
KEY = "Key (leave as it is)"
"""The name of the last column, which is hidden: which action a row is, and the version that it was made from."""

_KEY = re.compile(r"action ([0-9]{1,9}) version ([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `name` is the action's own; `kind` is text, day or state; `changes` whether it may be changed."""

    name: str
    heading: str
    width: int
    kind: str = "text"
    changes: bool = False


COLUMNS = (
    Column("audit", "Audit", 18),
    Column("record_id", "Record", 16),
    Column("number", "No.", 6, "number"),
    Column("title", "Form", 28),
    Column("team", "Team", 16),
    Column("what", "What was asked", 60),
    Column("owner", "Owner", 24, changes=True),
    Column("owner_role", "Owner’s role", 20, changes=True),
    Column("due", "Due", 18, "day", changes=True),
    Column("late", "Overdue", 10, "late"),
    Column("state", "State", 14, "state", changes=True),
    Column("done_on", "Done on", 18, "day", changes=True),
    Column("evidence", "Evidence", 48, changes=True),
    Column("reason", "Why cancelled", 30, changes=True),
    Column("priority", "Priority", 14),
    Column("section", "Section", 24),
)


def key_of(number: int, version: int) -> str:
    """What the last column says of an action."""
    return f"action {number} version {version}"


def number_and_version(key: str) -> tuple[int, int] | None:
    """What a key says; None where it is none."""
    found = _KEY.fullmatch(" ".join(key.split()).casefold())
    return (int(found[1]), int(found[2])) if found else None


def said(column: Column, value: object) -> str:
    """A value as people read it, as the workbook holds it: 4 June 2020, In progress."""
    if column.kind == "late":
        return "Overdue" if value else ""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return STATES.get(str(value), str(value)) if column.kind == "state" else fitting(str(value)).strip()


def row_of(action: Mapping[str, Any]) -> dict[str, str]:
    """What each column says of an action."""
    return {column.name: said(column, action[column.name]) for column in COLUMNS}
