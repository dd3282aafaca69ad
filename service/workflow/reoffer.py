"""What becomes of corrections when a new revision comes: kept where they still fit, offered where they may not."""

from collections.abc import Iterator, Mapping, Sequence

from service.check import Checked
from service.reading import Reading
from service.reading_json import value_json
from service.store.corrections import ACTIVE, MET, OFFERED
from service.store.rows.reviews import Correction
from service.word.form import Form
from service.workflow.same_rows import Row, paired
from service.workflow.standing import first_of, row_said, rows_of, rows_told

Older = tuple[Form, Reading]


def reoffer(
    corrections: Sequence[Correction], older: Older | None, form: Form, reading: Reading, checked: Checked
) -> Iterator[Correction]:
    """Goes through the corrections that counted, now that another reading counts; gives those that changed.

    `checked` is what the reading comes to without them. A correction in a row goes with its row, wherever that
    stands now. It stays active where the copy says what it said when the correction was made (in a row: where the
    whole row says so). It is met where the copy now says the same as the correction. Else it is offered: it no
    longer counts, and a person takes it up again or drops it. Its row is None where its row is gone.
    """
    values = {(one.tag, one.row): value_json(one.value) for one in checked.answers}
    living = [one for one in corrections if one.state in (ACTIVE, OFFERED, MET)]
    moves = {part: _moves(part, living, older, form, reading) for part in _parts(form)}
    for one in living:
        before = (one.state, one.row)
        slot = form.by_tag.get(one.tag)
        if slot is not None and slot.repeating and one.row is not None:
            one.row = moves[slot.repeating].get(one.row)
        if slot is None or (slot.repeating and one.row is None):
            one.state = OFFERED
        elif values.get((one.tag, one.row), _NOTHING) == one.value:
            one.state = MET
        elif row_said(reading, form, (one.tag, one.row)) == one.row_said:
            one.state = ACTIVE
        else:
            one.state = OFFERED
        if (one.state, one.row) != before:
            yield one


_NOTHING = object()


def _parts(form: Form) -> list[str]:
    return list(dict.fromkeys(slot.repeating for slot in form.slots if slot.repeating))


def _moves(
    part: str, corrections: Sequence[Correction], older: Older | None, form: Form, reading: Reading
) -> Mapping[int, int]:
    """Where each row that was corrected stands now. A row that was added in review is added again behind the rows.

    A row is told by what the copies say. Where that is gone, or there was no such row, it is told by what it was
    corrected to: the auditor may have taken the correction over.
    """
    first = first_of(form, part)
    rows = [one.row for one in corrections if one.row is not None and form.by_tag.get(one.tag) in form.slots]
    if older is None or first not in older[0].by_tag:
        return {row: row for row in rows}
    was, now = rows_told(older[1], older[0], part), rows_told(reading, form, part)
    pairs = {old: new for new, old in paired(was, now).items()}
    told = {
        one.row: Row(str(one.value), {})
        for one in corrections
        if one.tag == first and one.row is not None and one.row not in pairs and one.value
    }
    gone, new = list(told), [row for row in range(len(now)) if row not in pairs.values()]
    again = paired(list(told.values()), [now[row] for row in new])
    pairs |= {gone[old]: new[at] for at, old in again.items()}
    added = sorted({row for row in rows if row >= len(was) and row not in pairs})
    behind = rows_of(reading.answers, form, part)
    return pairs | {row: behind + number for number, row in enumerate(added)}
