"""Review: answers corrected, problems settled, audits accepted, sent back, reopened, withdrawn."""

from dataclasses import replace

import pytest

from schemas.record import put
from service.errors import NotNow, Stale, Unfit, Unknown
from service.lifecycle import Stage
from service.roles import MACHINE, Actor, Role
from service.store import corrections, trail
from service.store.rows.reviews import Correction
from service.wiring import Wired
from service.work import Work
from service.workflow import correct as correcting
from service.workflow.accept import accept
from service.workflow.correct import Put, correct
from service.workflow.people import add_person
from service.workflow.place import Outcome
from service.workflow.receive import receive
from service.workflow.reopen import reopen
from service.workflow.send_back import send_back
from service.workflow.settle import open_again, override, resolve
from service.workflow.stand_on import decline, stand_on
from service.workflow.withdraw import withdraw
from tests.workflow.auditing import (
    a_record,
    audit_of,
    completed,
    form_of,
    problems_of,
    returned,
    sent_out,
)


@pytest.fixture
def without_grade(work: Work) -> str:
    """An audit whose return gives no overall grade: an error."""
    record = a_record(form_of(work))
    del record["overall"]["grade"]
    return returned(work, record).reference


def corrections_of(work: Work, reference: str) -> list[Correction]:
    with work.store.look() as session:
        return corrections.of_audit(session, audit_of(work, reference))


class TestCorrecting:
    def test_an_answer_is_put_right_with_who_when_why_and_what_stood_there(
        self, work: Work, without_grade: str
    ) -> None:
        correct(work, without_grade, [Put("overall.grade", None, "good")], "The auditor rang")
        (made,) = corrections_of(work, without_grade)
        assert (made.value, made.was, made.reason, made.made_by) == (
            "good",
            None,
            "The auditor rang",
            MACHINE.name,
        )
        assert made.made_at == work.now()
        assert made.said == "Choose a grade"
        assert audit_of(work, without_grade).grade == "good"

    def test_the_problem_is_gone_and_comes_back_with_the_undoing(
        self, work: Work, without_grade: str
    ) -> None:
        correct(work, without_grade, [Put("overall.grade", None, "good")], "The auditor rang")
        assert "grade.missing" not in {one.code for one in problems_of(work, without_grade)}
        correcting.undo(work, without_grade, corrections_of(work, without_grade)[0].id)
        assert "grade.missing" in {one.code for one in problems_of(work, without_grade)}
        assert audit_of(work, without_grade).grade is None

    def test_a_second_correction_replaces_the_first_and_both_are_kept(
        self, work: Work, without_grade: str
    ) -> None:
        correct(work, without_grade, [Put("overall.grade", None, "good")], "The auditor rang")
        correct(work, without_grade, [Put("overall.grade", None, "inadequate")], "And rang again")
        assert [(one.value, one.state) for one in corrections_of(work, without_grade)] == [
            ("good", "replaced"),
            ("inadequate", "active"),
        ]

    def test_a_blank_copy_is_no_audit_because_one_answer_was_put_into_it(self, work: Work) -> None:
        form = form_of(work)
        header = {part: a_record(form)[part] for part in ("audit", "subject")}
        reference = returned(work, header).reference
        correct(work, reference, [Put("overall.grade", None, "good")], "The auditor rang")
        (empty,) = [one for one in problems_of(work, reference) if one.level == "error"]
        assert empty.code == "copy.empty"
        with pytest.raises(NotNow):
            accept(work, reference)
        override(work, reference, empty.id, "The grade was given on the telephone, and nothing else applies")
        accept(work, reference)

    def test_all_are_made_or_none(self, work: Work, without_grade: str) -> None:
        puts = [
            Put("overall.strengths", None, "x"),
            Put("overall.grade", None, "splendid"),
            Put("nope", None, "x"),
        ]
        with pytest.raises(Unfit) as caught:
            correct(work, without_grade, puts, "Typing")
        assert [fault.path for fault in caught.value.faults] == ["overall.grade", "nope"]
        assert corrections_of(work, without_grade) == []

    def test_a_row_is_added_and_a_row_is_blanked(self, work: Work) -> None:
        form = form_of(work)
        record = a_record(form)
        reference = returned(work, record).reference
        rows = len(record["actions"])
        blank = [
            Put(slot.tag, 0, False if slot.kind == "tick" else None) for slot in form.slots if slot.repeating
        ]
        correct(work, reference, [*blank, Put("actions.what", rows, "Put the plan on the file")], "As agreed")
        kept = audit_of(work, reference).record
        assert kept is not None
        assert [row["what"] for row in kept["actions"]] == [
            *(row["what"] for row in record["actions"][1:]),
            "Put the plan on the file",
        ]

    def test_no_row_is_skipped(self, work: Work) -> None:
        record = a_record(form_of(work))
        reference = returned(work, record).reference
        with pytest.raises(Unfit):
            correct(work, reference, [Put("actions.what", len(record["actions"]) + 1, "x")], "Typing")

    def test_what_no_document_can_say_is_refused_at_once(self, work: Work, without_grade: str) -> None:
        with pytest.raises(Unfit) as caught:
            correct(work, without_grade, [Put("overall.rationale", None, "Not answered")], "Typing")
        assert [fault.path for fault in caught.value.faults] == ["overall.rationale"]

    def test_a_reason_is_wanted(self, work: Work, without_grade: str) -> None:
        with pytest.raises(Unfit):
            correct(work, without_grade, [Put("overall.grade", None, "good")], " ")

    def test_the_reference_is_not_corrected(self, work: Work, without_grade: str) -> None:
        with pytest.raises(Unfit):
            correct(work, without_grade, [Put("audit.reference", None, "AF-2020-000001-H")], "Typing")

    def test_an_accepted_audit_is_not_corrected(self, work: Work) -> None:
        reference = returned(work, a_record(form_of(work))).reference
        accept(work, reference)
        with pytest.raises(NotNow) as caught:
            correct(work, reference, [Put("overall.grade", None, "good")], "Late")
        assert caught.value.code == "wrong-stage"

    def test_who_saw_an_older_version_changes_nothing(self, work: Work, without_grade: str) -> None:
        seen = audit_of(work, without_grade).version
        correct(work, without_grade, [Put("overall.grade", None, "good")], "First", seen=seen)
        with pytest.raises(Stale):
            correct(work, without_grade, [Put("overall.grade", None, "inadequate")], "Second", seen=seen)
        assert audit_of(work, without_grade).grade == "good"

    def test_the_trail_tells_a_grade_and_hides_a_text(self, work: Work, without_grade: str) -> None:
        puts = [
            Put("overall.grade", None, "good"),
            Put("overall.rationale", None, "Meadow Lane was mentioned"),
        ]
        correct(work, without_grade, puts, "The auditor rang about Meadow Lane")
        with work.store.look() as session:
            said = [entry.changes for entry in trail.about(session, "audit", without_grade)]
        assert any('"to": "good"' in one for one in said)
        assert not any("Meadow" in one for one in said)


class TestSettling:
    @pytest.fixture
    def reference(self, work: Work) -> str:
        form = form_of(work)
        record = a_record(form)
        reference = sent_out(work, record)
        return receive(work, completed(form, reference, record), "Perpetua Vole.docx").reference

    def test_a_warning_is_resolved_and_opened_again(self, work: Work, reference: str) -> None:
        (warning,) = problems_of(work, reference)
        resolve(work, reference, warning.id, "It is the auditor's own name")
        assert audit_of(work, reference).warnings == 0
        (settled,) = problems_of(work, reference, "resolved")
        assert (settled.settled_by, settled.settled_at) == (MACHINE.name, work.now())
        open_again(work, reference, warning.id)
        assert audit_of(work, reference).warnings == 1

    def test_what_was_settled_stays_so_when_something_else_is_corrected(
        self, work: Work, reference: str
    ) -> None:
        (warning,) = problems_of(work, reference)
        override(work, reference, warning.id, "It is the auditor's own name")
        correct(work, reference, [Put("overall.strengths", None, "Something else.")], "Typing")
        assert [one.id for one in problems_of(work, reference, "overridden")] == [warning.id]

    def test_an_error_that_leaves_no_value_cannot_be_let_stand(self, work: Work, without_grade: str) -> None:
        error = next(one for one in problems_of(work, without_grade) if one.level == "error")
        for settle in (resolve, override):
            with pytest.raises(NotNow) as caught:
                settle(work, without_grade, error.id, "I think so")
            assert caught.value.code == "needs-correction"

    def test_an_error_about_what_is_right_after_all_is_overridden_with_a_reason(self, work: Work) -> None:
        record = a_record(form_of(work))
        record["actions"][0]["what"] = "Book the social worker on the record-keeping training"
        reference = returned(work, record).reference
        (error,) = [one for one in problems_of(work, reference) if one.level == "error"]
        assert error.code == "action.about_worker"
        with pytest.raises(NotNow) as caught:
            resolve(work, reference, error.id)
        assert caught.value.code == "needs-reason"
        override(work, reference, error.id, "The training is for the carers' support group")
        assert audit_of(work, reference).errors == 0

    def test_a_problem_of_another_audit_is_not_found(
        self, work: Work, reference: str, without_grade: str
    ) -> None:
        with pytest.raises(Unknown):
            resolve(work, without_grade, problems_of(work, reference)[0].id)


class TestAccepting:
    def test_an_audit_with_an_open_error_is_not_accepted(self, work: Work, without_grade: str) -> None:
        with pytest.raises(NotNow) as caught:
            accept(work, without_grade)
        assert caught.value.code == "errors-open"
        assert [fault.path for fault in caught.value.faults] == ["overall.grade"]

    def test_who_accepted_it_and_when_is_kept(self, work: Work) -> None:
        reference = returned(work, a_record(form_of(work))).reference
        accept(work, reference)
        audit = audit_of(work, reference)
        assert (audit.stage, audit.accepted_by, audit.accepted_at) == (
            Stage.ACCEPTED,
            MACHINE.name,
            work.now(),
        )

    def test_the_uploader_may_not_accept_where_the_setting_says_so(self, service: Wired) -> None:
        one, other = (
            add_person(service.work(), name, f"{name.lower()}@example.org", [Role.HEAD_OF_QA])
            for name in ("Wren", "Perpetua")
        )
        service.config = replace(service.config, other_acceptor=True)
        roles = frozenset((Role.HEAD_OF_QA,))
        mine = service.work(Actor(one.name, roles, one.id))
        reference = returned(mine, a_record(form_of(mine))).reference
        with pytest.raises(NotNow) as caught:
            accept(mine, reference)
        assert caught.value.code == "same-person"
        accept(service.work(Actor(other.name, roles, other.id)), reference)

    def test_corrections_that_are_offered_again_are_decided_first(self, work: Work) -> None:
        form = form_of(work)
        record = a_record(form)
        reference = returned(work, record).reference
        correct(work, reference, [Put("overall.rationale", None, "As agreed.")], "The auditor rang")
        put(record, "overall.rationale", "Written anew.")
        receive(work, completed(form, reference, record), "second.docx")
        with pytest.raises(NotNow) as caught:
            accept(work, reference)
        assert caught.value.code == "corrections-offered"
        correcting.take_up(work, reference, corrections_of(work, reference)[0].id)
        accept(work, reference)
        kept = audit_of(work, reference).record
        assert kept is not None
        assert kept["overall"]["rationale"] == "As agreed."


class TestSendingBack:
    def test_the_note_asks_in_plain_words_for_what_is_wanted(self, work: Work, without_grade: str) -> None:
        note = send_back(work, without_grade, "Thank you for the rest.")
        assert without_grade in note
        assert "Thank you for the rest." in note
        assert "1. Overall: grade: The overall grade was not given." in note
        assert "\n2. " not in note
        assert audit_of(work, without_grade).stage == Stage.SENT_BACK

    def test_a_note_that_asks_for_nothing_is_not_sent(self, work: Work) -> None:
        reference = returned(work, a_record(form_of(work))).reference
        with pytest.raises(Unfit):
            send_back(work, reference)

    def test_the_mended_copy_brings_it_back(self, work: Work, without_grade: str) -> None:
        send_back(work, without_grade)
        form = form_of(work)
        received = receive(work, completed(form, without_grade, a_record(form)), "mended.docx")
        assert (received.outcome, received.stage, received.errors) == (Outcome.REVISION, Stage.IN_REVIEW, 0)


class TestLateReturns:
    @pytest.fixture
    def reference(self, work: Work) -> str:
        form = form_of(work)
        record = a_record(form)
        reference = returned(work, record).reference
        accept(work, reference)
        put(record, "overall.grade", "inadequate")
        receive(work, completed(form, reference, record), "late.docx")
        return reference

    def test_one_that_is_taken_brings_the_audit_back_into_review(self, work: Work, reference: str) -> None:
        stand_on(work, reference, 2)
        audit = audit_of(work, reference)
        assert (audit.stage, audit.revision, audit.grade, audit.accepted_by) == (
            Stage.IN_REVIEW,
            2,
            "inadequate",
            None,
        )

    def test_the_audit_tells_that_one_waits_until_it_is_decided_about(
        self, work: Work, reference: str
    ) -> None:
        assert audit_of(work, reference).waiting == 1
        reopen(work, reference, "To look again")
        with pytest.raises(NotNow) as caught:
            accept(work, reference)
        assert caught.value.code == "revision-waiting"
        decline(work, reference, 2, "It came after the panel")
        assert audit_of(work, reference).waiting == 0
        accept(work, reference)

    def test_one_that_is_declined_is_kept_and_can_be_taken_after_all(
        self, work: Work, reference: str
    ) -> None:
        decline(work, reference, 2, "It came after the panel")
        assert audit_of(work, reference).stage == Stage.ACCEPTED
        stand_on(work, reference, 2)
        assert audit_of(work, reference).grade == "inadequate"

    def test_the_one_that_counts_already_waits_for_nothing(self, work: Work, reference: str) -> None:
        with pytest.raises(NotNow) as caught:
            stand_on(work, reference, 1)
        assert caught.value.code == "not-proposed"


@pytest.mark.parametrize("accepted", [True, False])
def test_every_decision_can_be_taken_back(work: Work, accepted: bool) -> None:
    reference = returned(work, a_record(form_of(work))).reference
    if accepted:
        accept(work, reference)
    withdraw(work, reference, "Sent out twice")
    assert audit_of(work, reference).stage == Stage.WITHDRAWN
    reopen(work, reference, "It was not")
    assert audit_of(work, reference).stage == Stage.IN_REVIEW


def test_an_audit_without_a_return_is_reopened_as_sent_out(work: Work) -> None:
    reference = sent_out(work, a_record(form_of(work)))
    withdraw(work, reference, "Sent out twice")
    reopen(work, reference, "It was not")
    assert audit_of(work, reference).stage == Stage.SENT_OUT
