"""Returns that came to the wrong audit, or on the wrong form, and how each decision is taken back."""

from copy import deepcopy

import pytest

from schemas.record import Record, put
from service.errors import NotNow, Unknown
from service.lifecycle import Stage
from service.roles import Actor, Role
from service.store import actions, revisions, trail
from service.word.fill import fill
from service.work import Work
from service.workflow.accept import accept
from service.workflow.attach import attach, candidates
from service.workflow.correct import Put, correct
from service.workflow.destination import belonging
from service.workflow.detach import detach
from service.workflow.place import Outcome
from service.workflow.receive import receive
from service.workflow.reopen import reopen
from service.workflow.send_out import send_out
from service.workflow.stand_on import decline, stand_on
from service.workflow.withdraw import withdraw
from tests.services import Clock
from tests.workflow.auditing import (
    a_moderation,
    a_record,
    audit_of,
    completed,
    form_of,
    problems_of,
    returned,
    sent_out,
)


def states(work: Work, reference: str) -> dict[int, str]:
    with work.store.look() as session:
        return {one.number: one.state for one in revisions.of_audit(session, audit_of(work, reference))}


def codes(work: Work, reference: str) -> set[str]:
    return {one.code for one in problems_of(work, reference)}


def without_identity(work: Work, record: Record, key: str = "fostering") -> bytes:
    said = deepcopy(record)
    said["audit"].pop("reference", None)
    return fill(form_of(work, key), said)


class TestOnAnotherForm:
    def test_a_copy_of_another_form_does_not_become_the_audit_that_it_names(self, work: Work) -> None:
        record = a_record(form_of(work))
        reference = sent_out(work, record)
        other = a_record(form_of(work, "cin"))
        other["subject"]["record_id"] = record["subject"]["record_id"]
        received = receive(work, completed(form_of(work, "cin"), reference, other), "x.docx")
        assert received.outcome == Outcome.NEW_AUDIT
        assert received.reference != reference
        assert "identity.other_form" in codes(work, received.reference)
        assert audit_of(work, reference).edition.key == "fostering"
        assert audit_of(work, reference).stage == Stage.SENT_OUT
        with pytest.raises(NotNow):
            accept(work, received.reference)


class TestAFormUsedAgain:
    """An auditor completes the form of one child, and then the same file once more for the next."""

    @pytest.fixture
    def reference(self, work: Work) -> str:
        reference = send_out(work, form_of(work, "cin"), {}).reference
        returned(work, a_record(form_of(work, "cin"), 1), "cin", reference)
        return reference

    def other_case(self, work: Work, reference: str) -> list[str | None]:
        return [one.tag for one in problems_of(work, reference) if one.code == "identity.other_case"]

    def test_is_asked_about_though_it_was_sent_out_without_a_header(self, work: Work, reference: str) -> None:
        assert self.other_case(work, reference) == []
        returned(work, a_record(form_of(work, "cin"), 2), "cin", reference)
        assert "subject.record_id" in self.other_case(work, reference)
        with pytest.raises(NotNow):
            accept(work, reference)

    def test_is_asked_about_as_long_as_the_audit_stands_on_it(self, work: Work, reference: str) -> None:
        returned(work, a_record(form_of(work, "cin"), 2), "cin", reference)
        correct(work, reference, [Put("overall.rationale", None, "As told by telephone")], "She rang")
        assert "subject.record_id" in self.other_case(work, reference)
        stand_on(work, reference, 1)
        assert self.other_case(work, reference) == []

    def test_a_number_that_was_put_right_is_what_the_next_return_is_held_against(
        self, work: Work, reference: str
    ) -> None:
        correct(work, reference, [Put("subject.record_id", None, "C-20417")], "A slip")
        record = a_record(form_of(work, "cin"), 1)
        record["subject"]["record_id"] = "C-20417"
        returned(work, record, "cin", reference)
        assert self.other_case(work, reference) == []


class TestAnAuditOfAnAudit:
    @pytest.fixture
    def first(self, work: Work) -> str:
        return returned(work, a_record(form_of(work, "cin")), "cin").reference

    def test_of_the_same_case_raises_nothing(self, work: Work, first: str) -> None:
        judging = returned(work, a_moderation(work, first), "moderation").reference
        assert not {"identity.other_case", "identity.unknown"} & codes(work, judging)

    @pytest.mark.parametrize(
        "subject", [{"record_id": "3835185"}, {"initials": "R.W."}, {"form": "children_looked_after"}]
    )
    def test_of_another_case_is_asked_about(self, work: Work, first: str, subject: dict[str, str]) -> None:
        judging = returned(work, a_moderation(work, first, **subject), "moderation").reference
        found = [one for one in problems_of(work, judging) if one.code == "identity.other_case"]
        assert [one.tag for one in found] == [f"subject.{name}" for name in subject]
        with pytest.raises(NotNow):
            accept(work, judging)

    def test_of_an_audit_that_is_not_known_is_told(self, work: Work, first: str) -> None:
        record = a_moderation(work, first, audit_reference="AF-2026-999999-9")
        judging = returned(work, record, "moderation").reference
        assert "identity.unknown" in codes(work, judging)

    def test_is_not_filed_beside_an_audit_that_was_withdrawn(self, work: Work, first: str) -> None:
        judging = returned(work, a_moderation(work, first), "moderation").reference
        withdraw(work, first, "It was audited twice")
        with work.store.look() as session, pytest.raises(NotNow) as caught:
            belonging(work, session, audit_of(work, judging))
        assert caught.value.code == "first-audit-unknown"

    def test_of_an_audit_of_an_audit_belongs_where_the_first_does(self, work: Work, first: str) -> None:
        judging = returned(work, a_moderation(work, first), "moderation").reference
        again = a_moderation(work, first, audit_reference=judging)
        once_more = returned(work, again, "moderation").reference
        with work.store.look() as session:
            belongs = belonging(work, session, audit_of(work, once_more))
        assert (belongs.about.reference, belongs.subject, belongs.moderated) == (first, "child", True)


class TestAnEarlierReturn:
    @pytest.fixture
    def reference(self, work: Work) -> str:
        record = a_record(form_of(work))
        reference = returned(work, record).reference
        record["overall"]["rationale"] = "An older draft, uploaded by mistake."
        returned(work, record, reference=reference)
        return reference

    def test_counts_again_when_a_person_says_so(self, work: Work, reference: str) -> None:
        right = a_record(form_of(work))["overall"]["rationale"]
        stand_on(work, reference, 1)
        assert states(work, reference) == {1: "current", 2: "superseded"}
        kept = audit_of(work, reference).record
        assert kept is not None
        assert kept["overall"]["rationale"] == right

    def test_is_said_not_to_count_when_it_is_uploaded_again(self, work: Work, reference: str) -> None:
        content = completed(form_of(work), reference, a_record(form_of(work)))
        again = receive(work, content, "again.docx")
        assert (again.outcome, again.revision, again.state) == (Outcome.SAME, 1, "superseded")

    def test_keeps_what_was_corrected_in_between_for_a_decision(self, work: Work, reference: str) -> None:
        correct(work, reference, [Put("overall.rationale", None, "As told by telephone")], "She rang")
        stand_on(work, reference, 1)
        with pytest.raises(NotNow) as caught:
            accept(work, reference)
        assert caught.value.code == "corrections-offered"

    def test_the_one_that_counts_is_not_chosen_again(self, work: Work, reference: str) -> None:
        with pytest.raises(NotNow) as caught:
            stand_on(work, reference, 2)
        assert caught.value.code == "not-proposed"


class TestAWrongAttachment:
    def test_can_be_undone(self, work: Work) -> None:
        form = form_of(work)
        theirs = returned(work, a_record(form, 2)).reference
        stray = receive(work, without_identity(work, a_record(form, 3)), "stray.docx").reference
        attach(work, stray, theirs)
        assert states(work, theirs) == {1: "superseded", 2: "current"}
        stand_on(work, theirs, 1)
        own = detach(work, theirs, 2, "It is another family's")
        assert states(work, theirs) == {1: "current"}
        assert states(work, own) == {1: "current"}
        taken_out = audit_of(work, own)
        assert taken_out.record is not None
        assert taken_out.record["subject"]["record_id"] == a_record(form, 3)["subject"]["record_id"]
        right = sent_out(work, a_record(form, 3))
        attach(work, own, right)
        assert states(work, right) == {1: "current"}

    def test_of_the_only_return_lets_the_audit_wait_for_its_own_again(self, work: Work) -> None:
        form = form_of(work)
        waiting = sent_out(work, a_record(form, 2))
        stray = receive(work, without_identity(work, a_record(form, 3)), "stray.docx").reference
        attach(work, stray, waiting)
        detach(work, waiting, 1, "It is another family's")
        assert (audit_of(work, waiting).stage, audit_of(work, waiting).record) == (Stage.SENT_OUT, None)
        assert problems_of(work, waiting) == []
        returned(work, a_record(form, 2), reference=waiting)
        assert states(work, waiting) == {2: "current"}

    def test_a_return_that_an_audit_stands_on_is_not_taken_from_under_it(self, work: Work) -> None:
        form = form_of(work)
        reference = returned(work, a_record(form)).reference
        record = a_record(form)
        record["overall"]["rationale"] = "Another text."
        returned(work, record, reference=reference)
        with pytest.raises(NotNow) as caught:
            detach(work, reference, 2, "It is another family's")
        assert caught.value.code == "not-detachable"
        assert states(work, reference) == {1: "superseded", 2: "current"}

    def test_a_number_is_never_given_twice(self, work: Work) -> None:
        form = form_of(work)
        reference = returned(work, a_record(form)).reference
        record = a_record(form)
        for text in ("One text.", "Another text."):
            record["overall"]["rationale"] = text
            returned(work, record, reference=reference)
            stand_on(work, reference, 1)
            detach(work, reference, max(states(work, reference)), "It is another family's")
        record["overall"]["rationale"] = "The last text."
        assert returned(work, record, reference=reference).revision == 4

    def test_an_audit_whose_return_went_elsewhere_is_not_reopened_without_it(self, work: Work) -> None:
        form = form_of(work)
        theirs = returned(work, a_record(form, 2)).reference
        stray = receive(work, without_identity(work, a_record(form, 3)), "stray.docx").reference
        attach(work, stray, theirs)
        with pytest.raises(NotNow) as caught:
            reopen(work, stray, "It was wrong")
        assert caught.value.code == "no-return"


class TestAttaching:
    def test_an_older_return_does_not_take_the_place_of_a_later_one(self, work: Work, clock: Clock) -> None:
        form = form_of(work)
        stray = receive(work, without_identity(work, a_record(form, 3)), "monday.docx").reference
        clock.move(days=1)
        tuesday = returned(work, a_record(form, 2)).reference
        attach(work, stray, tuesday)
        assert states(work, tuesday) == {1: "current", 2: "proposed"}
        decline(work, tuesday, 2, "It is the older one")
        assert states(work, tuesday) == {1: "current", 2: "declined"}

    def test_an_urgent_concern_is_told_where_the_return_only_waits(self, work: Work) -> None:
        form = form_of(work)
        accepted = returned(work, a_record(form, 2)).reference
        accept(work, accepted)
        record = a_record(form, 3)
        put(record, "escalation.needed", "yes")
        put(record, "escalation.details", "The carer said that he was hit.")
        stray = receive(work, without_identity(work, record), "stray.docx").reference
        attach(work, stray, accepted)
        assert audit_of(work, accepted).urgent
        with work.store.look() as session:
            (told,) = actions.escalations(session, audit_of(work, accepted))
        assert told.details == "The carer said that he was hit."


def test_what_is_offered_as_a_candidate_is_in_the_trail_of_that_audit(work: Work) -> None:
    form = form_of(work)
    theirs = sent_out(work, a_record(form, 3))
    stray = receive(work, without_identity(work, a_record(form, 3)), "stray.docx").reference
    assert [one.reference for one in candidates(work, stray)] == [theirs]
    with work.store.look() as session:
        verbs = [one.verb for one in trail.about(session, "audit", theirs)]
    assert verbs[-1] == "audit.offered"


def test_nobody_of_a_team_takes_a_return_of_another_team_out(work: Work) -> None:
    form = form_of(work)
    reference = returned(work, a_record(form)).reference
    stranger = Actor("A. Vole", frozenset((Role.HEAD_OF_QA,)), team=999)
    work.actor = stranger
    with pytest.raises(Unknown):
        detach(work, reference, 1, "It is ours")
