"""What differs between two returns of the same audit, field by field."""

from dataclasses import dataclass

from service.reading import Reading, State
from service.word.form import Form
from service.workflow.same_rows import paired
from service.workflow.standing import rows_told

_SAYING = (State.ANSWERED, State.UNREADABLE)


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that says something else than before; an empty text is no answer.

    `row` is the row as the newer copy has it, or as the older has it where `change` says that the row is gone.
    `change` is changed, row_added or row_gone.
    """

    tag: str
    row: int | None
    title: str
    before: str
    now: str
    change: str = "changed"


def differences(older: Form, before: Reading, newer: Form, now: Reading) -> list[Difference]:
    """Every place of either edition where the newer reading says something else, in the newer form's order.

    Rows of a repeating part are compared with the rows they were, wherever these stood.
    """
    old, new = _by_place(before), _by_place(now)
    slots = {**{tag: slot for tag, slot in older.by_tag.items() if tag not in newer.by_tag}, **newer.by_tag}
    parts = {slot.repeating for slot in slots.values() if slot.repeating}
    rows = {part: _rows(part, older, before, newer, now) for part in parts}
    found = []
    for tag, slot in slots.items():
        for row, was in rows[slot.repeating] if slot.repeating else [(None, None)]:
            said_before = old.get((tag, was), "") if was != _NO_ROW else ""
            said_now = new.get((tag, row), "") if row != _NO_ROW else ""
            if said_before != said_now:
                shown = was if row == _NO_ROW else row
                how = "row_gone" if row == _NO_ROW else "row_added" if was == _NO_ROW else "changed"
                found.append(Difference(tag, shown, slot.title, said_before, said_now, how))
    return found


_NO_ROW = -1

Pair = tuple[int | None, int | None]


def _by_place(reading: Reading) -> dict[tuple[str, int | None], str]:
    return {(one.tag, one.row): one.said for one in reading.answers if one.state in _SAYING}


def _rows(part: str, older: Form, before: Reading, newer: Form, now: Reading) -> list[Pair]:
    """Pairs of a newer and an older row of a repeating part."""
    old = rows_told(before, older, part) if _has(older, part) else []
    new = rows_told(now, newer, part) if _has(newer, part) else []
    pairs = paired(old, new)
    there: list[Pair] = [(row, pairs.get(row, _NO_ROW)) for row in range(len(new))]
    return there + [(_NO_ROW, row) for row in sorted(set(range(len(old))) - set(pairs.values()))]


def _has(form: Form, part: str) -> bool:
    return any(slot.repeating == part for slot in form.slots)
