"""What `read --json` prints of one file. Programs rely on these names: none is taken away or changed."""

from collections.abc import Iterator
from datetime import date

from schemas.edition import Value
from service.commands.reading import Outcome, Refusal
from service.problem import Problem
from service.reading import Answer, State


def object_of(found: Outcome | Refusal) -> dict[str, object]:
    """The one JSON object for a file, read or refused."""
    if isinstance(found, Refusal):
        return {"file": found.file, "refused": {"code": found.code, "message": found.message}}
    reading = found.reading
    return {
        "file": found.file,
        "form": {
            "key": reading.form.key,
            "edition": reading.form.edition,
            "matched_by": reading.form.matched_by,
        },
        "reference": reading.reference,
        "answers": [_answer(answer) for answer in _each(found)],
        "record": found.form.schema.to_json(found.checked.record),
        "problems": [_problem(problem) for problem in found.checked.problems],
        "unplaced": [{"text": one.text, "where": one.where} for one in reading.unplaced],
    }


def _each(found: Outcome) -> Iterator[Answer]:
    """The answers, and for each slot of a repeating part without a row that there is none."""
    yield from found.checked.answers
    answered = {answer.tag for answer in found.checked.answers}
    missing = {problem.tag for problem in found.checked.problems if problem.code == "slot.missing"}
    for slot in found.form.slots:
        if slot.tag not in answered:
            state = State.MISSING if slot.tag in missing else State.BLANK
            yield Answer(slot.tag, None, state, "", "", None)


def _answer(answer: Answer) -> dict[str, object]:
    return {
        "tag": answer.tag,
        "row": answer.row,
        "state": answer.state,
        "said": answer.said,
        "value": _value(answer.value),
        "found_by": answer.found_by,
        "where": answer.where,
    }


def _value(value: Value | None) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "level": problem.level,
        "tag": problem.tag,
        "row": problem.row,
        "where": problem.where,
        "said": problem.said,
        "message": problem.message,
    }
