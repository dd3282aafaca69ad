"""Copies in which nothing is answered, or hardly anything: put among the returns by mistake, or before their time."""

from collections.abc import Iterator

from schemas.edition import Kind
from schemas.record import get
from schemas.tags import is_shared
from service.problem import Problem
from service.reading import State
from service.rules.case import Case, Place

_HEADER = ("audit.", "subject.")
_FEWEST = 10
"""Of a form with fewer questions it does not tell much how many are answered."""
_SHARE = 10
"""A copy is hardly begun where it has less than one answer to so many questions."""


def nothing_answered(case: Case) -> Iterator[Problem]:
    """`copy.empty`: no question of the form is answered; the header, which it is sent out with, does not count.

    What only this form asks about the record or the audit is no such header, unless it was sent out with it.
    """
    body = _body(case)
    if body and not any(case.is_said(*place) for place in body):
        yield case.problem(
            "copy.empty",
            "No question of this form is answered. If it is a blank form, withdraw it; if it is not, ask for the "
            "completed one.",
        )


def hardly_begun(case: Case) -> Iterator[Problem]:
    """`copy.hardly_begun`: few answers, of a form that may be left blank in parts.

    Ticks are answers and no questions, for of several only some are meant to be ticked. A form that asks for every
    answer tells of each one that is missing.
    """
    places = [(tag, row) for tag, row in _body(case) if case.answers[tag, row].state is not State.MISSING]
    asked = sum(row is None and case.slots[tag].kind is not Kind.TICK for tag, row in places)
    answered = sum(case.is_said(*place) for place in places)
    if case.declaration.blanks_allowed and asked >= _FEWEST and 0 < answered * _SHARE < asked:
        yield case.problem(
            "copy.hardly_begun",
            f"This form asks {asked} questions, beside boxes to tick, and has {answered} "
            f"{'answer' if answered == 1 else 'answers'}. If its auditor has not come to the end of it, send it back.",
        )


def _body(case: Case) -> list[Place]:
    return [place for place in case.answers if not _is_header(place[0], case)]


def _is_header(tag: str, case: Case) -> bool:
    return tag.startswith(_HEADER) and (is_shared(tag) or get(case.sent or {}, tag) is not None)
