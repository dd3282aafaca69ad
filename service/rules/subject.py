"""Whether the form suits the case: authorities have many forms, and auditors take the wrong one."""

import re
from collections.abc import Iterator
from datetime import date

from schemas.edition import Kind
from service.problem import Problem
from service.rules.case import Case
from service.rules.phrases import phrases
from service.rules.wording import folded

BORN, EXPECTED, STATUS, AUDIT = (
    "subject.date_of_birth",
    "subject.expected_date_of_delivery",
    "subject.status",
    "audit.date",
)

_LOOKED_AFTER_FORM = re.compile(r"looked_after|(?:^|_)(?:cla|lac|cic)(?:_|$)|in_care")
_LOOKED_AFTER_PARTS = re.compile(
    r"care_plan|permanence|placement|review|health|education|identity|family_time|contact"
)

_KINDS_OF_CASE = {
    "looked_after": r"looked[- ]after|cla|lac|cic|(child )?in care|care order|section 20|accommodated",
    "care_leaver": r"care[- ]leaver|leaving care|former(ly)? relevant|qualifying care leaver",
    "protection": r"child protection plan|cp plan|cp|child protection|subject to (a )?cp plan",
}
_OTHER_CASES = {
    "cin": (phrases("{protection}|{looked_after}|{care_leaver}", _KINDS_OF_CASE), "a child in need"),
    "child_protection": (
        phrases("{looked_after}|{care_leaver}", _KINDS_OF_CASE),
        "a child on a protection plan",
    ),
    "children_looked_after": (phrases("{care_leaver}", _KINDS_OF_CASE), "a child who is looked after"),
    "early_help": (
        phrases("{protection}|{looked_after}|{care_leaver}", _KINDS_OF_CASE),
        "a family with early help",
    ),
}
"""By form key: what its status cannot be, and whom the form is for."""

_FORMERLY = phrases(
    r"""
    step(ped|ping)?[- ]down|previous(ly)?|former(?!ly? relevant)|no longer|was|ended|not|ceased|until
    (?<!looked[- ])after
    """
)
_OF_FOSTERING = (
    "form f", "terms of approval", "fostering panel", "carers' annual review", "carer's annual review",
    "carer household review", "unannounced visit", "supervising social worker", "foster care agreement",
    "fostering household", "safer caring policy", "carers' record", "carer's record",
)  # fmt: skip
_ENOUGH = 3


def wrong_form(case: Case) -> Iterator[Problem]:
    """`form.wrong_for_subject`, once a copy, with the first thing that shows it."""
    for sign in (_by_age, _unborn, _by_status, _nothing_on_care, _about_carers):
        found = sign(case)
        if found is not None:
            message, tag = found
            yield case.problem("form.wrong_for_subject", message, tag)
            return


Sign = tuple[str, str | None]


def _by_age(case: Case) -> Sign | None:
    """Grown up on the day of the audit, at the end of the period read, and when the case was closed."""
    born, audited = case.day(BORN), case.day(AUDIT)
    if case.declaration.subject != "child" or born is None or audited is None:
        return None
    if "subject.closed_on" in case.slots and case.day("subject.closed_on") is None:
        return None
    others = (case.day("audit.period_to"), case.day("subject.closed_on"))
    youngest = min(_age(born, day) for day in (audited, *others) if day is not None)
    if not 18 <= youngest < 100:
        return None
    message = (
        f"By the date of birth, {born:%d/%m/%Y}, the young person was {youngest} at the time audited. This form is "
        "about children: from 18 the care leaver form asks what is fair at that age."
    )
    return message, BORN


def _unborn(case: Case) -> Sign | None:
    """Born after the audit, or born before it and still expected."""
    born, expected, audited = case.day(BORN), case.day(EXPECTED), case.day(AUDIT)
    if audited is None or born is None or case.declaration.subject not in ("child", "unborn_child"):
        return None
    if born > audited and case.declaration.subject == "child":
        message = (
            f"The date of birth, {born:%d/%m/%Y}, is after the audit. A child who is not born yet is audited on "
            "the pre-birth form; otherwise the date is wrong."
        )
        return message, BORN
    if expected is not None and born <= audited < expected:
        message = (
            f"A date of birth, {born:%d/%m/%Y}, and a later expected date of delivery, {expected:%d/%m/%Y}, are "
            "both given. Is the child born? The pre-birth form is for the time before."
        )
        return message, EXPECTED
    return None


def _by_status(case: Case) -> Sign | None:
    """The status is that of another kind of case; one that the form itself offers is no fault."""
    answer = case.answers.get((STATUS, None))
    if case.declaration.key not in _OTHER_CASES or answer is None or not case.is_said(STATUS):
        return None
    if case.slots[STATUS].kind is Kind.CHOICE and (STATUS, None) not in case.troubles:
        return None
    pattern, whom = _OTHER_CASES[case.declaration.key]
    said = folded(answer.said)
    if not pattern.search(said) or _FORMERLY.search(said):
        return None
    return f"This form is for {whom}, and the status says otherwise.", STATUS


def _nothing_on_care(case: Case) -> Sign | None:
    """Parts that every looked-after child's audit needs were left empty, all of them, though others were completed."""
    if not _LOOKED_AFTER_FORM.search(case.declaration.key):
        return None
    parts: dict[str, bool] = {}
    for tag, row in case.answers:
        if row is None and tag.startswith("sections."):
            part = tag.split(".")[1]
            parts[part] = parts.get(part, False) or case.is_said(tag)
    care = [part for part in parts if _LOOKED_AFTER_PARTS.search(part)]
    if len(care) < 2 or any(parts[part] for part in care) or not any(parts.values()):
        return None
    first = next(tag for tag, row in case.answers if row is None and tag.startswith(f"sections.{care[0]}."))
    message = (
        "Everything about care, placement, health, education and reviews is empty. Is the child looked after? If "
        "not, another form is the right one."
    )
    return message, first


def _about_carers(case: Case) -> Sign | None:
    """A child's form that speaks of approval, panel and carers' reviews."""
    if case.declaration.key not in ("cin", "child_protection", "pre_birth", "early_help", "closed_case"):
        return None
    said = folded(
        " ".join(text for (tag, _), text in case.texts if tag.startswith(("sections.", "overall.")))
    )
    found = [words for words in _OF_FOSTERING if words in said]
    if len(found) < _ENOUGH:
        return None
    message = (
        f"The answers speak of {', '.join(found[:_ENOUGH])}. The audit of a fostering household has a form of its "
        "own, and goes on the carers' record."
    )
    return message, None


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
