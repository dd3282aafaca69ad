"""Grades: each is named, found and counted by the scale of its own form, since codes mean something else on another."""

import csv
import io
import re
from typing import Any

import openpyxl
import pytest

from schemas.scales import NOT_GRADED
from service.roles import Role
from service.word.form import load_form
from service.word.outline.build import build
from service.word.outline.reader import read_outline
from service.work import Work
from service.workflow.accept import accept
from service.workflow.add_edition import keep_edition
from service.workflow.export import export
from service.workflow.receive import receive
from tests.modules import ROOT
from tests.pages.browsing import Screen, Site
from tests.pages.visiting import Visitors
from tests.workflow.auditing import a_record, completed, form_of, sent_out

OUTLINE = (ROOT / "tests" / "word" / "outlines" / "small.yaml").read_text(encoding="utf-8")
FILE_CHECK, CARE_PROFILE = ("file_check", "zero_to_three"), ("care_profile", "graded_care_profile")
GIVEN = ((*FILE_CHECK, "1"), (*CARE_PROFILE, "1"), (*FILE_CHECK, "3"), ("fostering", "ofsted", "good"))
NAMES = ("1 – Needs improvement", "1 (best)", "3 – Outstanding", "Good")


def add_form(work: Work, key: str, scale: str) -> None:
    """A small form whose grades are those of a scale."""
    outline = OUTLINE.replace("key: small", f"key: {key}\nscale: {scale}").replace("Small audit", key)
    content = build(read_outline(outline))
    keep_edition(work, load_form(content), content)


def graded(work: Work, key: str, code: str) -> str:
    """The reference of an audit on a form that came back with this overall grade, and was accepted."""
    form = form_of(work, key)
    record = a_record(form, 3)
    record["overall"]["grade"] = code
    reference = sent_out(work, record, key)
    receive(work, completed(form, reference, record), "return.docx")
    accept(work, reference)
    return reference


def all_graded(wired: Any) -> list[str]:
    """Audits of three scales, in the order of GIVEN."""
    for key, scale in (FILE_CHECK, CARE_PROFILE):
        add_form(wired.work(), key, scale)
    return [graded(wired.work(), key, code) for key, _, code in GIVEN]


@pytest.fixture
def four(visitors: Visitors) -> list[str]:
    """Audits of three scales, in the order of GIVEN."""
    return all_graded(visitors.service)


def rows_of(page: str) -> dict[str, str]:
    """The rows of a list of audits, as text, by reference."""
    rows = re.findall(r"<tr.*?</tr>", page[page.index("<tbody") :], re.DOTALL)
    said = [re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "|", row)) for row in rows]
    return {found[0]: row for row in said if (found := re.search(r"AF-[\w-]+", row))}


class TestNames:
    def test_the_list_names_each_by_its_own_scale(self, visitors: Visitors, four: list[str]) -> None:
        rows = rows_of(visitors.of(Role.ADMINISTRATOR).get("/audits").text)
        for reference, name in zip(four, NAMES, strict=True):
            assert f"|{name}|" in rows[reference]

    def test_so_does_the_page_of_an_audit(self, visitors: Visitors, four: list[str]) -> None:
        for reference, name in zip(four, NAMES, strict=True):
            page = visitors.of(Role.ADMINISTRATOR).get(f"/audits/{reference}").text
            assert f'Overall grade</dt><dd class="govuk-summary-list__value">{name}</dd>' in page

    def test_so_do_the_workbook_and_the_csv(self, visitors: Visitors, four: list[str]) -> None:
        administrator = visitors.of(Role.ADMINISTRATOR)
        wanted = dict(zip(four, NAMES, strict=True))
        text = administrator.get("/audits/audits.csv").data.decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(text))
        assert {row["Audit"]: row["Overall grade"] for row in rows} == wanted
        sheet = openpyxl.load_workbook(
            io.BytesIO(administrator.get("/audits/audits.xlsx").data), read_only=True
        ).active
        assert sheet is not None
        heads, *lines = sheet.iter_rows(values_only=True)
        read = [dict(zip(heads, line, strict=True)) for line in lines]
        assert {row["Audit"]: row["Overall grade"] for row in read} == wanted

    def test_the_export_says_the_code_and_what_it_means(self, visitors: Visitors, four: list[str]) -> None:
        text = b"".join(export(visitors.service.work(), "audits", "csv")).decode("utf-8-sig")
        rows = {row["reference"]: row for row in csv.DictReader(io.StringIO(text))}
        told = [(rows[reference]["grade"], rows[reference]["grade_shown"]) for reference in four]
        assert told == [(code, name) for (_, _, code), name in zip(GIVEN, NAMES, strict=True)]


class TestFirstPage:
    def test_each_scale_is_counted_for_itself(self, visitors: Visitors, four: list[str]) -> None:
        assert len(four) == len(GIVEN)
        page = visitors.of(Role.ADMINISTRATOR).get("/").text
        tables = re.findall(
            r"The same in numbers \(n = (\d+)\): (.*?)</caption>(.*?)</table>", page, re.DOTALL
        )
        counted = {
            title: (int(n), dict(re.findall(r'scope="row"[^>]*>([^<]+)</th><td[^>]*>(\d+)<', rows)))
            for n, title, rows in tables
        }
        assert counted == {
            "Outstanding to Inadequate, with Requires improvement to be good (from November 2013)": (
                1,
                {"Good": "1"},
            ),
            "0 to 3, high is best (a fostering and adoption file check)": (
                2,
                {"1 – Needs improvement": "1", "3 – Outstanding": "1"},
            ),
            "1 to 5, low is best (Graded Care Profile)": (1, {"1 (best)": "1"}),
        }
        assert page.count("<svg role=") == 3
        assert "not added together" in page

    def test_one_scale_needs_no_name(self, visitors: Visitors) -> None:
        graded(visitors.service.work(), "fostering", "good")
        page = visitors.of(Role.ADMINISTRATOR).get("/").text
        assert "The same in numbers (n = 1)</caption>" in page
        assert "not added together" not in page


class TestFilter:
    def test_a_grade_of_one_scale_does_not_find_that_of_another(
        self, visitors: Visitors, four: list[str]
    ) -> None:
        administrator = visitors.of(Role.ADMINISTRATOR)
        asked_for = {
            "grade=zero_to_three:1": {four[0]},
            "grade=graded_care_profile:1": {four[1]},
            "grade=zero_to_three:1&grade=zero_to_three:3": {four[0], four[2]},
            "grade=zero_to_three:3&grade=ofsted:good": {four[2], four[3]},
            "grade=graded_care_profile:3": set(),
            "grade=rag:red": set(),
            "grade=nonsense": set(),
            "grade=good": {four[3]},
        }
        for query, wanted in asked_for.items():
            page = administrator.get(f"/audits?{query}").text
            found = set(rows_of(page)) if "<tbody" in page else set()
            assert found == wanted, query
            assert ("Nothing matches" in page) == (not wanted)
            sent = administrator.get(f"/audits/audits.csv?{query}").data.decode("utf-8-sig")
            assert {row["Audit"] for row in csv.DictReader(io.StringIO(sent))} == wanted

    def test_there_are_the_grades_of_the_forms_that_there_are_scale_by_scale(
        self, visitors: Visitors
    ) -> None:
        before = visitors.of(Role.ADMINISTRATOR).get("/audits").text
        assert set(re.findall(r'name="grade"[^>]*value="(\w+):', before)) == {"ofsted"}
        add_form(visitors.service.work(), *FILE_CHECK)
        page = visitors.of(Role.ADMINISTRATOR).get("/audits?grade=zero_to_three:1").text
        values = re.findall(r'name="grade"[^>]*value="([\w:]+)"', page)
        assert {value.split(":")[0] for value in values} == {"ofsted", "zero_to_three"}
        assert len(values) == len(set(values))
        assert "0 to 3, high is best" in page
        assert re.findall(r'name="grade"[^>]*value="([\w:]+)" checked', page) == ["zero_to_three:1"]
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))


def test_grades_are_sorted_from_the_best_to_the_worst_each_on_its_own_scale(
    visitors: Visitors, four: list[str]
) -> None:
    work, form = visitors.service.work(), form_of(visitors.service.work())
    for code in ("inadequate", "outstanding", "requires_improvement", NOT_GRADED.code):
        record = a_record(form, 3)
        record["overall"]["grade"] = code
        reference = sent_out(work, record, "fostering")
        receive(work, completed(form, reference, record), f"{code}.docx")
        four.append(reference)
    check_1, profile_1, check_3, good, inadequate, outstanding, requires, not_graded = four
    # 0 to 3 has its best at the top, 1 to 5 its best at the bottom
    by_rank = [{profile_1, check_3, outstanding}, {good}, {check_1, requires}, {inadequate}]
    for sign, ranks in (("", by_rank), ("-", by_rank[::-1])):
        shown = list(rows_of(visitors.of(Role.ADMINISTRATOR).get(f"/audits?sort={sign}grade").text))
        assert shown[-1] == not_graded
        at = 0
        for rank in ranks:
            assert set(shown[at : at + len(rank)]) == rank
            at += len(rank)
        text = (
            visitors.of(Role.ADMINISTRATOR)
            .get(f"/audits/audits.csv?sort={sign}grade")
            .data.decode("utf-8-sig")
        )
        assert [row["Audit"] for row in csv.DictReader(io.StringIO(text))] == shown


def test_the_pages_with_several_scales(site: Site, screen: Screen) -> None:
    references = all_graded(site.service)
    screen.sign_in(Role.ADMINISTRATOR)
    screen.look("home-scales")
    screen.page.goto("/audits?grade=zero_to_three:1&grade=zero_to_three:3")
    assert screen.page.locator("tbody tr").count() == 2
    assert references[0] in screen.page.content()
    screen.look("audits-by-grade")
