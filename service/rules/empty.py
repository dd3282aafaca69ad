"""A copy in which nothing is answered: a blank form that was put among the returns by mistake."""

from collections.abc import Iterator

from schemas.record import get
from schemas.tags import is_shared
from service.problem import Problem
from service.reading import State
from service.rules.case import Case

_HEADER = ("audit.", "subject.")


def nothing_answered(case: Case) -> Iterator[Problem]:
    """`copy.empty`: no question of the form is answered; the header, which it is sent out with, does not count.

    What only this form asks about the record or the audit is no such header, unless it was sent out with it.
    """
    body = [answer for answer in case.answers.values() if not _is_header(answer.tag, case)]
    said = (State.ANSWERED, State.UNREADABLE)
    if body and not any(answer.state in said and answer.value is not False for answer in body):
        yield case.problem(
            "copy.empty",
            "No question of this form is answered. If it is a blank form, withdraw it; if it is not, ask for the "
            "completed one.",
        )


def _is_header(tag: str, case: Case) -> bool:
    return tag.startswith(_HEADER) and (is_shared(tag) or get(case.sent or {}, tag) is not None)
