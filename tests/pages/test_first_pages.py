"""The pages that everybody sees first, in a real browser."""

import pytest
from playwright.sync_api import Browser, expect

from service.lifecycle import Stage
from service.roles import Role
from service.store import people
from service.word.fill import fill
from service.workflow.accept import accept
from service.workflow.first_administrator import first_code
from service.workflow.receive import receive
from service.workflow.sampled import sampled
from tests.pages.browsing import Screen, Site
from tests.pages.visiting import PASSWORD

SAMPLES = 6


@pytest.fixture
def audits(site: Site) -> list[str]:
    """The references of audits of six forms, each read from a return, the first one accepted."""
    work = site.service.work()
    references = []
    for number, form in enumerate([*work.catalogue.newest()][:SAMPLES]):
        received = receive(work, fill(form, sampled(form, number)), "return.docx")
        references.append(received.reference)
    accept(work, references[0])
    return references


def test_the_first_administrator_comes_in_with_the_code(site: Site, screen: Screen) -> None:
    with site.service.store.change() as session:
        for person in people.people(session):
            person.password = None
    code = first_code(site.service.work())
    assert code is not None
    screen.page.goto("/")
    screen.look("first-administrator")
    screen.page.get_by_label("Code").fill("AAAA-BBBB-CCCC-DDDD")
    screen.page.get_by_role("button", name="Set up and sign in").click()
    screen.look("first-administrator-problem")
    screen.page.get_by_label("Code").fill(code)
    screen.page.get_by_label("Your name").fill("Wren Alder")
    screen.page.get_by_label("E-mail address").fill("wren@example.org")
    screen.page.get_by_label("Password", exact=True).fill(PASSWORD)
    screen.page.get_by_label("Password again").fill(PASSWORD)
    screen.page.get_by_role("button", name="Set up and sign in").click()
    expect(screen.page.get_by_role("link", name="Wren Alder")).to_be_visible()


def test_an_empty_service_says_what_to_do(screen: Screen) -> None:
    screen.page.goto("/sign-in")
    screen.look("sign-in")
    screen.page.get_by_role("button", name="Sign in").click()
    expect(screen.page.get_by_role("alert").get_by_text("Enter your e-mail address")).to_be_visible()
    screen.look("sign-in-problem")
    screen.sign_in(Role.ADMINISTRATOR)
    screen.look("home-empty")
    screen.page.get_by_role("link", name="Audits", exact=True).click()
    expect(screen.page.get_by_text("There are no audits yet")).to_be_visible()
    screen.look("audits-empty")


def test_the_first_page_leads_to_what_waits(screen: Screen, audits: list[str]) -> None:
    screen.sign_in(Role.ADMINISTRATOR)
    screen.look("home")
    screen.page.get_by_role("link", name="to review").click()
    expect(screen.page.get_by_label("In review")).to_be_checked()
    expect(screen.page.locator("tbody tr")).to_have_count(len(audits) - 1)
    screen.look("audits-in-review")


def test_a_list_is_filtered_and_sorted_by_keyboard_and_without_scripts(
    site: Site, chromium: Browser, audits: list[str]
) -> None:
    with Screen.opened(site, chromium, "without scripts", scripts=False) as screen:
        screen.sign_in(Role.ADMINISTRATOR)
        screen.page.goto("/audits")
        screen.page.get_by_label("Search").focus()
        screen.page.keyboard.type(audits[2])
        screen.page.keyboard.press("Enter")
        screen.page.wait_for_url(f"**q={audits[2]}**")
        assert [row.inner_text() for row in screen.page.locator("tbody th a").all()] == [audits[2]]
        screen.page.goto("/audits")
        screen.page.get_by_role("link", name="Sort by Audit", exact=True).click()
        screen.page.wait_for_url("**sort=-reference**")
        listed = [
            row.inner_text() for row in screen.page.locator("tbody tr:not(:has(.govuk-tag--red)) th a").all()
        ]
        assert listed == sorted(listed, reverse=True) != []
        screen.page.get_by_label("Withdrawn").check()
        screen.page.get_by_role("button", name="Show", exact=True).click()
        expect(screen.page.get_by_text("Nothing matches")).to_be_visible()
        assert Stage.WITHDRAWN in screen.page.url
