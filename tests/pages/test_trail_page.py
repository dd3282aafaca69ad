"""The page of the trail: everything in it is found, by whom, on which day and about what; and whether it is whole."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from service.roles import Role
from service.store import trail
from service.wiring import Wired
from service.workflow.look import look_at
from service.workflow.send_back import send_back
from tests.pages.browsing import Screen, Site
from tests.pages.visiting import Visitor, Visitors, person_of
from tests.services import Clock
from tests.workflow.auditing import a_record, form_of, returned


def numbers_on(page: str) -> list[int]:
    """The numbers of the entries that a page shows."""
    return [int(one) for one in re.findall(r'<th scope="row"[^>]*>(\d+)</th>', page)]


@pytest.fixture
def reference(service: Wired, visitors: Visitors) -> str:
    """An audit that was read from a return."""
    return returned(visitors.service.work(), a_record(form_of(service.work()))).reference


def test_the_last_entry_stands_first_and_what_was_done_is_told_in_words(
    administrator: Visitor, reference: str
) -> None:
    page = administrator.get("/trail").text
    numbers = numbers_on(page)
    assert numbers == sorted(numbers, reverse=True)
    assert f'href="/audits/{reference}"' in page
    assert "Signed in" in page
    assert "Read the first return of an audit" in page
    assert (
        "3 June 2026, 10:30am" in page
    )  # half past nine by the clock of the tests, which is UTC; summer time here


def test_that_somebody_looked_is_in_the_trail_too(administrator: Visitor) -> None:
    first = administrator.get("/trail").text
    second = administrator.get("/trail").text
    assert max(numbers_on(second)) > max(numbers_on(first))
    assert "Looked at the trail" in second


@pytest.mark.parametrize("filtered", ["about=weather", "person=0", "person=everybody", "person=99999"])
def test_a_filter_that_is_none_is_named(administrator: Visitor, filtered: str) -> None:
    page = administrator.get(f"/trail?{filtered}").text
    field = filtered.partition("=")[0]
    assert re.search(rf'<a href="#{field}">Choose (what|who) ', page)
    assert numbers_on(page)


def test_it_is_filtered_by_audit_by_person_and_by_the_service_itself(
    visitors: Visitors, administrator: Visitor, reference: str
) -> None:
    head = visitors.of(Role.HEAD_OF_QA)
    assert head.person is not None
    look_at(visitors.service.work(), reference)
    about = administrator.get(f"/trail?about=audit&which={reference}").text
    assert "Looked at the audit" in about
    assert "Signed in" not in about
    for written in (reference.lower(), f" {reference.title()} "):
        typed = administrator.get("/trail", query_string={"about": "audit", "which": written}).text
        assert numbers_on(typed) == numbers_on(about)
    by_head = administrator.get(f"/trail?person={head.person.id}").text
    assert set(re.findall(r"/people/(\d+)\"", by_head.partition("<tbody")[2])) == {str(head.person.id)}
    by_machine = administrator.get("/trail?person=machine").text.partition("<tbody")[2]
    assert "Head of qa of all" not in by_machine
    assert "this machine" in by_machine
    assert "Nothing matches" in administrator.get("/trail?about=audit&which=AF-0000-0000-X").text


def test_a_day_begins_and_ends_where_the_audits_are_made(
    visitors: Visitors, administrator: Visitor, clock: Clock
) -> None:
    clock.move(hours=14)  # half past eleven at night in UTC is half past midnight in London, in summer
    visitors.of(Role.HEAD_OF_QA)
    administrator.sign_in()
    newest = numbers_on(administrator.get("/trail?day=2026-06-04").text)
    before = numbers_on(administrator.get("/trail?day=2026-06-03").text)
    assert newest
    assert before
    assert min(newest) > max(before)
    wrong = administrator.get("/trail?day=yesterday")
    assert "Enter a day" in wrong.text


def test_all_entries_are_come_by_page_by_page_in_both_directions(
    visitors: Visitors, administrator: Visitor
) -> None:
    head = visitors.of(Role.HEAD_OF_QA)
    for _ in range(60):
        head.get("/trail")
    assert head.person is not None
    path = f"/trail?person={head.person.id}"
    with visitors.service.store.look() as session:
        sought = trail.sought(session, trail.Sought(person=head.person.id), limit=1_000)
    wanted = [one.number for one in sought]
    assert len(wanted) > 60
    first = administrator.get(path).text
    to_earlier = re.search(r'href="([^"]+before=[^"]+)"', first)
    assert to_earlier is not None
    second = administrator.get(to_earlier[1].replace("&amp;", "&")).text
    assert numbers_on(first) + numbers_on(second) == wanted
    to_later = re.search(r'href="([^"]+after=[^"]+)"', second)
    assert to_later is not None
    assert numbers_on(administrator.get(to_later[1].replace("&amp;", "&")).text) == numbers_on(first)


def test_it_is_verified_and_a_changed_entry_is_named(visitors: Visitors, administrator: Visitor) -> None:
    administrator.get("/trail")
    assert "The trail is whole" in administrator.post("/trail/verify").text
    store = visitors.service.store
    with store.engine.begin() as connection:
        drop = "DROP TRIGGER trail_no_update" if store.sqlite else "ALTER TABLE trail DISABLE TRIGGER USER"
        connection.execute(text(drop))
        connection.execute(text("UPDATE trail SET actor = 'Perpetua Vole' WHERE number = 3"))
    broken = administrator.post("/trail/verify").text
    assert "The trail is broken" in broken
    assert "entry 3 was changed after it was written" in broken


def test_the_words_of_a_decision_are_in_it_by_their_digest_alone(
    visitors: Visitors, administrator: Visitor, reference: str
) -> None:
    send_back(visitors.service.work(), reference, "Ask Perpetua Vole about the visit")
    page = administrator.get(f"/trail?about=audit&which={reference}").text
    assert "Sent the audit back" in page
    assert "a text (digest " in page
    assert "Perpetua Vole" not in page


def test_the_page_of_the_trail_in_a_browser(site: Site, screen: Screen) -> None:
    work = site.service.work()
    returned(work, a_record(form_of(work)))
    person_of(site.service, Role.HEAD_OF_QA, None)
    screen.sign_in(Role.ADMINISTRATOR)
    screen.page.get_by_role("link", name="Trail", exact=True).click()
    screen.page.locator("details").first.click()
    screen.look("trail")
    screen.page.get_by_label("About").select_option("People")
    screen.page.get_by_label("Done by").select_option("The service itself")
    screen.page.get_by_label("On the day").fill("2026-06-03")
    screen.page.get_by_role("button", name="Show", exact=True).click()
    expect(screen.page.get_by_text("Added somebody").first).to_be_visible()
    screen.look("trail-filtered")
    screen.page.get_by_label("Which").fill("nothing")
    screen.page.get_by_role("button", name="Show", exact=True).click()
    expect(screen.page.get_by_text("Nothing matches")).to_be_visible()
    screen.look("trail-none")
    screen.page.get_by_role("button", name="Verify the trail").click()
    expect(screen.page.get_by_role("heading", name="The trail is whole")).to_be_visible()
    screen.look("trail-whole")
