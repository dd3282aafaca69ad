"""All the rules, in the order they are asked."""

from collections.abc import Callable, Iterator

from service.problem import Problem
from service.rules import (
    actions,
    answers,
    dates,
    escalation,
    feedback,
    filename,
    grades,
    identity,
    judged,
    rationale,
    several,
    subject,
    vague,
)
from service.rules.about_worker import about_worker
from service.rules.case import Case
from service.rules.empty import hardly_begun, nothing_answered
from service.rules.two_in_one import two_in_one

Rule = Callable[[Case], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    nothing_answered,
    hardly_begun,
    filename.name_in_filename,
    identity.other_case,
    identity.header_changed,
    judged.other_case,
    subject.wrong_form,
    dates.period_reversed,
    dates.in_future,
    answers.missing,
    answers.not_asked,
    answers.see_above,
    two_in_one,
    answers.tick_both,
    grades.missing,
    grades.odd_overall,
    grades.without_action,
    rationale.missing,
    rationale.is_descriptor,
    escalation.not_recorded,
    escalation.contradicted,
    feedback.none,
    actions.nothing_asked,
    actions.no_owner,
    actions.no_date,
    actions.relative_date,
    actions.past_due,
    vague.vague,
    about_worker,
    several.several_in_one,
)
