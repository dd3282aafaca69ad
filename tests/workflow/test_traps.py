"""Sequences that once led to a wrong, lost or leaked value: each found by somebody who looked for one."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from schemas.record import Record, put
from service.errors import NotNow, Refused, Unfit
from service.lifecycle import ActionState, Stage
from service.roles import MACHINE, Actor, Role
from service.store import actions, corrections, documents, revisions
from service.store.rows.actions import Escalation
from service.store.rows.people import Team
from service.store.rows.reviews import Correction
from service.wiring import Wired
from service.word.fill import fill
from service.work import Work
from service.workflow import correct as correcting
from service.workflow.accept import accept
from service.workflow.attach import attach
from service.workflow.change_action import change_action, verify_action
from service.workflow.correct import Put, correct
from service.workflow.escalate import acknowledge
from service.workflow.file import file
from service.workflow.finish import finish
from service.workflow.place import Outcome
from service.workflow.receive import keep, receive, settle_unread
from service.workflow.reopen import reopen
from service.workflow.restrict import restrict
from service.workflow.settle import override, resolve
from service.workflow.stand_on import stand_on
from service.workflow.withdraw import withdraw
from tests.workflow.auditing import a_record, audit_of, completed, form_of, problems_of, returned, sent_out

DATES = "Put a date to every step of the plan"
VISIT = "Visit the household unannounced before the end of the month"
FRONT = "Correct the first language on the front page"


def row(what: str, owner: str | None = "Q. Vane-Holt") -> dict[str, Any]:
    said = {"what": what, "owner": owner, "due": date(2026, 7, 1), "agreed": False}
    return {name: value for name, value in said.items() if value is not None}


def with_rows(work: Work, *rows: dict[str, Any]) -> dict[str, Any]:
    return a_record(form_of(work)) | {"actions": list(rows)}


def again(work: Work, reference: str, record: dict[str, Any], name: str = "again.docx") -> Outcome:
    return receive(work, completed(form_of(work), reference, record), name).outcome


def corrections_of(work: Work, reference: str) -> list[Correction]:
    with work.store.look() as session:
        return corrections.of_audit(session, audit_of(work, reference))


def concerns_of(work: Work, reference: str) -> list[Escalation]:
    with work.store.look() as session:
        return actions.escalations(session, audit_of(work, reference))


def rows_of(work: Work, reference: str) -> list[dict[str, Any]]:
    kept = audit_of(work, reference).record
    assert kept is not None
    found: list[dict[str, Any]] = kept["actions"]
    return found


class TestCorrectionsInRows:
    def test_one_goes_with_its_action_wherever_that_stands_in_the_next_return(self, work: Work) -> None:
        reference = returned(work, with_rows(work, row(DATES), row(VISIT, "Bob"))).reference
        correct(work, reference, [Put("actions.owner", 1, "Ann")], "Bob has left")
        again(work, reference, with_rows(work, row(DATES), row(FRONT, "Ann"), row(VISIT, "Bob")))
        (made,) = corrections_of(work, reference)
        assert (made.state, made.row) == ("active", 2)
        assert [one["owner"] for one in rows_of(work, reference)] == ["Q. Vane-Holt", "Ann", "Ann"]

    def test_one_whose_action_is_gone_is_not_laid_over_another(self, work: Work) -> None:
        reference = returned(work, with_rows(work, row(DATES), row(VISIT, "Bob"))).reference
        correct(work, reference, [Put("actions.owner", 1, "Ann")], "Bob has left")
        again(work, reference, with_rows(work, row(DATES), row(FRONT, "Cleo")))
        (made,) = corrections_of(work, reference)
        assert (made.state, made.row) == ("offered", None)
        with pytest.raises(NotNow):
            correcting.take_up(work, reference, made.id)
        assert rows_of(work, reference)[1]["owner"] == "Cleo"

    def test_one_that_put_the_text_of_its_action_right_goes_with_it(self, work: Work) -> None:
        reference = returned(work, with_rows(work, row("Sort it out.", "Bob"), row(VISIT))).reference
        puts = [Put("actions.what", 0, DATES), Put("actions.owner", 0, "Ann")]
        correct(work, reference, puts, "The auditor rang")
        second = with_rows(work, row("Sort it out.", "Bob"), row(VISIT))
        put(second, "overall.rationale", "One word changed.")
        again(work, reference, second)
        assert [(one.state, one.row) for one in corrections_of(work, reference)] == [("active", 0)] * 2
        assert [(one["what"], one["owner"]) for one in rows_of(work, reference)] == [
            (DATES, "Ann"),
            (VISIT, "Q. Vane-Holt"),
        ]

    def test_one_that_the_auditor_took_over_is_found_again_by_what_it_says(self, work: Work) -> None:
        reference = returned(work, with_rows(work, row("Sort it out.", "Bob"), row(VISIT))).reference
        puts = [Put("actions.what", 0, DATES), Put("actions.owner", 0, "Ann")]
        correct(work, reference, puts, "The auditor rang")
        again(work, reference, with_rows(work, row(FRONT), row(VISIT), row(DATES, "Cleo")))
        assert [(one.state, one.row) for one in corrections_of(work, reference)] == [
            ("met", 2),
            ("offered", 2),
        ]
        assert [one["owner"] for one in rows_of(work, reference)][2] == "Cleo"

    def test_one_in_a_row_that_does_not_say_what_is_to_be_done_stays_with_it(self, work: Work) -> None:
        nameless = {"owner": "Bob", "due": date(2026, 7, 1), "agreed": False}
        reference = returned(work, with_rows(work, nameless, row(VISIT))).reference
        correct(work, reference, [Put("actions.what", 0, DATES)], "The auditor rang")
        again(work, reference, with_rows(work, row(FRONT), row(VISIT), nameless))
        (made,) = corrections_of(work, reference)
        assert (made.state, made.row) == ("active", 2)

    def test_a_row_that_was_added_stays_behind_the_rows_of_the_next_return(self, work: Work) -> None:
        reference = returned(work, with_rows(work, row(DATES))).reference
        correct(work, reference, [Put("actions.what", 1, FRONT)], "Agreed by phone")
        again(work, reference, with_rows(work, row(DATES), row(VISIT)))
        assert [one["what"] for one in rows_of(work, reference)] == [DATES, VISIT, FRONT]


def test_a_correction_that_a_return_had_met_comes_back_with_an_older_copy(work: Work) -> None:
    record = a_record(form_of(work))
    put(record, "overall.rationale", "First words.")
    reference = returned(work, record).reference
    correct(work, reference, [Put("overall.rationale", None, "Mended words.")], "The auditor rang")
    mended = a_record(form_of(work))
    put(mended, "overall.rationale", "Mended words.")
    again(work, reference, mended, "mended.docx")
    assert [one.state for one in corrections_of(work, reference)] == ["met"]
    put(record, "overall.strengths", "And more.")
    again(work, reference, record, "older.docx")
    assert [one.state for one in corrections_of(work, reference)] == ["active"]
    kept = audit_of(work, reference).record
    assert kept is not None
    assert kept["overall"]["rationale"] == "Mended words."


def test_corrections_are_thought_over_too_when_the_first_return_is_taken_last(work: Work) -> None:
    form = form_of(work)
    reference = sent_out(work, a_record(form))
    withdraw(work, reference, "Sent out twice")
    first = a_record(form)
    put(first, "overall.rationale", "First words.")
    assert again(work, reference, first, "first.docx") is Outcome.PROPOSED
    reopen(work, reference, "It was not")
    second = a_record(form)
    put(second, "overall.rationale", "Second words.")
    again(work, reference, second, "second.docx")
    correct(work, reference, [Put("overall.rationale", None, "Corrected words.")], "The auditor rang")
    stand_on(work, reference, 1)
    assert [one.state for one in corrections_of(work, reference)] == ["offered"]
    kept = audit_of(work, reference).record
    assert kept is not None
    assert kept["overall"]["rationale"] == "First words."


def test_the_same_answer_is_not_corrected_twice_in_one_step(work: Work) -> None:
    reference = returned(work, a_record(form_of(work))).reference
    puts = [Put("overall.grade", None, "outstanding"), Put("overall.grade", None, "inadequate")]
    with pytest.raises(Unfit):
        correct(work, reference, puts, "Typing")


class TestSettledProblems:
    def test_what_was_settled_of_one_action_is_asked_about_another(self, work: Work) -> None:
        reference = returned(work, with_rows(work, row(DATES), row(VISIT, None))).reference
        (problem,) = [one for one in problems_of(work, reference) if one.code == "action.no_owner"]
        resolve(work, reference, problem.id, "The team does it")
        again(
            work,
            reference,
            with_rows(work, row(DATES), row("Move the bed away from the window this week", None)),
        )
        assert "action.no_owner" in {one.code for one in problems_of(work, reference)}

    def test_a_concern_that_was_settled_is_asked_about_anew_when_there_is_more_to_it(
        self, work: Work
    ) -> None:
        record = a_record(form_of(work))
        put(record, "overall.rationale", "The child is at risk of significant harm from the broken window.")
        for tag in ("told", "at", "details"):
            record.get("escalation", {}).pop(tag, None)
        reference = returned(work, record).reference
        concerns = [one for one in problems_of(work, reference) if one.code == "escalation.not_recorded"]
        for one in concerns:
            override(work, reference, one.id, "The window was mended the same day")
        put(record, "overall.improvements", "The father hits the child every night and nobody knows of it.")
        again(work, reference, record)
        codes = {one.code for one in problems_of(work, reference)}
        assert concerns
        assert "escalation.not_recorded" in codes


def taken_out(work: Work, number: int) -> list[Put]:
    """What takes a row of actions out of the record."""
    slots = [slot for slot in form_of(work).slots if slot.repeating]
    return [Put(slot.tag, number, False if slot.kind == "tick" else None) for slot in slots]


class TestRestrictedTexts:
    SECRET = "Ask the neighbour, Perpetua Vole, what she heard"

    def filed(self, work: Work, reference: str, *, annex: bool) -> str:
        accept(work, reference)
        finish(work, reference, annex=annex)
        filing = file(work, reference)
        folder = Path(work.config.destinations[filing.destination].url) / filing.name
        opened = docx.Document(BytesIO((folder / f"{filing.name}.docx").read_bytes()))
        shown = "".join(str(part.text) for part in opened.element.iter() if part.text)
        return shown + (folder / "record.json").read_text(encoding="utf-8")

    def test_are_not_in_the_annex(self, work: Work) -> None:
        reference = returned(work, with_rows(work, row(DATES), row(self.SECRET))).reference
        restrict(work, reference, "actions.what", 1, "It names a neighbour")
        shown = self.filed(work, reference, annex=True)
        assert "Perpetua" not in shown
        assert DATES in shown

    def test_are_marked_by_the_rows_that_the_reviewer_sees(self, work: Work) -> None:
        reference = returned(work, with_rows(work, row(VISIT), row(self.SECRET), row(DATES))).reference
        correct(work, reference, taken_out(work, 0), "It was done already")
        restrict(work, reference, "actions.what", 1, "It names a neighbour")
        shown = self.filed(work, reference, annex=False)
        assert "Perpetua" not in shown
        assert DATES in shown

    def three(self, work: Work) -> Record:
        """A record with three actions, of which the last two are owned by the same person."""
        record = a_record(form_of(work))
        owners = {"A": "Ann Low", "B": "Perpetua Vole", "C": "Perpetua Vole"}
        record["actions"] = [
            {"what": f"Write plan {one} with the carers", "owner": owner, "due": work.today()}
            for one, owner in owners.items()
        ]
        return record

    def owners(self, work: Work, reference: str) -> list[str]:
        accept(work, reference)
        return [one["owner"] for one in finish(work, reference).record["actions"]]

    def test_are_found_in_their_row_where_one_above_it_was_taken_out(self, work: Work) -> None:
        reference = returned(work, self.three(work)).reference
        restrict(work, reference, "actions.owner", 1, "Nobody else is to know")
        correct(work, reference, taken_out(work, 0), "It was done already")
        owner_of_b, owner_of_c = self.owners(work, reference)
        assert owner_of_b.startswith("Left out here")
        assert owner_of_c == "Perpetua Vole"

    def test_are_asked_about_anew_where_another_row_stands_there_since(self, work: Work) -> None:
        record = self.three(work)
        reference = returned(work, record).reference
        restrict(work, reference, "actions.owner", 1, "Nobody else is to know")
        del record["actions"][0]
        returned(work, record, reference=reference)
        accept(work, reference)
        with pytest.raises(NotNow) as refused:
            finish(work, reference)
        assert refused.value.code == "restricted-changed"
        assert [fault.path for fault in refused.value.faults] == ["actions[1].owner"]


class TestReferences:
    def test_a_finished_document_carries_the_reference_of_its_audit_whatever_the_copy_said(
        self, work: Work
    ) -> None:
        form = form_of(work)
        received = receive(work, completed(form, "AF-2020-000001-H", a_record(form)), "stranger.docx")
        accept(work, received.reference)
        made = finish(work, received.reference)
        assert made.record["audit"]["reference"] == received.reference

    def test_an_attached_return_is_finished_under_the_audit_that_it_was_attached_to(self, work: Work) -> None:
        form = form_of(work)
        target = sent_out(work, a_record(form))
        record = a_record(form)
        del record["audit"]["reference"]
        alone = receive(work, fill(form, record), "found.docx").reference
        attach(work, alone, target)
        accept(work, target)
        assert finish(work, target).record["audit"]["reference"] == target
        assert (audit_of(work, alone).stage, audit_of(work, alone).record) == (Stage.WITHDRAWN, None)

    def test_an_audit_with_work_on_it_is_not_attached_away(self, work: Work) -> None:
        form = form_of(work)
        target = sent_out(work, a_record(form))
        record = a_record(form)
        del record["audit"]["reference"]
        alone = receive(work, fill(form, record), "found.docx").reference
        correct(work, alone, [Put("overall.strengths", None, "Mended.")], "The auditor rang")
        with pytest.raises(NotNow) as caught:
            attach(work, alone, target)
        assert caught.value.code == "not-attachable"


class TestActions:
    def test_a_verified_action_never_becomes_another_one(self, work: Work) -> None:
        reference = returned(work, with_rows(work, row("Book the dental check for Mia"))).reference
        accept(work, reference)
        with work.store.look() as session:
            (first,) = actions.of_audit(session, audit_of(work, reference))
        done = {"state": ActionState.DONE, "evidence": "Case note", "done_on": work.today()}
        change_action(work, first.id, done)
        verify_action(
            Work(Actor("Wren", MACHINE.roles), work.store, work.catalogue, work.config, work.now), first.id
        )
        again(work, reference, with_rows(work, row("Book the dental check for Tom")))
        stand_on(work, reference, 2)
        accept(work, reference)
        with work.store.look() as session:
            found = actions.of_audit(session, audit_of(work, reference))
        assert [(one.what[-3:], one.state, one.row) for one in found] == [
            ("Mia", "verified", None),
            ("Tom", "open", 0),
        ]

    def test_a_verified_action_is_not_changed_without_going_back(self, work: Work) -> None:
        reference = returned(work, with_rows(work, row(DATES))).reference
        accept(work, reference)
        with work.store.look() as session:
            (first,) = actions.of_audit(session, audit_of(work, reference))
        change_action(work, first.id, {"state": ActionState.DONE, "evidence": "x", "done_on": work.today()})
        verify_action(
            Work(Actor("Wren", MACHINE.roles), work.store, work.catalogue, work.config, work.now), first.id
        )
        with pytest.raises(NotNow):
            change_action(work, first.id, {"evidence": "Something else"})


def test_an_urgent_concern_that_comes_by_a_correction_is_recorded(work: Work) -> None:
    record = a_record(form_of(work))
    record.pop("escalation", None)
    reference = returned(work, record).reference
    assert not audit_of(work, reference).urgent
    correct(work, reference, [Put("escalation.told", None, "The duty manager")], "The auditor rang")
    assert audit_of(work, reference).urgent


def test_a_concern_in_hand_stays_in_hand_when_it_is_put_down_who_was_told(work: Work) -> None:
    record = a_record(form_of(work))
    record["escalation"] = {"needed": "yes", "details": "A bruise that nobody can explain"}
    reference = returned(work, record).reference
    (concern,) = concerns_of(work, reference)
    acknowledge(work, reference, concern.id, "A strategy meeting is called")
    correct(work, reference, [Put("escalation.told", None, "The duty manager")], "The auditor rang")
    (now,) = concerns_of(work, reference)
    assert (now.id, now.told, now.acknowledged_by) == (concern.id, "The duty manager", "this machine")
    assert not audit_of(work, reference).urgent
    correct(work, reference, [Put("escalation.details", None, "Two bruises")], "The auditor rang again")
    assert [one.details for one in concerns_of(work, reference)] == [
        "A bruise that nobody can explain",
        "Two bruises",
    ]
    assert audit_of(work, reference).urgent, "another concern is not in hand"


def test_an_urgent_concern_in_a_return_that_waits_is_recorded_at_once(work: Work) -> None:
    record = a_record(form_of(work))
    record.pop("escalation", None)
    reference = returned(work, record).reference
    accept(work, reference)
    put(record, "escalation.told", "The duty manager")
    assert again(work, reference, record) is Outcome.PROPOSED
    assert audit_of(work, reference).urgent


def test_a_finished_document_that_another_team_sends_in_is_refused_and_stays(
    service: Wired, work: Work
) -> None:
    with work.begin() as session:
        team = Team(name="Lantern", folded="lantern")
        session.add(team)
        session.flush()
    reference = returned(work, a_record(form_of(work))).reference
    accept(work, reference)
    made = finish(work, reference)
    with work.store.look() as session:
        content = documents.content(session, made.docx_sha256)
    other = service.work(Actor("Wren", frozenset((Role.AUDITOR,)), None, team.id))
    with pytest.raises(Refused):
        receive(other, content, "from the record.docx")
    with work.store.look() as session:
        assert documents.content(session, made.docx_sha256) == content
    assert settle_unread(work) == 0


def test_a_return_that_a_crash_left_behind_is_not_laid_over_a_newer_one(work: Work) -> None:
    form = form_of(work)
    record = a_record(form)
    reference = sent_out(work, record)
    put(record, "overall.rationale", "Older words.")
    keep(work, [("older.docx", completed(form, reference, record))])
    put(record, "overall.rationale", "Newer words.")
    again(work, reference, record, "newer.docx")
    settle_unread(work)
    kept = audit_of(work, reference).record
    assert kept is not None
    assert kept["overall"]["rationale"] == "Newer words."
    with work.store.look() as session:
        states = [one.state for one in revisions.of_audit(session, audit_of(work, reference))]
    assert states == ["current", "proposed"]
