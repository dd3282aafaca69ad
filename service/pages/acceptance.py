"""What is known beforehand to keep an audit from being accepted, as both its review and its acceptance tell it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.record import path
from service.errors import Fault
from service.roles import May
from service.store.corrections import OFFERED
from service.store.findings import OPEN
from service.work import Work
from service.workflow.accept import SAME_PERSON, is_of_uploader
from service.workflow.cases.columns import NUMBER
from service.workflow.look import Whole
from service.workflow.restrict import marked


@dataclass(frozen=True, slots=True)
class Stop:
    """One reason why an audit cannot be accepted yet, with each place that it is about.

    `returns` are the numbers of returns that wait for a decision.
    """

    said: str
    faults: Sequence[Fault] = ()
    returns: Sequence[int] = ()


def stops_acceptance(work: Work, whole: Whole, audit: Mapping[str, Any]) -> Iterator[Stop]:
    """What stands in the way of accepting an audit, which `audit` shows as the actor sees it; the gravest first."""
    faults = [
        Fault(_path(one), one["message"] or "A problem that only who reads free text may see")
        for one in audit["problems"]
        if one["state"] == OPEN and one["level"] == "error"
    ]
    if faults:
        yield Stop("Errors stand open. Settle them in the review, or send the audit back.", faults)
    waiting = [one["number"] for one in audit["revisions"] if one["state"] == "proposed"]
    if waiting:
        yield Stop("Another return of this audit waits for a decision. Decide on it first.", (), waiting)
    offered = [Fault(_path(one), "a correction is offered again") for one in offered_in(audit)]
    if offered:
        yield Stop(
            "A later return says something else where corrections were made. Take each of them up, or drop it, in the "
            "review.",
            offered,
        )
    if work.actor.may(May.ACCEPT) and is_of_uploader(work, whole.audit):
        yield Stop(SAME_PERSON)


def left_behind(whole: Whole) -> Iterator[str]:
    """What stays to be done about an audit that is accepted as it is: accepting settles none of it."""
    audit = whole.audit
    if audit.urgent:
        yield "The urgent concern stays open until somebody acknowledges it."
    if whole.standing and not all(mark.same for mark in marked(whole.standing, audit.restricted)):
        yield (
            "What is to be left out of the filed document says something else than when it was marked, or stands in "
            "another row. It cannot be finished before somebody takes the mark off in the review, or sets it anew."
        )
    if not audit.record_id and NUMBER in whole.form.by_tag:
        yield "It does not say whose record it is of, and cannot be filed before somebody corrects that."
    if audit.audit_date is None:
        yield "It does not say of which day it is, and cannot be filed before somebody corrects that."


def offered_in(audit: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The corrections that a later return puts in doubt."""
    return [one for one in audit["corrections"] if one["state"] == OFFERED]


def _path(one: Mapping[str, Any]) -> str:
    return path(one["tag"], one["row"]) if one["tag"] else "document"
