"""Actions: begun on acceptance, with a life of their own that later revisions do not disturb."""

import json
from datetime import date, timedelta
from typing import Any, ClassVar

import pytest

from service.errors import NotNow, Unfit
from service.lifecycle import ActionState
from service.roles import MACHINE, Actor
from service.store import actions, decisions, trail
from service.store.rows.actions import Action
from service.wiring import Wired
from service.work import Work
from service.workflow.accept import accept
from service.workflow.change_action import change_action, verify_action
from service.workflow.changed import hidden
from service.workflow.receive import receive
from service.workflow.reopen import reopen
from service.workflow.settle import override
from service.workflow.stand_on import stand_on
from tests.workflow.auditing import a_record, audit_of, completed, form_of, problems_of, returned

PLAN = "Put a date to every step of the plan"
VISIT = "Visit the household unannounced before the end of the month"
FRONT = "Correct the first language on the front page"


def rows(*whats: str) -> list[dict[str, Any]]:
    return [
        {"what": what, "owner": "Q. Vane-Holt", "due": date(2026, 7, 1), "agreed": False} for what in whats
    ]


@pytest.fixture
def reference(work: Work) -> str:
    """An accepted audit with two actions."""
    record = a_record(form_of(work)) | {"actions": rows(PLAN, VISIT)}
    reference = returned(work, record).reference
    accept(work, reference)
    return reference


def again(work: Work, reference: str, *whats: str) -> None:
    """The audit is returned once more with these actions, and accepted."""
    form = form_of(work)
    record = a_record(form) | {"actions": rows(*whats)}
    record["overall"]["strengths"] = "Written for the second time."
    received = receive(work, completed(form, reference, record), "again.docx")
    stand_on(work, reference, received.revision)
    accept(work, reference)


def actions_of(work: Work, reference: str) -> list[Action]:
    with work.store.look() as session:
        return actions.of_audit(session, audit_of(work, reference))


def test_each_row_becomes_an_action(work: Work, reference: str) -> None:
    assert [
        (one.number, one.row, one.what, one.owner, one.due, one.state) for one in actions_of(work, reference)
    ] == [
        (1, 0, PLAN, "Q. Vane-Holt", date(2026, 7, 1), "open"),
        (2, 1, VISIT, "Q. Vane-Holt", date(2026, 7, 1), "open"),
    ]


def test_accepted_a_second_time_none_is_doubled(work: Work, reference: str) -> None:
    reopen(work, reference, "To look again")
    accept(work, reference)
    assert [one.number for one in actions_of(work, reference)] == [1, 2]


def test_a_later_revision_finds_its_actions_wherever_they_stand(work: Work, reference: str) -> None:
    first = actions_of(work, reference)[0]
    change_action(work, first.id, {"state": ActionState.IN_PROGRESS})
    again(work, reference, FRONT, VISIT + ", and write it down", PLAN)
    found = {one.what: (one.number, one.row, one.state) for one in actions_of(work, reference)}
    assert found == {
        PLAN: (1, 2, "in_progress"),
        VISIT + ", and write it down": (2, 1, "open"),
        FRONT: (3, 0, "open"),
    }


def test_one_that_is_no_longer_asked_for_keeps_its_life(work: Work, reference: str) -> None:
    again(work, reference, PLAN)
    assert [(one.what, one.row) for one in actions_of(work, reference)] == [(PLAN, 0), (VISIT, None)]


def test_what_was_changed_of_an_action_is_not_undone_by_a_revision_that_says_the_same(
    work: Work, reference: str
) -> None:
    first = actions_of(work, reference)[0]
    change_action(work, first.id, {"owner": "Ishbel Tarn", "due": date(2026, 8, 1)})
    again(work, reference, PLAN, VISIT)
    kept = actions_of(work, reference)[0]
    assert (kept.owner, kept.due) == ("Ishbel Tarn", date(2026, 8, 1))


class TestChanging:
    @pytest.fixture
    def action(self, work: Work, reference: str) -> int:
        return actions_of(work, reference)[0].id

    def test_what_was_written_over_stays_with_the_audit(
        self, work: Work, reference: str, action: int
    ) -> None:
        done = {"state": ActionState.DONE, "done_on": date(2026, 6, 2)}
        change_action(work, action, {**done, "evidence": "She sent the plan"})
        change_action(work, action, {"state": ActionState.IN_PROGRESS, "evidence": "It was last year's"})
        with work.store.look() as session:
            kept = decisions.of_audit(session, audit_of(work, reference))
        assert [(one.about, one.words) for one in kept] == [
            ("actions[1].evidence", "She sent the plan"),
            ("actions[1].evidence", "It was last year's"),
        ]

    def test_done_wants_its_evidence_and_a_day(self, work: Work, action: int) -> None:
        with pytest.raises(Unfit) as caught:
            change_action(work, action, {"state": ActionState.DONE})
        assert [fault.path for fault in caught.value.faults] == ["evidence", "done_on"]
        done = {"state": ActionState.DONE, "evidence": "Case note of 2 June", "done_on": work.today()}
        assert change_action(work, action, done).state == "done"

    def test_nothing_is_done_on_a_day_to_come(self, work: Work, action: int) -> None:
        tomorrow = work.today() + timedelta(days=1)
        with pytest.raises(Unfit):
            change_action(work, action, {"state": ActionState.DONE, "evidence": "x", "done_on": tomorrow})

    def test_cancelled_wants_a_reason(self, work: Work, action: int) -> None:
        with pytest.raises(Unfit):
            change_action(work, action, {"state": ActionState.CANCELLED})
        assert (
            change_action(work, action, {"state": ActionState.CANCELLED, "reason": "Moved away"}).state
            == "cancelled"
        )

    def test_somebody_else_verifies(self, service: Wired, work: Work, action: int) -> None:
        done = {"state": ActionState.DONE, "evidence": "Case note", "done_on": work.today()}
        change_action(work, action, done)
        with pytest.raises(NotNow) as caught:
            verify_action(work, action)
        assert caught.value.code == "same-person"
        other = service.work(Actor("Wren Alder", MACHINE.roles))
        assert verify_action(other, action).state == "verified"

    def test_an_action_that_is_not_done_is_not_verified(self, work: Work, action: int) -> None:
        with pytest.raises(NotNow) as caught:
            verify_action(work, action)
        assert caught.value.code == "wrong-state"

    def test_an_action_that_goes_to_another_owner_says_so_in_the_trail(self, work: Work, action: int) -> None:
        before = change_action(work, action, {"owner": "Ishbel Tarn"})
        assert (before.owner, before.version) == ("Ishbel Tarn", 2)


class TestTellingActionsApart:
    """The same row, asked for again, is the same action; another row never takes over what somebody has done."""

    CHRONOLOGY = "Update the chronology to this month"
    JO: ClassVar = {"what": CHRONOLOGY, "owner": "Jo Reed", "due": date(2026, 7, 1), "agreed": False}
    SAM: ClassVar = {"what": CHRONOLOGY, "owner": "Sam Alder", "due": date(2026, 8, 1), "agreed": False}

    def accepted(self, work: Work, *rows: dict[str, Any], reference: str = "") -> str:
        """The audit is returned with these actions, and accepted whatever is said against them."""
        record = a_record(form_of(work)) | {"actions": list(rows)}
        if reference:
            reopen(work, reference, "There is another return")
            record["overall"]["strengths"] = "Written for another time."
        reference = returned(work, record, reference=reference).reference
        for problem in problems_of(work, reference):
            override(work, reference, problem.id, "It is right so")
        accept(work, reference)
        return reference

    def begun(self, work: Work, reference: str, number: int, **more: Any) -> None:
        change = {"state": ActionState.IN_PROGRESS, "evidence": "Begun on 3 June", **more}
        change_action(work, actions_of(work, reference)[number - 1].id, change)

    def told(self, work: Work, reference: str) -> list[tuple[object, ...]]:
        return [
            (one.number, one.row, one.owner, one.due, one.state, one.evidence)
            for one in actions_of(work, reference)
        ]

    def test_two_of_the_same_text_do_not_swap_when_their_rows_do(self, work: Work) -> None:
        reference = self.accepted(work, self.JO, self.SAM)
        self.begun(work, reference, 1)
        self.accepted(work, self.SAM, self.JO, reference=reference)
        assert self.told(work, reference) == [
            (1, 1, "Jo Reed", date(2026, 7, 1), "in_progress", "Begun on 3 June"),
            (2, 0, "Sam Alder", date(2026, 8, 1), "open", ""),
        ]

    def test_two_of_the_same_text_stay_with_their_owners_when_only_the_dates_swap(self, work: Work) -> None:
        reference = self.accepted(work, self.JO, self.SAM)
        self.begun(work, reference, 1)
        later = [self.SAM | {"due": self.JO["due"]}, self.JO | {"due": self.SAM["due"]}]
        self.accepted(work, *later, reference=reference)
        assert self.told(work, reference) == [
            (1, 1, "Jo Reed", date(2026, 8, 1), "in_progress", "Begun on 3 June"),
            (2, 0, "Sam Alder", date(2026, 7, 1), "open", ""),
        ]

    def test_two_that_are_reworded_alike_stay_with_their_owners(self, work: Work) -> None:
        reference = self.accepted(work, self.JO, self.SAM)
        self.begun(work, reference, 1)
        reworded = {"what": self.CHRONOLOGY + " and year"}
        self.accepted(work, self.SAM | reworded, self.JO | reworded, reference=reference)
        assert [(one[0], one[1], one[2]) for one in self.told(work, reference)] == [
            (1, 1, "Jo Reed"),
            (2, 0, "Sam Alder"),
        ]

    def test_one_that_is_done_and_asked_for_no_more_leaves_the_other_as_it_is(self, work: Work) -> None:
        reference = self.accepted(work, self.JO, self.SAM)
        self.begun(work, reference, 1, state=ActionState.DONE, done_on=work.today())
        self.accepted(work, self.SAM, reference=reference)
        assert self.told(work, reference) == [
            (1, None, "Jo Reed", date(2026, 7, 1), "done", "Begun on 3 June"),
            (2, 0, "Sam Alder", date(2026, 8, 1), "open", ""),
        ]

    def test_one_that_is_done_does_not_stand_in_the_way_of_the_one_that_is_meant(self, work: Work) -> None:
        reference = self.accepted(work, self.JO, self.SAM)
        self.begun(work, reference, 1, state=ActionState.DONE, done_on=work.today())
        self.accepted(work, self.SAM | {"owner": "Ishbel Tarn"}, reference=reference)
        assert [(one[0], one[1], one[2]) for one in self.told(work, reference)] == [
            (1, None, "Jo Reed"),
            (2, 0, "Ishbel Tarn"),
        ]

    def test_one_that_does_not_say_what_is_to_be_done_is_not_made_anew(self, work: Work) -> None:
        first, second = ({**self.JO}, {**self.SAM})
        del first["what"], second["what"]
        reference = self.accepted(work, first, second)
        self.begun(work, reference, 1)
        reopen(work, reference, "To look again")
        accept(work, reference)
        self.accepted(work, second, first, reference=reference)
        assert [(one[0], one[1], one[2]) for one in self.told(work, reference)] == [
            (1, 1, "Jo Reed"),
            (2, 0, "Sam Alder"),
        ]

    def test_one_that_does_not_say_what_is_to_be_done_is_known_by_its_place_until_somebody_is_at_it(
        self, work: Work
    ) -> None:
        first, second = ({**self.JO}, {**self.SAM})
        del first["what"], second["what"]
        reference = self.accepted(work, first)
        self.accepted(work, second, reference=reference)
        assert [(one[0], one[1], one[2]) for one in self.told(work, reference)] == [(1, 0, "Sam Alder")]
        self.begun(work, reference, 1)
        self.accepted(work, first, reference=reference)
        assert self.told(work, reference) == [
            (1, None, "Sam Alder", date(2026, 8, 1), "in_progress", "Begun on 3 June"),
            (2, 0, "Jo Reed", date(2026, 7, 1), "open", ""),
        ]

    def test_another_owner_of_one_that_was_begun_is_said_in_the_trail(self, work: Work) -> None:
        reference = self.accepted(work, self.JO)
        self.begun(work, reference, 1)
        self.accepted(work, self.JO | {"owner": "Sam Alder"}, reference=reference)
        assert [(one[0], one[2], one[5]) for one in self.told(work, reference)] == [
            (1, "Sam Alder", "Begun on 3 June")
        ]
        with work.store.look() as session:
            (entry,) = [
                one for one in trail.about(session, "audit", reference) if one.verb == "action.owner_changed"
            ]
        (change,) = json.loads(entry.changes)
        assert change == {
            "path": "actions[1].owner",
            "from": hidden("Jo Reed"),
            "to": hidden("Sam Alder"),
        }
