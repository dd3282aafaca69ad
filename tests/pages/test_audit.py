"""The page of one audit, its history, and what differs between two of its returns."""

from copy import deepcopy
from html import unescape

from playwright.sync_api import Browser, expect

from schemas.record import put
from service.roles import Role
from service.word.fill import fill
from service.workflow.accept import accept
from service.workflow.escalate import escalate
from service.workflow.file import file
from service.workflow.finish import finish
from service.workflow.receive import receive
from service.workflow.reopen import reopen
from tests.pages.browsing import Screen, Site
from tests.pages.visiting import TEAM, Visitor, Visitors
from tests.workflow.auditing import a_record, audit_of, form_of, returned, sent_out

STRENGTH = "Warm, well planned <b>work</b> with the carers."
OTHER = "Plain work, later than it should have been."


def a_return(visitors_or_site: Visitors | Site, strengths: str = STRENGTH) -> str:
    """The reference of an audit whose return says so."""
    work = visitors_or_site.service.work()
    record = a_record(form_of(work))
    put(record, "overall.strengths", strengths)
    return returned(work, record).reference


def test_an_audit_shows_its_record_as_the_form_has_it(visitors: Visitors, administrator: Visitor) -> None:
    work = visitors.service.work()
    reference = a_return(visitors)
    record = a_record(form_of(work))
    page = administrator.get(f"/audits/{reference.lower()}").text
    assert "Fostering case file audit" in page
    assert "In review" in page
    assert "Warm, well planned &lt;b&gt;work&lt;/b&gt; with the carers." in page
    for heading in ("The fostering household", "1. Key information and agreement", "Overall judgement"):
        assert heading in page
    assert str(record["subject"]["record_id"]) in page
    date = record["audit"]["date"]
    assert f"{date.day} {date:%B %Y}" in page
    assert f'href="/audits/{reference}/review"' in page


def test_a_viewer_reads_no_free_text_and_is_offered_nothing_to_decide(visitors: Visitors) -> None:
    work = visitors.service.work()
    form = form_of(work)
    record = a_record(form)
    put(record, "overall.strengths", STRENGTH)
    put(record, "audit.team", TEAM)
    reference = returned(work, record).reference
    escalate(work, reference, details="A child was seen alone at night.")
    page = visitors.of(Role.VIEWER).get(f"/audits/{reference}").text
    assert "Not shown to viewers" in page
    assert "Warm, well planned" not in page
    assert "seen alone" not in page
    for word in ("Accept", "Withdraw", "Download", "Send the audit back", "Acknowledge it"):
        assert word not in page


def test_another_teams_audit_is_not_found_on_any_page(visitors: Visitors) -> None:
    work = visitors.service.work()
    record = a_record(form_of(work))
    put(record, "audit.team", "Lantern")
    reference = returned(work, record).reference
    manager = visitors.of(Role.MANAGER)
    for path in ("", "/history", "/differences", "/form", "/returns/1/document", "/escalations"):
        assert manager.get(f"/audits/{reference}{path}").status_code == 404


def test_documents_are_downloaded_byte_for_byte(visitors: Visitors, administrator: Visitor) -> None:
    work = visitors.service.work()
    form = form_of(work)
    record = a_record(form)
    reference = sent_out(work, record)
    said = deepcopy(record)
    put(said, "audit.reference", reference)
    content = fill(form, said)
    receive(work, content, "Mrs Secret.docx")
    accept(work, reference)
    finish(work, reference)
    came = administrator.get(f"/audits/{reference}/returns/1/document")
    assert came.data == content
    assert came.headers["Content-Disposition"] == f'attachment; filename="{reference}_return_1.docx"'
    assert came.headers["X-Content-Type-Options"] == "nosniff"
    for path in ("form", "finished/1/docx"):
        assert administrator.get(f"/audits/{reference}/{path}").data.startswith(b"PK")
    assert administrator.get(f"/audits/{reference}/returns/2/document").status_code == 404
    without_office = administrator.get(f"/audits/{reference}/finished/1/pdf")
    assert without_office.status_code == 409
    assert "without a PDF" in without_office.text


def test_two_returns_are_compared_field_by_field(visitors: Visitors, administrator: Visitor) -> None:
    work = visitors.service.work()
    reference = a_return(visitors)
    second = a_record(form_of(work))
    put(second, "overall.strengths", OTHER)
    returned(work, second, reference=reference)
    page = administrator.get(f"/audits/{reference}/differences?before=1&now=2").text
    assert "Warm, well planned &lt;b&gt;work" in page
    assert OTHER in page
    same = administrator.get(f"/audits/{reference}/differences?before=2&now=2").text
    assert "say the same" in same
    assert administrator.get(f"/audits/{reference}/differences?before=1&now=7").status_code == 404


def test_the_history_is_told_in_words_and_paged(visitors: Visitors, administrator: Visitor) -> None:
    reference = a_return(visitors)
    for _ in range(30):
        administrator.get(f"/audits/{reference}")
    done = administrator.get(f"/audits/{reference}/history").text
    assert "Looked at" not in done
    assert done.index("Read the first return of an audit") < done.index("Sent the audit out")
    newest = administrator.get(f"/audits/{reference}/history?looks=yes").text
    assert "Looked at" in newest
    assert "Administrator of all" in newest
    assert "Read the first return" not in newest
    assert "Newest entries" not in newest
    link = unescape(newest).partition("/history?before=")[2].partition('"')[0]
    first = administrator.get(f"/audits/{reference}/history?before={link}").text
    assert 0 < first.index("Read the first return of an audit") < first.index("Sent the audit out")
    assert "sha256" not in first
    assert "Kind of audit: Re-audit" in first or "Kind of audit: Primary" in first
    assert "False" not in first
    assert "Newest entries" in first
    assert "Earlier entries" not in first


def test_the_page_of_an_audit_in_every_state(site: Site, screen: Screen) -> None:
    work = site.service.work()
    record = a_record(form_of(work))
    out = sent_out(work, record)
    screen.sign_in(Role.ADMINISTRATOR)
    screen.page.goto(f"/audits/{out}")
    expect(screen.page.get_by_text("The form is with its auditor")).to_be_visible()
    screen.look("audit-sent-out")
    reference = a_return(site)
    escalate(
        work, reference, details="A child was seen alone at night.", told="The duty manager", told_at="today"
    )
    accept(work, reference)
    finish(work, reference, annex=True)
    file(work, reference)
    second = a_record(form_of(work))
    put(second, "overall.strengths", OTHER)
    returned(work, second, reference=reference)
    screen.page.goto(f"/audits/{reference}")
    expect(screen.page.get_by_text("Return 2 waits for a decision")).to_be_visible()
    expect(screen.page.get_by_text("nobody has acknowledged yet")).to_be_visible()
    screen.look("audit-filed")
    screen.page.get_by_role("link", name="See its history").click()
    screen.look("audit-history")
    screen.page.goto(f"/audits/{reference}/differences")
    screen.look("audit-differences")
    reopen(work, reference, "The grade is to be looked at again.")
    assert audit_of(work, reference).stage == "in_review"
    screen.page.goto(f"/audits/{reference}")
    expect(screen.page.get_by_text("The grade is to be looked at again.")).to_be_visible()


def test_a_return_without_identity_is_put_where_it_belongs_by_keyboard_and_without_scripts(
    site: Site, chromium: Browser, screen: Screen
) -> None:
    work = site.service.work()
    record = a_record(form_of(work))
    out = sent_out(work, record)
    stray = receive(work, fill(form_of(work), record), "stray.docx").reference
    screen.sign_in(Role.ADMINISTRATOR)
    screen.page.goto(f"/audits/{stray}")
    screen.look("audit-stray")
    screen.page.get_by_role("link", name="Put it to the audit it belongs to").click()
    screen.look("audit-attach")
    screen.page.get_by_role("button", name="Put the return to the audit it belongs to").click()
    expect(screen.page.get_by_role("alert").get_by_text("Choose an audit")).to_be_visible()
    screen.look("audit-attach-problem")
    with Screen.opened(site, chromium, "without scripts", scripts=False) as plain:
        plain.sign_in(Role.ADMINISTRATOR)
        plain.page.goto(f"/audits/{stray}/attach")
        plain.page.get_by_label(out).focus()
        plain.page.keyboard.press("Space")
        plain.page.keyboard.press("Enter")
        plain.page.wait_for_url(f"**/audits/{out}")
        expect(plain.page.get_by_text("The return is put to this audit")).to_be_visible()
    assert audit_of(work, stray).stage == "withdrawn"
    assert audit_of(work, out).stage == "in_review"


def test_a_viewer_sees_the_list_and_searches_no_text(visitors: Visitors) -> None:
    reference = an_audit_of_the_team(visitors)
    listed = visitors.of(Role.VIEWER).get("/audits?q=nobody")
    assert listed.status_code == 200
    assert reference in listed.text


def an_audit_of_the_team(visitors: Visitors) -> str:
    """The reference of an audit that the people of Harbour see."""
    work = visitors.service.work()
    record = a_record(form_of(work))
    put(record, "audit.team", TEAM)
    return returned(work, record).reference
