"""A place that somebody saw is not another one because another return came in: rows, and texts without a place."""

import re
from copy import deepcopy
from html import unescape
from typing import Any

import pytest
from playwright.sync_api import expect

from schemas.record import Record
from service.roles import Role
from service.work import Work
from service.workflow.correct import Put, correct
from service.workflow.look import look_at
from tests.pages.browsing import Screen
from tests.pages.doubtful import STRAY, received_doubtful
from tests.pages.visiting import Visitor, Visitors
from tests.workflow.auditing import a_record, form_of, problems_of, returned, sent_out

ASK = "Ask the school for the minutes of both meetings"
RING = "Ring the health visitor about the weight chart"
MINE = "12 August 2026"


def actions_of(work: Work) -> list[dict[str, Any]]:
    today = work.today()
    return [
        {"what": ASK, "owner": "P. Vane-Holt", "due": today},
        {"what": RING, "owner": "M. Ashdown", "due": today},
    ]


@pytest.fixture
def record(visitors: Visitors) -> Record:
    """A record with two actions."""
    work = visitors.service.work()
    return {**a_record(form_of(work)), "actions": actions_of(work)}


@pytest.fixture
def reference(visitors: Visitors, record: Record) -> str:
    """An audit in review on a return with that record."""
    work = visitors.service.work()
    reference = sent_out(work, record)
    returned(work, record, reference=reference)
    return reference


def turned(work: Work, record: Record, reference: str) -> None:
    """Takes a later return, in which the two rows have changed places."""
    later = deepcopy(record)
    later["actions"].reverse()
    returned(work, later, reference=reference)


def fields_of(page: str, action: str) -> dict[str, str]:
    """What a form of a page sends as it stands."""
    form = page.partition(f'action="{action}"')[2].partition("</form>")[0]
    tags = re.findall(r"<input[^>]*>", form)
    said = {}
    for tag in tags:
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="checkbox"' not in tag:
            said[name[1]] = unescape(value[1]) if value else ""
    return said


def stale(visitor: Visitor, reference: str, page: str, typed: dict[str, str], between: Any) -> Any:
    """What comes of a page that was opened, left open while something happened, and then sent."""
    place = {"correct": "actions[0].due", "restrict": "actions[0].what"}[page]
    address = f"/audits/{reference}/review/{page}"
    said = fields_of(visitor.get(f"{address}?place={place}").text, address)
    between()
    return visitor.post(address, {**said, **typed})


class TestARow:
    def test_says_on_the_pages_about_it_which_action_it_is(
        self, administrator: Visitor, reference: str
    ) -> None:
        for page in ("correct?place=actions[1].due", "restrict?place=actions[1].what"):
            shown = administrator.get(f"/audits/{reference}/review/{page}").text
            said = shown.partition(">Row 2</dt>")[2].partition("</dd>")[0]
            assert RING in said
            assert ASK not in shown

    def test_that_is_another_one_now_is_not_corrected(
        self, visitors: Visitors, administrator: Visitor, record: Record, reference: str
    ) -> None:
        work = visitors.service.work()
        typed = {"value": MINE, "reason": "They asked for more time"}
        answer = stale(administrator, reference, "correct", typed, lambda: turned(work, record, reference))
        assert answer.status_code == 409
        shown = unescape(answer.text)
        assert "Save mine" not in shown
        told = shown.partition("Row 1 is another one now")[2]
        assert told.index(ASK) < told.index(RING)
        for said in (MINE, typed["reason"], "Row 2 says now what row 1 said"):
            assert said in told
        there = re.search(r'href="([^"]*review/correct\?place=[^"]*)"', told)
        assert there is not None
        led = administrator.get(there[1]).text
        assert ASK in led.partition(">Row 2</dt>")[2].partition("</dd>")[0]
        assert [one["due"] for one in (look_at(work, reference).audit.record or {})["actions"]] == [
            work.today().isoformat()
        ] * 2

    def test_that_is_another_one_now_is_not_left_out_of_filing(
        self, visitors: Visitors, administrator: Visitor, record: Record, reference: str
    ) -> None:
        work = visitors.service.work()
        typed = {"reason": "Names another child"}
        answer = stale(administrator, reference, "restrict", typed, lambda: turned(work, record, reference))
        assert answer.status_code == 409
        assert "Row 1 is another one now" in answer.text
        assert "Save mine" not in answer.text
        assert typed["reason"] in answer.text
        assert look_at(work, reference).audit.restricted == []

    def test_that_is_gone_is_said_to_be(
        self, visitors: Visitors, administrator: Visitor, record: Record, reference: str
    ) -> None:
        work = visitors.service.work()

        def without() -> None:
            returned(work, {**record, "actions": record["actions"][1:]}, reference=reference)

        answer = stale(administrator, reference, "correct", {"value": MINE, "reason": "Late"}, without)
        assert "Row 1 is another one now" in answer.text
        assert "says now what row 1 said" not in answer.text

    def test_that_was_reworded_is_looked_at_again(
        self, visitors: Visitors, administrator: Visitor, record: Record, reference: str
    ) -> None:
        work = visitors.service.work()

        def reworded() -> None:
            later = deepcopy(record)
            later["actions"][0]["owner"] = "Somebody else"
            returned(work, later, reference=reference)

        answer = unescape(
            stale(administrator, reference, "correct", {"value": MINE, "reason": "Late"}, reworded).text
        )
        assert "says something else beside that than when you opened the page" in answer
        assert "See row 1 as it is now" in answer
        assert "Save mine" not in answer

    def test_that_a_return_has_put_where_a_new_one_was_to_be_is_kept(
        self, visitors: Visitors, administrator: Visitor, record: Record, reference: str
    ) -> None:
        work = visitors.service.work()
        address = f"/audits/{reference}/review/correct"
        said = fields_of(administrator.get(f"{address}?place=actions[2].what").text, address)
        later = deepcopy(record)
        later["actions"].append({"what": "Hold the review", "owner": "M. Ashdown", "due": work.today()})
        returned(work, later, reference=reference)
        answer = administrator.post(address, {**said, "value": "Tell the school", "reason": "It was said"})
        assert "Row 3 is another one now" in answer.text
        assert "Save mine" not in answer.text

    def test_that_is_still_the_same_can_be_saved_once_both_were_seen(
        self, visitors: Visitors, administrator: Visitor, reference: str
    ) -> None:
        work = visitors.service.work()

        def corrected() -> None:
            correct(work, reference, [Put("actions.owner", 0, "Q. Marsh")], "It is with them")

        typed = {"value": MINE, "reason": "They asked for more time"}
        answer = stale(administrator, reference, "correct", typed, corrected)
        assert "Save mine" in answer.text
        address = f"/audits/{reference}/review/correct"
        again = fields_of(answer.text, address)
        assert administrator.post(address, again).status_code == 302
        first = (look_at(work, reference).audit.record or {})["actions"][0]
        assert (first["owner"], first["due"]) == ("Q. Marsh", "2026-08-12")

    def test_that_is_another_now_is_told_so_that_people_can_go_on(self, screen: Screen) -> None:
        work = screen.site.service.work()
        record = {**a_record(form_of(work)), "actions": actions_of(work)}
        reference = sent_out(work, record)
        returned(work, record, reference=reference)
        screen.sign_in(Role.ADMINISTRATOR)
        page = screen.page
        page.goto(f"/audits/{reference}/review/restrict?place=actions[0].what")
        screen.look("restrict-row")
        page.goto(f"/audits/{reference}/review/correct?place=actions[0].due")
        screen.look("correct-row")
        page.get_by_label("What it should say").fill(MINE)
        page.get_by_label("Why").fill("They asked for more time")
        turned(work, record, reference)
        page.get_by_role("button", name="Correct").click()
        expect(page.get_by_role("heading", name="Row 1 is another one now")).to_be_visible()
        screen.look("stale-row")
        page.get_by_role("link", name="Row 2 says now what row 1 said").click()
        expect(page.get_by_text(ASK)).to_be_visible()


class TestATextWithoutAPlace:
    def moving(self, visitor: Visitor, reference: str, number: int) -> dict[str, str]:
        address = f"/audits/{reference}/review/correct"
        page = visitor.get(f"{address}?place=feedback.family&text={number}")
        return {**fields_of(page.text, address), "value": STRAY, "reason": "It belongs here"}

    def test_is_settled_with_the_correction_or_not_at_all(
        self, visitors: Visitors, administrator: Visitor
    ) -> None:
        work = visitors.service.work()
        reference = received_doubtful(visitors.service).reference
        (text,) = [one for one in problems_of(work, reference) if one.code == "text.unplaced"]
        said = self.moving(administrator, reference, text.id)
        address = f"/audits/{reference}/review"
        settled = {"problem": str(text.id), "version": said["version"]}
        assert administrator.post(f"{address}/settle", settled).status_code == 302
        late = {**said, "version": str(look_at(work, reference).audit.version)}
        answer = administrator.post(f"{address}/correct", late)
        assert answer.status_code == 409
        assert "no longer waits for a place" in answer.text
        assert STRAY in answer.text.partition("What you had entered")[2]
        whole = look_at(work, reference)
        assert STRAY not in str(whole.audit.record)
        assert whole.standing is not None
        assert not whole.standing.corrections

    def test_that_somebody_else_has_not_seen_is_never_settled(
        self, visitors: Visitors, administrator: Visitor
    ) -> None:
        work = visitors.service.work()
        reference = received_doubtful(visitors.service).reference
        (text,) = [one for one in problems_of(work, reference) if one.code == "text.unplaced"]
        said = self.moving(administrator, reference, text.id)
        correct(work, reference, [Put("audit.team", None, "Quay")], "It moved")
        address = f"/audits/{reference}/review/correct"
        answer = administrator.post(address, said)
        assert answer.status_code == 409
        again = {**fields_of(answer.text, address), "value": STRAY}
        assert again["text"] == str(text.id)
        assert administrator.post(address, again).status_code == 302
        (moved,) = problems_of(work, reference, "resolved")
        assert (moved.id, moved.said) == (text.id, STRAY)
        assert moved.reason.startswith("Moved to ")

    def test_of_another_audit_is_not_settled_here(self, visitors: Visitors, administrator: Visitor) -> None:
        work = visitors.service.work()
        reference = received_doubtful(visitors.service).reference
        other = returned(work, a_record(form_of(work))).reference
        (text,) = [one for one in problems_of(work, reference) if one.code == "text.unplaced"]
        seen = fields_of(
            administrator.get(f"/audits/{other}/review/correct?place=audit.team").text,
            f"/audits/{other}/review/correct",
        )
        said = {**seen, "value": "Quay", "reason": "It moved", "text": str(text.id)}
        assert administrator.post(f"/audits/{other}/review/correct", said).status_code == 404
        assert text.id in {one.id for one in problems_of(work, reference)}
