"""Urgent concerns: listed, recorded, acknowledged and taken back."""

from playwright.sync_api import Browser, expect

from schemas.record import put
from service.roles import Role
from service.store import actions
from service.workflow.escalate import acknowledge, escalate
from tests.pages.browsing import Screen, Site
from tests.pages.test_decisions import carried, sent
from tests.pages.visiting import TEAM, Visitor, Visitors
from tests.workflow.auditing import a_record, audit_of, form_of, sent_out

CONCERN = "A child was seen <b>alone</b> at night."


def an_audit(visitors: Visitors | Site, team: str = TEAM, seed: int = 1) -> str:
    """The reference of an audit of a team."""
    work = visitors.service.work()
    record = a_record(form_of(work), seed)
    put(record, "audit.team", team)
    return sent_out(work, record)


def number_of(visitors: Visitors, reference: str) -> int:
    """The number of the one urgent concern of an audit."""
    with visitors.service.store.look() as session:
        (one,) = actions.escalations(session, audit_of(visitors.service.work(), reference))
        return one.id


def test_those_that_nobody_has_acknowledged_come_first(visitors: Visitors, administrator: Visitor) -> None:
    assert "No urgent concern is recorded" in administrator.get("/escalations").text
    work = visitors.service.work()
    first, second, third = (an_audit(visitors, seed=seed) for seed in (1, 2, 3))
    taken = escalate(work, first, details="The first concern.")
    escalate(work, second, details="The second concern.")
    escalate(work, third, details=CONCERN)
    acknowledge(work, first, taken, "In hand.")
    page = administrator.get("/escalations").text
    places = [page.index(one) for one in ("The second concern.", "&lt;b&gt;alone", "The first concern.")]
    assert places == sorted(places)
    paged = [administrator.get(f"/escalations?page_size=1&page={page}").text for page in (1, 2, 3)]
    assert "The second concern." in paged[0]
    assert "&lt;b&gt;alone" in paged[1]
    assert "The first concern." in paged[2]
    assert "Page 2" in paged[0]


def test_a_team_sees_its_own_and_a_viewer_no_text(visitors: Visitors) -> None:
    work = visitors.service.work()
    ours, theirs = an_audit(visitors), an_audit(visitors, "Lantern", seed=2)
    escalate(work, ours, details="Ours.")
    number = escalate(work, theirs, details="Theirs.")
    manager = visitors.of(Role.MANAGER)
    page = manager.get("/escalations").text
    assert ours in page
    assert theirs not in page
    assert "Theirs." not in page
    assert manager.get(f"/audits/{theirs}/escalations/{number}").status_code == 404
    viewer = visitors.of(Role.VIEWER).get("/escalations").text
    assert ours in viewer
    assert "Ours." not in viewer


def test_a_concern_is_recorded_acknowledged_and_taken_back(
    visitors: Visitors, administrator: Visitor
) -> None:
    work = visitors.service.work()
    reference = an_audit(visitors)
    path = f"/audits/{reference}/escalations"
    empty = sent(administrator, path, details=" ", told="The duty manager")
    assert empty.status_code == 422
    assert "Say what the concern is" in empty.text
    assert 'value="The duty manager"' in empty.text
    assert sent(administrator, path, details=CONCERN, told="The duty manager").status_code == 303
    assert audit_of(work, reference).urgent
    one = f"{path}/{number_of(visitors, reference)}"
    assert sent(administrator, one, note="The social worker has seen her.").status_code == 303
    assert not audit_of(work, reference).urgent
    assert "Say why it is not in hand" in sent(administrator, one, reason="").text
    assert sent(administrator, one, reason="She was not seen after all.").status_code == 303
    assert audit_of(work, reference).urgent
    assert "She was not seen after all." in administrator.get(f"/audits/{reference}").text


def test_who_was_slower_loses_no_words(visitors: Visitors, administrator: Visitor) -> None:
    work = visitors.service.work()
    reference = an_audit(visitors)
    number = escalate(work, reference, details=CONCERN)
    path = f"/audits/{reference}/escalations/{number}"
    seen = carried(administrator.get(path))
    acknowledge(work, reference, number, "Somebody else was quicker.")
    late = administrator.post(path, {**seen, "note": "I have rung them."})
    assert late.status_code == 409
    assert "Somebody else has changed this audit" in late.text
    assert "I have rung them." in late.text
    assert "Somebody else was quicker." in late.text


def test_escalations_in_a_browser(site: Site, screen: Screen, chromium: Browser) -> None:
    reference = an_audit(site)
    screen.sign_in(Role.ADMINISTRATOR)
    screen.page.get_by_role("link", name="Escalations", exact=True).click()
    screen.look("escalations-empty")
    screen.page.goto(f"/audits/{reference}/escalations")
    screen.look("escalation-record")
    screen.page.get_by_role("button", name="Record the concern").click()
    expect(screen.page.get_by_role("alert").get_by_text("Say what the concern is")).to_be_visible()
    screen.look("escalation-record-problem")
    screen.page.get_by_label("What is the concern").fill(CONCERN)
    screen.page.get_by_role("button", name="Record the concern").click()
    expect(screen.page.get_by_text("The urgent concern is recorded")).to_be_visible()
    screen.page.goto("/escalations")
    screen.look("escalations")
    with Screen.opened(site, chromium, "without scripts", scripts=False) as plain:
        plain.sign_in(Role.ADMINISTRATOR)
        plain.page.goto("/escalations")
        plain.page.get_by_role("link", name="Acknowledge").focus()
        plain.page.keyboard.press("Enter")
        plain.page.get_by_label("What is being done?").focus()
        plain.page.keyboard.type("The social worker has seen her.")
        plain.page.keyboard.press("Tab")
        plain.page.keyboard.press("Enter")
        expect(plain.page.get_by_text("The urgent concern is acknowledged")).to_be_visible()
    screen.page.goto("/escalations")
    screen.page.get_by_role("link", name="Take back").click()
    screen.look("escalation-take-back")
