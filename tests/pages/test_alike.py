"""Warnings of one kind on a page of their own: each is seen beside the form, and only what was seen is settled."""

import re

import pytest
from playwright.sync_api import Browser, expect

from service.roles import Role
from service.store.rows.reviews import Finding
from service.wiring import Wired
from service.workflow.accept import accept
from service.workflow.correct import Put, correct
from tests.pages.browsing import Screen, Site
from tests.pages.visiting import Visitor, Visitors
from tests.workflow.auditing import a_record, form_of, problems_of, unwrapped

BY_PLACE = "answer.by_position"
WHY = "Compared with the form <i>line by line</i>"


def without_controls(service: Wired) -> str:
    """An audit whose return lost its controls: each answer is a warning."""
    work = service.work()
    return unwrapped(work, a_record(form_of(work, "case_risk")), "case_risk").reference


@pytest.fixture
def reference(service: Wired) -> str:
    return without_controls(service)


@pytest.fixture
def found(service: Wired, reference: str) -> list[Finding]:
    return [one for one in problems_of(service.work(), reference) if one.code == BY_PLACE]


def page_of(reference: str) -> str:
    return f"/audits/{reference}/review/alike?code={BY_PLACE}"


def fields_of(page: str) -> dict[str, str]:
    """What the form of the page carries, none of it ticked."""
    return dict(re.findall(r'type="hidden" name="(version|code|shown)" value="([^"]*)"', page))


def settled(service: Wired, reference: str) -> set[int]:
    return {one.id for one in problems_of(service.work(), reference, "resolved")}


def test_in_what_to_look_at_first_they_are_one_line(
    administrator: Visitor, reference: str, found: list[Finding]
) -> None:
    page = administrator.get(f"/audits/{reference}/review").text
    first = page.partition("To look at first")[2].partition("</ol>")[0]
    assert first.count(f"{len(found)} warnings: found by its place and not by its control") == 1
    assert f'href="{page_of(reference)}"' in first
    assert not [one for one in found if f'href="#{one.tag}"' in first]


def test_two_of_a_kind_are_listed_one_by_one(
    visitors: Visitors, administrator: Visitor, reference: str, found: list[Finding]
) -> None:
    fields = fields_of(administrator.get(page_of(reference)).text)
    chosen = [str(one.id) for one in found[2:]]
    administrator.post(page_of(reference), {**fields, "problem": chosen})
    page = administrator.get(f"/audits/{reference}/review").text
    first = page.partition("To look at first")[2].partition("</ol>")[0]
    assert "/review/alike" not in first
    assert first.count("Found by its place") + first.count("found by its place") >= 2
    assert settled(visitors.service, reference) == {one.id for one in found[2:]}


def test_each_is_shown_with_its_value_beside_the_form_and_none_is_ticked(
    administrator: Visitor, reference: str, found: list[Finding]
) -> None:
    page = administrator.get(page_of(reference)).text
    assert page.count('type="checkbox"') == len(found)
    assert len(re.findall(r'type="checkbox"[^>]* checked', page)) == 0
    assert re.search(r'value="ticked" checked', page)
    for one in found:
        box = page.partition(f'id="problem-{one.id}"')[2].partition("app-alike__do")[0]
        assert "Read as" in box
        assert "On the form" in box
    grade = page.partition("Overall: grade</label>")[2].partition("</div>\n      <p")[0]
    assert "Good" in grade or "Inadequate" in grade or "Requires improvement" in grade
    assert administrator.get(page_of(reference).replace(BY_PLACE, "no.such")).status_code == 404


def test_those_that_are_ticked_are_settled_and_the_others_stay(
    visitors: Visitors, administrator: Visitor, reference: str, found: list[Finding]
) -> None:
    first, second, *rest = found
    fields = fields_of(administrator.get(page_of(reference)).text)
    ticked = {**fields, "problem": [str(first.id), str(second.id)], "which": "ticked", "reason": WHY}
    answer = administrator.post(page_of(reference), ticked)
    assert answer.status_code == 302
    page = administrator.get(answer.location).text
    assert "2 warnings are settled" in page
    assert "Compared with the form &lt;i&gt;line by line" in page
    assert settled(visitors.service, reference) == {first.id, second.id}
    assert {one.id for one in rest} <= {one.id for one in problems_of(visitors.service.work(), reference)}


def test_all_are_settled_only_where_that_is_chosen(
    visitors: Visitors, administrator: Visitor, reference: str, found: list[Finding]
) -> None:
    fields = fields_of(administrator.get(page_of(reference)).text)
    nothing = administrator.post(page_of(reference), {**fields, "which": "ticked", "reason": WHY})
    assert nothing.status_code == 422
    assert "Tick at least one" in nothing.text
    assert 'href="#which"' in nothing.text
    assert "&lt;i&gt;line by line" in nothing.text
    assert settled(visitors.service, reference) == set()
    assert administrator.post(page_of(reference), {**fields, "which": "all"}).status_code == 302
    assert settled(visitors.service, reference) == {one.id for one in found}
    assert "No warning of this kind stands open" in administrator.get(page_of(reference)).text


def test_what_is_of_another_kind_or_too_long_settles_nothing_and_is_kept(
    visitors: Visitors, administrator: Visitor, reference: str, found: list[Finding]
) -> None:
    fields = fields_of(administrator.get(page_of(reference)).text)
    other = next(one for one in problems_of(visitors.service.work(), reference) if one.code != BY_PLACE)
    forged = administrator.post(page_of(reference), {**fields, "problem": [found[0].id, other.id]})
    assert forged.status_code == 422
    long = administrator.post(page_of(reference), {**fields, "problem": [found[0].id], "reason": "x" * 5_001})
    assert long.status_code == 422
    assert "5,000 characters or fewer" in long.text
    assert "x" * 5_001 in long.text
    assert re.search(rf'value="{found[0].id}"[^>]* checked', long.text)
    assert settled(visitors.service, reference) == set()


def test_a_stale_page_shows_what_changed_and_settles_nothing(
    visitors: Visitors, administrator: Visitor, reference: str, found: list[Finding]
) -> None:
    fields = fields_of(administrator.get(page_of(reference)).text)
    grade = next(one for one in found if one.tag == "overall.grade")
    stays = next(one for one in found if one.tag != "overall.grade")
    correct(visitors.service.work(), reference, [Put("overall.grade", None, "inadequate")], "She rang")
    chosen = {**fields, "problem": [grade.id, stays.id], "which": "all", "reason": WHY}
    late = administrator.post(page_of(reference), chosen)
    assert late.status_code == 409
    assert "Somebody else has changed this audit" in late.text
    assert "Corrected an answer" in late.text
    gone = late.text.partition("No longer open, of those that you chose")[2].partition("</tr>")[0]
    assert "Overall: grade" in gone
    assert re.search(rf'value="{stays.id}"[^>]* checked', late.text)
    assert re.search(r'value="ticked" checked', late.text)
    assert "&lt;i&gt;line by line" in late.text
    assert settled(visitors.service, reference) == set()
    again = {**fields_of(late.text), "problem": [stays.id], "which": "ticked", "reason": WHY}
    assert administrator.post(page_of(reference), again).status_code == 302
    assert settled(visitors.service, reference) == {stays.id}


@pytest.mark.parametrize("wrong", [{"reason": "x" * 5_001}, {"shown": ""}])
def test_a_stale_page_with_something_wrong_on_it_is_told_as_stale(
    visitors: Visitors, administrator: Visitor, reference: str, wrong: dict[str, str]
) -> None:
    fields = fields_of(administrator.get(page_of(reference)).text)
    correct(visitors.service.work(), reference, [Put("overall.grade", None, "inadequate")], "She rang")
    late = administrator.post(page_of(reference), {**fields, "which": "all", "reason": WHY, **wrong})
    assert late.status_code == 409
    assert "Somebody else has changed this audit" in late.text
    assert re.search(r'value="ticked" checked', late.text)
    assert wrong.get("reason", "line by line") in late.text
    assert settled(visitors.service, reference) == set()


def test_after_acceptance_nothing_is_settled_and_what_was_typed_can_be_copied(
    visitors: Visitors, administrator: Visitor, reference: str, found: list[Finding]
) -> None:
    fields = fields_of(administrator.get(page_of(reference)).text)
    accept(visitors.service.work(), reference)
    assert "Reopen it first" in administrator.get(page_of(reference)).text
    late = administrator.post(page_of(reference), {**fields, "problem": [found[0].id], "reason": WHY})
    assert late.status_code == 409
    assert "reopen the audit</a>" in late.text
    assert "&lt;i&gt;line by line" in late.text.partition("What you had entered")[2]
    assert settled(visitors.service, reference) == set()


def test_only_who_reviews_is_led_there(visitors: Visitors, reference: str) -> None:
    for role in (Role.MANAGER, Role.VIEWER):
        assert visitors.of(role).get(page_of(reference)).status_code == 403
    assert visitors.of(Role.MODERATOR).get(page_of(reference)).status_code == 200


class TestInABrowser:
    @pytest.fixture
    def many(self, site: Site) -> str:
        return without_controls(site.service)

    def test_they_are_looked_at_and_settled(self, screen: Screen, many: str) -> None:
        screen.sign_in(Role.ADMINISTRATOR)
        page = screen.page
        page.goto(f"/audits/{many}/review")
        screen.look("review-many-alike")
        page.get_by_role("link", name="warnings: found by its place").click()
        screen.look("alike")
        page.get_by_role("button", name="Settle them").click()
        expect(page.get_by_role("alert").get_by_text("Tick at least one")).to_be_visible()
        screen.look("alike-problem")
        page.get_by_label("Overall: grade", exact=True).check()
        page.get_by_label("Why (optional)").fill("Looked at with the auditor")
        correct(screen.site.service.work(), many, [Put("overall.grade", None, "inadequate")], "She rang")
        page.get_by_role("button", name="Settle them").click()
        expect(page.get_by_role("heading", name="Somebody else has changed this audit")).to_be_visible()
        expect(page.get_by_label("Why (optional)")).to_have_value("Looked at with the auditor")
        screen.look("alike-stale")
        page.get_by_label("on this page, ticked or not").check()
        page.get_by_role("button", name="Settle them").click()
        expect(page.get_by_role("alert")).to_contain_text("warnings are settled")

    def test_by_keyboard_and_without_scripts(self, site: Site, chromium: Browser, many: str) -> None:
        with Screen.opened(site, chromium, "alike without scripts", scripts=False) as screen:
            screen.sign_in(Role.ADMINISTRATOR)
            page = screen.page
            page.goto(page_of(many))
            page.get_by_role("checkbox").nth(0).focus()
            page.keyboard.press("Space")
            page.get_by_role("checkbox").nth(1).focus()
            page.keyboard.press("Space")
            page.get_by_label("Why (optional)").focus()
            page.keyboard.type("Both are right")
            page.keyboard.press("Enter")
            expect(page.get_by_role("alert")).to_contain_text("2 warnings are settled")
