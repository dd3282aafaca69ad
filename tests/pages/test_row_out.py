"""A row of the record is taken out whole: of what is accepted, of the document and of the tracker."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from service.roles import Role
from service.store import actions
from service.wiring import Wired
from service.workflow.accept import accept
from service.workflow.correct import Put, correct
from service.workflow.look import find_actions
from tests.pages.browsing import Screen
from tests.pages.visiting import Visitor, Visitors
from tests.workflow.auditing import a_record, audit_of, form_of, problems_of, returned

WHY = "The auditor meant to strike it out"
PLACE = "actions[0].what"
FIRST = {"owner": "Ben Marsh", "agreed": True}
SECOND = {"what": "Put the plan on the file", "owner": "Ivy Stone"}


@pytest.fixture
def reference(service: Wired) -> str:
    """An audit whose first row names an owner and nothing that is to be done."""
    return received(service)


def received(service: Wired) -> str:
    work = service.work()
    record = a_record(form_of(work))
    due = work.today()
    record["actions"] = [FIRST | {"due": due}, SECOND | {"due": due, "agreed": True}]
    return returned(work, record).reference


def sent(visitor: Visitor, reference: str, **more: str) -> Any:
    page = visitor.get(f"/audits/{reference}/review/take-out?place={PLACE}").text
    form = page.partition('<form method="post" action="/audits')[2]
    own = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    own.pop("csrf_token")
    return visitor.post(f"/audits/{reference}/review/take-out", {**own, "reason": WHY, **more})


def test_it_is_gone_from_the_record_the_problems_and_the_tracker(
    administrator: Visitor, service: Wired, reference: str
) -> None:
    work = service.work()
    assert "action.nothing_asked" in {one.code for one in problems_of(work, reference)}
    review = administrator.get(f"/audits/{reference}/review").text
    assert review.count(">Take it out<") == 2
    shown = administrator.get(f"/audits/{reference}/review/take-out?place={PLACE}").text
    assert "Ben Marsh" in shown
    assert SECOND["what"] not in shown
    assert sent(administrator, reference).status_code == 302
    assert not [one for one in problems_of(work, reference) if (one.tag or "").startswith("actions.")]
    record = audit_of(work, reference).record
    assert record is not None
    assert [row["what"] for row in record["actions"]] == [SECOND["what"]]
    accept(work, reference)
    found, total = find_actions(work, actions.Wanted(), sort="due", descending=False, page=1, size=9)
    assert (total, found[0].what) == (1, SECOND["what"])


def test_it_is_brought_back_by_taking_the_corrections_back(
    administrator: Visitor, service: Wired, reference: str
) -> None:
    sent(administrator, reference)
    review = administrator.get(f"/audits/{reference}/review").text
    for number in re.findall(r'name="correction" value="(\d+)"', review):
        version = audit_of(service.work(), reference).version
        fields = {"correction": number, "decision": "undo", "version": str(version)}
        assert administrator.post(f"/audits/{reference}/review/correction", fields).status_code == 302
    record = audit_of(service.work(), reference).record
    assert record is not None
    assert record["actions"][0]["owner"] == "Ben Marsh"


def test_it_wants_a_reason_and_a_row_that_says_something(administrator: Visitor, reference: str) -> None:
    refused = sent(administrator, reference, reason=" ")
    assert refused.status_code == 422
    assert 'href="#reason"' in refused.text
    for place in ("actions[7].what", "actions", "overall.grade", "nothing", "actions[x].what"):
        address = f"/audits/{reference}/review/take-out?place={place}"
        assert administrator.get(address).status_code == 404, place


def test_a_row_that_somebody_else_has_changed_stays(
    administrator: Visitor, service: Wired, reference: str
) -> None:
    page = administrator.get(f"/audits/{reference}/review/take-out?place={PLACE}").text
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    correct(service.work(), reference, [Put("actions.what", 0, "Ring the school")], "Asked")
    stale = sent(administrator, reference, version=version[1])
    assert stale.status_code == 409
    assert "Ring the school" in stale.text
    assert WHY in stale.text
    record = audit_of(service.work(), reference).record
    assert record is not None
    assert record["actions"][0]["what"] == "Ring the school"


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AUDITOR])
def test_who_may_only_look_is_not_offered_it(visitors: Visitors, role: Role) -> None:
    reference = received(visitors.service)
    assert ">Take it out<" not in visitors.of(role).get(f"/audits/{reference}/review").text


def test_the_page_is_fit_for_people(screen: Screen) -> None:
    reference = received(screen.site.service)
    screen.sign_in(Role.ADMINISTRATOR)
    page = screen.page
    page.goto(f"/audits/{reference}/review?show=problems")
    page.get_by_role("link", name=re.compile("Take it out.*row 1")).click()
    screen.look("take-out")
    page.get_by_role("button", name="Take the row out").click()
    screen.look("take-out-problem")
    page.get_by_label("Why").fill(WHY)
    page.get_by_role("button", name="Take the row out").click()
    expect(page.get_by_role("alert")).to_contain_text("Taken out: row 1 of")
