"""The way of an audit by keyboard alone, with the focus always to be seen: on a wide screen, and at a zoom of 400 %."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from service.lifecycle import Stage
from service.roles import Role
from tests.pages.browsing import Screen, Site
from tests.pages.doubtful import STRAY, doubtful_copy
from tests.pages.visiting import PASSWORD, person_of
from tests.workflow.auditing import audit_of

STEPS = 400
"""More than any page has to go through."""
SCREENS = {"1280 by 1024 pixels": (1280, 1024), "the same at 400 %": (320, 256)}
NARROW = 640
"""Below this the parts of the service stand behind a button."""
_ON_IT = "(one) => one === document.activeElement"
_MARKED = """(one) => {
  const marks = [one, ...(one.labels || [])].flatMap((each) => [null, "::before", "::after"].map(
    (part) => getComputedStyle(each, part)));
  return marks.some((style) => style.boxShadow !== "none"
    || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0));
}"""
_UNCOVERED = """(one) => {
  const box = one.getBoundingClientRect();
  const shown = [one, ...(one.labels || [])];
  return [0.1, 0.5, 0.9].some((across) => [0.1, 0.5, 0.9].some((down) => {
    const there = document.elementFromPoint(box.x + box.width * across, box.y + box.height * down);
    return there && shown.some((each) => each.contains(there));
  }));
}"""


@dataclass(frozen=True, slots=True)
class Keys:
    """Somebody who has no mouse."""

    page: Page
    is_narrow: bool

    def go_to(self, target: Locator) -> None:
        """Steps on until the target has the focus, which must be marked and in sight (WCAG 2.4.7 and 2.4.11)."""
        expect(target).to_have_count(1)
        for _ in range(STEPS):
            self.page.keyboard.press("Tab")
            if target.evaluate(_ON_IT):
                break
        else:
            raise AssertionError(f"the keyboard does not lead to {target}")
        self.is_seen(target)

    def is_seen(self, target: Locator) -> None:
        """Holds that the focus is marked and nothing lies over it."""
        assert target.evaluate(_MARKED), f"nothing marks the focus on {target}"
        assert target.evaluate(_UNCOVERED), f"{target} has the focus, but something lies over it"

    def press(self, target: Locator) -> None:
        """Follows a link, or presses a button."""
        self.go_to(target)
        self.page.keyboard.press("Enter")

    def write(self, target: Locator, text: str) -> None:
        """Writes into a field."""
        self.go_to(target)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(text)

    def choose(self, form: Locator, name: str) -> None:
        """Chooses one of several. The keyboard comes to the one that is chosen, or else to the first or the last."""
        target = form.get_by_label(name, exact=True)
        group = form.locator(f'input[type=radio][name="{target.get_attribute("name")}"]')
        for _ in range(STEPS):
            self.page.keyboard.press("Tab")
            if group.evaluate_all("(all) => all.includes(document.activeElement)"):
                break
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if target.is_checked():
                break
            self.page.keyboard.press("ArrowDown")
        expect(target).to_be_checked()
        self.is_seen(target)


@pytest.fixture(params=SCREENS.values(), ids=list(SCREENS))
def keys(site: Site, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Keys]:
    """A window of which nothing moves by itself, as somebody set it who cannot bear that."""
    with Screen.opened(site, chromium, request.node.name) as screen:
        width, height = request.param
        screen.page.set_viewport_size({"width": width, "height": height})
        screen.page.emulate_media(reduced_motion="reduce")
        yield Keys(screen.page, width < NARROW)


def open_part(keys: Keys, name: str) -> None:
    """Goes to a part of the service by what stands at the top of every page."""
    if keys.is_narrow:
        keys.press(keys.page.get_by_role("button", name="Menu"))
    keys.press(keys.page.get_by_role("navigation", name="Menu").get_by_role("link", name=name, exact=True))
    expect(keys.page.get_by_role("heading", level=1)).to_contain_text(name)


def done(page: Page, said: str) -> None:
    expect(page.get_by_role("alert").first).to_contain_text(said, timeout=60_000)


def test_the_way_of_an_audit_by_keyboard_alone(site: Site, keys: Keys, tmp_path: Path) -> None:
    page, work = keys.page, site.service.work()
    person = person_of(site.service, Role.ADMINISTRATOR, None)
    copy = tmp_path / "return.docx"
    copy.write_bytes(doubtful_copy(site.service))
    page.goto("/sign-in")
    keys.write(page.get_by_label("E-mail address"), person.email)
    keys.write(page.get_by_label("Password", exact=True), PASSWORD)
    keys.press(page.get_by_role("button", name="Sign in"))
    send_in(keys, copy)
    keys.press(page.get_by_role("link", name=re.compile("^Review ")))
    expect(page).to_have_url(re.compile(r"/review$"))
    reference = Path(urlsplit(page.url).path).parent.name
    settle(keys)
    keys.press(page.get_by_role("link", name="Accept it or send it back"))
    keys.press(page.get_by_role("link", name="Accept the audit"))
    keys.press(page.get_by_role("button", name="Accept the audit"))
    done(page, "The audit is accepted")
    work_on_the_action(keys)
    for title, said in (
        ("Finish the audit", "The audit is finished"),
        ("File the audit", "The audit is filed"),
    ):
        open_part(keys, "Audits")
        keys.press(page.get_by_role("link", name=reference))
        keys.press(page.get_by_role("link", name=title, exact=True))
        keys.press(page.get_by_role("button", name=title))
        done(page, said)
    assert audit_of(work, reference).stage == Stage.FILED
    keys.press(page.get_by_role("button", name="Sign out"))
    expect(page.get_by_role("heading", level=1)).to_have_text("You have signed out")


def send_in(keys: Keys, copy: Path) -> None:
    """Uploads a copy. What asks for the file is the browser's own."""
    page = keys.page
    open_part(keys, "Upload")
    with page.expect_file_chooser() as chooser:
        keys.press(page.get_by_role("button", name="Choose files"))
    chooser.value.set_files(copy)
    keys.press(page.get_by_role("button", name="Upload", exact=True))
    expect(page.get_by_role("status").filter(has_text="1 of 1 file done")).to_be_visible(timeout=60_000)


def settle(keys: Keys) -> None:
    """Takes the day that was worked out, chooses a grade, and lets the text without a place stay there."""
    page = keys.page
    expect(page.get_by_text("goes to the next problem")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("[data-problem]").first).to_be_focused()
    keys.press(page.get_by_role("button", name="Take 10 June 2026"))
    done(page, "Put right")
    grade = page.locator("form").filter(
        has=page.get_by_role("group", name="What it should say for Overall: grade")
    )
    keys.choose(grade, "Requires improvement to be good")
    keys.write(grade.get_by_label("Why"), "The auditor said so on the telephone")
    keys.press(grade.get_by_role("button", name="Correct"))
    done(page, "Put right")
    stray = page.locator(".app-answer").filter(has_text=STRAY)
    keys.press(stray.locator("summary"))
    keys.press(stray.get_by_role("button", name="Leave it as it is"))
    done(page, "The problem is settled")


def work_on_the_action(keys: Keys) -> None:
    """Says that the action is done, and shows it."""
    page = keys.page
    open_part(keys, "Actions")
    keys.press(page.get_by_role("link", name="Send the minutes"))
    keys.choose(page.locator("main form").first, "Done")
    keys.write(page.get_by_label("On which day was it done?"), "3 June 2026")
    keys.write(page.get_by_label("Evidence"), "The minutes are on the file")
    keys.press(page.get_by_role("button", name="Save"))
    done(page, "The action is done")
