"""Warnings of one kind settled in one step: each was named, all of them or none, and nothing that came since."""

import json

import pytest

from service.errors import NotAllowed, NotNow, Stale, Unfit, Unknown
from service.roles import MACHINE, Actor, Role
from service.store import decisions, trail
from service.store.rows.reviews import Finding
from service.wiring import Wired
from service.work import Work
from service.workflow.accept import accept
from service.workflow.correct import Put, correct
from service.workflow.settle import open_again
from service.workflow.settle_together import resolve_together
from tests.workflow.auditing import a_record, audit_of, form_of, problems_of, returned, unwrapped

BY_PLACE = "answer.by_position"
WHY = "Compared with the form, line by line"


@pytest.fixture
def reference(work: Work) -> str:
    """An audit whose return lost its controls."""
    return unwrapped(work, a_record(form_of(work, "case_risk")), "case_risk").reference


def by_place(work: Work, reference: str) -> list[Finding]:
    found = [one for one in problems_of(work, reference) if one.code == BY_PLACE]
    assert len(found) > 3
    return found


def settled(work: Work, reference: str) -> list[int]:
    return [one.id for one in problems_of(work, reference, "resolved")]


def test_all_that_are_named_are_settled_in_one_step_and_each_is_in_the_trail(
    work: Work, reference: str
) -> None:
    *most, last = by_place(work, reference)
    before = audit_of(work, reference)
    numbers = [one.id for one in most]
    resolve_together(work, reference, numbers, f"  {WHY} ", seen=before.version)
    after = audit_of(work, reference)
    assert settled(work, reference) == numbers
    assert last.id in {one.id for one in problems_of(work, reference)}
    assert (after.warnings, after.errors) == (before.warnings - len(most), before.errors)
    assert after.version == before.version + 1
    assert {(one.reason, one.settled_by) for one in problems_of(work, reference, "resolved")} == {
        (WHY, MACHINE.name)
    }
    with work.store.look() as session:
        (entry,) = [one for one in trail.about(session, "audit", reference) if one.verb == "problems.settled"]
        kept = [one.words for one in decisions.of_audit(session, after)]
    paths = [one["path"] for one in json.loads(entry.changes)]
    assert set(paths) == {*(f"problems[{number}]" for number in numbers), "reason"}
    assert WHY not in entry.changes
    assert kept == [WHY]


def test_they_are_opened_again_one_by_one(work: Work, reference: str) -> None:
    first, second, *_ = by_place(work, reference)
    resolve_together(work, reference, [first.id, second.id])
    open_again(work, reference, first.id)
    assert settled(work, reference) == [second.id]


def test_none_is_settled_where_one_cannot_be(work: Work, reference: str) -> None:
    first, second, third, *_ = by_place(work, reference)
    other = returned(work, a_record(form_of(work))).reference
    resolve_together(work, reference, [third.id])
    for wrong in ([], [first.id, third.id], [first.id, 10**8]):
        with pytest.raises(Unfit):
            resolve_together(work, reference, wrong)
    with pytest.raises(Unfit, match="no such problem"):
        resolve_together(work, other, [first.id])
    with pytest.raises(Unfit, match=r"5,000 characters or fewer. This has 5,001\."):
        resolve_together(work, reference, [first.id], "x" * 5_001)
    assert settled(work, reference) == [third.id]
    assert {first.id, second.id} <= {one.id for one in problems_of(work, reference)}


def test_an_error_and_another_kind_are_not_among_them(work: Work) -> None:
    record = a_record(form_of(work, "case_risk"))
    del record["overall"]["grade"]
    for action in record["actions"]:
        del action["due"]
    reference = unwrapped(work, record, "case_risk").reference
    one = by_place(work, reference)[0]
    others = [other for other in problems_of(work, reference) if other.code != BY_PLACE]
    assert {"error", "warning"} == {other.level for other in others}
    for other in others:
        with pytest.raises(Unfit, match=r"This is an error|of another kind"):
            resolve_together(work, reference, [one.id, other.id])
    assert settled(work, reference) == []


def test_who_saw_an_older_version_settles_nothing(work: Work, reference: str) -> None:
    seen = audit_of(work, reference).version
    numbers = [one.id for one in by_place(work, reference)]
    correct(work, reference, [Put("overall.grade", None, "good")], WHY)
    with pytest.raises(Stale):
        resolve_together(work, reference, numbers, seen=seen)
    assert settled(work, reference) == []


def test_only_while_it_is_in_review_and_only_by_who_reviews(service: Wired, reference: str) -> None:
    work = service.work()
    number = by_place(work, reference)[0].id
    with pytest.raises(NotAllowed):
        resolve_together(service.work(Actor("Wren Alder", frozenset((Role.MANAGER,)))), reference, [number])
    team = Actor("Ivy Stone", frozenset((Role.ADMINISTRATOR,)), team=1)
    with pytest.raises(Unknown):
        resolve_together(service.work(team), reference, [number])
    accept(work, reference)
    with pytest.raises(NotNow, match="Reopen it first"):
        resolve_together(work, reference, [number])
