"""What became of a file that was sent, in words: one sentence, whether it was taken, and where to go on."""

from dataclasses import dataclass

from flask import url_for

from service.errors import Refused
from service.pages.words import STAGES, counted
from service.roles import Actor, May
from service.workflow.beside import LeftOut
from service.workflow.place import Outcome, Received

_NOT_TAKEN, _LEFT_OUT = "Not taken", "Left out"
_TAGS = {
    Outcome.FIRST: ("Taken", "green"),
    Outcome.NEW_AUDIT: ("Taken", "green"),
    Outcome.REVISION: ("Taken", "green"),
    Outcome.PROPOSED: ("Waits", "yellow"),
    Outcome.SAME: ("Same file again", "grey"),
}


@dataclass(frozen=True, slots=True)
class Arrived:
    """`word` sums up what became of the file, in `colour`; `link` leads on, in the words of `link_text`."""

    file: str
    word: str
    colour: str
    said: str
    link: str = ""
    link_text: str = ""


def arrived(file: str, one: Received | Refused, actor: Actor) -> Arrived:
    """What became of a file, for who sent it."""
    if isinstance(one, Refused):
        return Arrived(file, _NOT_TAKEN, "red", one.message)
    word, colour = _TAGS[one.outcome]
    reviews = actor.may(May.REVIEW) and one.state == "current"
    page = "pages.review.review" if reviews else "pages.audits.show_audit"
    verb = "Review" if reviews else "See"
    link = url_for(page, reference=one.reference)
    return Arrived(file, word, colour, _said(one), link, f"{verb} {one.reference}")


def not_read(left: LeftOut) -> Arrived:
    """What was left out of a zip."""
    return Arrived(left.place, _LEFT_OUT, "grey", left.said)


def summed_up(arrivals: list[Arrived]) -> str:
    """How many were taken, and how many of them not."""
    refused = sum(one.word == _NOT_TAKEN for one in arrivals)
    said = f"{counted(sum(one.word != _LEFT_OUT for one in arrivals), 'file')} read"
    return f"{said}, {refused} of them not taken" if refused else f"{said}, none refused"


def _said(one: Received) -> str:
    record = f", record {one.record_id}" if one.record_id else ""
    which = f"Return {one.revision} of audit {one.reference}{record}"
    match one.outcome:
        case Outcome.FIRST:
            return f"{which}. {_to_settle(one)}"
        case Outcome.NEW_AUDIT:
            return f"A new audit, {one.reference}{record}: it belongs to none that was sent out. {_to_settle(one)}"
        case Outcome.REVISION:
            changed = counted(len(one.differences), "answer") if one.differences else "no answer"
            differs = "differs" if len(one.differences) <= 1 else "differ"
            return f"{which}, in place of the one before: {changed} {differs}. {_to_settle(one)}"
        case Outcome.PROPOSED:
            return (
                f"{which}. It is kept until somebody decides on it: the audit is {STAGES[one.stage].lower()}, and "
                "nothing of it has changed."
            )
        case Outcome.SAME:
            return f"{which}, which came in before. Nothing has changed."


def _to_settle(one: Received) -> str:
    if not one.errors and not one.warnings:
        return "Nothing to settle."
    found = [counted(one.errors, "error")] if one.errors else []
    found += [counted(one.warnings, "warning")] if one.warnings else []
    return f"{' and '.join(found)} to settle."
