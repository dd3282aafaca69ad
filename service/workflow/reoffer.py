"""What becomes of corrections when a new revision comes: kept where they still fit, offered where they may not."""

from collections.abc import Sequence

from service.check import Checked
from service.reading import Reading
from service.reading_json import value_json
from service.store.rows.reviews import Correction
from service.word.form import Form
from service.workflow.standing import ACTIVE, MET, OFFERED, row_said


def reoffer(corrections: Sequence[Correction], form: Form, reading: Reading, checked: Checked) -> None:
    """Goes through the corrections made before, now that another reading counts, checked without them.

    One stays active where the copy says what it said when the correction was made (in a repeating part: where
    the whole row says so). It is met where the copy now says the same as the correction. Else it is offered: it
    no longer counts, and a person takes it up again or drops it.
    """
    values = {(one.tag, one.row): value_json(one.value) for one in checked.answers}
    for correction in corrections:
        if correction.state not in (ACTIVE, OFFERED):
            continue
        place = (correction.tag, correction.row)
        known = correction.tag in form.by_tag
        if known and place in values and values[place] == correction.value:
            correction.state = MET
        elif known and row_said(reading, form, place) == correction.row_said:
            correction.state = ACTIVE
        else:
            correction.state = OFFERED
