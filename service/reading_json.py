"""A reading and its problems as JSON, for programs and for the database; and a reading from it again.

Programs rely on these names: none is taken away or changed.
"""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from schemas.edition import Slot, Value
from service.problem import Level, Problem
from service.reading import Answer, FoundBy, Match, Reading, State, Unplaced


def answer_json(answer: Answer) -> dict[str, object]:
    """One answer, with its value."""
    return {
        "tag": answer.tag,
        "row": answer.row,
        "state": answer.state,
        "said": answer.said,
        "value": value_json(answer.value),
        "found_by": answer.found_by,
        "where": answer.where,
    }


def each_answer(
    slots: Sequence[Slot], answers: Sequence[Answer], problems: Sequence[Problem]
) -> Iterator[Answer]:
    """The answers, and for each slot of a repeating part without a row that there is none."""
    yield from answers
    answered = {answer.tag for answer in answers}
    missing = {problem.tag for problem in problems if problem.code == "slot.missing"}
    for slot in slots:
        if slot.tag not in answered:
            state = State.MISSING if slot.tag in missing else State.BLANK
            yield Answer(slot.tag, None, state, "", "", None)


def value_json(value: Value | None) -> object:
    """A value; dates as ISO 8601."""
    return value.isoformat() if isinstance(value, date) else value


def problem_json(problem: Problem) -> dict[str, object]:
    """One problem."""
    return {
        "code": problem.code,
        "level": problem.level,
        "tag": problem.tag,
        "row": problem.row,
        "where": problem.where,
        "said": problem.said,
        "message": problem.message,
    }


def form_json(match: Match) -> dict[str, object]:
    """Which form a copy was read as, and how that is known."""
    return {"key": match.key, "edition": match.edition, "matched_by": match.matched_by}


def unplaced_json(unplaced: Sequence[Unplaced]) -> list[dict[str, object]]:
    """Text that is neither the form's own nor an answer."""
    return [{"text": one.text, "where": one.where} for one in unplaced]


def reading_json(reading: Reading) -> dict[str, object]:
    """A reading as it is kept. What its answers are worth is not: it is checked again whenever it is needed."""
    return {
        "form": form_json(reading.form),
        "reference": reading.reference,
        "answers": [_unchecked(answer) for answer in reading.answers],
        "unplaced": unplaced_json(reading.unplaced),
        "problems": [problem_json(problem) for problem in reading.problems],
    }


def reading_of(kept: Mapping[str, Any]) -> Reading:
    """The reading that `reading_json` kept."""
    return Reading(
        form=Match(**kept["form"]),
        reference=kept["reference"],
        answers=tuple(
            Answer(
                one["tag"],
                one["row"],
                State(one["state"]),
                one["said"],
                one["where"],
                FoundBy(one["found_by"]) if one["found_by"] else None,
            )
            for one in kept["answers"]
        ),
        unplaced=tuple(Unplaced(**one) for one in kept["unplaced"]),
        problems=tuple(Problem(**{**one, "level": Level(one["level"])}) for one in kept["problems"]),
    )


def packed(reading: Reading) -> bytes:
    """A reading as the database keeps it: its JSON, compressed to a seventh."""
    return zlib.compress(json.dumps(reading_json(reading), ensure_ascii=False).encode(), 1)


def unpacked(kept: bytes) -> Reading:
    """The reading that `packed` kept."""
    return reading_of(json.loads(zlib.decompress(kept)))


def _unchecked(answer: Answer) -> dict[str, object]:
    kept = answer_json(answer)
    del kept["value"]
    return kept
