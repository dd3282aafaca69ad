"""The header of a form on its pages: what is typed and what stands there are kept, and what is odd is asked about."""

from typing import Any

from lxml import html
from playwright.sync_api import expect
from werkzeug.test import TestResponse

from schemas.reference import make_reference
from service.lifecycle import ActionState
from service.roles import Role
from service.store import actions
from service.work import Work
from service.workflow.accept import accept
from service.workflow.receive import receive
from service.workflow.send_out import send_out
from tests.pages.browsing import Screen, Site
from tests.pages.visiting import TEAM, Visitor, Visitors
from tests.workflow.auditing import a_record, audit_of, completed, form_of, returned, sent_out

LINES = "Ann Smith\nQA team"
OWNER = "Ann Smith\nTeam manager"
WITH_NOUGHT = {"audit": {"date": "2026-06-01"}, "subject": {"record_id": "C-1", "previous_plans": 0}}
WITH_LINES = {"audit": {"auditor": LINES}, "subject": {"record_id": "C-1"}}


def as_it_stands(page: TestResponse) -> dict[str, str]:
    """What a browser would send of the form in the middle of a page that nobody touched."""
    whole: Any = html.document_fromstring(page.text)
    for form in whole.xpath("//main//form"):
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
        reference = sent_out(work, record)
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


class TestTeam:
    PATH = "/send-out/fostering"
    TYPED = {"subject.record_id": "C-1", "audit.team": "harbor"}  # noqa: RUF012 -- never changed

    def test_a_name_of_no_team_is_asked_about_with_those_there_are(
        self, visitors: Visitors, administrator: Visitor
    ) -> None:
        asked = administrator.post(self.PATH, {**as_it_stands(administrator.get(self.PATH)), **self.TYPED})
        assert asked.status_code == 422
        assert 'href="#team"' in asked.text
        assert "There are: Harbour, Lantern." in asked.text
        assert "There are no audits yet" in administrator.get("/audits").text
        sent = administrator.post(self.PATH, {**as_it_stands(asked), "team": TEAM})
        audit = audit_of(visitors.service.work(), sent.location.rpartition("/")[2])
        assert audit.team is not None
        assert audit.team.name == TEAM
        assert visitors.of(Role.MANAGER).get(sent.location).status_code == 200

    def test_that_it_is_of_no_team_can_be_said(self, visitors: Visitors, administrator: Visitor) -> None:
        fields = {**as_it_stands(administrator.get(self.PATH)), **self.TYPED, "team": "-"}
        sent = administrator.post(self.PATH, fields)
        assert sent.status_code == 303
        assert audit_of(visitors.service.work(), sent.location.rpartition("/")[2]).team is None

    def test_a_return_of_no_known_audit_that_names_a_team_leads_to_handing_it_over(
        self, visitors: Visitors, administrator: Visitor
    ) -> None:
        work = visitors.service.work()
        form, record = form_of(work), a_record(form_of(work))
        record["audit"]["team"] = "harbour"
        made = receive(work, completed(form, make_reference(2026, 404), record), "return.docx")
        page = administrator.get(f"/audits/{made.reference}").text
        assert "names the team Harbour, and the audit belongs to no team" in page
        assert f'href="/audits/{made.reference}/hand-over"' in page.partition("names the team")[2][:400]
        sent = returned(work, record)
        assert "names the team" not in administrator.get(f"/audits/{sent.reference}").text


class TestLookedAt:
    PATH = "/send-out/fostering"

    def test_an_audit_of_the_same_case_is_told_of_before_another_is_sent_out(
        self, visitors: Visitors, administrator: Visitor
    ) -> None:
        work = visitors.service.work()
        first = out_with(
            work, "fostering", {"audit": {"date": "2026-06-01"}, "subject": {"record_id": "C-1"}}
        )
        typed = {"subject.record_id": "C-1", "audit.date": "1 June 2026"}
        asked = administrator.post(self.PATH, {**as_it_stands(administrator.get(self.PATH)), **typed})
        assert asked.status_code == 422
        assert "of this record and date on this form already" in asked.text
        assert f'href="/audits/{first}"' in asked.text
        assert administrator.post(self.PATH, as_it_stands(asked)).status_code == 303
        other = {**as_it_stands(administrator.get(self.PATH)), **typed, "audit.date": "2 June 2026"}
        assert administrator.post(self.PATH, other).status_code == 303

    def test_it_is_told_with_what_was_read_otherwise_so_that_one_more_press_sends(
        self, visitors: Visitors, administrator: Visitor
    ) -> None:
        work = visitors.service.work()
        out_with(work, "fostering", {"audit": {"date": "2026-06-01"}, "subject": {"record_id": "C-1"}})
        typed = {"subject.record_id": "C-1", "audit.date": "1/6/26"}
        asked = administrator.post(self.PATH, {**as_it_stands(administrator.get(self.PATH)), **typed})
        assert "read otherwise than you wrote it" in asked.text
        assert "of this record and date on this form already" in asked.text
        assert administrator.post(self.PATH, as_it_stands(asked)).status_code == 303

    def test_a_period_that_ends_before_it_begins_is_wrong_at_its_field(self, administrator: Visitor) -> None:
        typed = {
            "subject.record_id": "C-1",
            "audit.period_from": "1 June 2026",
            "audit.period_to": "1 May 2026",
        }
        wrong = administrator.post(self.PATH, {**as_it_stands(administrator.get(self.PATH)), **typed})
        assert wrong.status_code == 422
        assert 'href="#audit.period_to"' in wrong.text
        assert "it ends before it begins" in wrong.text

    def test_the_page_that_asks_in_a_browser(self, site: Site, screen: Screen) -> None:
        out_with(site.service.work(), "fostering", {"subject": {"record_id": "C-1"}})
        screen.sign_in(Role.ADMINISTRATOR)
        screen.page.goto(self.PATH)
        screen.page.get_by_label("Carer record number").fill("C-1")
        screen.page.get_by_role("button", name="Send out").click()
        expect(screen.page.get_by_role("heading", name="Look at this before it is sent")).to_be_visible()
        screen.look("send-out-one-there")
        screen.page.locator("[id='audit.team']").fill("harbor")
        screen.page.get_by_role("button", name="Send out").click()
        expect(screen.page.get_by_role("alert").get_by_text("there is no such team here")).to_be_visible()
        screen.look("send-out-one-team")
        screen.page.get_by_label("Whose audit is it?").select_option("No team")
        screen.page.get_by_role("button", name="Send out").click()
        expect(screen.page.get_by_text("The audit is made.")).to_be_visible()
