"""Forms of any size for measuring, by outline: the shipped forms' shapes in turn, until there are slots enough."""

import json
from collections.abc import Iterator, Sequence

from service.word.form import Form, load_form
from service.word.outline.build import build
from service.word.outline.reader import read_outline

_HEADER = (
    {"tag": "audit.reference", "title": "Audit reference"},
    {"tag": "audit.date", "title": "Date of audit", "kind": "date"},
    {"tag": "audit.auditor", "title": "Auditor"},
    {"tag": "subject.record_id", "title": "Record number"},
)
_PER_QUESTION = {"B": 2, "C": 3, "F": 2, "A": 2, "G": 4, "I": 2, "D": 3}
"""The shapes that take turns, and how many slots a question has in each."""

_JUDGEMENT = 2
"""Every section ends in a grade and its reasons, but for shape A, where each question has these itself."""

_QUESTIONS = 6
_ASKED = (
    "Does the file show what life is like for the child, and what has changed since the last review?",
    "Were visits made when they were due, and was the child seen alone?",
    "Is the plan clear about who does what by when?",
    "Does the record show that the manager looked at the work, and what came of it?",
    "Were the people who know the child asked, and is what they said on the file?",
    "Is the latest assessment complete, and does its conclusion follow from what it says?",
)
_ACTIONS = {"columns": ("what", "impact", "owner", "owner_role", "due", "agreed")}
_CLOSING = {
    "guidance": (
        "Answer every question. If a question cannot apply, say why in the comments.",
        "Read the whole of the last twelve months. Judge the work of the last six.",
        "Tell the team manager at once if a child may be at risk. Do not wait until this form is finished.",
    ),
    "descriptors": True,
    "feedback": ("child", "family", "partners"),
    "experience": (
        {"key": "helped", "text": "What helped you in this audit?"},
        {"key": "learned", "text": "What will you do differently?"},
    ),
    "overall": {"strengths": True, "improvements": True, "impact": True, "grade": True, "rationale": True},
    "actions": _ACTIONS,
    "escalation": True,
    "signoff": (
        {"role": "auditor", "title": "Auditor"},
        {"role": "worker", "title": "Social worker"},
        {"role": "manager", "title": "Team manager"},
    ),
}
_CLOSING_SLOTS = 30
_GOOD = (
    "The record is up to date and says what life is like for the child.",
    "Decisions come with their reasons, and with the name of who made them.",
    "What was agreed was done, or the record says why not.",
)


def whole_form(key: str, slots: int) -> Form:
    """A form of about that many slots with all the parts that the shipped forms have."""
    outline = _outline(key, slots, list(_sections(slots - _CLOSING_SLOTS - len(_HEADER), _GOOD)))
    return _built(outline | _CLOSING)


def form_of(key: str, slots: int, *, actions: bool = False) -> Form:
    """A form of about that many slots, beside six in each action row where it has `actions`."""
    outline = _outline(key, slots, list(_sections(slots - len(_HEADER))))
    return _built(outline | {"actions": _ACTIONS} if actions else outline)


def _built(outline: dict[str, object]) -> Form:
    return load_form(build(read_outline(json.dumps(outline))))  # JSON is YAML


def _outline(key: str, slots: int, sections: list[dict[str, object]]) -> dict[str, object]:
    return {
        "key": key,
        "title": f"Case file audit of {slots} slots",
        "edition": "1",
        "subject": "child",
        "scale": "ofsted",
        "blanks": "refused",
        "purpose": "This form audits the file of one child. It is made for measuring and for nothing else.",
        "header": _HEADER,
        "sections": sections,
    }


def _sections(slots: int, good: Sequence[str] = ()) -> Iterator[dict[str, object]]:
    shapes = list(_PER_QUESTION)
    number = 0
    while slots > _JUDGEMENT:
        shape = shapes[number % len(shapes)]
        number += 1
        judgement = 0 if shape == "A" else _JUDGEMENT
        scored = shape == "D"
        questions = max(1, min(_QUESTIONS, (slots - judgement - scored) // _PER_QUESTION[shape]))
        slots -= questions * _PER_QUESTION[shape] + judgement + scored
        section: dict[str, object] = {
            "key": f"part_{number}",
            "title": f"Part of the work {number}",
            "shape": shape,
            "guidance": "Look at the last six months of the record.",
            "questions": [
                {"key": f"q{at}", "text": f"{number}.{at} {_ASKED[at - 1]}"} for at in range(1, questions + 1)
            ],
        }
        if good:
            section["good"] = good
        if judgement:
            section |= {"grade": True, "rationale": True}
        yield section
