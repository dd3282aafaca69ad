"""Actions that nobody could follow up: no owner, no date, a date that is no date, a date already gone."""

from collections.abc import Iterator

from schemas.edition import Kind
from schemas.text import key
from schemas.trouble import quoted
from service.problem import Level, Problem
from service.rules.case import Case
from service.rules.relative import is_relative, offered, span_in
from service.rules.wording import says_nothing

WHAT, OWNER, ROLE, DUE = "actions.what", "actions.owner", "actions.owner_role", "actions.due"

_NOBODY = frozenset(
    (
        "all", "everyone", "everybody", "anyone", "someone", "various", "team", "the team", "all staff",
        "professionals", "all professionals", "as above", "as below", "ditto",
        "to be allocated", "to be decided", "to be determined",
    )
)  # fmt: skip
_WRITTEN = (Kind.TEXT, Kind.RICH_TEXT, Kind.DATE)
_WRITE = "Write the date agreed with the owner as day, month and year, such as 04/06/2020."


def nothing_asked(case: Case) -> Iterator[Problem]:
    """`action.nothing_asked`: somebody or some day stands in a row that asks for nothing to be done."""
    if WHAT not in case.slots:
        return
    written = [
        tag for tag, slot in case.slots.items() if slot.repeating == "actions" and slot.kind in _WRITTEN
    ]
    for row in case.rows("actions"):
        if case.is_said(WHAT, row):
            continue
        beside = next((tag for tag in written if _says(case, tag, row)), None)
        if beside is not None:
            said = case.answers[beside, row].said
            yield case.problem(
                "action.nothing_asked",
                f"{quoted(said)} stands in this row, and nothing that is to be done. Write the action, or take the row "
                "out.",
                WHAT,
                row,
            )


def _says(case: Case, tag: str, row: int) -> bool:
    answer = case.answers.get((tag, row))
    return answer is not None and case.is_said(tag, row) and not says_nothing(answer.said)


def no_owner(case: Case) -> Iterator[Problem]:
    """`action.no_owner`: an action belongs to one person, by name or by post."""
    if OWNER not in case.slots and ROLE not in case.slots:
        return
    for row, what in case.tasks:
        named = [case.text(tag, row) for tag in (OWNER, ROLE) if case.is_said(tag, row)]
        if any(not says_nothing(name) and key(name) not in _NOBODY for name in named):
            continue
        said = f"{quoted(named[0])} is no one person." if named else "Nobody is named."
        yield case.problem(
            "action.no_owner",
            f"Who will do {quoted(what)}? {said} Name one owner, by name or by post.",
            OWNER if OWNER in case.slots else ROLE,
            row,
        )


def no_date(case: Case) -> Iterator[Problem]:
    """`action.no_date`: an action without a day by which it is done.

    Where the action's own words give a span of time, that is `action.relative_date`.
    """
    if DUE not in case.slots:
        return
    for row, what in case.tasks:
        if not case.left_open(DUE, row):
            continue
        span = span_in(what)
        if span is None:
            yield case.problem(
                "action.no_date", f"By when will {quoted(what)} be done? {_WRITE}", DUE, row, said=""
            )
        else:
            yield case.problem(
                "action.relative_date",
                f"The action says {quoted(span)} and no due date is given. {_offer(case, span)}",
                DUE,
                row,
                said=span,
                level=Level.WARNING,
            )


def relative_date(case: Case) -> Iterator[Problem]:
    """`action.relative_date`: a due date counted from something else; the day it comes to is offered."""
    for row in case.rows("actions"):
        answer = case.answers.get((DUE, row))
        if answer is None or not is_relative(answer.said):
            continue
        if case.troubles.get((DUE, row)) or (case.slots[DUE].kind is not Kind.DATE and answer.value):
            yield case.problem(
                "action.relative_date",
                f"{quoted(answer.said)} is not a calendar date. {_offer(case, answer.said)}",
                DUE,
                row,
            )


def _offer(case: Case, said: str) -> str:
    start = case.day("audit.date")
    day = offered(said, start) if start is not None else None
    if start is None or day is None:
        return _WRITE
    return (
        f"Counted from the audit on {start.day} {start:%B %Y}, by the working days and bank holidays of England, "
        f"that would be {day:%A} {day.day} {day:%B %Y}. If that is right, write {day:%d/%m/%Y}."
    )


def past_due(case: Case) -> Iterator[Problem]:
    """`action.past_due`: due before the audit that asks for it."""
    start = case.day("audit.date")
    if start is None:
        return
    for row in case.rows("actions"):
        due = case.day(DUE, row)
        if due is not None and due < start:
            yield case.problem(
                "action.past_due",
                f"The action is due on {due.day} {due:%B %Y}, before the audit on {start.day} {start:%B %Y}. Was "
                "another date meant, or is this action done?",
                DUE,
                row,
            )
