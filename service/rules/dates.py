"""Dates that do not go together, or have not come yet."""

from collections.abc import Iterator
from datetime import date

from service.problem import Problem
from service.rules.case import Case

FROM, TO, AUDIT = "audit.period_from", "audit.period_to", "audit.date"


def period_reversed(case: Case) -> Iterator[Problem]:
    """`period.reversed`: the audited period ends before it begins."""
    begins, ends = case.day(FROM), case.day(TO)
    if begins is not None and ends is not None and (said := reversed_period(begins, ends)):
        yield case.problem("period.reversed", said, TO)


def reversed_period(begins: date, ends: date) -> str:
    """Says that a period ends before it begins; nothing where it does not."""
    if begins <= ends:
        return ""
    return f"The period audited is given as {begins:%d/%m/%Y} to {ends:%d/%m/%Y}: it ends before it begins."


def in_future(case: Case) -> Iterator[Problem]:
    """`date.in_future`: an audit held, a period read or a form signed on a day that has not come yet."""
    signed = [tag for tag in case.slots if tag.startswith("signoff.") and tag.endswith(".date")]
    for tag in (AUDIT, TO, "escalation.at", *signed):
        day = case.day(tag)
        if day is not None and day > case.today:
            yield case.problem(
                "date.in_future",
                f"{case.title(tag)} is {day:%d/%m/%Y}, a day that has not come yet. Is the year right?",
                tag,
            )
