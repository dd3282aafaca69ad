"""Grades that are missing, and overall grades that ask for a word of explanation. Nothing is ever computed.

The overall grade is a judgement and no average: one alarming section can decide it (an English authority's
auditing advice, 2020). So what looks odd is asked about, and never put right.
"""

from collections.abc import Iterator

from schemas.edition import Slot
from schemas.scales import NOT_GRADED, Scale
from schemas.trouble import listed
from service.problem import Level, Problem
from service.reading import State
from service.rules.case import Case
from service.rules.judgements import OVERALL, inadequate, judgements, reasons_for
from service.rules.wording import says_nothing

_WORKED_ON = (
    "No grade is given, though this part of the form was completed. Give one, or leave the part empty if it does not "
    "apply."
)
_ALL_WANTED = (
    "No grade is given. This form asks for every grade; if this part cannot apply, say so in its reasons."
)


def missing(case: Case) -> Iterator[Problem]:
    """`grade.missing`: no overall grade; a warning where a section was worked on and is not graded, or is
    not, and the form asks for every grade.
    """
    all_wanted = not case.declaration.blanks_allowed
    for slot, _ in judgements(case):
        tag = slot.tag
        if tag == OVERALL:
            yield from _overall_missing(case, slot)
        elif not tag.endswith("score") and case.left_open(tag) and (all_wanted or _was_worked_on(case, tag)):
            said = _ALL_WANTED if all_wanted else _WORKED_ON
            yield case.problem("grade.missing", said, tag, level=Level.WARNING)


def _overall_missing(case: Case, slot: Slot) -> Iterator[Problem]:
    answer = case.answers.get((OVERALL, None))
    ungraded = answer is not None and answer.value == NOT_GRADED.code
    if answer is None or answer.state in (State.PLACEHOLDER, State.BLANK, State.MISSING):
        message = "The overall grade was not given."
    elif ungraded and NOT_GRADED.code not in {option.code for option in slot.options}:
        message = "The overall grade says that none was given."
    else:
        return
    grades = listed([option.text for option in slot.options])
    yield case.problem(
        "grade.missing",
        f"{message} It is the auditor's judgement and is not worked out from the sections: choose one of {grades}.",
        OVERALL,
    )


def _was_worked_on(case: Case, grade: str) -> bool:
    """Whether anything that the grade is about was answered: its reasons, or any answer of its section."""
    path, _, last = grade.rpartition(".")
    if last != "grade":
        reasons = reasons_for(case, grade)
        return reasons is not None and case.is_said(reasons) and not says_nothing(case.text(reasons))
    return any(
        tag.startswith(f"{path}.") and tag != grade and case.is_said(tag)
        for tag, row in case.answers
        if row is None
    )


def odd_overall(case: Case) -> Iterator[Problem]:
    """`overall.better_than_every_section` and `overall.two_from_worst`: say why."""
    overall = next(((slot, scale) for slot, scale in judgements(case) if slot.tag == OVERALL), None)
    if overall is None:
        return
    rank = _rank(case, OVERALL, overall[1])
    ranks = [
        found
        for slot, scale in judgements(case)
        if slot.tag.startswith("sections.") and scale.key == overall[1].key
        if (found := _rank(case, slot.tag, scale)) is not None
    ]
    if rank is None or not ranks:
        return
    name = _text(overall[0], case.text(OVERALL))
    if rank < min(ranks):
        yield case.problem(
            "overall.better_than_every_section",
            f"The overall grade is {name}, and no section is graded as high. If that is meant, say why in the "
            "rationale.",
            OVERALL,
        )
    if abs(rank - max(ranks)) > 1:
        worst = next(slot for slot, scale in judgements(case) if _rank(case, slot.tag, scale) == max(ranks))
        yield case.problem(
            "overall.two_from_worst",
            f"The overall grade is {name}, two steps or more from the lowest section grade, "
            f"{_text(worst, case.text(worst.tag))}. If that is meant, say why in the rationale.",
            OVERALL,
        )


def _rank(case: Case, tag: str, scale: Scale) -> int | None:
    return scale.rank(case.text(tag))


def _text(slot: Slot, code: str) -> str:
    return next((option.text for option in slot.options if option.code == code), code)


def without_action(case: Case) -> Iterator[Problem]:
    """`inadequate.without_action`: a failing that nobody is asked to put right."""
    found = inadequate(case)
    if not found or "actions.what" not in case.slots:
        return
    if any(
        case.is_said("actions.what", row) and not says_nothing(case.text("actions.what", row) or "?!")
        for row in case.rows("actions")
    ):
        return
    tag = OVERALL if OVERALL in found else found[0]
    yield case.problem(
        "inadequate.without_action",
        f"{case.title(tag)} is Inadequate, and no action was recorded. Say what will be done, by whom and by which "
        "date.",
        tag,
    )
