"""People come in by an OpenID provider, over real HTTP; and nobody does whom it does not surely vouch for."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from playwright.sync_api import Browser, expect

from service.app import create_app
from service.config import read_config
from service.errors import NotLetIn, Unfit, Unknown
from service.provider import load_provider
from service.roles import Role
from service.store import people
from service.store.rows.people import Person
from service.wiring import Wired
from service.workflow.people import add_person, add_team, change_person
from service.workflow.sign_in import choose_password, invite, sign_in
from service.workflow.trail import read_trail
from tests.openid_provider import CLIENT, SECRET, WREN, Provider, providing
from tests.pages.browsing import Screen, Site, serving
from tests.pages.visiting import PASSWORD, TEAM, Visitor, person_of
from tests.services import Clock, running

GROUPS = """
[groups]
g-office = { roles = ["administrator", "head_of_qa"] }
g-harbour = { roles = ["auditor"], team = "Harbour" }
g-manager = { roles = ["manager"], team = "Harbour" }
g-lantern = { roles = ["auditor"], team = "Lantern" }
g-gone = { roles = ["viewer"], team = "Team that is gone" }
"""
Come = Callable[..., Visitor]


@pytest.fixture
def service(tmp_path: Path, clock: Clock) -> Iterator[Wired]:
    """A service on SQLite: what the database does of it is tried on both kinds in tests/workflow."""
    with running("sqlite", tmp_path, now=clock) as made:
        yield made


@pytest.fixture
def provider() -> Iterator[Provider]:
    """An OpenID provider."""
    with providing() as made:
        yield made


def set_up(provider: Provider, service: Wired, folder: Path, more: str = "") -> None:
    """Sets the service up for a provider, as whoever runs it does: with a file and the environment."""
    path = folder / "openid.toml"
    path.write_text(
        f'name = "Harbour Council"\nissuer = "{provider.issuer}"\nclient_id = "{CLIENT}"\n'
        f'client_secret_env = "OPENID_SECRET"\n{more}',
        encoding="utf-8",
    )
    service.config = replace(service.config, openid=load_provider(path, {"OPENID_SECRET": SECRET}))


@pytest.fixture
def come(provider: Provider, service: Wired, tmp_path: Path) -> Come:
    """Somebody who goes to the provider and back; what they see then is `seen`."""
    add_team(service.work(), TEAM)
    add_team(service.work(), "Lantern")
    person_of(service, Role.ADMINISTRATOR, None)

    def coming(more: str = "", *, begin: str = "/sign-in/openid") -> Visitor:
        set_up(provider, service, tmp_path, more)
        visitor = Visitor(create_app(service).test_client())
        lead_there_and_back(visitor, begin)
        return visitor

    return coming


def lead_there_and_back(visitor: Visitor, begin: str = "/sign-in/openid") -> None:
    """Leads a visitor to the provider and back; the answer to it is `seen`."""
    there = visitor.get(begin)
    if there.status_code != 302:
        visitor.seen = there  # type: ignore[attr-defined]  # of this test alone
        return
    back = requests.get(there.location, allow_redirects=False, timeout=10).headers["Location"]
    visitor.seen = visitor.get(back.removeprefix("http://localhost"))  # type: ignore[attr-defined]


def found(service: Wired, email: str) -> Person | None:
    """Who has an e-mail address here."""
    with service.store.look() as session:
        return people.person_at(session, email)


def is_in(visitor: Visitor) -> bool:
    """Whether somebody has come in."""
    return visitor.get("/me").status_code == 200


def told(visitor: Visitor) -> str:
    """What somebody is told who was not let in."""
    seen = visitor.seen  # type: ignore[attr-defined]
    assert seen.status_code in (403, 503)
    assert not is_in(visitor)
    assert re.search(r"Reference: <strong>[0-9a-f]{8}</strong>", seen.text)
    return str(seen.text)


def test_who_is_known_by_a_verified_address_comes_in_and_is_linked(service: Wired, come: Come) -> None:
    add_person(service.work(), "Wren Alder", "wren@example.org", [Role.MODERATOR])
    visitor = come()
    assert is_in(visitor)
    assert "Moderator" in visitor.get("/me").text
    wren = found(service, "wren@example.org")
    assert wren is not None
    assert wren.subject is not None
    assert wren.subject.endswith(" wren-1")
    verbs = [one.verb for one in read_trail(service.work(), limit=1_000)]
    assert verbs.index("sign_in.begun", verbs.index("person.linked")) == verbs.index("person.linked") + 1


def test_the_flow_has_a_proof_key_a_state_and_a_nonce_that_are_new_each_time(
    provider: Provider, service: Wired, come: Come
) -> None:
    add_person(service.work(), "Wren Alder", "wren@example.org", [Role.MODERATOR])
    come()
    come()
    first, second = provider.asked
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 20
        assert first[name] != second[name]
    assert first["redirect_uri"] == "http://localhost/sign-in/openid/back"
    assert first["scope"] == "openid profile email"


def test_who_is_not_known_and_has_no_group_is_told_so(service: Wired, come: Come) -> None:
    assert "You are not known here" in told(come())
    assert found(service, "wren@example.org") is None


@pytest.mark.parametrize(("verified", "more", "linked"), [
    (False, "", False), (None, "", False), ("false", "", False),
    (False, "trust_email = true\n", True), (True, "", True), ("true", "", True),
    (True, 'email_claim = "upn"\n', False), (False, 'email_claim = "upn"\ntrust_email = true\n', True),
])  # fmt: skip
def test_an_address_links_an_account_only_where_it_is_surely_theirs(
    service: Wired, provider: Provider, come: Come, verified: object, more: str, linked: bool
) -> None:
    add_person(service.work(), "Wren Alder", "wren@example.org", [Role.MODERATOR])
    provider.who = {**WREN, "email_verified": verified, "upn": "wren@example.org"}
    if verified is None:
        del provider.who["email_verified"]
    visitor = come(more)
    assert is_in(visitor) is linked
    if not linked:
        assert "it is not certain that it is yours" in told(visitor)
    wren = found(service, "wren@example.org")
    assert wren is not None
    assert (wren.subject is not None) is linked


def test_a_subject_once_linked_stays_whatever_becomes_of_its_address(
    service: Wired, provider: Provider, come: Come
) -> None:
    number = add_person(service.work(), "Wren Alder", "wren@example.org", [Role.MODERATOR]).id
    come()
    provider.who = {**WREN, "email": "wren.stone@example.org", "email_verified": False}
    assert "Wren Alder" in come().get("/me").text
    provider.who = {**WREN, "sub": "somebody-else"}
    assert "signs in with another account" in told(come())
    change_person(service.work(), number, {"active": False})
    provider.who = dict(WREN)
    assert "You may not come in at the moment" in told(come())


@pytest.mark.parametrize(
    ("groups", "roles", "team"),
    [
        (["g-office"], {Role.ADMINISTRATOR, Role.HEAD_OF_QA}, None),
        (["g-harbour", "other"], {Role.AUDITOR}, "Harbour"),
        (["g-harbour", "g-manager"], {Role.AUDITOR, Role.MANAGER}, "Harbour"),
        (["g-harbour", "g-office"], {Role.AUDITOR, Role.ADMINISTRATOR, Role.HEAD_OF_QA}, None),
        ("g-harbour", {Role.AUDITOR}, "Harbour"),
    ],
)
def test_groups_give_roles_and_a_team(
    service: Wired, provider: Provider, come: Come, groups: object, roles: set[Role], team: str | None
) -> None:
    provider.who = {**WREN, "groups": groups, "email_verified": False}
    assert is_in(come(GROUPS))
    wren = found(service, "wren@example.org")
    assert wren is not None
    assert (set(wren.roles), wren.team.name if wren.team else None) == (roles, team)
    assert wren.name == "Wren Alder"


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        (["other"], "None of your groups gives you a role here"),
        (None, "None of your groups gives you a role here"),
        (["g-harbour", "g-lantern"], "several teams here (Harbour and Lantern)"),
        (["g-gone"], "There is no team “Team that is gone”"),
    ],
)
def test_groups_that_give_nothing_that_fits_are_told(
    service: Wired, provider: Provider, come: Come, groups: object, sentence: str
) -> None:
    provider.who = {**WREN, "groups": groups}
    assert sentence in told(come(GROUPS))
    assert found(service, "wren@example.org") is None


def test_who_changes_groups_changes_roles_at_the_next_sign_in(
    service: Wired, provider: Provider, come: Come
) -> None:
    come(GROUPS)
    provider.who = {**WREN, "groups": ["g-harbour"]}
    assert come(GROUPS).get("/people").status_code == 403
    wren = found(service, "wren@example.org")
    assert wren is not None
    assert (wren.roles, wren.version) == ([Role.AUDITOR], 2)
    provider.who = {**WREN, "groups": []}
    told(come(GROUPS))


def test_groups_that_were_left_out_for_being_too_many_are_told(provider: Provider, come: Come) -> None:
    provider.who = {**WREN, "_claim_names": {"groups": "src1"}}
    del provider.who["groups"]
    assert "more groups than the provider tells of" in told(come(GROUPS))


FAULTS = [
    "issuer",
    "audience",
    "audience with our name as the party",
    "nonce",
    "no nonce",
    "old",
    "signature",
    "unsigned",
    "no token",
    "mixed up",
]


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_not_proven_is_not_believed(
    service: Wired, provider: Provider, come: Come, fault: str
) -> None:
    add_person(service.work(), "Wren Alder", "wren@example.org", [Role.MODERATOR])
    provider.fault = fault
    assert "cannot be believed" in told(come())
    wren = found(service, "wren@example.org")
    assert wren is not None
    assert wren.subject is None


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("denied", "did not let you in, or you stopped there"),
        ("away", "cannot be reached at the moment"),
        ("token away", "could not be asked who you are"),
        ("discovery", "it is another provider than the one that is set here"),
    ],
)
def test_what_goes_wrong_there_is_told_in_words_and_can_be_tried_again(
    service: Wired, provider: Provider, come: Come, fault: str, sentence: str
) -> None:
    add_person(service.work(), "Wren Alder", "wren@example.org", [Role.MODERATOR])
    provider.fault = fault
    visitor = come()
    assert sentence in told(visitor)
    provider.fault = ""
    lead_there_and_back(visitor)
    assert is_in(visitor)


def test_a_state_that_this_browser_did_not_begin_with_is_refused(service: Wired, come: Come) -> None:
    add_person(service.work(), "Wren Alder", "wren@example.org", [Role.MODERATOR])
    attacker = come()
    attacker.get("/me")
    attacker.post("/sign-out")
    there = attacker.get("/sign-in/openid")
    back = requests.get(there.location, allow_redirects=False, timeout=10).headers["Location"]
    path = back.removeprefix("http://localhost")
    victim = Visitor(attacker.client.application.test_client())
    victim.seen = victim.get(path)  # type: ignore[attr-defined]
    assert "was not begun in this browser" in told(victim)
    forged = parse_qs(urlsplit(path).query)["code"][0]
    attacker.seen = attacker.get(f"/sign-in/openid/back?code={forged}&state=forged")  # type: ignore[attr-defined]
    assert "was not begun in this browser" in told(attacker)


def test_a_way_back_is_gone_once(service: Wired, come: Come) -> None:
    add_person(service.work(), "Wren Alder", "wren@example.org", [Role.MODERATOR])
    visitor = come()
    visitor.get("/me")
    visitor.post("/sign-out")
    there = visitor.get("/sign-in/openid")
    back = requests.get(there.location, allow_redirects=False, timeout=10).headers["Location"]
    path = back.removeprefix("http://localhost")
    assert visitor.get(path).status_code == 302
    assert visitor.get(path).status_code == 403


def test_a_browser_that_begins_often_keeps_a_small_cookie(come: Come) -> None:
    visitor = come()
    for _ in range(20):
        assert visitor.get("/sign-in/openid").status_code == 302
    cookie = visitor.client.get_cookie("audit-forms")
    assert cookie is not None
    assert len(cookie.value) < 3_000


def test_a_key_that_was_changed_is_fetched(service: Wired, provider: Provider, come: Come) -> None:
    add_person(service.work(), "Wren Alder", "wren@example.org", [Role.MODERATOR])
    visitor = come()
    visitor.get("/me")
    visitor.post("/sign-out")
    provider.rotate()
    lead_there_and_back(visitor)
    assert is_in(visitor)


def test_people_are_led_where_they_wanted_to_go_and_nowhere_else(service: Wired, come: Come) -> None:
    add_person(service.work(), "Wren Alder", "wren@example.org", [Role.MODERATOR])
    assert come(begin="/sign-in/openid?to=/audits").seen.location == "/audits"  # type: ignore[attr-defined]
    for to in ("https://elsewhere.example", "//elsewhere.example"):
        assert come(begin=f"/sign-in/openid?to={to}").seen.location == "/"  # type: ignore[attr-defined]


def test_an_administrators_link_links_an_account_whose_address_is_not_certain(
    service: Wired, provider: Provider, come: Come
) -> None:
    number = add_person(service.work(), "Wren Alder", "w.alder@example.org", [Role.MODERATOR]).id
    other = add_person(service.work(), "Ivy Stone", "ivy@example.org", [Role.MODERATOR]).id
    provider.who = {**WREN, "email_verified": False}
    code = invite(service.work(), number)
    visitor = come(begin=f"/choose-password/{code}/openid")
    assert "Wren Alder" in visitor.get("/me").text
    assert come(begin=f"/choose-password/{code}/openid").seen.status_code == 404  # type: ignore[attr-defined]
    second = invite(service.work(), other)
    assert "is for somebody else" in told(come(begin=f"/choose-password/{second}/openid"))


def test_without_local_passwords_nobody_comes_in_by_one(service: Wired, come: Come) -> None:
    service_only = "local = false\n" + GROUPS
    number = add_person(service.work(), "Ivy Stone", "ivy@example.org", [Role.MODERATOR]).id
    visitor = come(service_only)
    assert is_in(visitor)
    assert visitor.get("/password").status_code == 404
    stranger = Visitor(visitor.client.application.test_client())
    page = stranger.get("/sign-in").text
    assert "Sign in with Harbour Council" in page
    assert 'type="password"' not in page
    with pytest.raises(NotLetIn, match="People sign in with Harbour Council here"):
        sign_in(service.work(), "administrator.all@example.org", PASSWORD, "")
    code = invite(service.work(), number)
    page = stranger.get(f"/choose-password/{code}").text
    assert 'type="password"' not in page
    assert f"/choose-password/{code}/openid" in page
    with pytest.raises(Unknown):
        choose_password(service.work(), code, PASSWORD)
    assert stranger.get("/first-administrator").status_code == 404


def test_without_a_provider_there_is_no_way_to_one(service: Wired) -> None:
    person_of(service, Role.ADMINISTRATOR, None)
    stranger = Visitor(create_app(service).test_client())
    assert "Sign in with" not in stranger.get("/sign-in").text
    assert stranger.get("/sign-in/openid").status_code == 404
    assert stranger.get("/sign-in/openid/back?code=1&state=1").status_code == 404


RIGHT = 'issuer = "https://login.example.org/v2.0"\nclient_id = "c"\nclient_secret_env = "S"\n'


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("client_id = 1", "its client_id is a text"),
        ("", "it needs issuer"),
        (RIGHT.replace("https", "http"), "begins with https://"),
        (RIGHT.replace('"S"', '"T"'), "is to come from T, which is not set"),
        (RIGHT + "secret = 'x'", "there is no setting “secret”"),
        (RIGHT + "[groups]\ng = 'auditor'", "write what it gives as"),
        (RIGHT + "[groups]\ng = { roles = ['chief'] }", "its roles are some of"),
        (RIGHT + "[groups]\ng = { roles = ['auditor'] }", "is held for one team"),
        (RIGHT + "local = false", "or nobody could let others in"),
        (
            RIGHT + "local = false\n[groups]\ng = { roles = ['administrator'], team = 'A' }",
            "or nobody could let others in",
        ),
        ("issuer = ", "it is not TOML"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_of_at_the_start(tmp_path: Path, said: str, sentence: str) -> None:
    path = tmp_path / "openid.toml"
    path.write_text(said, encoding="utf-8")
    with pytest.raises(Unfit) as caught:
        read_config({"AUDIT_FORMS_OPENID": str(path), "S": "value-of-the-secret"})
    assert sentence in str(caught.value)
    assert "value-of-the-secret" not in str(caught.value)


def test_the_example_of_the_docs_can_be_used(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "sign-in.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert examples
    for number, example in enumerate(examples):
        path = tmp_path / f"{number}.toml"
        path.write_text(example, encoding="utf-8")
        found = load_provider(path, {"AUDIT_FORMS_OPENID_SECRET": "s"})
        assert found.discovery.endswith("/v2.0/.well-known/openid-configuration")
        assert "common" not in found.issuer
        assert "s3" not in repr(found)


def test_the_pages_of_the_provider_in_a_browser(
    provider: Provider, site: Site, chromium: Browser, tmp_path: Path
) -> None:
    # The site's application was made without a provider; this one is made with it, on a port of its own.
    set_up(provider, site.service, tmp_path, "")
    add_person(site.service.work(), "Wren Alder", "wren@example.org", [Role.MODERATOR])
    with (
        serving(site.service, site.clock) as with_provider,
        Screen.opened(with_provider, chromium, "openid") as screen,
    ):
        screen.page.goto("/audits")
        screen.look("sign-in-provider")
        provider.fault = "nonce"
        screen.page.get_by_role("button", name="Sign in with Harbour Council").click()
        expect(screen.page.get_by_role("heading", name="You are not signed in")).to_be_visible()
        screen.look("sign-in-provider-problem")
        provider.fault = ""
        screen.page.goto("/audits")
        screen.page.get_by_role("button", name="Sign in with Harbour Council").click()
        screen.page.wait_for_url("**/audits")
        expect(screen.page.get_by_role("link", name="Wren Alder")).to_be_visible()
        screen.page.goto("/me")
        expect(screen.page.get_by_text("Harbour Council")).to_be_visible()
        screen.look("me-provider")
        screen.page.goto("/me")
        site.clock.move(hours=2)
        screen.page.get_by_role("button", name="Sign out").click()
        expect(screen.page.get_by_role("button", name="opens in a new tab")).to_be_visible()
        screen.look("sign-in-provider-held")


def test_what_is_sent_when_the_time_is_up_is_kept_by_way_of_another_tab(
    provider: Provider, site: Site, chromium: Browser, tmp_path: Path
) -> None:
    set_up(provider, site.service, tmp_path, "local = false\n" + GROUPS)
    with (
        serving(site.service, site.clock) as with_provider,
        Screen.opened(with_provider, chromium, "openid held", scripts=False) as screen,
    ):
        screen.page.goto("/sign-in")
        screen.page.get_by_role("button", name="Sign in with Harbour Council").click()
        screen.page.goto("/teams")
        site.clock.move(hours=2)
        screen.page.get_by_label("Name of the team").fill("North Quay")
        screen.page.get_by_role("button", name="Add the team").click()
        expect(screen.page.get_by_text("What you had just sent is kept on this page")).to_be_visible()
        with screen.page.context.expect_page() as opened:
            screen.page.get_by_role("button", name="opens in a new tab").click()
        opened.value.wait_for_url(re.compile(r"/$"))
        screen.page.get_by_role("button", name="I have signed in").click()
        expect(screen.page.get_by_text("North Quay")).to_be_visible()
        screen.page.get_by_role("button", name="Send it now").click()
        expect(screen.page.get_by_text("The team North Quay is added")).to_be_visible()
