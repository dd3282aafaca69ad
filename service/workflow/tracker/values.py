"""What a cell of a tracker means for an action: a day, a state, a text, or why it is none of them."""

from datetime import date

from schemas.day import day
from schemas.text import clean
from schemas.trouble import Trouble, quoted
from service.lifecycle import ActionState
from service.workflow.cases.cells import Cell
from service.workflow.tracker.columns import STATES, Column

LONGEST_TEXT = 5_000
_STATES = {words.casefold(): ActionState(state) for state, words in STATES.items()}
_EMPTY_IS_NONE = frozenset(("owner", "owner_role"))

Value = ActionState | date | str | None


def is_same(column: Column, cell: Cell, was: str) -> bool:
    """Whether a cell says what the record says, however a spreadsheet spells it."""
    if column.kind == "late":
        return True  # what was overdue then may not be now, and nobody changes it
    if cell.doubt:
        return cell.said == was
    if column.kind == "day":
        try:
            return (value_of(column, cell) is None and not was) or _day(cell.said) == _day(was)
        except Trouble:
            return False
    if column.kind == "state":
        return cell.said.casefold() == was.casefold()
    return _text(cell.said) == _text(was)


def value_of(column: Column, cell: Cell) -> Value:
    """The value of a cell. Raises Trouble with a sentence where it has none."""
    if cell.doubt:
        raise Trouble("answer.unreadable", cell.doubt)
    if column.kind == "day":
        return day(cell.said) if cell.said else None
    if column.kind == "state":
        return _state(cell.said)
    if cell.as_text:
        raise Trouble("answer.unreadable", cell.as_text)
    text = _text(cell.said)
    if len(text) > LONGEST_TEXT:
        raise Trouble("answer.unreadable", f"That is longer than {LONGEST_TEXT:,} characters.")
    return text or (None if column.name in _EMPTY_IS_NONE else "")


def _state(said: str) -> ActionState:
    found = _STATES.get(" ".join(said.split()).casefold())
    if found is None:
        named = quoted(said) if said else "Nothing"
        raise Trouble("choice.unknown", f"{named} is no state. Choose one of: {', '.join(STATES.values())}.")
    return found


def _day(said: str) -> date | None:
    return day(said) if said else None


def _text(said: str) -> str:
    return clean(said).strip()
