"""Copies in which nothing is answered, or hardly anything: put among the returns by mistake, or before their time."""

from collections.abc import Iterable, Iterator

from schemas.edition import Kind
from schemas.record import get
from schemas.tags import is_shared
from service.problem import Problem
from service.reading import State
from service.rules.case import Case, Place

_HEADER = ("audit.", "subject.")
_FEWEST = 10
"""Of a form with fewer questions it does not tell much how many are answered."""
_SHARE = 5
"""A copy is hardly begun where less than one in so many questions is answered."""


def nothing_answered(case: Case) -> Iterator[Problem]:
    """`copy.empty`: no question of the form is answered; the header, which it is sent out with, does not count.

    What only this form asks about the record or the audit is no such header, unless it was sent out with it.
    """
    body = _body(case)
    if body and not _is_begun(case, body):
        yield case.problem(
            "copy.empty",
            "No question of this form is answered. If it is a blank form, withdraw it; if it is not, ask for the "
            "completed one.",
        )


def hardly_begun(case: Case) -> Iterator[Problem]:
    """`copy.hardly_begun`: few questions are answered, of a form that may be left blank in parts.

    A form that asks for every answer tells of each one that is missing.
    """
    body = _body(case)
    asked = [
        (tag, row)
        for tag, row in body
        if row is None
        and case.slots[tag].kind is not Kind.TICK
        and case.answers[tag, row].state is not State.MISSING
    ]
    answered = sum(case.is_said(*place) for place in asked)
    few = len(asked) >= _FEWEST and answered * _SHARE < len(asked)
    if few and case.declaration.blanks_allowed and _is_begun(case, body):
        yield case.problem(
            "copy.hardly_begun",
            f"Of the {len(asked)} questions of this form, beside boxes to tick and rows, {answered or 'none'} "
            f"{'is' if answered < 2 else 'are'} answered. If its auditor has not come to the end of it, send it back.",
        )


def _body(case: Case) -> list[Place]:
    return [place for place in case.answers if not _is_header(place[0], case)]


def _is_begun(case: Case, body: Iterable[Place]) -> bool:
    return any(case.is_said(*place) for place in body)


def _is_header(tag: str, case: Case) -> bool:
    return tag.startswith(_HEADER) and (is_shared(tag) or get(case.sent or {}, tag) is not None)
