"""The header of a form on its pages: what is typed and what stands there are kept as they are, noughts and lines too."""

from typing import Any

from lxml import html
from playwright.sync_api import expect
from werkzeug.test import TestResponse

from service.lifecycle import ActionState
from service.roles import Role
from service.store import actions
from service.work import Work
from service.workflow.accept import accept
from service.workflow.receive import receive
from service.workflow.send_out import send_out
from tests.pages.browsing import Screen, Site
from tests.pages.visiting import Visitor, Visitors
from tests.workflow.auditing import a_record, audit_of, completed, form_of, header_of

LINES = "Ann Smith\nQA team"
OWNER = "Ann Smith\nTeam manager"
WITH_NOUGHT = {"audit": {"date": "2026-06-01"}, "subject": {"record_id": "C-1", "previous_plans": 0}}
WITH_LINES = {"audit": {"auditor": LINES}, "subject": {"record_id": "C-1"}}


def as_it_stands(page: TestResponse) -> dict[str, str]:
    """What a browser would send of the form in the middle of a page that nobody touched."""
    for form in html.fromstring(page.text).xpath("//main//form"):
        if "once" in form.fields or "version" in form.fields:
            return {name: said or "" for name, said in form.fields.items()}
    raise AssertionError("no form")


def out_with(work: Work, key: str, header: dict[str, Any]) -> str:
    """The reference of an audit that was sent out with a header."""
    return send_out(work, form_of(work, key), header).reference


def sent_of(work: Work, reference: str) -> dict[str, Any]:
    """The header that an audit was sent out with, as it is kept."""
    kept = audit_of(work, reference).sent
    assert kept is not None
    return kept


class TestNought:
    def test_it_stays_in_a_header_of_which_something_else_is_changed(
        self, visitors: Visitors, administrator: Visitor
    ) -> None:
        work = visitors.service.work()
        reference = out_with(work, "child_protection", WITH_NOUGHT)
        path = f"/audits/{reference}/header"
        fields = as_it_stands(administrator.get(path))
        assert fields["subject.previous_plans"] == "0"
        assert administrator.post(path, {**fields, "audit.date": "2 June 2026"}).status_code == 303
        kept = sent_of(work, reference)
        assert kept["audit"]["date"] == "2026-06-02"
        assert kept["subject"]["previous_plans"] == 0

    def test_it_stays_on_the_page_that_asks_how_something_else_was_read(
        self, visitors: Visitors, administrator: Visitor
    ) -> None:
        path = "/send-out/child_protection"
        typed = {"subject.record_id": "C-1", "subject.previous_plans": "0", "audit.date": "4/6/26"}
        asked = administrator.post(path, {**as_it_stands(administrator.get(path)), **typed})
        assert "Look at this before it is sent" in asked.text
        fields = as_it_stands(asked)
        assert fields["subject.previous_plans"] == "0"
        sent = administrator.post(path, fields)
        assert (
            sent_of(visitors.service.work(), sent.location.rpartition("/")[2])["subject"]["previous_plans"]
            == 0
        )


class TestLines:
    def test_a_name_of_two_lines_stays_so_where_something_else_is_changed(
        self, site: Site, screen: Screen
    ) -> None:
        work = site.service.work()
        reference = out_with(work, "fostering", WITH_LINES)
        screen.sign_in(Role.ADMINISTRATOR)
        screen.page.goto(f"/audits/{reference}/header")
        screen.look("header-lines")
        screen.page.get_by_label("Date of audit").fill("4 June 2026")
        screen.page.get_by_role("button", name="Change").click()
        expect(screen.page.get_by_role("heading", name=f"Audit {reference}")).to_be_visible()
        assert sent_of(work, reference)["audit"]["date"] == "2026-06-04"
        assert sent_of(work, reference)["audit"]["auditor"] == LINES

    def test_an_owner_of_two_lines_stays_so_where_the_state_is_changed(
        self, site: Site, screen: Screen
    ) -> None:
        work = site.service.work()
        form = form_of(work)
        record = a_record(form) | {"actions": [{"what": "Put a date to each step", "owner": OWNER}]}
        reference = out_with(work, "fostering", header_of(form, record))
        receive(work, completed(form, reference, record), "return.docx")
        accept(work, reference)
        screen.sign_in(Role.ADMINISTRATOR)
        screen.page.goto("/actions")
        screen.page.get_by_role("link", name="Put a date to each step").click()
        screen.look("action-lines")
        screen.page.get_by_label("In progress").check()
        screen.page.get_by_role("button", name="Save").click()
        expect(screen.page.get_by_text("Saved. The action is in progress.")).to_be_visible()
        with work.store.look() as session:
            (action,) = actions.of_audit(session, audit_of(work, reference))
        assert (action.state, action.owner) == (ActionState.IN_PROGRESS, OWNER)
