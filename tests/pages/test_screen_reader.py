"""The main journey as a screen reader has it: by the accessibility tree that Chromium gives it."""

import itertools
import re

from playwright.sync_api import Locator, expect

from service.roles import Role
from tests.pages.browsing import Screen, Site
from tests.pages.doubtful import received_doubtful


def headings(screen: Screen) -> list[int]:
    """The levels of the page's own headings, in order; the summary of errors stands above them with one of its own."""
    return [
        int(level)
        for level in screen.page.evaluate(
            "[...document.querySelectorAll('main :is(h1,h2,h3,h4,h5,h6)')]"
            ".filter((one) => one.checkVisibility() && !one.closest('[role=alert]')).map((one) => one.tagName[1])"
        )
    ]


def goes_by_steps(levels: list[int]) -> bool:
    """Whether headings begin with one of the first level, and none is more than one below the one before."""
    return (
        levels[:1] == [1]
        and levels.count(1) == 1
        and all(after - before <= 1 for before, after in itertools.pairwise(levels))
    )


def names(found: Locator) -> list[str]:
    """What is said of each of these when it gets the focus."""
    said = []
    for one in found.all():
        tree = one.aria_snapshot()
        told = re.search(r'^- \'?\w+(?: "((?:[^"\\]|\\.)*)")?', tree)
        said.append(told[1] if told and told[1] else "")
    return said


def is_heard_whole(screen: Screen) -> None:
    """Holds that a page has its landmarks, headings by steps, and a name for everything that takes the focus."""
    page = screen.page
    for landmark in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(landmark)).to_have_count(1)
    assert goes_by_steps(headings(screen)), headings(screen)
    for role in ("link", "button", "textbox", "checkbox", "radio", "combobox", "table", "region"):
        found = page.get_by_role(role)
        without = [name for name in names(found) if not name.strip()]
        assert not without, f"{len(without)} of role {role} have no name on {page.title()}"


def test_the_main_journey_is_heard(site: Site, screen: Screen) -> None:
    reference = received_doubtful(site.service).reference
    page = screen.page
    page.goto("/sign-in")
    is_heard_whole(screen)
    screen.sign_in(Role.ADMINISTRATOR)
    is_heard_whole(screen)
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Audits", exact=True).click()
    expect(page).to_have_title(re.compile("^Audits"))
    is_heard_whole(screen)
    page.get_by_role("rowheader", name=reference).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(reference))
    is_heard_whole(screen)
    page.goto(f"/audits/{reference}/review?show=problems")
    expect(page).to_have_title(re.compile(reference))
    is_heard_whole(screen)
    page.goto(f"/audits/{reference}/withdraw")
    is_heard_whole(screen)
    page.get_by_role("button", name="Withdraw the audit").click()
    summary = page.get_by_role("alert")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Why is it withdrawn?")).to_be_focused()
    is_heard_whole(screen)


def test_headings_that_leave_out_a_step_would_be_found() -> None:
    assert goes_by_steps([1, 2, 3, 2, 3])
    assert not goes_by_steps([1, 3])
    assert not goes_by_steps([2, 3])
    assert not goes_by_steps([1, 2, 1])
