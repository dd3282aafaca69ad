"""People come in: by a password, with limits of time and number; and nobody else does."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

import pytest

from service.app import create_app
from service.errors import NotLetIn
from service.roles import Role
from service.wiring import Wired
from service.workflow.first_administrator import first_code
from service.workflow.people import add_person, change_person
from service.workflow.sign_in import MOST_OF_ONE, NOBODY, invite, sign_in
from tests.pages.visiting import PASSWORD, Visitor, Visitors, person_of
from tests.services import Clock, running

COOKIE = "audit-forms"


def test_who_has_not_signed_in_is_asked_to_and_led_where_they_wanted_to_go(visitors: Visitors) -> None:
    person_of(visitors.service, Role.ADMINISTRATOR, None)
    stranger = visitors.anybody()
    asked = stranger.get("/audits?stage=in_review")
    assert (asked.status_code, urlsplit(asked.location).path) == (302, "/sign-in")
    assert "in_review" not in stranger.get(asked.location).text.partition('name="to"')[0]
    came = stranger.post(
        "/sign-in",
        {"email": "administrator.all@example.org", "password": PASSWORD, "to": "/audits?stage=in_review"},
    )
    assert (came.status_code, came.location) == (302, "/audits?stage=in_review")
    assert stranger.get("/audits").status_code == 200


@pytest.mark.parametrize(
    "to",
    [
        "https://elsewhere.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/\t/elsewhere.example",
        "javascript:x",
    ],
)
def test_nobody_is_led_to_another_site(visitors: Visitors, to: str) -> None:
    visitor = Visitor(visitors.app.test_client(), person_of(visitors.service, Role.ADMINISTRATOR, None))
    assert visitor.sign_in(to=to).location == "/"


def test_a_wrong_password_and_an_unknown_address_are_told_alike(visitors: Visitors) -> None:
    person_of(visitors.service, Role.ADMINISTRATOR, None)
    visitor = visitors.anybody()
    wrong = visitor.sign_in("administrator.all@example.org", "not the password")
    unknown = visitor.sign_in("nobody@example.org", "not the password")
    assert wrong.status_code == unknown.status_code == 400
    sentence = "The e-mail address or the password is not right."
    assert sentence in wrong.text
    assert sentence in unknown.text
    assert visitor.get("/audits").status_code == 302


def test_after_ten_wrong_passwords_the_right_one_has_to_wait(visitors: Visitors, clock: Clock) -> None:
    visitor = Visitor(visitors.app.test_client(), person_of(visitors.service, Role.ADMINISTRATOR, None))
    for _ in range(10):
        visitor.sign_in(password="not the password")
    assert "Wait 15 minutes" in visitor.sign_in().text
    clock.move(minutes=16)
    assert visitor.sign_in().status_code == 302


def test_a_sign_in_makes_a_cookie_that_nobody_knew(visitors: Visitors) -> None:
    visitor = Visitor(visitors.app.test_client(), person_of(visitors.service, Role.ADMINISTRATOR, None))
    visitor.get("/sign-in")
    before = visitor.client.get_cookie(COOKIE)
    visitor.sign_in()
    after = visitor.client.get_cookie(COOKIE)
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert after.http_only
    assert after.same_site == "Lax"
    stranger = visitors.anybody()
    stranger.client.set_cookie(COOKIE, before.value)
    assert stranger.get("/audits").status_code == 302


def test_who_signs_out_is_out_even_with_the_cookie_of_before(visitors: Visitors) -> None:
    visitor = visitors.of(Role.ADMINISTRATOR)
    visitor.get("/")
    kept = visitor.client.get_cookie(COOKIE)
    assert kept is not None
    assert urlsplit(visitor.post("/sign-out").location).path == "/signed-out"
    visitor.client.set_cookie(COOKIE, kept.value)
    assert visitor.get("/audits").status_code == 302


@pytest.mark.parametrize(
    ("idle", "times", "still_in"), [(59, 1, True), (61, 1, False), (50, 14, True), (50, 15, False)],
    ids=["used within the hour", "not used for an hour", "used all day", "used for longer than a day"],
)  # fmt: skip
def test_a_sign_in_lasts_while_it_is_used_and_a_day_at_most(
    visitors: Visitors, clock: Clock, idle: int, times: int, *, still_in: bool
) -> None:
    visitor = visitors.of(Role.ADMINISTRATOR)
    for _ in range(times - 1):
        clock.at += timedelta(minutes=idle)
        visitor.get("/audits")
    clock.at += timedelta(minutes=idle)
    assert (visitor.get("/audits").status_code == 200) is still_in


def test_who_may_no_longer_come_in_is_out_at_once(visitors: Visitors) -> None:
    visitors.of(Role.ADMINISTRATOR)
    gone = visitors.of(Role.HEAD_OF_QA)
    assert gone.get("/audits").status_code == 200
    assert gone.person is not None
    change_person(visitors.service.work(), gone.person.id, {"active": False})
    assert gone.get("/audits").status_code == 302
    assert gone.sign_in().status_code == 400


def test_a_form_without_its_token_is_refused_and_nothing_done(visitors: Visitors) -> None:
    visitor = visitors.of(Role.ADMINISTRATOR)
    refused = visitor.client.post("/sign-out")
    assert refused.status_code == 400
    assert "Nothing was changed" in refused.text
    assert visitor.get("/audits").status_code == 200


def test_the_first_administrator_is_made_with_the_code_that_the_start_shows(service: Wired) -> None:
    add_person(
        service.work(),
        "First administrator",
        "administrator@localhost",
        [Role.ADMINISTRATOR, Role.HEAD_OF_QA],
    )
    code = first_code(service.work())
    assert code is not None
    visitor = Visitor(create_app(service).test_client())
    assert urlsplit(visitor.get("/sign-in").location).path == "/first-administrator"
    visitor.get("/first-administrator")
    said = {"name": "Wren Alder", "email": "wren@example.org", "password": PASSWORD, "again": PASSWORD}
    assert (
        "not the code" in visitor.post("/first-administrator", {**said, "code": "AAAA-BBBB-CCCC-DDDD"}).text
    )
    assert (
        "not the same"
        in visitor.post("/first-administrator", {**said, "code": code, "again": "another"}).text
    )
    assert visitor.post("/first-administrator", {**said, "code": code.lower()}).status_code == 302
    assert "Wren Alder" in visitor.get("/").text
    assert first_code(service.work()) is None
    again = Visitor(create_app(service).test_client())
    assert urlsplit(again.get("/first-administrator").location).path == "/sign-in"


def test_an_administrators_link_lets_somebody_choose_a_password_once(
    visitors: Visitors, clock: Clock
) -> None:
    person = add_person(visitors.service.work(), "Ivy Stone", "ivy@example.org", [Role.MODERATOR])
    code = invite(visitors.service.work(), person.id)
    link = f"/choose-password/{code}"
    visitor = visitors.anybody()
    assert "Ivy Stone" in visitor.get(link).text
    assert "12 characters or more" in visitor.post(link, {"password": "short", "again": "short"}).text
    assert visitor.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert "Ivy Stone" in visitor.get("/").text
    assert visitors.anybody().get(link).status_code == 404
    late = invite(visitors.service.work(), person.id)
    clock.move(days=4)
    assert visitors.anybody().get(f"/choose-password/{late}").status_code == 404


@pytest.mark.parametrize(
    "password",
    ["password1234", "Administrator.all", "aaaaaaaaaaaaaa", "short", "ivy@example.org1", "qwertyuiop12"],
)
def test_a_password_that_is_tried_first_is_not_taken(visitors: Visitors, password: str) -> None:
    person = add_person(visitors.service.work(), "Ivy Stone", "ivy@example.org", [Role.MODERATOR])
    link = f"/choose-password/{invite(visitors.service.work(), person.id)}"
    visitor = visitors.anybody()
    visitor.get(link)
    taken = visitor.post(link, {"password": password, "again": password})
    assert (taken.status_code == 302) is (password == "Administrator.all")


def test_who_changes_a_password_stays_in_here_and_is_out_elsewhere(visitors: Visitors) -> None:
    here = visitors.of(Role.ADMINISTRATOR)
    elsewhere = Visitor(visitors.app.test_client(), here.person)
    elsewhere.sign_in()
    here.get("/password")
    wrong = here.post(
        "/password", {"before": "wrong", "password": "three other words", "again": "three other words"}
    )
    assert "not your password" in wrong.text
    said = {"before": PASSWORD, "password": "three other words", "again": "three other words"}
    assert "is changed" in here.post("/password", said).text
    assert here.get("/audits").status_code == 200
    assert elsewhere.get("/audits").status_code == 302


def test_what_is_sent_when_the_time_is_up_is_kept_for_the_same_person(
    visitors: Visitors, clock: Clock
) -> None:
    visitor = visitors.of(Role.ADMINISTRATOR)
    visitor.get("/teams")
    clock.move(hours=2)
    said = {"name": "North <b>Quay</b>"}
    asked = visitor.post("/teams", said)
    assert asked.status_code == 401
    assert "What you had just sent is kept on this page" in asked.text
    held = asked.text.partition('name="held" value="')[2].partition('"')[0]
    shown = visitor.sign_in(held=held)
    assert "Send again what you had entered" in shown.text
    assert 'action="/teams"' in shown.text
    assert "<b>" not in shown.text
    assert visitor.post("/teams", said).status_code == 302
    assert "North &lt;b&gt;Quay" in visitor.get("/teams").text
    other = Visitor(visitors.app.test_client(), person_of(visitors.service, Role.HEAD_OF_QA, None))
    assert "was not kept" in other.sign_in(held=held).text


def test_a_password_that_is_sent_when_the_time_is_up_stands_in_no_page(
    visitors: Visitors, clock: Clock
) -> None:
    visitor = visitors.of(Role.ADMINISTRATOR)
    visitor.get("/password")
    clock.move(hours=2)
    asked = visitor.post("/password", {"before": PASSWORD, "password": "three other words", "again": "x"})
    assert asked.status_code == 401
    assert "was not kept" in asked.text
    assert 'name="held" value=""' in asked.text


class TestAPageFromBeforeASignIn:
    """A form of a page that was open before somebody signed in in another tab of the same browser."""

    FIELDS: ClassVar = {"name": "North <b>Quay</b>"}
    FROM_HERE: ClassVar = {"Origin": "http://localhost"}

    @pytest.fixture
    def opened(self, visitors: Visitors) -> tuple[Visitor, dict[str, str]]:
        """Somebody who has opened a page, and what its form would send."""
        visitor = visitors.of(Role.ADMINISTRATOR)
        page = visitor.get("/teams").text
        own = {
            name: re.findall(f'name="{name}" value="([^"]+)"', page)[-1] for name in ("csrf_token", "sent_by")
        }
        return visitor, {**own, **self.FIELDS}

    def test_the_same_person_is_shown_it_and_can_send_it(
        self, opened: tuple[Visitor, dict[str, str]]
    ) -> None:
        visitor, form = opened
        visitor.sign_out()
        visitor.sign_in()
        shown = visitor.post("/teams", form, headers=self.FROM_HERE)
        assert shown.status_code == 409
        assert "You signed in again after you had opened the page" in shown.text
        assert "North &lt;b&gt;Quay" in shown.text
        assert 'name="name" value="North &lt;b&gt;Quay' in shown.text
        assert "North" not in visitor.get("/teams").text, "nothing is done before it was seen and sent"
        assert visitor.post("/teams", self.FIELDS).status_code == 302

    def test_a_field_in_which_no_file_was_chosen_loses_nothing(
        self, opened: tuple[Visitor, dict[str, str]]
    ) -> None:
        visitor, form = opened
        visitor.sign_out()
        visitor.sign_in()
        page = "/send-out/case_risk/many"
        shown = visitor.post_unchosen(page, form | {"team": "Lantern"}, "file", **self.FROM_HERE)
        assert shown.status_code == 409
        assert 'name="team" value="Lantern"' in shown.text

    def test_who_has_signed_out_is_asked_to_sign_in_and_can_send_it(
        self, opened: tuple[Visitor, dict[str, str]]
    ) -> None:
        visitor, form = opened
        visitor.sign_out()
        asked = visitor.post("/teams", form, headers=self.FROM_HERE)
        assert asked.status_code == 401
        held = asked.text.partition('name="held" value="')[2].partition('"')[0]
        assert "North &lt;b&gt;Quay" in visitor.sign_in(held=held).text

    def test_another_person_sends_nothing_of_it_and_does_not_see_it(
        self, visitors: Visitors, opened: tuple[Visitor, dict[str, str]]
    ) -> None:
        visitor, form = opened
        other = person_of(visitors.service, Role.HEAD_OF_QA, None)
        visitor.sign_out()
        visitor.sign_in(other.email)
        answer = visitor.post("/teams", form, headers=self.FROM_HERE)
        assert answer.status_code == 409
        assert f"{other.name} has signed in since you opened the page" in answer.text
        assert "North" not in answer.text

    @pytest.mark.parametrize("origin", ["https://elsewhere.example.org", "null", ""])
    def test_a_form_of_another_site_is_not_shown(
        self, opened: tuple[Visitor, dict[str, str]], origin: str
    ) -> None:
        visitor, form = opened
        visitor.sign_out()
        visitor.sign_in()
        answer = visitor.post("/teams", form, headers={"Origin": origin})
        assert answer.status_code == 400
        assert "Open this page again" in answer.text
        assert "North" not in answer.text


def test_many_wrong_passwords_at_once_are_no_more_than_one_after_another(service: Wired) -> None:
    person = person_of(service, Role.ADMINISTRATOR, None)

    def tried(number: int) -> str:
        try:
            sign_in(service.work(NOBODY), person.email, f"wrong password {number}", "192.0.2.7")
        except NotLetIn as refused:
            return str(refused)
        return "let in"

    with ThreadPoolExecutor(24) as pool:
        said = Counter(pool.map(tried, range(48)))
    assert said["The e-mail address or the password is not right."] <= MOST_OF_ONE
    assert sum(said.values()) == 48
    assert said["let in"] == 0


def test_behind_https_cookies_go_no_other_way(tmp_path: Path) -> None:
    with running("sqlite", tmp_path, address="https://audits.example.org", proxies=1) as service:
        visitor = Visitor(create_app(service).test_client(), person_of(service, Role.ADMINISTRATOR, None))
        through = {
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "192.0.2.7",
            "X-Forwarded-Host": "audits.example.org",
        }
        answer = visitor.get("/sign-in", headers=through)
        cookie = answer.headers["Set-Cookie"]
        assert cookie.startswith("__Host-audit-forms=")
        assert "Secure" in cookie
        assert answer.headers["Strict-Transport-Security"]


def test_the_network_address_that_a_proxy_names_is_believed_only_where_there_is_one(
    visitors: Visitors, clock: Clock
) -> None:
    person_of(visitors.service, Role.ADMINISTRATOR, None)
    visitor = visitors.anybody()
    for number in range(100):
        sign_in = {"email": f"nobody{number}@example.org", "password": "wrong"}
        visitor.get("/sign-in")
        visitor.post("/sign-in", sign_in, headers={"X-Forwarded-For": f"192.0.2.{number}"})
    assert "Wait 15 minutes" in visitor.sign_in("administrator.all@example.org").text
    clock.move(minutes=16)
    assert visitor.sign_in("administrator.all@example.org").status_code == 302


def test_every_page_protects_itself(visitors: Visitors) -> None:
    for path in ("/", "/audits", "/sign-in", "/nothing"):
        headers = visitors.of(Role.ADMINISTRATOR).get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "same-origin"
