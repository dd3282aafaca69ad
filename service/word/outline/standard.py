"""The parts that nearly every audit form has, with the slots whose types are fixed (shared tags)."""

from dataclasses import dataclass

from schemas.edition import Kind, Slot
from schemas.lists import options
from service.word.outline.model import Ask
from service.word.outline.prompts import DATE, GRADE

REFERENCE = Ask(
    "Audit reference",
    Slot("audit.reference", "Audit reference", Kind.TEXT, "Given when the form is sent out"),
)

FEEDBACK = {
    "child": "Child or young person",
    "family": "Parents, carers and family",
    "partners": "Partner agencies",
}
"""Whose feedback may be asked for, and what the form calls them."""

OVERALL = {
    "strengths": Ask(
        "Strengths: what went well",
        Slot("overall.strengths", "Overall: strengths", Kind.RICH_TEXT, "Write what went well here"),
    ),
    "improvements": Ask(
        "Areas to improve",
        Slot(
            "overall.improvements",
            "Overall: areas to improve",
            Kind.RICH_TEXT,
            "Write what should be better here",
        ),
    ),
    "impact": Ask(
        "Impact: what difference the work made",
        Slot("overall.impact", "Overall: impact", Kind.RICH_TEXT, "Write what difference the work made here"),
    ),
    "grade": Ask("Overall grade", Slot("overall.grade", "Overall: grade", Kind.CHOICE, GRADE)),
    "rationale": Ask(
        "Rationale for the overall grade",
        Slot(
            "overall.rationale",
            "Overall: rationale",
            Kind.RICH_TEXT,
            "Write the reasons for the overall grade here",
        ),
    ),
}
"""The parts of the overall judgement, in the order they are printed."""

ESCALATION = (
    Ask(
        "Did anyone have to be told at once?",
        Slot("escalation.needed", "Escalation: needed", Kind.CHOICE, "Choose yes or no", options("yes_no")),
        "For example because a child may be at risk of harm now.",
    ),
    Ask(
        "Who was told",
        Slot("escalation.told", "Escalation: who was told", Kind.TEXT, "Write the name and role"),
    ),
    Ask("When they were told", Slot("escalation.at", "Escalation: when they were told", Kind.DATE, DATE)),
    Ask(
        "What was said and agreed",
        Slot(
            "escalation.details", "Escalation: what was agreed", Kind.RICH_TEXT, "Write what was agreed here"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class ActionColumn:
    """A column of the table of actions: a `width` in twentieths of a point, or a `share` of what is left."""

    head: str
    kind: Kind
    prompt: str
    width: int = 0
    share: int = 0


ACTION_COLUMNS = {
    "what": ActionColumn("Action", Kind.RICH_TEXT, "Write what has to be done", share=5),
    "impact": ActionColumn("Difference for the child", Kind.RICH_TEXT, "Write what will be better", share=4),
    "owner": ActionColumn("Owner", Kind.TEXT, "Type the name", 1560),
    "owner_role": ActionColumn("Owner's role", Kind.TEXT, "Type the role", 1420),
    "due": ActionColumn("Due date", Kind.DATE, DATE, 1400),
    "section": ActionColumn("Section", Kind.TEXT, "Write its number", 1220),
    "agreed": ActionColumn("Agreed with worker", Kind.TICK, "☐", 1080),
    "priority": ActionColumn("Priority", Kind.CHOICE, "Choose", 1220),
}
"""What an action may say.

Every action needs a calendar date and the worker's agreement (an English authority's auditing advice, 2020);
the difference for the child answers inspectors' criticism of actions that are about process.
"""

WHOM = {
    "child": "the child",
    "young_person": "the young person",
    "unborn_child": "the baby",
    "foster_carer": "children",
    "family": "the family",
    "supervision": "children",
    "audit": "the child",
}
"""For whom an audited record's actions should make a difference, by the form's subject."""

SUBJECTS = {
    "child": "The child",
    "young_person": "The young person",
    "unborn_child": "The unborn child",
    "foster_carer": "The fostering household",
    "family": "The family",
    "supervision": "The supervision",
    "audit": "The audit under review",
}
"""What the header calls the part about the audited record, by the form's subject."""
