"""Tokens: made with their text shown once, listed without it, and revoked."""

import re

from playwright.sync_api import expect

from service.roles import Role
from service.workflow.people import add_person, change_person, tokens_of
from tests.pages.browsing import Screen, Site
from tests.pages.visiting import Visitor, Visitors
from tests.services import Clock


def came_in(visitors: Visitors, text: str) -> int:
    """What a program that comes in with a token is answered."""
    asked = visitors.app.test_client().get("/api/v1/me", headers={"Authorization": f"Bearer {text}"})
    return asked.status_code


def made(visitors: Visitors, administrator: Visitor, **said: str) -> tuple[str, str]:
    """The page of somebody's tokens, and the text of one that was made there."""
    number = add_person(visitors.service.work(), "Nightly export", "p@example.org", [Role.SYSTEM]).id
    path = f"/people/{number}/tokens"
    assert "There are no tokens yet" in administrator.get(path).text
    answer = administrator.post(path, {"label": "export", **said})
    (text,) = re.findall(r">(af_\w{8}_[\w-]+)<", answer.text)
    assert answer.headers["Cache-Control"] == "no-store"
    return path, text


def test_a_token_is_shown_once_and_opens_until_it_is_revoked(
    visitors: Visitors, administrator: Visitor
) -> None:
    path, text = made(visitors, administrator)
    assert came_in(visitors, text) == 200
    listed = administrator.get(path).text
    assert text not in listed
    assert "It is revoked" in listed
    name = text.split("_")[1]
    assert administrator.post(f"{path}/{name}/revoke").status_code == 302
    assert came_in(visitors, text) == 401
    listed = administrator.get(path).text
    assert "is revoked. It opens nothing any more" in listed
    assert "Revoked" in listed


def test_a_token_for_some_days_is_over_after_them(
    visitors: Visitors, administrator: Visitor, clock: Clock
) -> None:
    path, text = made(visitors, administrator, days="2")
    assert came_in(visitors, text) == 200
    clock.move(days=2, minutes=1)
    assert came_in(visitors, text) == 401
    administrator.sign_in()
    assert "Over" in administrator.get(path).text


def test_a_token_of_who_is_kept_out_opens_nothing(visitors: Visitors, administrator: Visitor) -> None:
    path, text = made(visitors, administrator)
    change_person(visitors.service.work(), int(path.split("/")[2]), {"active": False})
    assert came_in(visitors, text) == 401
    assert "is kept out, so none of them opens anything" in administrator.get(path).text


def test_what_is_wrong_stands_at_its_field(visitors: Visitors, administrator: Visitor) -> None:
    path, _ = made(visitors, administrator)
    for days in ("0", "3651", "soon", "-1"):
        refused = administrator.post(path, {"label": " ", "days": days})
        assert refused.status_code == 400
        assert "Say what the token is for" in refused.text
        assert "from 1 to 3,650" in refused.text
        assert f'value="{days}"' in refused.text
    assert len(tokens_of(visitors.service.work(), int(path.split("/")[2]))) == 1


def test_the_pages_of_tokens_in_a_browser(site: Site, screen: Screen) -> None:
    number = add_person(site.service.work(), "Nightly export", "p@example.org", [Role.SYSTEM]).id
    screen.sign_in(Role.ADMINISTRATOR)
    screen.page.goto(f"/people/{number}/tokens")
    screen.look("tokens-empty")
    screen.page.get_by_role("button", name="Make the token").click()
    expect(screen.page.get_by_role("alert")).to_be_visible()
    screen.look("tokens-problem")
    for label in ("Nightly export to the data warehouse", "An old one"):
        screen.page.goto(f"/people/{number}/tokens")
        screen.page.get_by_label("What it is for").fill(label)
        screen.page.get_by_label("For how many days").fill("90")
        screen.page.get_by_role("button", name="Make the token").click()
        expect(screen.page.get_by_label("Copy it into the program")).to_have_value(re.compile("^af_"))
    screen.look("token-made")
    screen.page.get_by_role("link", name="Go back to the tokens").click()
    screen.page.get_by_role("button", name="Revoke An old one").click()
    expect(screen.page.get_by_text("The token “An old one” is revoked")).to_be_visible()
    screen.look("tokens")
