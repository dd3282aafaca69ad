"""The trail: whole as long as nobody touches it, and broken visibly once somebody does."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from service.store import trail
from service.wiring import Wired
from service.work import Work
from service.workflow.accept import accept
from service.workflow.action_story import story_of
from service.workflow.change_action import change_action
from service.workflow.file import file
from service.workflow.finish import finish
from service.workflow.look import changes_since, look_at
from service.workflow.trail import verify_trail
from tests.workflow.auditing import a_record, audit_of, form_of, returned


@pytest.fixture
def reference(work: Work) -> str:
    return returned(work, a_record(form_of(work))).reference


def tamper(work: Work, *statements: str) -> None:
    """Changes the trail as somebody might who owns the database."""
    with work.store.engine.begin() as connection:
        if work.store.sqlite:
            for verb in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER trail_no_{verb}"))
        else:
            connection.execute(text("ALTER TABLE trail DISABLE TRIGGER USER"))
        for statement in statements:
            connection.execute(text(statement))


@pytest.mark.parametrize("statement", ["UPDATE trail SET actor = 'nobody'", "DELETE FROM trail"])
@pytest.mark.usefixtures("reference")
def test_the_database_refuses_to_change_it(work: Work, statement: str) -> None:
    with pytest.raises(DBAPIError, match="only added to"), work.store.engine.begin() as connection:
        connection.execute(text(statement))
    assert verify_trail(work).broken is None


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE trail SET actor = 'Perpetua Vole' WHERE number = 7", 7),
        ("UPDATE trail SET at = '2020-01-01T00:00:00.000+00:00' WHERE number = 3", 3),
        ("UPDATE trail SET version = 99 WHERE number = 5", 5),
        ("DELETE FROM trail WHERE number = 4", 4),
        ("DELETE FROM trail WHERE number = 1", 1),
    ],
)
@pytest.mark.usefixtures("reference")
def test_the_first_broken_link_is_named(work: Work, statement: str, number: int) -> None:
    tamper(work, statement)
    broken = verify_trail(work).broken
    assert broken is not None
    assert broken.number == number


def test_a_trail_that_was_cut_off_lacks_what_a_filing_noted(work: Work, reference: str) -> None:
    accept(work, reference)
    finish(work, reference)
    file(work, reference)
    tamper(work, "DELETE FROM trail WHERE number > 12")
    broken = verify_trail(work).broken
    assert broken is not None
    assert "filing" in broken.message


@pytest.mark.usefixtures("reference")
def test_a_trail_that_was_cut_off_lacks_the_digest_that_was_kept_elsewhere(work: Work) -> None:
    head = verify_trail(work).head
    tamper(work, "DELETE FROM trail WHERE number > 12")
    assert verify_trail(work).broken is None
    assert verify_trail(work, head).broken is not None


def test_every_look_at_a_record_is_in_it_with_who_and_when(work: Work, reference: str) -> None:
    look_at(work, reference)
    with work.store.look() as session:
        last = trail.page(session, limit=10_000)[-1]
    assert (last.verb, last.which, last.actor) == ("audit.seen", reference, work.actor.name)
    assert last.at == work.now().isoformat(timespec="milliseconds")


def test_it_holds_no_free_text_of_an_audit(work: Work) -> None:
    record = a_record(form_of(work))
    reference = returned(work, record).reference
    accept(work, reference)
    with work.store.look() as session:
        said = json.dumps([entry.changes for entry in trail.page(session, limit=10_000)])
    texts = [record["overall"]["rationale"], record["audit"]["auditor"], record["actions"][0]["what"]]
    assert not [one for one in texts if one in said]


def test_many_at_once_make_one_chain(service: Wired, reference: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: look_at(service.work(), reference), range(40)))
    found = verify_trail(service.work())
    assert found.broken is None
    assert audit_of(service.work(), reference).version == 2


def test_a_clock_that_jumps_back_breaks_nothing(work: Work, reference: str) -> None:
    clock = work.now
    clock.move(days=-400)  # type: ignore[attr-defined]
    look_at(work, reference)
    assert returned(work, a_record(form_of(work), 3)).reference.startswith("AF-2025-")
    clock.move(days=400)  # type: ignore[attr-defined]
    look_at(work, reference)
    assert verify_trail(work).broken is None


class TestOfAnAuditThatIsLookedAtOften:
    LOOKS = 10_050

    @pytest.fixture
    def audit(self, work: Work) -> str:
        """An accepted audit, changed once before and once after it was looked at ten thousand times."""
        reference = returned(work, a_record(form_of(work))).reference
        accept(work, reference)
        change_action(work, 1, {"owner": "Wren Alder"})
        with work.begin() as session:
            kept = work.audit(session, reference)
            for look in ("audit.seen", "action.seen", "return.fetched"):
                for _ in range(self.LOOKS // 3):
                    work.note(look, kept, [{"path": "actions[1]"}] if look != "audit.seen" else [])
        change_action(work, 1, {"owner": "Perpetua Vole"})
        return reference

    def test_the_story_of_an_action_is_whole(self, work: Work, audit: str) -> None:
        assert audit_of(work, audit).stage == "accepted"
        story = story_of(work, 1)
        owners = [now for step in story.steps for name, _, now in step.changes if name == "owner"]
        assert owners[:2] == ["Perpetua Vole", "Wren Alder"]
        assert {step.verb for step in story.steps} == {"action.made", "action.changed"}

    def test_what_changed_since_is_told_without_who_only_looked(self, work: Work, audit: str) -> None:
        since = [one.verb for one in changes_since(work, audit, audit_of(work, audit).version - 1)]
        assert since[-2:] == ["action.changed", "action.changed"]
        assert set(since) == {"audit.accepted", "action.made", "action.changed"}
