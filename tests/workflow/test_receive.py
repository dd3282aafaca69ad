"""Returns: kept before they are read, put to their audits, never doubled, never lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from schemas.record import put
from service.errors import Refused
from service.lifecycle import Stage
from service.roles import Actor, Role
from service.store import corrections, documents, revisions, trail
from service.store.rows.audits import Audit, Return, Revision
from service.store.rows.forms import Document
from service.store.rows.people import Team
from service.wiring import Wired
from service.word.fill import fill
from service.work import Work
from service.workflow.accept import accept
from service.workflow.correct import Put, correct
from service.workflow.place import Outcome
from service.workflow.receive import keep, receive, settle_unread
from tests.workflow.auditing import a_record, audit_of, completed, form_of, problems_of, returned, sent_out


def count(work: Work, table: type) -> int:
    with work.store.look() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_return_goes_to_the_audit_that_it_was_sent_out_for(work: Work) -> None:
    record = a_record(form_of(work))
    received = returned(work, record)
    audit = audit_of(work, received.reference)
    assert received.outcome is Outcome.FIRST
    assert audit.stage == Stage.IN_REVIEW
    put(record, "audit.reference", received.reference)
    assert audit.record == form_of(work).schema.to_json(record)


def test_the_bytes_are_kept_as_they_came(work: Work) -> None:
    form = form_of(work)
    document = completed(form, sent_out(work, a_record(form)), a_record(form))
    receive(work, document, "returned.docx")
    with work.store.look() as session:
        assert documents.content(session, documents.digest_of(document)) == document


def test_the_same_bytes_again_are_said_to_be_the_same_and_change_nothing(work: Work) -> None:
    form = form_of(work)
    document = completed(form, sent_out(work, a_record(form)), a_record(form))
    first = receive(work, document, "returned.docx")
    version = audit_of(work, first.reference).version
    again = receive(work, document, "returned again.docx")
    assert (again.outcome, again.reference, again.revision) == (Outcome.SAME, first.reference, 1)
    assert audit_of(work, first.reference).version == version
    assert count(work, Revision) == 1


def test_changed_bytes_for_the_same_audit_are_a_new_revision_with_what_differs(work: Work) -> None:
    form = form_of(work)
    record = a_record(form)
    reference = returned(work, record).reference
    put(record, "overall.grade", "inadequate")
    put(record, "overall.rationale", "The second look found the plan missing.")
    again = receive(work, completed(form, reference, record), "second.docx")
    assert (again.outcome, again.revision) == (Outcome.REVISION, 2)
    assert {one.tag: one.now for one in again.differences} == {
        "overall.grade": "Inadequate",
        "overall.rationale": "The second look found the plan missing.",
    }
    assert audit_of(work, reference).grade == "inadequate"


def test_a_row_that_moved_is_no_difference_but_one_that_went_is(work: Work) -> None:
    form = form_of(work)
    record = a_record(form)
    reference = returned(work, record).reference
    gone = record["actions"].pop(0)
    again = receive(work, completed(form, reference, record), "second.docx")
    whats = [one for one in again.differences if one.tag == "actions.what"]
    assert [(one.before, one.now, one.change) for one in whats] == [(gone["what"], "", "row_gone")]


def test_a_return_without_identity_makes_an_audit_of_its_own(work: Work) -> None:
    form = form_of(work)
    record = a_record(form)
    del record["audit"]["reference"]
    received = receive(work, fill(form, record), "found on the share.docx")
    assert received.outcome is Outcome.NEW_AUDIT
    assert audit_of(work, received.reference).sent is None
    assert "identity.absent" in {one.code for one in problems_of(work, received.reference)}


def test_a_reference_that_nobody_gave_out_is_told(work: Work) -> None:
    form = form_of(work)
    received = receive(work, completed(form, "AF-2020-000001-H", a_record(form)), "stranger.docx")
    assert received.outcome is Outcome.NEW_AUDIT
    assert received.reference != "AF-2020-000001-H"
    assert "identity.unknown" in {one.code for one in problems_of(work, received.reference)}


def test_a_return_for_an_accepted_audit_waits_and_changes_nothing(work: Work) -> None:
    form = form_of(work)
    record = a_record(form)
    reference = returned(work, record).reference
    accept(work, reference)
    before = audit_of(work, reference).record
    put(record, "overall.grade", "inadequate")
    late = receive(work, completed(form, reference, record), "late.docx")
    audit = audit_of(work, reference)
    assert late.outcome is Outcome.PROPOSED
    assert {one.tag for one in late.differences} == {"overall.grade"}
    assert (audit.stage, audit.record) == (Stage.ACCEPTED, before)


@pytest.mark.parametrize("content", [b"", b"not Word", b"PK\x03\x04 broken"])
def test_what_is_no_word_document_leaves_nothing_behind(work: Work, content: bytes) -> None:
    before = count(work, Document)
    with pytest.raises(Refused):
        receive(work, content, "x.docx")
    assert (count(work, Document), count(work, Return), count(work, Audit)) == (before, 0, 0)


def test_a_letter_is_refused_and_leaves_only_that_in_the_trail(work: Work, letter: bytes) -> None:
    before = count(work, Document)
    with pytest.raises(Refused) as caught:
        receive(work, letter, "letter.docx")
    assert caught.value.code == "not-ours"
    assert (count(work, Document), count(work, Return), count(work, Audit)) == (before, 0, 0)
    with work.store.look() as session:
        assert [entry.verb for entry in trail.page(session)][-2:] == ["return.kept", "return.refused"]


def test_a_return_that_a_crash_left_unread_is_read_later(work: Work) -> None:
    form = form_of(work)
    reference = sent_out(work, a_record(form))
    keep(work, [("before the crash.docx", completed(form, reference, a_record(form)))])
    assert audit_of(work, reference).stage == Stage.SENT_OUT
    assert settle_unread(work) == 1
    assert audit_of(work, reference).stage == Stage.IN_REVIEW
    assert settle_unread(work) == 0


def test_the_same_file_uploaded_fifty_times_at_once_is_one_return(service: Wired) -> None:
    work = service.work()
    form = form_of(work)
    reference = sent_out(work, a_record(form))
    document = completed(form, reference, a_record(form))
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: receive(service.work(), document, "x.docx"), range(50)))
    assert sorted(one.outcome for one in found) == [Outcome.FIRST, *[Outcome.SAME] * 49]
    assert {(one.reference, one.revision) for one in found} == {(reference, 1)}
    assert (count(work, Return), count(work, Revision), count(work, Audit)) == (1, 1, 1)
    with work.store.look() as session:
        assert trail.verify(session) is None


def test_corrections_stay_where_the_new_return_says_what_it_said(work: Work) -> None:
    form = form_of(work)
    record = a_record(form)
    reference = returned(work, record).reference
    correct(work, reference, [Put("overall.rationale", None, "As agreed by phone.")], "The auditor rang")
    put(record, "overall.strengths", "Something new was written here.")
    receive(work, completed(form, reference, record), "second.docx")
    kept = audit_of(work, reference).record
    assert kept is not None
    assert kept["overall"]["rationale"] == "As agreed by phone."
    assert kept["overall"]["strengths"] == "Something new was written here."


def test_corrections_are_offered_again_where_the_new_return_says_something_else(work: Work) -> None:
    form = form_of(work)
    record = a_record(form)
    reference = returned(work, record).reference
    correct(work, reference, [Put("overall.rationale", None, "As agreed by phone.")], "The auditor rang")
    put(record, "overall.rationale", "The auditor wrote it anew.")
    receive(work, completed(form, reference, record), "second.docx")
    kept = audit_of(work, reference).record
    assert kept is not None
    assert kept["overall"]["rationale"] == "The auditor wrote it anew."
    with work.store.look() as session:
        states = [one.state for one in corrections.of_audit(session, audit_of(work, reference))]
    assert states == ["offered"]


class TestATeam:
    """Whoever belongs to a team returns forms of that team's audits."""

    @pytest.fixture
    def teams(self, work: Work) -> tuple[int, int]:
        with work.begin() as session:
            made = [Team(name=name, folded=name.casefold()) for name in ("Harbour", "Lantern")]
            session.add_all(made)
            session.flush()
            return made[0].id, made[1].id

    def of_team(self, service: Wired, team: int) -> Work:
        return service.work(Actor("Wren Alder", frozenset((Role.AUDITOR,)), None, team))

    def test_the_audits_of_another_team_and_unknown_ones_are_refused_alike(
        self, service: Wired, work: Work, teams: tuple[int, int]
    ) -> None:
        form = form_of(work)
        record = a_record(form)
        put(record, "audit.team", "Harbour")
        theirs = sent_out(work, record)
        mine = self.of_team(service, teams[1])
        said = []
        for reference in (theirs, "AF-2020-000001-H"):
            with pytest.raises(Refused) as caught:
                receive(mine, completed(form, reference, record), "x.docx")
            said.append((caught.value.code, caught.value.message.replace(reference, "…")))
        assert said[0] == said[1]
        assert audit_of(work, theirs).stage == Stage.SENT_OUT

    def test_its_own_are_taken(self, service: Wired, work: Work, teams: tuple[int, int]) -> None:
        form = form_of(work)
        record = a_record(form)
        put(record, "audit.team", "harbour ")
        reference = sent_out(work, record)
        received = receive(self.of_team(service, teams[0]), completed(form, reference, record), "x.docx")
        assert received.outcome is Outcome.FIRST

    def test_the_same_bytes_tell_another_team_nothing(
        self, service: Wired, work: Work, teams: tuple[int, int]
    ) -> None:
        form = form_of(work)
        record = a_record(form)
        put(record, "audit.team", "Harbour")
        document = completed(form, sent_out(work, record), record)
        receive(work, document, "x.docx")
        with pytest.raises(Refused) as caught:
            receive(self.of_team(service, teams[1]), document, "x.docx")
        assert caught.value.code == "unknown-audit"


def test_unread_returns_are_found_by_the_database_alone(work: Work) -> None:
    form = form_of(work)
    keep(work, [("x.docx", completed(form, sent_out(work, a_record(form)), a_record(form)))])
    with work.store.look() as session:
        assert [one.filename for one in revisions.unread(session)] == ["x.docx"]
