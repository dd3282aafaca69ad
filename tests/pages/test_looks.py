"""What pages look with: few bytes, nothing that moves, and the styles of every component that they use."""

import re

import pytest
from playwright.sync_api import Response

from service.roles import Role
from tests.modules import ROOT
from tests.pages.browsing import Screen

HEAVIEST = 200_000
"""Bytes of the first page with all that it fetches, pictures aside."""
PAGES = ROOT / "service" / "pages"
COMPONENTS = ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"


def test_the_first_page_is_light_and_nothing_on_it_moves(screen: Screen) -> None:
    screen.sign_in(Role.ADMINISTRATOR)
    fetched: list[Response] = []
    screen.page.on("response", lambda one: fetched.append(one))  # noqa: PLW0108 -- Playwright marks what it is given
    screen.page.goto("/")
    screen.page.wait_for_load_state("networkidle")
    weights = {
        one.url: len(one.body()) for one in fetched if one.request.resource_type not in ("image", "other")
    }
    assert sum("/static/built/" in url for url in weights) >= 4, "styles and scripts are counted"
    assert sum(weights.values()) <= HEAVIEST, weights
    moving = screen.page.evaluate(
        "[...document.querySelectorAll('*')].flatMap((one) => [null, '::before', '::after'].map((part) =>"
        " getComputedStyle(one, part))).filter((style) => style.animationName !== 'none'"
        " || style.transitionDuration !== '0s' || style.scrollBehavior !== 'auto').length"
    )
    assert moving == 0, "somebody who asks for reduced motion would have to be spared it"


def test_every_component_that_pages_use_has_its_styles() -> None:
    if not COMPONENTS.is_dir():
        pytest.skip("needs GOV.UK Frontend, which the set-up installs where there is npm")
    written = " ".join(
        path.read_text(encoding="utf-8") for kind in ("*.html", "*.js") for path in PAGES.rglob(kind)
    )
    named = {one.replace("components/", "") for one in re.findall(r"components/[a-z-]+", written)}
    classes = set(re.findall(r"govuk-([a-z]+(?:-[a-z]+)*)", written))
    used = {one.name for one in COMPONENTS.iterdir() if one.is_dir()} & (named | classes)
    assert {"button", "error-summary", "table", "tag"} <= used
    styled = set(
        re.findall(
            r"govuk/components/([a-z-]+)", (PAGES / "assets" / "_govuk.scss").read_text(encoding="utf-8")
        )
    )
    assert used - styled == set()
