"""The proof of a finished document: it is whole, and says what the record says, no less and no more."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from schemas.edition import Kind
from schemas.record import Record, get, items, path
from schemas.text import is_blank, spaced
from service.check import check
from service.errors import Fault, NotNow
from service.word.compose import REFERENCE
from service.word.form import Form
from service.word.package import open_package
from service.word.read import read
from service.word.stories import whole_view
from service.word.text import BODY, View
from service.word.whole import faults_of

PROVEN = ("opens and every part parses", "reads back as the record", "holds nothing else")


def prove(form: Form, record: Record, document: bytes, today: date, added: Sequence[str] = ()) -> None:
    """Reads a finished document back and compares it with the record that it was made from.

    `added` are the texts of an annex, which are not part of the record and stand last. Raises NotNow (`not-proven`)
    with what differs: then the document is not to be kept.
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
        if _words(one.text for one in reading.unplaced) - _words(added):
            faults.append(Fault("document", "it holds text that is neither the form's nor the record's"))
        faults += _as_shown(form, record, whole_view(open_package(document)), added)
    if faults:
        raise NotNow(
            "not-proven", "The finished document does not say what the record says, and was not kept.", faults
        )


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in text.split())


def _as_shown(form: Form, record: Record, view: View, added: Sequence[str]) -> Iterator[Fault]:
    """What is wrong with what a finished document shows, whichever way it is read: a prompt left, an annex not last."""
    for tag in sorted(_neither(form, record, view)):
        yield Fault(tag, "shows neither its answer nor that it was not answered")
    cells = [cell.text for line in view.lines if line.story == BODY for cell in line.cells]
    last = [spaced(text) for text in cells if not is_blank(text)][-len(added) :]
    if added and last != [spaced(text) for text in added]:
        yield Fault("document", "it does not end with its annex")
    view.release()


def _neither(form: Form, record: Record, view: View) -> set[str]:
    """The tags of the slots of which a control says something else than an answer or that there is none."""
    texts: dict[str, set[str]] = {}
    for tag, _, value in items(record):
        if value is not None:
            texts.setdefault(tag, set()).add(spaced(form.schema.dump_answer(form.by_tag[tag], value)))
    slots = [one for one in view.controls if one.tag in form.by_tag]
    groups = {above for one in slots for above in one.around()}
    unanswered = spaced(form.declaration.not_answered)
    return {
        one.tag
        for one in slots
        if form.by_tag[one.tag].kind is not Kind.TICK
        and one not in groups
        and sum(bool(line.table) for line, _ in one.places) < 2  # else it stands around cells
        and spaced(one.said) not in texts.get(one.tag, {""}) | {unanswered}
    }


def _differing(record: Record, back: Record) -> list[str]:
    if record == back:
        return []
    said, read_back = ({(tag, row): value for tag, row, value in items(one)} for one in (record, back))
    places = [place for place in {**said, **read_back} if said.get(place) != read_back.get(place)]
    return [path(tag, row) for tag, row in places] or ["document"]
