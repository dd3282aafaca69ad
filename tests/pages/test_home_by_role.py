"""The first page: each role is shown what it can do something about."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from service.roles import Role
from service.wiring import Wired
from service.workflow.accept import accept
from service.workflow.escalate import escalate
from service.workflow.receive import receive
from service.workflow.send_back import send_back
from service.workflow.send_out import send_out
from service.workflow.settle import override
from service.workflow.withdraw import withdraw
from tests.pages.browsing import Screen, Site
from tests.pages.visiting import TEAM, Visitors
from tests.workflow.auditing import (
    a_moderation,
    a_record,
    completed,
    form_of,
    header_of,
    problems_of,
    returned,
    unwrapped,
)

REVIEWERS = (Role.ADMINISTRATOR, Role.HEAD_OF_QA, Role.MODERATOR)


def begun(service: Wired, seed: int, team: str = TEAM) -> str:
    """The reference of an audit that was sent out to a team."""
    form = form_of(service.work())
    return send_out(service.work(), form, header_of(form, a_record(form, seed)), team).reference


def came_back(service: Wired, seed: int, team: str = TEAM) -> str:
    """The reference of an audit whose form came back."""
    reference = begun(service, seed, team)
    form = form_of(service.work())
    record = a_record(form, seed)
    record["actions"] = [{"what": "See the child alone", "owner": "Wren Alder", "due": date(2026, 6, 20)}]
    receive(service.work(), completed(form, reference, record), "return.docx")
    return reference


def at_every_stage(service: Wired) -> dict[str, str]:
    """An audit of the team at each stage that somebody has to do something about, and one of another team."""
    found = {stage: came_back(service, seed) for seed, stage in enumerate(("review", "back", "accepted"), 1)}
    send_back(service.work(), found["back"], "Say who saw the child, and when.")
    accept(service.work(), found["accepted"])
    escalate(service.work(), found["review"], details="A child is not safe tonight.")
    return {**found, "out": begun(service, 4), "elsewhere": begun(service, 5, "Lantern")}


@pytest.fixture
def stages(visitors: Visitors) -> dict[str, str]:
    """Audits at each stage."""
    return at_every_stage(visitors.service)


def tiles(page: str) -> dict[str, str]:
    """What the figures on the first page say, by what they count."""
    return {
        re.sub(r"\s+", " ", text): number
        for number, text in re.findall(
            r'app-tile__number">([\d,]+)</span> <a class="govuk-link"[^>]*>(.*?)</a>', page
        )
    }


def test_auditors_see_the_forms_that_are_out_with_their_team(
    visitors: Visitors, stages: dict[str, str]
) -> None:
    page = visitors.of(Role.AUDITOR).get("/").text
    assert tiles(page) == {"with your team: form to complete": "1", "sent back: to put right": "1"}
    put_right = page[page.index("To put right</h2>") : page.index("To complete</h2>")]
    to_complete = page[page.index("To complete</h2>") :]
    assert stages["back"] in put_right
    assert stages["out"] in to_complete
    for hidden in (stages["accepted"], stages["elsewhere"], "Longest in review", "to finish and file"):
        assert hidden not in page


def test_managers_see_actions_and_urgent_concerns(visitors: Visitors, stages: dict[str, str]) -> None:
    page = visitors.of(Role.MANAGER).get("/").text
    assert tiles(page) == {"action to be done": "1", "actions overdue": "0"}
    assert "1 urgent concern nobody has acknowledged yet" in page
    assert stages["review"] in page
    assert "Longest in review" not in page
    assert stages["back"] not in page


def test_viewers_see_figures_alone(visitors: Visitors, stages: dict[str, str]) -> None:
    page = visitors.of(Role.VIEWER).get("/").text
    assert tiles(page) == {
        "urgent concern nobody has acknowledged yet": "1",
        "in review": "1",
        "forms not back yet": "2",
        "accepted, not filed yet": "1",
        "actions overdue": "0",
    }
    assert "Overall grades of the audits accepted this month" in page
    assert not any(reference in page for reference in stages.values())


@pytest.mark.parametrize("role", REVIEWERS)
def test_who_reviews_sees_what_is_to_review(visitors: Visitors, stages: dict[str, str], role: Role) -> None:
    page = visitors.of(role).get("/").text
    assert tiles(page) == {
        "to review": "1",
        "forms not back yet": "3",
        "accepted, to finish and file": "1",
        "actions overdue": "0",
    }
    assert "Longest in review" in page
    assert "To complete</h2>" not in page
    assert stages["review"] in page


def test_where_no_problem_is_left_the_open_warnings_are_told(visitors: Visitors) -> None:
    form = form_of(visitors.service.work())
    received = unwrapped(visitors.service.work(), a_record(form))
    warnings = [
        one for one in problems_of(visitors.service.work(), received.reference) if one.level != "error"
    ]
    assert warnings
    said = f"Nothing, {len(warnings)} warnings open"
    assert said in visitors.of(Role.ADMINISTRATOR).get("/").text


def test_the_help_stands_at_the_top_too(visitors: Visitors) -> None:
    page = visitors.of(Role.AUDITOR).get("/").text
    assert re.search(r'class="app-top__me">.*?>Help</a>.*?Sign out', page, re.DOTALL)


def test_the_first_page_of_each_role(site: Site, screen: Screen) -> None:
    at_every_stage(site.service)
    for role in (Role.AUDITOR, Role.MANAGER, Role.VIEWER, Role.HEAD_OF_QA):
        screen.sign_in(role, None if role is Role.HEAD_OF_QA else TEAM)
        reviews = screen.page.get_by_role("link", name="to review")
        expect(reviews).to_have_count(1 if role is Role.HEAD_OF_QA else 0)
        screen.look(f"home-{role.value}")
        screen.page.get_by_role("button", name="Sign out").click()


def test_a_moderation_gives_the_case_that_it_judges_no_second_grade(visitors: Visitors) -> None:
    work = visitors.service.work()
    record = a_record(form_of(work))
    record["overall"]["grade"] = "good"
    first = returned(work, record).reference
    accept(work, first)
    moderation = a_moderation(work, first)
    moderation["overall"]["grade"] = "inadequate"
    judged = returned(work, moderation, "moderation").reference
    for one in problems_of(work, judged):
        if one.level == "error":
            override(work, judged, one.id, "As the moderator says")
    accept(work, judged)
    page = visitors.of(Role.ADMINISTRATOR).get("/").text
    assert "The same in numbers (n = 1)" in page
    assert ">Inadequate</th>" not in page
    assert "1 moderation accepted this month is not counted here" in page


def test_what_is_withdrawn_was_not_begun(visitors: Visitors) -> None:
    work = visitors.service.work()
    references = [returned(work, a_record(form_of(work), seed)).reference for seed in (1, 2)]
    withdraw(work, references[0], "Sent out for another case")
    assert "1 audit begun and 0 accepted" in visitors.of(Role.ADMINISTRATOR).get("/").text
