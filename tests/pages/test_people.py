"""People and teams: added, changed, kept out, and let in by a link; nothing that was typed is lost."""

import re
from unicodedata import normalize

from playwright.sync_api import Browser, expect

from service.roles import NEED_A_TEAM, Role
from service.store import people
from service.workflow.people import add_person, change_person, every_team, find_people, person
from tests.pages.browsing import Screen, Site
from tests.pages.visiting import PASSWORD, TEAM, Visitor, Visitors

IVY = {"name": "Ivy Stone", "email": "Ivy@Example.org", "roles": ["moderator", "auditor"], "team": TEAM}


def added(visitor: Visitor, **other: object) -> str:
    """The path of somebody whom a visitor added."""
    visitor.get("/people/new")
    answer = visitor.post("/people/new", {**IVY, **other})
    assert answer.status_code == 302
    return str(answer.location)


def version_on(page: str) -> str:
    """The version that the form on a page was made from."""
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found is not None
    return found[1]


def test_somebody_is_added_and_found(administrator: Visitor) -> None:
    shown = administrator.get(added(administrator)).text
    assert "Ivy Stone is added" in shown
    assert 'value="ivy@example.org"' in shown
    found = administrator.get("/people?q=ivy@ex").text
    assert "Ivy Stone" in found
    assert "Moderator" in found
    assert "1 person." in found
    assert "Nobody matches" in administrator.get("/people?q=100%25").text


def test_somebody_is_found_whatever_the_case_and_the_accents_of_their_name(administrator: Visitor) -> None:
    added(administrator, name=normalize("NFD", "ÉLODIE Strauß"), email="s@example.org")
    for words in ("élodie", "ÉLODIE  strauss", normalize("NFD", "Élodie"), "S@EXAMPLE"):
        assert "1 person." in administrator.get("/people", query_string={"q": words}).text, words
    path = added(administrator)
    version = version_on(administrator.get(path).text)
    administrator.post(path, {**IVY, "name": "Ängström", "email": "new@example.org", "version": version})
    assert "1 person." in administrator.get("/people?q=ängström").text
    assert "1 person." in administrator.get("/people?q=new@").text
    assert "Nobody matches" in administrator.get("/people?q=ivy").text


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(administrator: Visitor) -> None:
    administrator.get("/people/new")
    refused = administrator.post("/people/new", {"name": "<b>Ivy</b>", "email": "ivy", "team": TEAM})
    assert refused.status_code == 400
    assert "Enter an e-mail address, like name@example.org" in refused.text
    assert "Choose at least one role" in refused.text
    assert "&lt;b&gt;Ivy&lt;/b&gt;" in refused.text
    assert "<b>Ivy" not in refused.text
    assert re.search(rf'<option value="{TEAM}" selected', refused.text)
    taken = administrator.post("/people/new", {**IVY, "email": "administrator.all@example.org"})
    assert "There is somebody with that e-mail address" in taken.text
    alone = administrator.post("/people/new", {**IVY, "roles": ["viewer"], "team": ""})
    assert "A viewer belongs to a team. Choose it." in alone.text


def test_a_change_holds_at_once(visitors: Visitors, administrator: Visitor) -> None:
    moderator = visitors.of(Role.MODERATOR)
    assert moderator.get("/people").status_code == 200
    assert moderator.person is not None
    path = f"/people/{moderator.person.id}"
    version = version_on(administrator.get(path).text)
    said = {"name": "Ivy Stone", "email": "new@example.org", "roles": ["auditor"], "team": TEAM}
    assert administrator.post(path, {**said, "version": version}).status_code == 302
    assert moderator.get("/people").status_code == 403
    assert person(visitors.service.work(), moderator.person.id).email == "new@example.org"


def test_who_saves_second_sees_both_versions_and_loses_nothing(
    visitors: Visitors, administrator: Visitor
) -> None:
    path = added(administrator)
    version = version_on(administrator.get(path).text)
    number = int(path.rpartition("/")[2])
    change_person(visitors.service.work(), number, {"name": "Ivy Harbour"})
    second = administrator.post(path, {**IVY, "name": "Ivy Lantern", "version": version})
    assert second.status_code == 409
    assert "Ivy Harbour" in second.text
    assert 'value="Ivy Lantern"' in second.text
    assert "Somebody else has changed this person" in second.text
    assert "this machine" in second.text
    assert person(visitors.service.work(), number).name == "Ivy Harbour"
    again = administrator.post(path, {**IVY, "name": "Ivy Lantern", "version": version_on(second.text)})
    assert again.status_code == 302
    assert person(visitors.service.work(), number).name == "Ivy Lantern"


def test_a_form_without_a_version_changes_nothing(visitors: Visitors, administrator: Visitor) -> None:
    path = added(administrator)
    administrator.get(path)
    assert administrator.post(path, {**IVY, "name": "Ivy Lantern"}).status_code == 409
    assert administrator.post(f"{path}/access", {"active": "no"}).status_code == 409
    assert person(visitors.service.work(), int(path.rpartition("/")[2])).name == "Ivy Stone"


def test_who_is_kept_out_is_out_of_every_browser_at_once_and_for_good(
    visitors: Visitors, administrator: Visitor
) -> None:
    gone = visitors.of(Role.HEAD_OF_QA)
    elsewhere = Visitor(visitors.app.test_client(), gone.person)
    elsewhere.sign_in()
    assert gone.person is not None
    path = f"/people/{gone.person.id}"
    administrator.get(path)
    link = re.search(r"/choose-password/[\w-]+", administrator.post(f"{path}/link").text)
    assert link is not None
    kept_out = {"active": "no", "version": version_on(administrator.get(path).text)}
    assert administrator.post(f"{path}/access", kept_out).status_code == 302
    for browser in (gone, elsewhere):
        assert browser.get("/audits").status_code == 302
        assert browser.sign_in().status_code == 400
    assert visitors.anybody().get(link[0]).status_code == 404
    shown = administrator.get(path).text
    assert "is signed out everywhere" in shown
    administrator.post(f"{path}/access", {"active": "yes", "version": version_on(shown)})
    assert gone.get("/audits").status_code == 302
    assert visitors.anybody().get(link[0]).status_code == 404
    assert gone.sign_in().status_code == 302


def test_the_last_administrator_stays(administrator: Visitor) -> None:
    assert administrator.person is not None
    path = f"/people/{administrator.person.id}"
    version = version_on(administrator.get(path).text)
    refused = administrator.post(f"{path}/access", {"active": "no", "version": version})
    assert refused.status_code == 409
    assert "Somebody has to stay" in refused.text
    said = {"name": "A", "email": administrator.person.email, "roles": ["auditor"], "team": TEAM}
    assert "Somebody has to stay" in administrator.post(path, {**said, "version": version}).text
    assert administrator.get("/people").status_code == 200


def test_a_link_to_choose_a_password_is_shown_once_and_opens_the_page(
    visitors: Visitors, administrator: Visitor
) -> None:
    path = added(administrator)
    administrator.get(path)
    shown = administrator.post(f"{path}/link")
    assert shown.headers["Cache-Control"] == "no-store"
    (link,) = re.findall(r">(http://localhost/choose-password/[\w-]+)<", shown.text)
    assert link not in administrator.get(path).text
    visitor = visitors.anybody()
    assert "You are Ivy Stone" in visitor.get(link).text
    assert visitor.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert "Ivy Stone" in visitor.get("/me").text


def test_only_who_may_change_people_sees_how(visitors: Visitors, administrator: Visitor) -> None:
    path = added(administrator)
    for role in (Role.MANAGER, Role.MODERATOR, Role.HEAD_OF_QA):
        seen = visitors.of(role)
        assert "Add somebody" not in seen.get("/people").text
        page = seen.get(path).text
        assert "Ivy Stone" in page
        assert "Save changes" not in page
        assert "Keep out" not in page
        assert "Add a team" not in seen.get("/teams").text


def test_a_team_is_added_once(administrator: Visitor) -> None:
    administrator.get("/teams")
    assert administrator.post("/teams", {"name": "  "}).status_code == 400
    assert administrator.post("/teams", {"name": "North  Quay"}).status_code == 302
    assert "North Quay" in administrator.get("/teams").text
    assert "There is a team of that name" in administrator.post("/teams", {"name": "north quay"}).text


def test_no_team_is_called_what_means_no_team(visitors: Visitors, administrator: Visitor) -> None:
    administrator.get("/teams")
    refused = administrator.post("/teams", {"name": " - "})
    assert refused.status_code == 400
    assert "“-” stands for “no team”. Give the team another name." in refused.text
    assert "-" not in {team.name for team in every_team(visitors.service.work())}


def test_a_long_list_is_shown_a_page_at_a_time(visitors: Visitors, administrator: Visitor) -> None:
    for number in range(60):
        add_person(visitors.service.work(), f"Person {number:02}", f"p{number}@example.org", [Role.MODERATOR])
    first = administrator.get("/people?q=person").text
    assert "60 people, of whom you see 1 to 50." in first
    assert "Person 50" not in first
    assert "Person 59" in administrator.get("/people?q=person&page=2").text
    assert administrator.get("/people?page=999999999999").status_code == 200
    assert find_people(visitors.service.work(), "PERSON 07")[1] == 1


def test_every_role_says_what_it_may_do_and_which_need_a_team(administrator: Visitor) -> None:
    page = administrator.get("/people/new").text
    hints = re.findall(r'id="roles[^"]*-item-hint"[^>]*>\s*([^<]+)', page)
    assert len(hints) == len(Role)
    assert sum("Belongs to a team" in one for one in hints) == len(NEED_A_TEAM)


def test_the_pages_of_people_in_a_browser(site: Site, screen: Screen) -> None:
    screen.sign_in(Role.ADMINISTRATOR)
    screen.page.get_by_role("link", name="People", exact=True).click()
    screen.look("people")
    screen.page.get_by_role("button", name="Add somebody").click()
    screen.look("people-new")
    screen.page.get_by_role("button", name="Add", exact=True).click()
    expect(screen.page.get_by_role("alert").get_by_role("link")).to_have_count(3)
    screen.look("people-new-problem")
    screen.page.get_by_label("Name").fill("Ivy Stone")
    screen.page.get_by_label("E-mail address").fill("ivy@example.org")
    screen.page.get_by_label("Moderator").check()
    screen.page.get_by_role("button", name="Add", exact=True).click()
    expect(screen.page.get_by_text("Ivy Stone is added")).to_be_visible()
    screen.look("people-one")
    with site.service.store.look() as session:
        ivy = people.person_at(session, "ivy@example.org")
    assert ivy is not None
    change_person(site.service.work(), ivy.id, {"roles": [Role.AUDITOR], "team": "Lantern"})
    screen.page.get_by_label("Name").fill("Ivy Harbour")
    screen.page.get_by_role("button", name="Save changes").click()
    expect(screen.page.get_by_role("cell", name="Lantern")).to_be_visible()
    screen.look("people-one-stale")
    screen.page.get_by_role("button", name="Make a link").click()
    expect(screen.page.get_by_label("Copy it and send it to them")).to_have_value(
        re.compile(rf"^{site.address}/choose-password/")
    )
    screen.look("people-link")
    screen.page.goto(f"/people/{ivy.id}")
    screen.page.get_by_role("button", name="Keep out").click()
    expect(screen.page.get_by_role("button", name="Let in")).to_be_visible()
    screen.look("people-one-kept-out")
    screen.page.goto("/teams")
    screen.look("teams")
    screen.page.get_by_role("button", name="Add the team").click()
    expect(screen.page.get_by_role("alert")).to_be_visible()
    screen.look("teams-problem")
    screen.page.goto("/people?q=nobody")
    screen.look("people-none")
    screen.page.goto("/me")
    screen.look("me")


def test_somebody_is_added_by_keyboard_alone_and_without_scripts(site: Site, chromium: Browser) -> None:
    with Screen.opened(site, chromium, "people by keyboard", scripts=False) as screen:
        screen.sign_in(Role.ADMINISTRATOR)
        screen.page.goto("/people/new")
        screen.page.get_by_label("Name").focus()
        keys = screen.page.keyboard
        keys.type("Ivy Stone")
        keys.press("Tab")
        keys.type("ivy@example.org")
        for _ in [*Role][: [*Role].index(Role.MODERATOR) + 1]:
            keys.press("Tab")
        keys.press("Space")
        for _ in [*Role][[*Role].index(Role.MODERATOR) + 1 :]:
            keys.press("Tab")
        keys.press("Tab")  # the team
        keys.press("Tab")
        keys.press("Enter")
        expect(screen.page.get_by_text("Ivy Stone is added")).to_be_visible()
        expect(screen.page.get_by_label("Moderator")).to_be_checked()
