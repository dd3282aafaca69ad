"""Decisions about an audit: told before they are taken, on the version that was seen, with nothing typed lost."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, expect
from werkzeug.test import TestResponse

from schemas.record import put
from service.roles import Role
from service.store.rows.people import Team
from service.workflow.accept import accept
from service.workflow.correct import Put, correct
from service.workflow.escalate import escalate
from service.workflow.finish import finish
from service.workflow.look import look_at
from service.workflow.receive import receive
from service.workflow.restrict import restrict
from service.workflow.send_out import send_out
from tests.pages.browsing import Screen, Site
from tests.pages.visiting import TEAM, Visitor, Visitors
from tests.word.edits import edited, unwrap
from tests.workflow.auditing import a_record, audit_of, completed, form_of, problems_of, returned, sent_out

WORDS = "Please say <script>alert(1)</script> who was seen."


def carried(page: TestResponse) -> dict[str, str]:
    """What a form carries of the version that was seen."""
    return dict(re.findall(r'name="(version|was_\w+)" value="([^"]*)"', page.text))


def sent(visitor: Visitor, path: str, **fields: str) -> TestResponse:
    """A decision taken as its page has it."""
    return visitor.post(path, {**carried(visitor.get(path)), **fields})


def a_return(work_of: Visitors | Site, *, wrong: bool = False) -> str:
    """An audit in review; `wrong` leaves an error open."""
    work = work_of.service.work()
    record = a_record(form_of(work))
    if wrong:
        record["overall"].pop("grade")
    return returned(work, record).reference


@pytest.mark.parametrize(
    ("verb", "becomes"),
    [("accept", "accepted"), ("withdraw", "withdrawn"), ("send-back", "sent_back")],
)
def test_a_decision_is_told_and_then_taken(
    visitors: Visitors, administrator: Visitor, verb: str, becomes: str
) -> None:
    reference = a_return(visitors)
    path = f"/audits/{reference}/{verb}"
    page = administrator.get(path)
    assert f"The audit becomes {becomes.replace('_', ' ')}" in page.text
    assert audit_of(visitors.service.work(), reference).stage == "in_review"
    taken = sent(administrator, path, reason="It is a copy of another.", words=WORDS)
    assert taken.status_code == 303
    assert audit_of(visitors.service.work(), reference).stage == becomes
    assert "govuk-notification-banner--success" in administrator.get(taken.location).text


def test_an_audit_is_finished_filed_and_reopened(visitors: Visitors, administrator: Visitor) -> None:
    work = visitors.service.work()
    reference = a_return(visitors)
    accept(work, reference)
    for verb, fields, becomes in (
        ("finish", {"annex": "yes"}, "finished"),
        ("file", {}, "filed"),
        ("reopen", {"reason": "The date was wrong."}, "in_review"),
    ):
        assert sent(administrator, f"/audits/{reference}/{verb}", **fields).status_code == 303
        assert audit_of(work, reference).stage == becomes
    page = administrator.get(f"/audits/{reference}").text
    assert "The date was wrong." in page
    assert "manifest.json" in page


def test_what_is_not_to_be_filed_takes_a_reason(visitors: Visitors, administrator: Visitor) -> None:
    work = visitors.service.work()
    reference = a_return(visitors)
    accept(work, reference)
    path = f"/audits/{reference}/do-not-file"
    refused = sent(administrator, path, reason="  ")
    assert refused.status_code == 422
    assert "<title>Error: " in refused.text
    assert 'href="#reason"' in refused.text
    assert sent(administrator, path, reason="It was an exercise.").status_code == 303
    assert audit_of(work, reference).stage == "not_filed"


def test_the_note_is_ready_to_be_e_mailed_and_its_subject_names_nobody(
    visitors: Visitors, administrator: Visitor
) -> None:
    work = visitors.service.work()
    reference = a_return(visitors, wrong=True)
    (problem, *_) = [one for one in problems_of(work, reference) if one.level == "error"]
    path = f"/audits/{reference}/send-back"
    page = administrator.get(path).text
    assert re.search(rf'value="{problem.id}" checked', page)
    taken = sent(administrator, path, words=WORDS, problems=str(problem.id))
    note = administrator.get(taken.location).text
    assert "&lt;script&gt;" in note
    assert "<script>alert" not in note
    assert f'href="mailto:?subject=Audit%20{reference}"' in note
    assert reference in audit_of(work, reference).note


def test_an_auditor_is_asked_about_errors_first_and_not_about_how_a_copy_was_read(
    visitors: Visitors, administrator: Visitor
) -> None:
    work = visitors.service.work()
    record = a_record(form_of(work))
    record["overall"].pop("grade")
    reference = sent_out(work, record)
    bare, _ = edited(completed(form_of(work), reference, record), unwrap)
    receive(work, bare, "without controls.docx")
    found = problems_of(work, reference)
    assert "answer.by_position" in {one.code for one in found}
    page: Any = html.document_fromstring(administrator.get(f"/audits/{reference}/send-back").text)
    asked = [int(one.get("value")) for one in page.xpath("//input[@name='problems']")]
    kept = {one.id: one for one in found if one.code not in ("answer.by_position", "document.converted")}
    assert set(asked) == set(kept)
    levels = [kept[one].level for one in asked]
    assert levels == sorted(levels)
    assert levels[0] == "error"
    first = page.xpath("//label[contains(@class, 'govuk-checkboxes__label')]")[0].text_content()
    assert first.strip().startswith("Overall: grade: ")


def test_what_accepting_leaves_to_be_done_is_told(visitors: Visitors, administrator: Visitor) -> None:
    work = visitors.service.work()
    record = a_record(form_of(work))
    record["subject"].pop("record_id")
    reference = returned(work, record).reference
    page = administrator.get(f"/audits/{reference}/accept").text
    assert "It does not say whose record it is of" in page
    assert "urgent concern stays open" not in page
    escalate(work, reference, details="A child was seen alone at night.")
    page = administrator.get(f"/audits/{reference}/accept").text
    assert "The urgent concern stays open until somebody acknowledges it." in page
    assert "left out of the filed document" not in page
    restrict(work, reference, "overall.rationale", None, "It names a neighbour")
    correct(work, reference, [Put("overall.rationale", None, "As agreed.")], "The auditor rang")
    page = administrator.get(f"/audits/{reference}/accept").text
    assert "What is to be left out of the filed document says something else" in page


def test_what_stands_in_the_way_is_listed_with_links(visitors: Visitors, administrator: Visitor) -> None:
    reference = a_return(visitors, wrong=True)
    page = administrator.get(f"/audits/{reference}/accept").text
    assert "Not possible now" in page
    assert f'href="/audits/{reference}/review#overall.grade"' in page
    assert "Overall: grade" in page
    taken = sent(administrator, f"/audits/{reference}/accept", version="1")
    assert taken.status_code == 409
    assert "Not possible now" in administrator.get(f"/audits/{reference}/file").text


def test_who_was_slower_sees_both_versions_and_loses_nothing(
    visitors: Visitors, administrator: Visitor
) -> None:
    work = visitors.service.work()
    reference = a_return(visitors)
    path = f"/audits/{reference}/withdraw"
    seen = carried(administrator.get(path))
    accept(visitors.service.work(), reference)
    late = administrator.post(path, {**seen, "reason": WORDS})
    assert late.status_code == 409
    assert "Somebody else has changed this audit" in late.text
    table = late.text.partition("The audit then and now")[2].partition("</table>")[0]
    assert "In review" in table
    assert "Accepted" in table
    assert "this machine" in late.text
    assert "Please say &lt;script&gt;" in late.text
    assert audit_of(work, reference).stage == "accepted"
    again = administrator.post(path, {**carried(late), "reason": WORDS})
    assert again.status_code == 303
    assert audit_of(work, reference).stage == "withdrawn"


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ("withdraw", {"reason": ""}),
        ("hand-over", {"team": "Lantern", "reason": ""}),
        ("send-back", {"words": "x" * 5_001}),
        ("attach", {"reference": "", "other": ""}),
        ("returns/1", {"decision": "detach", "reason": ""}),
        ("escalations", {"details": ""}),
        ("escalations/{number}", {"reason": ""}),
        ("reopen", {"reason": ""}),
        ("do-not-file", {"reason": ""}),
        ("header", {"audit.date": "the first fine day"}),
        ("header", {"audit.date": "June 4 26"}),
    ],
)
def test_who_was_slower_is_told_so_before_what_is_wrong_with_the_words(
    visitors: Visitors, administrator: Visitor, page: str, wrong: dict[str, str]
) -> None:
    work = visitors.service.work()
    reference = sent_out(work, a_record(form_of(work))) if page == "header" else a_return(visitors)
    if page in ("reopen", "do-not-file"):
        accept(work, reference)
    number = escalate(work, reference, details="A concern.")
    path = f"/audits/{reference}/{page.format(number=number)}"
    seen = carried(administrator.get(path))
    escalate(work, reference, details="Another concern, which came meanwhile.")
    late = administrator.post(path, {**seen, **wrong})
    assert late.status_code == 409
    assert "Somebody else has changed this audit" in late.text
    refused = administrator.post(path, {**carried(late), **wrong})
    assert refused.status_code == 422
    assert carried(refused) == carried(late)


def test_what_was_typed_is_shown_where_the_decision_is_no_longer_possible(
    visitors: Visitors, administrator: Visitor
) -> None:
    reference = a_return(visitors)
    path = f"/audits/{reference}/send-back"
    seen = carried(administrator.get(path))
    accept(visitors.service.work(), reference)
    late = administrator.post(path, {**seen, "words": WORDS})
    assert late.status_code == 409
    assert "What you had entered" in late.text
    assert "Please say &lt;script&gt;" in late.text


@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("withdraw", "reason"),
        ("hand-over", "reason"),
        ("send-back", "words"),
        ("escalations", "details"),
        ("escalations", "told"),
    ],
)
def test_words_that_are_too_many_are_told_at_their_field_and_kept(
    visitors: Visitors, administrator: Visitor, page: str, field: str
) -> None:
    reference = a_return(visitors)
    path = f"/audits/{reference}/{page}"
    version = audit_of(visitors.service.work(), reference).version
    long = "\r\n".join(("x" * 2_500,) * 2)
    typed = {"team": "Lantern", "details": "A concern.", field: f"{long}x"}
    refused = sent(administrator, path, **typed)
    assert refused.status_code == 422
    assert f'href="#{field}"' in refused.text
    assert "It must be 5,000 characters or fewer. This has 5,002." in refused.text
    assert "x" * 2_501 in refused.text
    assert audit_of(visitors.service.work(), reference).version == version
    assert sent(administrator, path, **{**typed, field: long[1:]}).status_code == 303


def test_a_header_that_can_no_longer_be_changed_can_be_copied(
    visitors: Visitors, administrator: Visitor
) -> None:
    work = visitors.service.work()
    record = a_record(form_of(work))
    reference = sent_out(work, record)
    path = f"/audits/{reference}/header"
    seen = carried(administrator.get(path))
    returned(work, record, reference=reference)
    late = administrator.post(path, {**seen, "audit.auditor": "Wren Alder"})
    assert late.status_code == 409
    kept = late.text.partition("What you had entered")[2]
    assert kept.index("Auditor") < kept.index("Wren Alder")


def test_an_audit_that_was_finished_without_a_pdf_says_so_before_it_is_filed(
    visitors: Visitors, administrator: Visitor
) -> None:
    work = visitors.service.work()
    assert work.office is None, "without LibreOffice no PDF is made"
    reference = returned(work, a_record(form_of(work))).reference
    accept(work, reference)
    path = f"/audits/{reference}"
    assert sent(administrator, f"{path}/finish").status_code == 303
    told = administrator.get(path).text
    assert "No PDF was made of it" in told
    assert told.index(">File the audit<") < told.index(">Finish it again<")
    assert "There is no PDF of it" in administrator.get(f"{path}/file").text


def test_an_audit_is_handed_over(visitors: Visitors, administrator: Visitor) -> None:
    work = visitors.service.work()
    record = a_record(form_of(work))
    put(record, "audit.team", TEAM)
    reference = returned(work, record).reference
    path = f"/audits/{reference}/hand-over"
    assert "Choose the team" in sent(administrator, path, reason="They moved.").text
    assert sent(administrator, path, team="Lantern", reason="They moved.").status_code == 303
    assert visitors.of(Role.MANAGER).get(f"/audits/{reference}").status_code == 404
    assert visitors.of(Role.MANAGER, "Lantern").get(f"/audits/{reference}").status_code == 200


def test_an_audit_of_a_team_may_be_handed_to_a_team_called_by_a_dash_or_to_none(
    visitors: Visitors, administrator: Visitor
) -> None:
    work = visitors.service.work()
    reference = send_out(work, form_of(work), {"subject": {"record_id": "9000001"}}, TEAM).reference
    with work.store.change() as session:
        session.add(Team(name="-", folded="-"))  # as teams could be called once
    path = f"/audits/{reference}/hand-over"
    assert sent(administrator, path, team="-", reason="They moved.").status_code == 303
    shown = administrator.get(path).text
    assert "It is with - now" in shown
    none = re.search(r'<option value="([^"]+)"[^>]*>No team', shown)
    assert none is not None
    assert sent(administrator, path, team=none[1], reason="They moved.").status_code == 303
    assert "It is with no team now" in administrator.get(path).text


def test_who_belongs_to_a_team_is_told_at_once_that_they_hand_nothing_over(visitors: Visitors) -> None:
    work = visitors.service.work()
    reference = send_out(work, form_of(work), {"subject": {"record_id": "9000002"}}, TEAM).reference
    theirs = visitors.of(Role.ADMINISTRATOR, TEAM)
    assert theirs.get(f"/audits/{reference}").status_code == 200
    refused = theirs.get(f"/audits/{reference}/hand-over")
    assert refused.status_code == 403
    assert "somebody who belongs to no team" in refused.text


def test_the_header_is_changed_while_the_form_is_out(visitors: Visitors, administrator: Visitor) -> None:
    work = visitors.service.work()
    reference = sent_out(work, a_record(form_of(work)))
    path = f"/audits/{reference}/header"
    page = administrator.get(path)
    assert f"{audit_of(work, reference).record_id}" in page.text
    typed = {"subject.record_id": "C-77", "audit.date": "4 June 2026", "audit.auditor": "Wren Alder"}
    wrong = administrator.post(path, {**carried(page), **typed, "audit.date": "the first fine day"})
    assert wrong.status_code == 422
    assert 'href="#audit.date"' in wrong.text
    assert "the first fine day" in wrong.text
    escalate(work, reference, details="A concern.")
    late = administrator.post(path, {**carried(page), **typed})
    assert late.status_code == 409
    assert 'value="C-77"' in late.text
    assert f"It is “{audit_of(work, reference).record_id}” now" in late.text
    assert administrator.post(path, {**carried(late), **typed}).status_code == 303
    assert audit_of(work, reference).record_id == "C-77"


def test_a_return_that_waits_is_seen_beside_the_other_and_decided_on(
    visitors: Visitors, administrator: Visitor
) -> None:
    work = visitors.service.work()
    reference = a_return(visitors)
    accept(work, reference)
    second = a_record(form_of(work))
    put(second, "overall.strengths", "A second opinion of the work.")
    returned(work, second, reference=reference)
    path = f"/audits/{reference}/returns/2"
    page = administrator.get(path)
    assert "A second opinion of the work." in page.text
    assert "its acceptance is taken back" in page.text
    assert "Choose what is to become" in administrator.post(path, carried(page)).text
    unsaid = administrator.post(path, {**carried(page), "decision": "decline", "reason": ""})
    assert "Say why it is declined" in unsaid.text
    said = {"decision": "decline", "reason": "It came too late."}
    assert administrator.post(path, {**carried(page), **said}).status_code == 303
    assert audit_of(work, reference).stage == "accepted"
    late = administrator.post(path, {**carried(page), **said})
    assert late.status_code == 409
    assert "It came too late." in late.text
    taken = {**carried(late), "decision": "take", "reason": "The first was a draft."}
    assert administrator.post(path, taken).status_code == 303
    assert "The first was a draft." in administrator.get(f"/audits/{reference}").text
    assert (audit_of(work, reference).stage, audit_of(work, reference).revision) == ("in_review", 2)
    moved = administrator.post(
        f"/audits/{reference}/returns/1",
        {
            **carried(administrator.get(f"/audits/{reference}/returns/1")),
            "decision": "detach",
            "reason": "Not ours.",
        },
    )
    made = urlsplit(moved.location).path.rpartition("/")[2]
    assert made != reference
    assert audit_of(work, made).stage == "in_review"


def test_the_decisions_in_a_browser(site: Site, screen: Screen, chromium: Browser) -> None:
    work = site.service.work()
    reference = a_return(site, wrong=True)
    screen.sign_in(Role.ADMINISTRATOR)
    for verb in ("accept", "send-back", "withdraw", "hand-over", "file"):
        screen.page.goto(f"/audits/{reference}/{verb}")
        screen.look(f"decide-{verb}")
    screen.page.goto(f"/audits/{reference}/withdraw")
    screen.page.get_by_role("button", name="Withdraw the audit").click()
    expect(screen.page.get_by_role("alert").get_by_text("Say why it is withdrawn")).to_be_visible()
    screen.look("decide-withdraw-problem")
    screen.page.get_by_label("Why is it withdrawn?").fill("It is a copy of another.")
    escalate(work, reference, details="A concern.")
    screen.page.get_by_role("button", name="Withdraw the audit").click()
    expect(screen.page.get_by_role("heading", name="Somebody else has changed this audit")).to_be_visible()
    expect(screen.page.get_by_label("Why is it withdrawn?")).to_have_value("It is a copy of another.")
    screen.look("decide-stale")
    with Screen.opened(site, chromium, "without scripts", scripts=False) as plain:
        plain.sign_in(Role.ADMINISTRATOR)
        plain.page.goto(f"/audits/{reference}/send-back")
        plain.page.get_by_label("What do you want from the auditor?").focus()
        plain.page.keyboard.type("Give the overall grade, please.")
        plain.page.keyboard.press("Tab")
        while not plain.page.locator("button:focus").get_by_text("Send the audit back").count():
            plain.page.keyboard.press("Tab")
        plain.page.keyboard.press("Enter")
        plain.page.wait_for_url("**/note")
        expect(plain.page.get_by_label("The note")).to_have_value(
            re.compile("Give the overall grade, please.")
        )
    screen.page.goto(f"/audits/{reference}/note")
    screen.look("decide-note")


def test_finishing_and_a_return_that_waits_in_a_browser(site: Site, screen: Screen) -> None:
    work = site.service.work()
    reference = a_return(site)
    accept(work, reference)
    second = a_record(form_of(work))
    put(second, "overall.strengths", "A second opinion of the work.")
    returned(work, second, reference=reference)
    screen.sign_in(Role.ADMINISTRATOR)
    screen.page.goto(f"/audits/{reference}/finish")
    screen.look("decide-finish")
    finish(work, reference)
    screen.page.goto(f"/audits/{reference}/file")
    screen.look("decide-file-finished")
    screen.page.goto(f"/audits/{reference}/returns/2")
    screen.look("return-waiting")
    screen.page.get_by_role("button", name="Decide").click()
    expect(screen.page.get_by_role("alert").get_by_text("Choose what is to become")).to_be_visible()
    screen.look("return-waiting-problem")
    screen.page.get_by_label("Let the audit stand on return 2").check()
    screen.page.get_by_role("button", name="Decide").click()
    expect(screen.page.get_by_text("The audit stands on return 2 now")).to_be_visible()
    out = sent_out(work, a_record(form_of(work), 2))
    screen.page.goto(f"/audits/{out}/header")
    screen.look("decide-header")
    assert look_at(work, out).audit.stage == "sent_out"
