"""Something in a document that a person should look at, and the one list of what that can be."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """An error stops acceptance, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """`tag` and `row` name the slot where there is one; `where` says in words where to look in Word.

    `said` is the text as it stood; `message` says what was found and what is accepted.
    """

    code: str
    level: Level
    message: str
    tag: str | None = None
    row: int | None = None
    where: str = ""
    said: str = ""


CODES: dict[str, tuple[Level, str]] = {
    # the document
    "identity.absent": (Level.WARNING, "the copy no longer says which audit it belongs to"),
    "identity.unknown": (Level.WARNING, "the copy names an audit that is not known here"),
    "identity.other_form": (Level.ERROR, "the copy names an audit that is on another form"),
    "identity.disagrees": (Level.ERROR, "the copy names two different audits"),
    "identity.other_case": (Level.ERROR, "the copy's reference and its header belong to different cases"),
    "header.changed": (Level.WARNING, "the header says something else than the form was sent out with"),
    "edition.old": (Level.WARNING, "the copy was made from an older edition of the form"),
    "edition.unknown": (Level.WARNING, "the copy names an edition that is not known"),
    "form.wrong_for_subject": (Level.WARNING, "the form does not suit the case it was used for"),
    "slot.missing": (Level.WARNING, "the place for an answer is not in this copy"),
    "slot.twice": (
        Level.WARNING,
        "the same slot or table stands twice; a slot counts in its own place, rows once",
    ),
    "text.unplaced": (Level.WARNING, "text that is neither the form's own nor an answer"),
    "revisions.tracked": (Level.WARNING, "the copy holds tracked changes"),
    "comments.present": (Level.WARNING, "the copy holds comments"),
    "document.converted": (
        Level.WARNING,
        "the copy lacks the marks of the form: another program took them away, or it is older than they are",
    ),
    "document.external_template": (Level.WARNING, "the copy asks for a template from elsewhere"),
    "copy.empty": (Level.ERROR, "nothing is answered beyond the header"),
    "copy.hardly_begun": (Level.WARNING, "few questions are answered"),
    "name.in_filename": (Level.WARNING, "the file name seems to hold a person's name"),
    # one answer
    "answer.by_position": (Level.WARNING, "found by its place and not by its control"),
    "answer.unreadable": (Level.ERROR, "something stands there, but not one clear answer"),
    "answer.missing": (Level.WARNING, "not answered, and this form asks for every answer"),
    "answer.not_asked": (Level.WARNING, "answered, though the form does not ask for it in such a case"),
    "answer.see_above": (Level.WARNING, "refers to another answer instead of giving one"),
    "answer.two_in_one": (Level.WARNING, "seems to hold the answer to another question, which is blank"),
    "answer.prompt_left": (Level.WARNING, "the form's prompt, or part of it, is still in the answer"),
    "answer.unknown_sign": (Level.WARNING, "holds a sign that only a symbol font can show"),
    "value.not_in_list": (Level.ERROR, "not one of the choices"),
    "value.normalised": (Level.WARNING, "spelled otherwise than the form offers"),
    "value.cleaned": (Level.WARNING, "characters that Word cannot hold were taken out"),
    "number.unreadable": (Level.ERROR, "not a whole number"),
    "tick.shown_differs": (Level.WARNING, "the tick shown and the tick stored differ"),
    "tick.both": (Level.ERROR, "boxes that exclude each other are both ticked"),
    "date.unreadable": (Level.ERROR, "not a date"),
    "date.ambiguous": (Level.ERROR, "could be more than one date"),
    "date.impossible": (Level.ERROR, "no such day"),
    "date.shown_differs": (Level.WARNING, "the date shown and the date stored differ"),
    "date.in_future": (Level.WARNING, "a day that has not come yet"),
    "period.reversed": (Level.ERROR, "the period ends before it begins"),
    # grades and what stands behind them
    "grade.missing": (Level.ERROR, "no grade was given"),
    "grade.unknown": (Level.ERROR, "not a grade of this scale"),
    "grade.ambiguous": (Level.ERROR, "more than one grade"),
    "grade.retired": (Level.WARNING, "a grade of an older scale"),
    "rationale.missing": (Level.WARNING, "a grade without its reasons"),
    "rationale.is_descriptor": (Level.WARNING, "the grade descriptor stands where reasons should"),
    "overall.better_than_every_section": (Level.WARNING, "the overall grade is better than every section's"),
    "overall.two_from_worst": (Level.WARNING, "the overall grade is two steps from the worst section's"),
    "inadequate.without_action": (Level.WARNING, "an Inadequate grade and no action"),
    "escalation.not_recorded": (Level.ERROR, "a serious concern and nobody told"),
    "escalation.contradicted": (Level.ERROR, "nobody had to be told, and yet somebody was"),
    "feedback.none": (Level.WARNING, "no feedback from child, family or partners"),
    # actions
    "action.nothing_asked": (Level.ERROR, "an owner or a date in a row without an action"),
    "action.no_owner": (Level.WARNING, "an action without an owner"),
    "action.no_date": (Level.WARNING, "an action without a date"),
    "action.relative_date": (Level.ERROR, "a relative date where a calendar date is wanted"),
    "action.past_due": (Level.WARNING, "an action due before the audit"),
    "action.vague": (Level.WARNING, "an action nobody could tell done from not done"),
    "action.about_worker": (Level.ERROR, "an action about the worker, on a document for the child's file"),
    "action.several_in_one": (Level.WARNING, "several actions in one row"),
}
"""Every problem there is: its level, and what it means. A published code is never reused."""

SETTLED_BY_REASON = frozenset(
    (
        "copy.empty",
        "identity.other_form",
        "identity.disagrees",
        "identity.other_case",
        "escalation.not_recorded",
        "escalation.contradicted",
        "action.nothing_asked",
        "action.about_worker",
    )
)
"""The errors that a person may override with a reason. Every other one is settled by a correction alone: while it
stands, the record lacks something that the copy says, or says something that cannot be."""


def problem(
    code: str,
    message: str,
    *,
    tag: str | None = None,
    row: int | None = None,
    where: str = "",
    said: str = "",
) -> Problem:
    """A problem of a known code at its level. Raises KeyError for a code that is not in `CODES`."""
    return Problem(code, CODES[code][0], message, tag, row, where, said)
