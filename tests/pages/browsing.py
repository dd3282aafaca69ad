"""A real browser on the service: what it shows is kept as pictures and gone over by axe; no page may complain."""

import os
import re
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page
from waitress.server import create_server

from service.app import create_app
from service.roles import Role
from service.wiring import Wired
from tests.modules import ROOT
from tests.pages.visiting import PASSWORD, person_of
from tests.services import Clock, in_turn

PICTURES = ROOT / "build" / "screens"
WIDTHS = (320, 768, 1280)
_REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


@dataclass(frozen=True)
class Site:
    """The service under test, where a browser finds it."""

    service: Wired
    address: str
    clock: Clock


@contextmanager
def serving(service: Wired, clock: Clock) -> Generator[Site]:
    """A service on a port of this machine, with the settings that it has now."""
    server = create_server(create_app(service), host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Site(service, f"http://127.0.0.1:{server.effective_port}", clock)
    finally:
        server.close()
        thread.join(timeout=10)


@dataclass
class Screen:
    """A browser window. `said` gathers what its console said."""

    site: Site
    page: Page
    said: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def opened(cls, site: Site, browser: Browser, name: str, *, scripts: bool = True) -> Generator["Screen"]:
        """A window of its own, closed at the end; `scripts` is whether it runs any. Its console may not complain."""
        context = browser.new_context(
            viewport={"width": 1280, "height": 900},
            locale="en-GB",
            java_script_enabled=scripts,
            base_url=site.address,
        )
        screen = cls(site, context.new_page())
        screen.page.on("console", screen._hear)
        screen.page.on("pageerror", lambda error: screen.said.append(str(error)))
        try:
            yield screen
        finally:
            context.close()
        assert not screen.said, f"the console of {name} said: {screen.said}"

    def sign_in(self, role: Role, team: str | None = None) -> None:
        """Signs in as a new person of a role."""
        person = person_of(self.site.service, role, team)
        self.page.goto("/sign-in")
        self.page.get_by_label("E-mail address").fill(person.email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(re.compile(r"/$"))

    def look(self, name: str) -> None:
        """Looks at the page once it is there: axe finds nothing at any width, nothing sticks out; a picture is kept.

        Where a part is enough, as in CI, one width is looked at, in turns.
        """
        # A click returns when the next page begins to arrive: half a page has no heading yet. What it shows in a frame,
        # such as a form that LibreOffice has yet to convert, is not waited for.
        self.page.wait_for_load_state("domcontentloaded")
        widths = [WIDTHS[in_turn(name, len(WIDTHS))]] if os.environ.get("AUDIT_FORMS_PART") else WIDTHS
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(self.page)
            assert found.violations_count == 0, f"{name} at {width} px: {found.generate_report()}"
            wide = self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wide <= 0, f"{name} at {width} px scrolls sideways by {wide} px"
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
        self.page.set_viewport_size({"width": WIDTHS[-1], "height": 900})

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not _REFUSED.match(message.text):
            self.said.append(f"{message.type}: {message.text}")
