"""A copy in which nothing is answered: a blank form that was put among the returns by mistake."""

from collections.abc import Iterator

from service.problem import Problem
from service.reading import State
from service.rules.case import Case

_HEADER = ("audit.", "subject.")


def nothing_answered(case: Case) -> Iterator[Problem]:
    """`copy.empty`: no question of the form is answered; the header, which it is sent out with, does not count."""
    body = [answer for answer in case.answers.values() if not answer.tag.startswith(_HEADER)]
    said = (State.ANSWERED, State.UNREADABLE)
    if body and not any(answer.state in said and answer.value is not False for answer in body):
        yield case.problem(
            "copy.empty",
            "No question of this form is answered. If it is a blank form, withdraw it; if it is not, ask for the "
            "completed one.",
        )
