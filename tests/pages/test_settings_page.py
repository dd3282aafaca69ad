"""The page of settings: all of them, from where they come, never a secret, and what is missing."""

from dataclasses import replace

from playwright.sync_api import expect

from service.config import VARIABLES, read_config
from service.pages.settings_words import settings_of
from service.roles import Role
from service.wiring import Wired
from tests.pages.browsing import Screen
from tests.pages.visiting import Visitor


def test_every_setting_is_told_and_from_where(administrator: Visitor) -> None:
    page = administrator.get("/settings").text
    assert not [name for name in VARIABLES if name not in page]
    told = {one.variable: one for one in settings_of(read_config({"AUDIT_FORMS_COUNCIL": "Harbour Council"}))}
    assert (told["AUDIT_FORMS_COUNCIL"].now, told["AUDIT_FORMS_COUNCIL"].given) == ("Harbour Council", True)
    assert (told["AUDIT_FORMS_PORT"].now, told["AUDIT_FORMS_PORT"].given) == ("8000", False)


def test_of_a_database_its_kind_and_host_are_told_and_no_password() -> None:
    said = {"DATABASE_URL": "postgresql://keeper:very-secret@db.example.org:5433/audits?sslkey=hidden"}
    (database,) = (one for one in settings_of(read_config(said)) if one.variable == "DATABASE_URL")
    assert (database.now, database.given) == ("PostgreSQL on db.example.org", True)


def test_what_is_missing_stands_first(administrator: Visitor, service: Wired) -> None:
    page = administrator.get("/settings").text
    assert "LibreOffice is not here" in page
    assert page.index("LibreOffice is not here") < page.index("In order")
    assert "editions of forms" in page
    assert "can be reached" not in page
    assert "can be reached" in administrator.get("/settings?places=yes").text
    service.config = replace(service.config, host="0.0.0.0")
    assert "put a proxy with TLS in front of it" in administrator.get("/settings").text


def test_the_page_of_settings_in_a_browser(screen: Screen) -> None:
    screen.sign_in(Role.ADMINISTRATOR)
    screen.page.get_by_role("link", name="Settings", exact=True).click()
    page = screen.page
    expect(page.get_by_role("heading", name="Settings", level=1)).to_be_visible()
    for name in VARIABLES:
        expect(page.get_by_text(name, exact=True)).to_be_visible()
    screen.look("settings")
