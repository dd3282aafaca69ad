"""Help and the accessibility statement: for everybody, whole without pictures, and leading somewhere."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from service.app import create_app
from service.pages.helping import TASKS
from service.roles import Role
from service.wiring import Wired
from tests.pages.browsing import Screen
from tests.pages.visiting import Visitor, Visitors


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.VIEWER])
def test_everybody_who_has_signed_in_finds_help_with_every_task(visitors: Visitors, role: Role) -> None:
    visitor = visitors.of(role)
    contents = visitor.get("/").text
    assert 'href="/help"' in contents
    page = visitor.get("/help").text
    for task, (title, _) in TASKS.items():
        assert f'href="/help/{task}"' in page
        shown = visitor.get(f"/help/{task}").text
        assert f"<title>{title} – Help – Audit Forms</title>" in shown
        pictures = re.findall(r'<img src="(/static/help/[^"]+)"', shown)
        for one in pictures:
            with visitor.client.get(one) as picture:
                assert picture.status_code == 200
    assert visitor.get("/help/nothing").status_code == 404
    assert visitor.get("/help/..%2Fbase").status_code == 404


def test_anybody_reads_the_accessibility_statement_of_the_council(service: Wired) -> None:
    service.config = replace(service.config, council="Harbour Council")
    stranger = Visitor(create_app(service).test_client())
    assert 'href="/accessibility"' in stranger.get("/first-administrator").text
    page = stranger.get("/accessibility").text
    assert "run by Harbour Council" in page
    assert "partially compliant" in page
    assert "not yet tested with real screen readers" in page


def test_the_pages_of_help_in_a_browser(screen: Screen) -> None:
    screen.page.goto("/accessibility")
    screen.look("accessibility")
    screen.sign_in(Role.ADMINISTRATOR)
    screen.page.get_by_role("link", name="Help", exact=True).click()
    screen.look("help")
    for task, (title, _) in TASKS.items():
        screen.page.get_by_role("main").get_by_role("link", name=title).click()
        expect(screen.page.get_by_role("heading", level=1, name=title)).to_be_visible()
        screen.look(f"help-{task}")
        screen.page.get_by_role("link", name="Help", exact=True).first.click()
