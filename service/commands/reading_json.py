"""What `read --json` prints of one file. Programs rely on these names: none is taken away or changed."""

from service.commands.reading import Outcome, Refusal
from service.reading_json import answer_json, each_answer, form_json, problem_json, unplaced_json


def object_of(found: Outcome | Refusal) -> dict[str, object]:
    """The one JSON object for a file, read or refused."""
    if isinstance(found, Refusal):
        return {"file": found.file, "refused": {"code": found.code, "message": found.message}}
    reading, checked = found.reading, found.checked
    return {
        "file": found.file,
        "form": form_json(reading.form),
        "reference": reading.reference,
        "answers": [
            answer_json(answer) for answer in each_answer(found.form.slots, checked.answers, checked.problems)
        ],
        "record": found.form.schema.to_json(checked.record),
        "problems": [problem_json(problem) for problem in checked.problems],
        "unplaced": unplaced_json(reading.unplaced),
    }
