"""Whether the copy is about the case it says it is about."""

import re
from collections.abc import Iterator

from schemas.edition import Slot, Value
from schemas.record import says
from schemas.text import key
from service.problem import Problem
from service.rules.case import Case

REFERENCE = "audit.reference"
_HEADER = ("audit.", "subject.")
COMPARED = (
    "subject.record_id",
    "subject.initials",
    "subject.date_of_birth",
    "subject.expected_date_of_delivery",
)

_REFERENCE = re.compile(
    r"(?<![A-Z0-9])AF[-_ ]?(\d{4})[-_ ]?(\d{6,9})[-_ ]?([0-9A-Z])(?![A-Z0-9])", re.IGNORECASE
)
_MARKS = re.compile(r"[^a-z0-9]")


def other_case(case: Case) -> Iterator[Problem]:
    """`identity.other_case`: the header was changed to another case than the form was sent out for.

    Papers have gone to the wrong family before, and forms that were completed for one child are used for the next;
    so what was said is never quietly replaced. It shows by the header that the form was sent out with (`Case.sent`),
    by that of the return before where the form was sent out without one (`Case.before`), or by a file name that
    carries another reference.
    """
    yield from _by_file_name(case)
    for tag in COMPARED:
        given, now = case.sent_with(tag), case.value(tag)
        told = "The form was sent out with"
        if given is None:
            given, told = case.said_before(tag), "The return before has"
        if given is None or now is None or is_same(given, now):
            continue
        yield case.problem(
            "identity.other_case",
            f"{told} {shown(given)} as {case.title(tag)}, and this copy says {shown(now)}. Is it the audit of another "
            "case, or was the header put right?",
            tag,
        )


def header_changed(case: Case) -> Iterator[Problem]:
    """`header.changed`: the rest of the header says something else than the form was sent out with.

    An auditor may put a date or a name right, and may have taken a form that was written over; the copy's own words
    count, and a person is told that they are not those that were sent out.
    """
    for tag, slot in case.slots.items():
        given, now = case.sent_with(tag), case.value(tag)
        other = tag == REFERENCE or slot.repeating is not None or not tag.startswith(_HEADER)
        if other or not says(given) or (tag, None) in case.troubles:
            continue
        if not says(now):
            said = "this copy leaves it empty"
        elif tag in COMPARED or is_same(given, now):  # another case is an error of its own
            continue
        else:
            said = f"this copy says {_read(slot, now)}"
        yield case.problem(
            "header.changed",
            f"The form was sent out with {_read(slot, given)} as {case.title(tag)}, and {said}. What the copy says "
            "counts, unless it is corrected.",
            tag,
        )


def _read(slot: Slot, value: Value) -> str:
    """A value as the form prints it."""
    return next((f"“{one.text}”" for one in slot.options if one.code == value), shown(value))


def _by_file_name(case: Case) -> Iterator[Problem]:
    reference = case.reference or case.text(REFERENCE)
    named = {_bare("af" + "".join(found.groups())) for found in _REFERENCE.finditer(case.filename or "")}
    if reference and _REFERENCE.fullmatch(reference.strip()) and named and _bare(reference) not in named:
        yield case.problem(
            "identity.other_case",
            f"The copy carries the reference {reference}, and its file name another one. Which audit is it?",
            REFERENCE if REFERENCE in case.slots else None,
            said=case.filename or "",
        )


def is_same(given: Value, now: Value) -> bool:
    """Whether two values of a header mean the same case: nobody changes one by a space or a full stop."""
    if isinstance(given, str) and isinstance(now, str):
        return _bare(given) == _bare(now)
    return given == now


def _bare(text: str) -> str:
    return _MARKS.sub("", key(text))


def shown(value: Value) -> str:
    """A value of a header as a message quotes it."""
    return f"{value:%d/%m/%Y}" if not isinstance(value, (str, int)) else f"“{value}”"
