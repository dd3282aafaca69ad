"""A reading to a record: each answer its value, and every problem that a person should look at."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from schemas.edition import Kind, Slot, Value
from schemas.form import FormSchema
from schemas.record import Record, put
from schemas.text import is_blank
from schemas.trouble import Trouble
from service.problem import CODES, Level, Problem, problem
from service.reading import Answer, Reading, State
from service.rules.case import Case, Judged, Place, Unasked, slots_of
from service.rules.rulebook import RULES

_UNSAID = (State.PLACEHOLDER, State.BLANK)


@dataclass(frozen=True, slots=True)
class Checked:
    """`answers` are the reading's, with their values; `record` is made of these, canonical where there is no
    error.

    `problems` are the reading's own and those of the values and rules, in the order of the form. `rows` gives
    the row of the record for each row of the copy that says something, by the repeating part and its number.
    """

    record: Record
    answers: tuple[Answer, ...]
    problems: tuple[Problem, ...]
    rows: Mapping[tuple[str | None, int], int]


def check(
    reading: Reading,
    schema: FormSchema,
    *,
    today: date,
    filename: str | None = None,
    sent: Record | None = None,
    before: Record | None = None,
    printed: Collection[str] = (),
    judged: Callable[[str], Judged | None] | None = None,
    unasked: Unasked | None = None,
) -> Checked:
    """The record that a reading comes to, and what is doubtful about it.

    `today` is the day of the check, `filename` the name the copy came under. `sent` is the record that the
    form was sent out with: a header changed to another case is noticed by it; where it says nothing, by `before`,
    what the return before said there. `printed` holds the form's
    static texts: a rationale copied from them is noticed by those. `judged` looks up the audit of a reference, for
    an audit that judges another; `unasked` tells what the form does not ask for a case, by what is said of it. An
    answer that is not one clear value is left out of the record and named in a problem; nothing is guessed.
    """
    slots = slots_of(schema)
    loading = _Loading(schema, slots, reading)
    answers = tuple(loading.load(answer) for answer in reading.answers)
    rows = _rows_kept(answers, slots, loading.unclear)
    record = _record(answers, slots, rows)
    case = Case(
        schema=schema,
        answers={(answer.tag, answer.row): answer for answer in answers},
        record=record,
        troubles={place: found.code for place, found in loading.troubles.items()},
        today=today,
        reference=reading.reference,
        filename=filename,
        sent=sent,
        before=before,
        printed=printed,
        judged=judged,
        unasked=unasked(_shown(answers, slots)) if unasked else {},
    )
    off = frozenset(schema.declaration.off)
    ruled = [found for rule in RULES for found in rule(case) if found.code not in off]
    read = [one for one in (*reading.problems, *loading.remarks) if _counts(one, off)]
    found = [*read, *_still_trouble(loading.troubles, ruled), *ruled]
    return Checked(record, answers, tuple(_in_order(found, answers)), rows)


class _Loading:
    """Turns answers into values, and gathers what is said of them on the way."""

    def __init__(self, schema: FormSchema, slots: Mapping[str, Slot], reading: Reading) -> None:
        self.schema = schema
        self.slots = slots
        self.troubles: dict[Place, Problem] = {}
        self.remarks: list[Problem] = []
        self.unclear: set[Place] = set()
        self._noted = {(found.tag, found.row) for found in reading.problems}
        self._wrong = {(found.tag, found.row) for found in reading.problems if found.level is Level.ERROR}

    def load(self, answer: Answer) -> Answer:
        """The answer with its value. `unclear` gathers the places that say something and have no value."""
        slot = self.slots[answer.tag]
        place = (answer.tag, answer.row)
        match answer.state:
            case State.ANSWERED:
                return self._answered(answer, slot, place)
            case State.UNREADABLE:
                self.unclear.add(place)
                if place not in self._wrong:
                    self._trouble(answer, "answer.unreadable", "What stands here is not one clear answer.")
            case State.MISSING if place in self._noted:
                pass
            case _ if slot.kind is Kind.TICK:
                # Unticked, or in a part that this case does not need.
                return _worth(answer, False)  # noqa: FBT003
            case _:
                pass
        return answer if answer.value is None else _worth(answer, None)

    def _answered(self, answer: Answer, slot: Slot, place: Place) -> Answer:
        try:
            value = self.schema.load_answer(slot, answer.said)
        except Trouble as trouble:
            if trouble.code == "answer.missing":
                return replace(answer, state=State.BLANK, value=None)
            self.unclear.add(place)
            self._trouble(answer, trouble.code, trouble.message)
            return _worth(answer, None)
        remark = self.schema.remark(slot, answer.said, value)
        if remark is not None:
            self.remarks.append(_at(answer, remark.code, remark.message))
        return _worth(answer, value)

    def _trouble(self, answer: Answer, code: str, message: str) -> None:
        self.troubles[answer.tag, answer.row] = _at(answer, code, message)


def _shown(answers: Collection[Answer], slots: Mapping[str, Slot]) -> dict[str, str]:
    """What is said outside the repeating parts, as a form's conditions ask for it: a choice's code, else its text."""
    return {
        answer.tag: str(answer.value) if slots[answer.tag].kind is Kind.CHOICE else answer.said
        for answer in answers
        if answer.row is None and _says(answer.value)
    }


def _worth(answer: Answer, value: Value | None) -> Answer:
    # Every answer of every copy comes by here, and `replace` takes four times as long.
    return Answer(answer.tag, answer.row, answer.state, answer.said, answer.where, answer.found_by, value)


def _at(answer: Answer, code: str, message: str) -> Problem:
    return problem(code, message, tag=answer.tag, row=answer.row, where=answer.where, said=answer.said)


def _record(
    answers: Collection[Answer], slots: Mapping[str, Slot], kept: Mapping[tuple[str | None, int], int]
) -> Record:
    """The values by tag, in the form's order. A row that says nothing is no row; one that says something
    unclear is.
    """
    record: Record = {}
    for slot in slots.values():
        if slot.repeating:
            record.setdefault(slot.repeating, [])
        elif slot.tag.count("."):
            record.setdefault(slot.tag.partition(".")[0], {})
    for answer in answers:
        if answer.value is None:
            continue
        if answer.row is None:
            put(record, answer.tag, answer.value)
        elif (number := kept.get((slots[answer.tag].repeating, answer.row))) is not None:
            put(record, answer.tag, answer.value, number)
    for name, row in kept:
        rows = record[str(name)]
        rows.extend({} for _ in range(kept[name, row] + 1 - len(rows)))
    return {name: held for name, held in record.items() if held != {}}


def _rows_kept(
    answers: Collection[Answer], slots: Mapping[str, Slot], unclear: Collection[Place]
) -> dict[tuple[str | None, int], int]:
    """The new number of each row that says something, by its repeating part and its number in the copy."""
    kept: dict[tuple[str | None, int], int] = {}
    counted: dict[str | None, int] = {}
    for answer in answers:
        name = slots[answer.tag].repeating
        if answer.row is None or (name, answer.row) in kept:
            continue
        if _says(answer.value) or (answer.tag, answer.row) in unclear:
            kept[name, answer.row] = counted.get(name, 0)
            counted[name] = kept[name, answer.row] + 1
    return kept


def _says(value: Value | None) -> bool:
    return value is not None and value is not False and not (isinstance(value, str) and is_blank(value))


def _counts(one: Problem, off: Collection[str]) -> bool:
    """A form may switch warnings and rules off, but not what could not be read."""
    return one.code not in off or one.level is Level.ERROR


def _still_trouble(troubles: Mapping[Place, Problem], ruled: Collection[Problem]) -> Iterator[Problem]:
    """The troubles that no rule knew a better name for: `by Friday` is no date, and a relative one."""
    named = {(found.tag, found.row) for found in ruled if found.code == "action.relative_date"}
    for place, found in troubles.items():
        if place not in named:
            yield found


def _in_order(found: Collection[Problem], answers: Collection[Answer]) -> list[Problem]:
    """In the order of the form; what is about the whole copy comes first, and errors before warnings at one
    place.
    """
    places = {(answer.tag, answer.row): number for number, answer in enumerate(answers)}
    codes = {code: number for number, code in enumerate(CODES)}

    def key(one: Problem) -> tuple[int, bool, int]:
        place = -1 if one.tag is None else places.get((one.tag, one.row), len(places))
        return place, one.level is not Level.ERROR, codes[one.code]

    return sorted(found, key=key)
