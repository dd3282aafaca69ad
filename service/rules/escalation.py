"""A serious concern that stands only in the form: somebody must be told at once, and the form must say who
was.

Auditors who find a child at risk tell the manager before they write (an English authority's auditing advice,
2020).
"""

import re
from collections.abc import Iterator

from schemas.edition import Kind
from schemas.trouble import quoted
from service.problem import Level, Problem
from service.reading import State
from service.rules.case import Case
from service.rules.concern import concern_in
from service.rules.judgements import OVERALL, inadequate
from service.rules.wording import folded, says_nothing

NEEDED, TOLD, DETAILS = "escalation.needed", "escalation.told", "escalation.details"

_TELLING = re.compile(
    r"\b(?:told|informed|notified|spoke|spoken|called|phoned|rang|telephoned|e-?mailed|alerted|escalated|reported"
    r"|discussed with)\b"
)
_SAFE_NOW = re.compile(r"\bsafe\b.*\b(?:now|today|at present|currently)\b", re.IGNORECASE)
_NOT_READ = re.compile(
    r"^(?:audit|subject|experience|signoff)\.|\.strengths$|^actions\.impact$|^actions\.owner"
)


def not_recorded(case: Case) -> Iterator[Problem]:
    """`escalation.not_recorded`: an Inadequate grade, or words that a child may not be safe, and nobody told.

    An auditor who answered that nobody had to be told has considered it: then it is a warning, unless the
    whole audit is Inadequate.
    """
    place = next((tag for tag in (TOLD, NEEDED) if tag in case.slots), None)
    if place is None or _somebody_told(case):
        return
    reasons = list(_reasons(case))
    if case.value(NEEDED) in ("yes", True):
        reasons.insert(0, "The form says that somebody had to be told.")
    if not reasons:
        return
    weighed = case.value(NEEDED) == "no" or (case.value(NEEDED) is False and case.is_said(DETAILS))
    yield case.problem(
        "escalation.not_recorded",
        f"{' '.join(reasons[:3])} Nobody is named as told. Tell the manager now if that was not done, and write "
        "who was told and when.",
        place,
        said=_first_quote(reasons),
        level=Level.WARNING if weighed and OVERALL not in inadequate(case) else None,
    )


def contradicted(case: Case) -> Iterator[Problem]:
    """`escalation.contradicted`: answered that nobody had to be told, and yet it says who was.

    Such an audit is no urgent concern, and nobody is asked to acknowledge one.
    """
    if case.value(NEEDED) not in ("no", False) or not _is_named(case):
        return
    place = TOLD if case.is_said(TOLD) and not says_nothing(case.text(TOLD)) else DETAILS
    yield case.problem(
        "escalation.contradicted",
        f"{case.title(NEEDED)} is answered No, and yet {case.title(place)} says {quoted(case.text(place))}. If "
        "somebody had to be told, answer Yes; if not, leave it as it is and say why.",
        NEEDED,
        said=case.text(place),
    )


def _somebody_told(case: Case) -> bool:
    told = case.answers.get((TOLD, None))
    if told is not None and told.state is State.UNREADABLE:
        return True  # a person will have to look at it anyway
    if TOLD not in case.slots and case.value(NEEDED) in ("yes", True):
        return True
    return _is_named(case)


def _is_named(case: Case) -> bool:
    """Whether the copy says who was told, in the place for it or in words."""
    if case.is_said(TOLD) and not says_nothing(case.text(TOLD)):
        return True
    details = folded(case.text(DETAILS))
    return bool(_TELLING.search(details)) and not re.search(r"\b(?:not|nobody|no[- ]one)\b|n't\b", details)


def _reasons(case: Case) -> Iterator[str]:
    """Why somebody has to be told, each in a sentence; the most telling first."""
    for tag in sorted(inadequate(case), key=lambda tag: tag != OVERALL):
        yield f"{case.title(tag)} is Inadequate."
    for slot in case.slots.values():
        if (
            slot.kind is Kind.CHOICE
            and case.value(slot.tag) == "no"
            and _SAFE_NOW.search(slot.label or slot.title)
        ):
            yield f"{case.title(slot.tag)} is answered No."
    for (tag, _), text in case.texts:
        if not _NOT_READ.search(tag) and (sentence := concern_in(text)) is not None:
            yield f"{case.title(tag)} says {quoted(sentence)}."


def _first_quote(reasons: list[str]) -> str:
    return next((found[1] for reason in reasons if (found := re.search(r" says “(.*)”\.$", reason))), "")
