"""Whether an audit of an audit is about the case that the audit it names is about."""

from collections.abc import Iterator

from schemas.record import get
from service.problem import Problem
from service.rules.case import Case
from service.rules.identity import is_same, shown

FIRST, _FORM = "subject.audit_reference", "subject.form"
_COMPARED = ("subject.record_id", "subject.initials")


def other_case(case: Case) -> Iterator[Problem]:
    """`identity.other_case` and `identity.unknown` for an audit that judges another one.

    It is filed on the record of the audit that it names. One character of a reference that is typed wrongly, and
    it would stand on another child's file.
    """
    reference = case.text(FIRST)
    if not reference or case.judged is None:
        return
    first = case.judged(reference)
    if first is None:
        yield case.problem(
            "identity.unknown",
            f"It judges audit {reference}, which is not known here. It is filed beside the audit that it judges, so "
            "correct the reference before.",
            FIRST,
        )
        return
    for tag in _COMPARED:
        theirs, ours = get(first.record, tag), case.value(tag)
        if theirs is not None and ours is not None and not is_same(theirs, ours):
            yield case.problem(
                "identity.other_case",
                f"Audit {reference} says {shown(theirs)} as {case.title(tag)}, and this one says {shown(ours)}. Is it "
                "the audit that was judged?",
                tag,
            )
    form = case.text(_FORM)
    if form and form != first.form and first.form in {one.code for one in case.slots[_FORM].options}:
        yield case.problem(
            "identity.other_case",
            f"Audit {reference} is on the form {first.title}, and this one says that another form was used. Is it "
            "the audit that was judged?",
            _FORM,
        )
