"""What differs between two returns of the same audit, field by field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.reading import Answer, Reading, State
from service.word.form import Form
from service.workflow.same_rows import paired

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


def differences(form: Form, before: Reading, now: Reading) -> list[Difference]:
    """Every place of the form where the newer reading says something else, in the form's order.

    Rows of a repeating part are compared with the rows they were, wherever these stood.
    """
    old, new = _by_place(before), _by_place(now)
    found = []
    for tag, slot in form.by_tag.items():
        for row, was in _rows(form, slot.repeating, before, now):
            said_before = old.get((tag, was), "") if was != _NO_ROW else ""
            said_now = new.get((tag, row), "") if row != _NO_ROW else ""
            if said_before != said_now:
                shown = was if row == _NO_ROW else row
                how = "row_gone" if row == _NO_ROW else "row_added" if was == _NO_ROW else "changed"
                found.append(Difference(tag, shown, slot.title, said_before, said_now, how))
    return found


_NO_ROW = -1


def _by_place(reading: Reading) -> dict[tuple[str, int | None], str]:
    return {(one.tag, one.row): one.said for one in reading.answers if one.state in _SAYING}


def _rows(
    form: Form, part: str | None, before: Reading, now: Reading
) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of a newer and an older row; for a slot outside repeating parts, the one pair of none."""
    if part is None:
        yield None, None
        return
    old, new = _texts(form, part, before.answers), _texts(form, part, now.answers)
    pairs = paired(old, new)
    for row in range(len(new)):
        yield row, pairs.get(row, _NO_ROW)
    for row in sorted(set(range(len(old))) - set(pairs.values())):
        yield _NO_ROW, row


def _texts(form: Form, part: str, answers: Sequence[Answer]) -> list[str]:
    """What each row is told by: its first text, which in a row of actions says what is to be done."""
    first = next(slot.tag for slot in form.slots if slot.repeating == part)
    said = {one.row: one.said for one in answers if one.tag == first and one.state in _SAYING}
    rows = [one.row for one in answers if one.tag == first and one.row is not None]
    return [said.get(row, "") for row in rows]
