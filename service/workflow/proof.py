"""The proof of a finished document: it is whole, and says what the record says, no less and no more."""

from collections.abc import Sequence
from datetime import date

from schemas.record import Record, get, items, path
from service.check import check
from service.errors import Fault, NotNow
from service.word.compose import REFERENCE
from service.word.form import Form
from service.word.read import read
from service.word.whole import faults_of

PROVEN = ("opens and every part parses", "reads back as the record", "holds nothing else")


def prove(form: Form, record: Record, document: bytes, today: date, added: Sequence[str] = ()) -> None:
    """Reads a finished document back and compares it with the record that it was made from.

    `added` are the texts of an annex, which are not part of the record. Raises NotNow (`not-proven`) with what
    differs: then the document is not to be kept.
    """
    faults = [Fault("document", said) for said in faults_of(document, form.package)]
    if not faults:
        reading = read(document, [form], form)
        back = check(reading, form.schema, today=today).record
        faults += [
            Fault(where, "does not read back as it stands in the record")
            for where in _differing(record, back)
        ]
        if reading.reference != get(record, REFERENCE):
            faults.append(Fault(REFERENCE, "the document carries another reference"))
        if [one.text for one in reading.unplaced] != list(added):
            faults.append(Fault("document", "it holds text that is neither the form's nor the record's"))
    if faults:
        raise NotNow(
            "not-proven", "The finished document does not say what the record says, and was not kept.", faults
        )


def _differing(record: Record, back: Record) -> list[str]:
    if record == back:
        return []
    said, read_back = ({(tag, row): value for tag, row, value in items(one)} for one in (record, back))
    places = [place for place in {**said, **read_back} if said.get(place) != read_back.get(place)]
    return [path(tag, row) for tag, row in places] or ["document"]
