"""The words of decisions are kept for good; whose an audit is, and what it is sent out with, can be changed."""

from io import BytesIO

import docx
import pytest

from schemas.record import put
from service.errors import NotAllowed, NotNow, Unfit, Unknown
from service.lifecycle import Stage
from service.roles import Actor, Role
from service.store import actions, decisions
from service.work import Work
from service.workflow.accept import accept
from service.workflow.change_header import change_header
from service.workflow.do_not_file import do_not_file
from service.workflow.escalate import acknowledge, escalate, take_back
from service.workflow.hand_over import hand_over
from service.workflow.look import sent_form
from service.workflow.people import add_team
from service.workflow.receive import receive
from service.workflow.reopen import reopen
from service.workflow.restrict import restrict
from service.workflow.send_back import send_back
from service.workflow.settle import open_again, override, resolve
from service.workflow.stand_on import decline
from service.workflow.withdraw import withdraw
from tests.workflow.auditing import (
    a_record,
    audit_of,
    completed,
    form_of,
    header_of,
    problems_of,
    returned,
    sent_out,
)


def words(work: Work, reference: str) -> list[tuple[str, str, str]]:
    """Verb, what it is about, and words of each decision."""
    with work.store.look() as session:
        return [
            (one.verb, one.about, one.words) for one in decisions.of_audit(session, audit_of(work, reference))
        ]


@pytest.fixture
def reference(work: Work) -> str:
    return returned(work, a_record(form_of(work))).reference


class TestWords:
    def test_of_every_decision_stay_though_it_is_taken_back(self, work: Work, reference: str) -> None:
        send_back(work, reference, "Please say more about the matching.")
        reopen(work, reference, "She rang instead")
        send_back(work, reference, "Please sign it.")
        reopen(work, reference, "It is signed")
        withdraw(work, reference, "Audited twice")
        reopen(work, reference, "The other one was withdrawn")
        accept(work, reference)
        do_not_file(work, reference, "The family objects")
        reopen(work, reference, "They agreed")
        said = [told for _, _, told in words(work, reference)]
        assert "Please say more about the matching." in said[0]
        assert "Please sign it." in said[2]
        assert [said[1], *said[3:]] == [
            "She rang instead",
            "It is signed",
            "Audited twice",
            "The other one was withdrawn",
            "The family objects",
            "They agreed",
        ]

    def test_about_a_problem_stay_though_it_is_opened_again(self, work: Work) -> None:
        record = a_record(form_of(work))
        del record["sections"]
        reference = returned(work, record).reference
        problem = next(one for one in problems_of(work, reference) if one.level == "warning")
        override(work, reference, problem.id, "A short visit")
        open_again(work, reference, problem.id)
        resolve(work, reference, problem.id, "Looked at")
        about = f"problems[{problem.id}]"
        assert words(work, reference) == [
            ("problem.settled", about, "A short visit"),
            ("problem.settled", about, "Looked at"),
        ]

    def test_about_an_answer_and_a_return_are_kept(self, work: Work, reference: str) -> None:
        restrict(work, reference, "overall.rationale", None, "It names a half-brother")
        restrict(work, reference, "overall.rationale", None, "It does not", restricted=False)
        accept(work, reference)
        record = a_record(form_of(work))
        record["overall"]["rationale"] = "Another text."
        returned(work, record, reference=reference)
        decline(work, reference, 2, "It came after the panel")
        assert words(work, reference) == [
            ("answer.restricted", "overall.rationale", "It names a half-brother"),
            ("answer.restricted", "overall.rationale", "It does not"),
            ("revision.declined", "revisions[2]", "It came after the panel"),
        ]


class TestAnUrgentConcern:
    def test_that_was_taken_in_hand_by_mistake_stands_on_top_again(self, work: Work, reference: str) -> None:
        number = escalate(work, reference, details="He was alone for two days.")
        acknowledge(work, reference, number, "The team manager rang")
        assert not audit_of(work, reference).urgent
        take_back(work, reference, number, "She rang about another child")
        assert audit_of(work, reference).urgent
        with work.store.look() as session:
            (concern,) = actions.escalations(session, audit_of(work, reference))
        assert (concern.acknowledged_by, concern.acknowledged_at) == (None, None)
        about = f"escalations[{number}]"
        assert words(work, reference) == [
            ("escalation.acknowledged", about, "The team manager rang"),
            ("escalation.opened_again", about, "She rang about another child"),
        ]

    def test_is_taken_back_with_a_reason(self, work: Work, reference: str) -> None:
        number = escalate(work, reference, details="He was alone for two days.")
        acknowledge(work, reference, number)
        with pytest.raises(Unfit):
            take_back(work, reference, number, " ")
        assert not audit_of(work, reference).urgent


class TestHandingOver:
    @pytest.fixture(autouse=True)
    def _teams(self, work: Work) -> None:
        add_team(work, "Harbour")
        add_team(work, "Lantern")

    @pytest.fixture
    def harbours(self, work: Work) -> str:
        record = a_record(form_of(work), 2)
        put(record, "audit.team", "Harbour")
        return returned(work, record).reference

    def as_one_of(self, work: Work, reference: str) -> Actor:
        return Actor("A. Vole", frozenset((Role.HEAD_OF_QA,)), team=audit_of(work, reference).team_id)

    def test_the_new_team_sees_it_and_the_first_no_more(self, work: Work, harbours: str) -> None:
        theirs = self.as_one_of(work, harbours)
        hand_over(work, harbours, "lantern", "The carer moved")
        assert audit_of(work, harbours).team is not None
        work.actor = theirs
        with pytest.raises(Unknown):
            reopen(work, harbours, "It is ours")

    def test_to_nobody_leaves_it_to_who_belongs_to_no_team(self, work: Work, harbours: str) -> None:
        hand_over(work, harbours, None, "The team was dissolved")
        assert audit_of(work, harbours).team_id is None
        assert words(work, harbours) == [("audit.handed_over", "team", "The team was dissolved")]

    def test_to_a_team_that_is_not_known_is_refused(self, work: Work, harbours: str) -> None:
        with pytest.raises(Unfit) as caught:
            hand_over(work, harbours, "Harbor", "A slip")
        assert "Harbour, Lantern" in str(caught.value)

    def test_takes_somebody_of_no_team(self, work: Work, harbours: str) -> None:
        work.actor = self.as_one_of(work, harbours)
        with pytest.raises(NotAllowed):
            hand_over(work, harbours, "Lantern", "We do not want it")


class TestTheHeader:
    def test_of_a_form_that_is_out_is_changed_and_its_form_says_so(self, work: Work) -> None:
        form = form_of(work)
        record = a_record(form)
        reference = sent_out(work, record)
        put(record, "audit.auditor", "Perpetua Vole")
        document = change_header(work, reference, header_of(form, record))
        assert document == sent_form(work, reference)
        shown = docx.Document(BytesIO(document)).element.xpath("string(.)")
        assert "Perpetua Vole" in shown
        assert audit_of(work, reference).auditor == "Perpetua Vole"
        returned(work, record, reference=reference)
        assert not [one for one in problems_of(work, reference) if one.code == "identity.other_case"]

    def test_a_copy_of_the_form_as_it_was_before_is_asked_about(self, work: Work) -> None:
        form = form_of(work)
        record = a_record(form)
        reference = sent_out(work, record)
        before = completed(form, reference, record)
        put(record, "subject.record_id", "C-77777")
        change_header(work, reference, header_of(form, record))
        receive(work, before, "before.docx")
        (found,) = [one for one in problems_of(work, reference) if one.code == "identity.other_case"]
        assert found.tag == "subject.record_id"

    def test_once_a_return_is_in_its_answers_are_corrected_instead(self, work: Work, reference: str) -> None:
        with pytest.raises(NotNow) as caught:
            change_header(work, reference, {"subject": {"record_id": "C-1"}})
        assert caught.value.code == "wrong-stage"

    def test_with_a_fault_changes_nothing(self, work: Work) -> None:
        reference = sent_out(work, a_record(form_of(work)))
        before = audit_of(work, reference)
        with pytest.raises(Unfit):
            change_header(work, reference, {"audit": {"date": "2026-02-30"}})
        now = audit_of(work, reference)
        assert (now.sent, now.version, now.stage) == (before.sent, before.version, Stage.SENT_OUT)
