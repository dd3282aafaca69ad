"""What the child, the family and partners say about the work."""

from collections.abc import Iterator

from service.problem import Problem
from service.rules.case import Case
from service.rules.wording import says_nothing


def none(case: Case) -> Iterator[Problem]:
    """`feedback.none`: the form asks what they say, and no answer says anything. It never blocks an audit."""
    asked = [tag for tag in case.slots if tag.startswith("feedback.") and (tag, None) in case.answers]
    if not asked or any(case.is_said(tag) and not says_nothing(case.text(tag)) for tag in asked):
        return
    yield case.problem(
        "feedback.none",
        "No feedback from the child, the family or partners is recorded. Say what they think of the help, or why "
        "they could not be asked.",
        asked[0],
    )
