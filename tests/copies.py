"""Completed copies as plain data, for tests of what they are worth: a form in a few lines, and what was
written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from schemas.edition import Declaration, Kind, Option, Slot
from schemas.form import FormSchema
from schemas.lists import options
from schemas.record import Record, items
from service.check import Checked, check
from service.problem import Problem
from service.reading import Answer, FoundBy, Match, Reading, State

TODAY = date(2026, 11, 20)

Said = Mapping[str, str]
Rows = Sequence[Mapping[str, str]]

OFSTED = options("ofsted")
YES_NO = options("yes_no")


def slot(
    tag: str, kind: Kind = Kind.TEXT, among: Sequence[Option] = (), title: str = "", prompt: str = ""
) -> Slot:
    """A slot named after its tag; one of `actions` stands in a repeating row."""
    repeating = "actions" if tag.startswith("actions.") else None
    return Slot(tag, title or tag, kind, prompt, tuple(among), repeating)


FORM = (
    slot("audit.reference"),
    slot("audit.date", Kind.DATE),
    slot("audit.period_from", Kind.DATE),
    slot("audit.period_to", Kind.DATE),
    slot("audit.auditor"),
    slot("subject.record_id"),
    slot("subject.initials"),
    slot("subject.date_of_birth", Kind.DATE),
    slot("subject.expected_date_of_delivery", Kind.DATE),
    slot("subject.status"),
    slot("sections.plan.smart", Kind.CHOICE, options("yes_partly_no")),
    slot("sections.plan.smart_evidence"),
    slot("sections.plan.grade", Kind.CHOICE, OFSTED, title="Plan: grade"),
    slot("sections.plan.rationale", Kind.RICH_TEXT, title="Plan: rationale"),
    slot("sections.visits.seen_yes", Kind.TICK, title="Child seen: yes"),
    slot("sections.visits.seen_no", Kind.TICK, title="Child seen: no"),
    slot("sections.visits.seen_comments"),
    slot("sections.visits.grade", Kind.CHOICE, OFSTED, title="Visits: grade"),
    slot("sections.visits.rationale", Kind.RICH_TEXT),
    slot("sections.visits.count", Kind.NUMBER),
    slot("overall.strengths", Kind.RICH_TEXT),
    slot("overall.improvements", Kind.RICH_TEXT),
    slot("overall.grade", Kind.CHOICE, OFSTED, title="Overall: grade"),
    slot("overall.rationale", Kind.RICH_TEXT, title="Overall: rationale"),
    slot("feedback.child"),
    slot("feedback.family"),
    slot("escalation.needed", Kind.CHOICE, YES_NO),
    slot("escalation.told"),
    slot("escalation.at", Kind.DATE),
    slot("escalation.details"),
    slot("actions.what"),
    slot("actions.impact"),
    slot("actions.owner"),
    slot("actions.owner_role"),
    slot("actions.due", Kind.DATE),
    slot("actions.agreed", Kind.TICK),
    slot("signoff.auditor.name"),
    slot("signoff.auditor.date", Kind.DATE),
)
"""Nearly every kind of slot that forms share, once."""

WELL: dict[str, str] = {
    "audit.date": "04/06/2026",
    "audit.auditor": "Wren Larkmoor",
    "subject.record_id": "4417023",
    "sections.plan.grade": "Good",
    "sections.plan.rationale": "The plan has six actions, each with a name and a date, and five were done by "
    "the review.",
    "sections.visits.grade": "Good",
    "sections.visits.rationale": "She was seen every ten days, mostly alone, and her bedroom was seen each "
    "time.",
    "overall.grade": "Good",
    "overall.rationale": "Her situation is better understood than a year ago and she goes to school again.",
    "feedback.child": "“She listens,” the child told the reviewing officer.",
}
"""A copy that nothing is wrong with."""

ACTION: dict[str, str] = {
    "actions.what": "Send the minutes of the January review to all who attended",
    "actions.owner": "P. Vane-Holt",
    "actions.due": "19/06/2026",
}
"""An action that nothing is wrong with."""


def declared(
    key: str = "cin",
    *,
    subject: str = "child",
    blanks_allowed: bool = True,
    off: tuple[str, ...] = (),
    title: str = "Child in need audit",
) -> Declaration:
    """A form's declaration."""
    return Declaration(key, title, "1", subject=subject, blanks_allowed=blanks_allowed, off=off)


def schema_of(slots: Sequence[Slot] = FORM, declaration: Declaration | None = None) -> FormSchema:
    """The schema of a form."""
    return FormSchema(declaration or declared(), slots)


def reading_of(schema: FormSchema, said: Said, rows: Rows = (), *, reference: str | None = None) -> Reading:
    """A reading in which each slot says what `said` has for its tag, and is blank where it has nothing."""
    answers = []
    started: set[str] = set()
    for one in schema.slots:
        if one.repeating is None:
            answers.append(_answer(one, said.get(one.tag, ""), None))
        elif one.repeating not in started:
            started.add(one.repeating)
            columns = [column for column in schema.slots if column.repeating == one.repeating]
            answers += [
                _answer(column, row.get(column.tag, ""), n)
                for n, row in enumerate(rows)
                for column in columns
            ]
    match = Match(schema.declaration.key, schema.declaration.edition, "identity")
    return Reading(match, reference, tuple(answers), (), ())


def _answer(one: Slot, said: str, row: int | None) -> Answer:
    state = State.ANSWERED if said.strip() else State.BLANK
    return Answer(one.tag, row, state, said, f"beside “{one.title}”", FoundBy.CONTROL)


def with_state(reading: Reading, tag: str, state: State, said: str = "", *problems: Problem) -> Reading:
    """The reading with one answer in another state."""
    answers = tuple(
        replace(one, state=state, said=said) if one.tag == tag else one for one in reading.answers
    )
    return replace(reading, answers=answers, problems=(*reading.problems, *problems))


def saying(schema: FormSchema, record: Record) -> Reading:
    """A reading that says what a record says."""
    slots = {one.tag: one for one in schema.slots}
    said: dict[str, str] = {}
    rows: list[dict[str, str]] = [{} for _ in record.get("actions", ())]
    for tag, row, value in items(record):
        assert value is not None
        (said if row is None else rows[row])[tag] = schema.dump_answer(slots[tag], value)
    return reading_of(schema, said, rows)


def checked(
    said: Said,
    rows: Rows = (),
    *,
    declaration: Declaration | None = None,
    slots: Sequence[Slot] = FORM,
    filename: str | None = None,
    printed: Sequence[str] = (),
    sent: Record | None = None,
    before: Record | None = None,
    reference: str | None = None,
) -> Checked:
    """What a copy that says this is found to be worth."""
    schema = schema_of(slots, declaration)
    reading = reading_of(schema, said, rows, reference=reference)
    return check(reading, schema, today=TODAY, filename=filename, sent=sent, before=before, printed=printed)


def codes(found: Checked) -> list[str]:
    """The codes of the problems, in their order."""
    return [one.code for one in found.problems]


def the(found: Checked, code: str) -> Problem:
    """The one problem of this code."""
    (one,) = [one for one in found.problems if one.code == code]
    return one
