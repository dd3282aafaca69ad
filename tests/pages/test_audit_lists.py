"""The list of audits: filtered, and as a file; and what of one's own stands on the first page."""

import csv
import io
import re
from datetime import date, datetime
from typing import Any, Literal
from unicodedata import normalize

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from service.errors import Unfit
from service.lifecycle import ActionState
from service.roles import Role
from service.store import trail
from service.store.audits import Wanted
from service.work import Work
from service.workflow.accept import accept
from service.workflow.change_action import change_action
from service.workflow.download_audits import download_audits
from service.workflow.escalate import escalate
from service.workflow.people import every_team
from service.workflow.receive import receive
from service.workflow.send_out import send_out
from tests.pages.browsing import Screen, Site
from tests.pages.visiting import TEAM, Visitors, person_of
from tests.workflow.auditing import a_record, completed, form_of, header_of

TRAP = '=HYPERLINK("http://example.org","Ring me")'
READERS = [role for role in Role if role is not Role.VIEWER]


def audit(work: Work, team: str | None, day: date, auditor: str, seed: int, *rows: dict[str, Any]) -> str:
    """An audit of a team, of a day, by an auditor, as it came back; with these actions."""
    form = form_of(work)
    record = a_record(form, seed)
    record["audit"] |= {"date": day, "auditor": auditor}
    if rows:
        record["actions"] = list(rows)
    reference = send_out(work, form, header_of(form, record), team).reference
    receive(work, completed(form, reference, record), "return.docx")
    return reference


def listed(page: str) -> list[str]:
    """The references of a list, in its order."""
    return re.findall(r'href="/audits/(AF-[^"]+)"', page)


@pytest.fixture
def three(visitors: Visitors) -> list[str]:
    """Audits of two teams and three months."""
    work = visitors.service.work()
    return [
        audit(work, TEAM, date(2026, 3, 31), "Éowyn Strasse", 1),
        audit(work, TEAM, date(2026, 4, 1), TRAP, 2),
        audit(work, "Lantern", date(2026, 5, 12), "Wren Alder", 3),
    ]


class TestFilters:
    def test_by_month_team_and_auditor(self, visitors: Visitors, three: list[str]) -> None:
        administrator = visitors.of(Role.ADMINISTRATOR)
        teams = {team.name: team.id for team in every_team(visitors.service.work())}
        asked_for = {
            "month=2026-03": {three[0]},
            "month=2026-04": {three[1]},
            "month=2020-02": set(),
            f"team={teams['Lantern']}": {three[2]},
            f"team={teams[TEAM]}": {three[0], three[1]},
            "auditor=%C3%89OWYN+strasse": {three[0]},
            "auditor=alder": {three[2]},
            f"auditor=alder&team={teams[TEAM]}": set(),
            f"month=2026-04&team={teams[TEAM]}&auditor=hyperlink": {three[1]},
        }
        for query, found in asked_for.items():
            page = administrator.get(f"/audits?{query}").text
            assert set(listed(page)) == found, query
            assert ("Nothing matches" in page) == (not found)

    @pytest.mark.parametrize(("written", "asked"), [("NFD", "NFC"), ("NFC", "NFD")])
    def test_a_name_is_found_however_its_accents_are_written(
        self, visitors: Visitors, written: Literal["NFD", "NFC"], asked: Literal["NFD", "NFC"]
    ) -> None:
        name = normalize(written, "José Núñez")
        reference = audit(visitors.service.work(), TEAM, date(2026, 3, 31), name, 1)
        for query in ({"q": "josé"}, {"q": "NÚÑEZ josé"}, {"auditor": "José NÚ"}):
            said = {field: normalize(asked, words) for field, words in query.items()}
            page = visitors.of(Role.ADMINISTRATOR).get("/audits", query_string=said).text
            assert listed(page) == [reference], query

    def test_the_months_and_teams_to_choose_from_are_those_of_ones_own(
        self, visitors: Visitors, three: list[str]
    ) -> None:
        assert len(three) == 3
        everything = visitors.of(Role.ADMINISTRATOR).get("/audits").text
        ours = visitors.of(Role.AUDITOR).get("/audits").text
        for month in ("March 2026", "April 2026"):
            assert f">{month}</option>" in everything
            assert f">{month}</option>" in ours
        assert ">May 2026</option>" in everything
        assert "May 2026" not in ours
        assert ">Lantern</option>" in everything
        assert 'name="team"' not in ours

    def test_another_teams_audits_are_not_found_by_asking_for_them(
        self, visitors: Visitors, three: list[str]
    ) -> None:
        teams = {team.name: team.id for team in every_team(visitors.service.work())}
        auditor = visitors.of(Role.AUDITOR)
        assert three[2] not in auditor.get(f"/audits?team={teams['Lantern']}").text
        assert three[2].encode() not in auditor.get(f"/audits/audits.csv?team={teams['Lantern']}").data

    def test_what_is_no_month_is_said_at_its_field(self, visitors: Visitors) -> None:
        for said in ("2026-13", "June", "0000-01", "2026-6"):
            page = visitors.of(Role.ADMINISTRATOR).get(f"/audits?month={said}").text
            assert 'href="#month"' in page, said
            assert "There is a problem" in page

    def test_who_reads_no_names_cannot_search_for_them(self, visitors: Visitors, three: list[str]) -> None:
        viewer = visitors.of(Role.VIEWER)
        page = viewer.get("/audits?auditor=strasse").text
        assert {three[0], three[1]} == set(listed(page))
        assert 'name="auditor"' not in page


class TestDownload:
    def test_it_holds_what_the_list_shows_with_real_dates_and_no_formula(
        self, visitors: Visitors, three: list[str]
    ) -> None:
        answer = visitors.of(Role.ADMINISTRATOR).get("/audits/audits.xlsx?sort=date")
        assert answer.headers["Content-Disposition"] == 'attachment; filename="audits.xlsx"'
        sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
        assert sheet is not None
        heads = [cell.value for cell in sheet[1]]
        rows = [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
        shown = listed(visitors.of(Role.ADMINISTRATOR).get("/audits?sort=date").text)
        assert [row["Audit"].value for row in rows] == shown
        assert set(shown) == set(three)
        trapped = next(row for row in rows if row["Audit"].value == three[1])
        assert trapped["Audited on"].value == datetime(2026, 4, 1)  # noqa: DTZ001 -- a spreadsheet knows no zone
        assert trapped["Audited on"].number_format == "d mmmm yyyy"
        assert (trapped["Auditor"].value, trapped["Auditor"].data_type) == (TRAP, "s")
        assert trapped["Auditor"].quotePrefix
        assert (trapped["State"].value, trapped["Team"].value) == ("In review", TEAM)
        assert trapped["Form"].value == form_of(visitors.service.work()).declaration.title
        assert trapped["Record number"].value
        assert trapped["Problems to settle"].value == 0
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == "A1:M4"

    def test_the_csv_says_the_same(self, visitors: Visitors, three: list[str]) -> None:
        answer = visitors.of(Role.ADMINISTRATOR).get("/audits/audits.csv?month=2026-04")
        assert answer.mimetype == "text/csv"
        (row,) = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")))
        assert (row["Audit"], row["Audited on"], row["Auditor"]) == (three[1], "2026-04-01", f"'{TRAP}")

    @pytest.mark.parametrize("role", Role)
    def test_each_role_downloads_what_it_may_see(
        self, visitors: Visitors, three: list[str], role: Role
    ) -> None:
        visitor = visitors.of(role)
        said = visitor.get("/audits/audits.csv").data.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(said)))
        assert {row["Audit"] for row in rows} == set(listed(visitor.get("/audits").text))
        assert ("Auditor" in rows[0]) == (role is not Role.VIEWER)
        assert ("Strasse" in said) == (role is not Role.VIEWER)
        assert len(rows) in (2, len(three))

    @pytest.mark.parametrize(
        ("asked", "named"),
        [
            ("month=2026-6", "Month of the audit: “2026-6”"),
            ("team=Harbour", "Team: “Harbour”"),
            ("stage=accepted&stage=acepted", "State: “accepted, acepted”"),
            ("date_from=1/6/2026", "Audited from: “1/6/2026”"),
            ("urgent=maybe", "Concerns: “maybe”"),
        ],
    )
    def test_there_is_none_where_a_filter_cannot_be_read(
        self, visitors: Visitors, asked: str, named: str
    ) -> None:
        visitor = visitors.of(Role.ADMINISTRATOR)
        for kind in ("xlsx", "csv"):
            answer = visitor.get(f"/audits/audits.{kind}?{asked}")
            assert answer.status_code == 422
            assert f"<li>{named}</li>" in answer.text
        shown = visitor.get(f"/audits?{asked}").text
        assert "/audits/audits." not in shown
        assert "There is a problem" in shown

    @pytest.mark.usefixtures("three")
    def test_a_page_of_the_list_that_is_none_does_not_keep_the_file_back(self, visitors: Visitors) -> None:
        assert visitors.of(Role.ADMINISTRATOR).get("/audits/audits.csv?page=last").status_code == 200

    def test_that_it_was_downloaded_is_in_the_trail(self, visitors: Visitors, three: list[str]) -> None:
        visitors.of(Role.ADMINISTRATOR).get("/audits/audits.xlsx?month=2026-05")
        with visitors.service.store.look() as session:
            noted = trail.about(session, "list", "audits")[-1]
        assert noted.verb == "audits.downloaded"
        assert three[2] in noted.changes
        assert three[0] not in noted.changes
        assert "Downloaded a list of audits" in visitors.of(Role.ADMINISTRATOR).get("/trail").text

    @pytest.mark.usefixtures("three")
    def test_more_than_a_file_holds_is_refused_in_words(self, visitors: Visitors) -> None:
        with pytest.raises(Unfit) as refused:
            download_audits(visitors.service.work(), Wanted(), "xlsx", sort="date", descending=False, most=2)
        assert "3 audits match, and one file holds 2" in refused.value.faults[0].message


def rows_for(*owners: str) -> list[dict[str, Any]]:
    due = date(2026, 5, 1)
    return [
        {"what": f"Ring the school about {owner}", "owner": owner, "due": due, "agreed": False}
        for owner in owners
    ]


class TestFirstPage:
    @pytest.mark.parametrize("role", READERS)
    def test_my_overdue_actions_stand_first(self, visitors: Visitors, role: Role) -> None:
        work = visitors.service.work()
        visitor = visitors.of(role)
        assert visitor.person is not None
        name = visitor.person.name
        assert "of yours" not in visitor.get("/").text
        reference = audit(work, TEAM, date(2026, 4, 1), "Wren Alder", 1, *rows_for(name.upper(), "Q. Vane"))
        accept(work, reference)
        page = visitor.get("/").text
        assert "1 action of yours is overdue" in page
        number = re.search(r'id="mine">.*?href="/actions/(\d+)"', page, re.DOTALL)
        assert number is not None
        assert f"Ring the school about {name.upper()}" in visitor.get(f"/actions/{number[1]}").text
        assert page.index("of yours") < page.index("app-tiles")
        change_action(work, int(number[1]), {"state": ActionState.CANCELLED, "reason": "They moved away"})
        assert "of yours" not in visitor.get("/").text

    def test_who_reads_no_names_is_told_of_none(self, visitors: Visitors) -> None:
        work = visitors.service.work()
        viewer = visitors.of(Role.VIEWER)
        assert viewer.person is not None
        accept(work, audit(work, TEAM, date(2026, 4, 1), "W. Alder", 1, *rows_for(viewer.person.name)))
        page = viewer.get("/").text
        assert "of yours" not in page
        assert "action</a> overdue" in page or "action overdue" in page

    def test_an_urgent_concern_stands_before_them(self, visitors: Visitors) -> None:
        work = visitors.service.work()
        manager = visitors.of(Role.MANAGER)
        assert manager.person is not None
        accept(work, audit(work, TEAM, date(2026, 4, 1), "Alder", 1, *rows_for(manager.person.name)))
        urgent = audit(work, TEAM, date(2026, 4, 2), "Alder", 2)
        escalate(work, urgent, details="Seen alone at night")
        page = manager.get("/").text
        assert page.index("nobody has acknowledged") < page.index("of yours")


class TestBrowser:
    def test_a_list_is_filtered_and_downloaded(self, site: Site, screen: Screen) -> None:
        work = site.service.work()
        found = audit(work, TEAM, date(2026, 4, 1), "Éowyn Strasse", 1)
        audit(work, "Lantern", date(2026, 5, 1), "Wren Alder", 2)
        screen.sign_in(Role.ADMINISTRATOR)
        page = screen.page
        page.goto("/audits")
        page.get_by_label("Month of the audit").select_option("April 2026")
        page.get_by_label("Team").select_option(TEAM)
        page.get_by_label("Auditor").fill("strasse")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.get_by_text("1 audit.")).to_be_visible()
        expect(page.get_by_role("link", name=found)).to_be_visible()
        screen.look("audits-filtered")
        with page.expect_download() as waited:
            page.get_by_role("link", name="Download it as an Excel workbook").click()
        book = openpyxl.load_workbook(io.BytesIO(waited.value.path().read_bytes()))
        assert [row[0] for row in book.active.values][1:] == [found]

    def test_the_start_page_with_actions_of_ones_own(self, site: Site, screen: Screen) -> None:
        work = site.service.work()
        name = person_of(site.service, Role.ADMINISTRATOR, None).name
        accept(work, audit(work, TEAM, date(2026, 4, 1), "Alder", 1, *rows_for(name, name, "Q. Vane")))
        screen.sign_in(Role.ADMINISTRATOR)
        expect(screen.page.get_by_role("heading", name="2 actions of yours are overdue")).to_be_visible()
        screen.look("home-mine")

    def test_on_a_phone_the_menu_and_the_filters_unfold_by_keyboard(self, site: Site, screen: Screen) -> None:
        found = audit(site.service.work(), TEAM, date(2026, 4, 1), "Alder", 1)
        screen.sign_in(Role.ADMINISTRATOR)
        page = screen.page
        page.set_viewport_size({"width": 320, "height": 900})
        page.goto("/audits")
        expect(page.get_by_role("link", name="Escalations")).to_be_hidden()
        expect(page.get_by_label("Withdrawn")).to_be_hidden()
        box = page.get_by_role("link", name=found).bounding_box()
        assert box is not None
        assert box["y"] < 900, "the first audit is seen without scrolling"
        menu = page.get_by_role("button", name="Menu")
        menu.focus()
        page.keyboard.press("Enter")
        expect(menu).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Audits", exact=True)).to_be_focused()
        page.locator("summary", has_text="Filter the audits").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_label("Withdrawn")).to_be_visible()
        page.set_viewport_size({"width": 1280, "height": 900})
        expect(page.get_by_label("Withdrawn")).to_be_visible()

    def test_on_a_phone_without_scripts_the_menu_is_short_and_all_of_it_there(
        self, site: Site, chromium: Browser
    ) -> None:
        with Screen.opened(site, chromium, "menu without scripts", scripts=False) as screen:
            screen.sign_in(Role.ADMINISTRATOR)
            page = screen.page
            page.set_viewport_size({"width": 320, "height": 900})
            page.goto("/audits")
            expect(page.get_by_label("Withdrawn")).to_be_visible()
            menu = page.locator(".govuk-service-navigation__list")
            assert menu.get_by_role("link").count() == 9
            box = menu.bounding_box()
            assert box is not None
            assert box["height"] <= 220
            page.screenshot(path="build/screens/menu-without-scripts-320.png")
