"""What tests of pages share: people signed in with a role, through the application itself or in a real browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from service.roles import Role
from service.wiring import Wired
from service.word.office import Office
from service.workflow.people import add_team
from tests.pages.browsing import Screen, Site, serving
from tests.pages.visiting import TEAM, Visitor, Visitors, person_of
from tests.services import Clock, running

expect.set_options(timeout=20_000)  # milliseconds: all cores may be at other tests


@pytest.fixture
def visitors(service: Wired) -> Visitors:
    """Visitors of every role, on each kind of database."""
    return Visitors(service)


@pytest.fixture
def administrator(visitors: Visitors) -> Visitor:
    """Somebody who may do what an administrator may."""
    return visitors.of(Role.ADMINISTRATOR)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("needs the package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found)
        yield browser
        browser.close()


@pytest.fixture
def site(tmp_path: Path, clock: Clock, office: Office) -> Iterator[Site]:
    """The service on a port of this machine, with its forms, two teams, LibreOffice, and somebody who can sign in."""
    with running("sqlite", tmp_path, now=clock, office=office) as service:
        add_team(service.work(), TEAM)
        add_team(service.work(), "Lantern")
        person_of(service, Role.ADMINISTRATOR, None)
        with serving(service, clock) as served:
            yield served


@pytest.fixture
def screen(site: Site, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Screen]:
    """A browser window on the site, of which every page is looked at with axe, and any message of the console fails."""
    with Screen.opened(site, chromium, request.node.name) as screen:
        yield screen
