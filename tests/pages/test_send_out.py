"""Sending out: one audit by a short form, many from a spreadsheet, and their forms to be given away."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from lxml import html
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect
from werkzeug.test import TestResponse

from service.roles import Role
from service.word.read import read
from service.workflow.look import sent_form
from tests.pages.browsing import Screen, Site
from tests.pages.visiting import TEAM, Visitor, Visitors
from tests.workflow.auditing import audit_of

CASES = (
    "Carer record number,Date of audit,Auditor,Shoe size\n"
    "C-1,2026-06-01,Wren Alder,38\n"
    "C-2,never,Wren Alder,39\n"
    "C-3,2026-06-02,Ivy Stone,40\n"
)


def sent_list(visitor: Visitor, cases: str, once: str = "", **said: str) -> TestResponse:
    """A list of cases as the page sends it."""
    page = visitor.get("/send-out/fostering/many").text
    once = once or page.partition('name="once" value="')[2].partition('"')[0]
    fields = {"once": once, "team": "", "file": (io.BytesIO(cases.encode()), "cases.csv"), **said}
    return visitor.post("/send-out/fostering/many", fields, content_type="multipart/form-data")


def references(page: str) -> list[str]:
    """The references of the audits that a page says were made."""
    return page.partition('name="references" value="')[2].partition('"')[0].split()


def test_every_form_can_be_chosen(visitors: Visitors, administrator: Visitor) -> None:
    page = administrator.get("/send-out").text
    for form in visitors.service.catalogue().newest():
        assert f'href="/send-out/{form.declaration.key}"' in page
        assert administrator.get(f"/send-out/{form.declaration.key}").status_code == 200
    assert administrator.get("/send-out/nothing").status_code == 404
    assert visitors.of(Role.AUDITOR).get("/send-out").status_code == 403


def test_one_audit_is_sent_out_by_a_short_form(visitors: Visitors, administrator: Visitor) -> None:
    administrator.get("/send-out/fostering")
    typed = {
        "subject.record_id": "C-20417",
        "audit.date": "1 June 2026",
        "audit.kind": "Re-audit",
        "subject.children_placed": "2",
        "team": TEAM,
    }
    sent = administrator.post("/send-out/fostering", typed)
    assert sent.status_code == 303
    reference = sent.location.rpartition("/")[2]
    work = visitors.service.work()
    audit = audit_of(work, reference)
    assert (audit.stage, audit.record_id, str(audit.audit_date)) == ("sent_out", "C-20417", "2026-06-01")
    assert audit.team is not None
    assert audit.team.name == TEAM
    said = {one.tag: one.said for one in read(sent_form(work, reference), [*work.catalogue]).answers}
    assert said["subject.children_placed"] == "2"
    assert "Download its form" in administrator.get(sent.location).text


def test_what_is_read_otherwise_than_written_is_asked_about_once(administrator: Visitor) -> None:
    administrator.get("/send-out/fostering")
    typed = {"subject.record_id": "C-1", "audit.date": "1/6/26"}
    asked = administrator.post("/send-out/fostering", typed)
    assert asked.status_code == 422
    assert "Look at this before it is sent" in asked.text
    value = re.search(r'id="audit.date"[^>]*value="([^"]*)"', asked.text)
    assert value is not None
    assert value[1] == "01/06/2026"
    assert administrator.post("/send-out/fostering", {**typed, "audit.date": value[1]}).status_code == 303


def test_nothing_is_made_of_a_header_that_is_wrong_and_nothing_typed_is_lost(administrator: Visitor) -> None:
    administrator.get("/send-out/fostering")
    empty = administrator.post("/send-out/fostering", {"audit.date": " "})
    assert "Fill in what is known" in empty.text
    wrong = administrator.post(
        "/send-out/fostering",
        {"audit.date": "<b>never</b>", "subject.children_placed": "many", "audit.auditor": "Wren"},
    )
    assert wrong.status_code == 422
    assert "&lt;b&gt;never" in wrong.text
    assert 'href="#audit.date"' in wrong.text
    assert 'href="#subject.children_placed"' in wrong.text
    assert 'value="Wren"' in wrong.text
    assert "There are no audits yet" in administrator.get("/audits").text


def test_a_list_is_sent_out_and_told_row_by_row(administrator: Visitor) -> None:
    sent = sent_list(administrator, CASES)
    assert sent.status_code == 200
    assert "2 audits sent out, 1 row left out" in sent.text
    assert "Shoe size" in sent.text
    assert re.search(r">3</th>\s*<td[^>]*>Date of audit<", sent.text)
    made = references(sent.text)
    assert len(made) == 2
    kept = administrator.post("/send-out/forms", {"references": " ".join(made)})
    assert kept.mimetype == "application/zip"
    names = zipfile.ZipFile(io.BytesIO(kept.data)).namelist()
    assert names == [f"{one}_fostering.docx" for one in made]


def test_rows_that_follow_each_other_are_told_as_a_range(administrator: Visitor) -> None:
    cases = [f"C-{number},{team}" for number, team in enumerate(("", "", "", TEAM, "", TEAM, "", ""))]
    sent = sent_list(administrator, "\n".join(["subject.record_id,audit.team", *cases]))
    assert "Rows 2 to 4, 6, 8, 9: No team is named" in " ".join(sent.text.split())


def test_whose_each_form_is_stands_beside_it_and_not_in_its_name(administrator: Visitor) -> None:
    listed = "subject.record_id,subject.initials,audit.auditor\nC-1,Q. V-H.,Wren Alder\nC-2,,\n"
    sent = sent_list(administrator, listed)
    first, second = references(sent.text)
    page: Any = html.document_fromstring(sent.text)
    rows = page.xpath("//table[.//th='Record number']//tbody/tr")
    told = [[" ".join(cell.text_content().split()) for cell in row][:5] for row in rows]
    assert told == [["2", first, "C-1", "Q. V-H.", "Wren Alder"], ["3", second, "C-2", "", ""]]
    came = administrator.get(f"/audits/{first}/form")
    assert came.headers["Content-Disposition"].endswith(f'filename="{first}_fostering.docx"')
    again = sent_list(administrator, "subject.record_id,subject.initials\nC-3,\n")
    assert ">C-3<" in again.text
    assert ">Auditor</th>" not in again.text


def test_the_same_list_from_the_same_page_makes_none_anew(administrator: Visitor) -> None:
    first = references(sent_list(administrator, CASES, once="a page").text)
    assert references(sent_list(administrator, CASES, once="a page").text) == first
    other = sent_list(administrator, CASES)
    assert set(references(other.text)).isdisjoint(first)
    assert "There is an audit of this record and date already" in other.text


def test_what_is_no_list_is_refused_in_words(administrator: Visitor) -> None:
    administrator.get("/send-out/fostering/many")
    assert "Choose the list of cases" in administrator.post("/send-out/fostering/many", {}).text
    refused = sent_list(administrator, "Shoe size\n38\n")
    assert refused.status_code == 422
    assert "No column of the list is known" in refused.text
    twice = sent_list(administrator, "Auditor,auditor\nWren,Ivy\n")
    assert "Two columns of the list mean this" in twice.text


def test_a_list_that_says_of_no_audit_whose_record_it_is_is_asked_about(
    visitors: Visitors, administrator: Visitor
) -> None:
    listed = "Our number,Date of audit\nC-1,2026-06-01\nC-2,2026-06-02\n"
    asked = sent_list(administrator, listed)
    assert asked.status_code == 422
    assert "No column of the list is called “Carer record number”" in asked.text
    assert "These columns mean nothing to the form: “Our number”" in asked.text
    assert "There are no audits yet" in administrator.get("/audits").text
    once = asked.text.partition('name="once" value="')[2].partition('"')[0]
    said = sent_list(administrator, listed, once, numberless="yes")
    assert said.status_code == 200
    made = references(said.text)
    assert [audit_of(visitors.service.work(), one).record_id for one in made] == [None, None]


def test_the_empty_list_has_the_columns_of_the_form_and_can_be_sent(
    visitors: Visitors, administrator: Visitor
) -> None:
    for form in visitors.service.catalogue().newest():
        came = administrator.get(f"/send-out/{form.declaration.key}/list")
        sheet = load_workbook(io.BytesIO(came.data)).active
        assert sheet is not None
        names = [cell.value for cell in sheet[1]]
        assert len(names) == len(set(names)) > 3
    book = load_workbook(io.BytesIO(administrator.get("/send-out/fostering/list").data))
    sheet = book.active
    assert sheet is not None
    at = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, at["Carer record number"], "000417")
    sheet.cell(2, at["Kind of audit"], "Re-audit")
    kept = io.BytesIO()
    book.save(kept)
    administrator.get("/send-out/fostering/many")
    fields = {"once": "x", "file": (io.BytesIO(kept.getvalue()), "cases.xlsx")}
    sent = administrator.post("/send-out/fostering/many", fields, content_type="multipart/form-data")
    (reference,) = references(sent.text)
    assert audit_of(visitors.service.work(), reference).record_id == "000417"


def test_sending_out_in_a_browser(site: Site, screen: Screen, chromium: Browser, tmp_path: Path) -> None:
    screen.sign_in(Role.ADMINISTRATOR)
    screen.page.get_by_role("link", name="Send out", exact=True).click()
    screen.look("send-out")
    screen.page.get_by_role("link", name="One audit on Fostering case file audit").click()
    screen.look("send-out-one")
    screen.page.get_by_label("Date of audit").fill("1/6/26")
    screen.page.get_by_label("Children placed today").fill("many")
    screen.page.get_by_role("button", name="Send out").click()
    expect(screen.page.get_by_role("alert").first).to_be_visible()
    screen.look("send-out-one-problem")
    screen.page.get_by_label("Children placed today").fill("2")
    screen.page.get_by_role("button", name="Send out").click()
    expect(screen.page.get_by_role("heading", name="Look at this before it is sent")).to_be_visible()
    screen.look("send-out-one-look")
    screen.page.get_by_role("button", name="Send out").click()
    expect(screen.page.get_by_text("The audit is made.")).to_be_visible()
    cases = tmp_path / "cases.csv"
    cases.write_text(CASES, encoding="utf-8")
    with Screen.opened(site, chromium, "without scripts", scripts=False) as plain:
        plain.sign_in(Role.ADMINISTRATOR)
        plain.page.goto("/send-out/fostering/many")
        plain.page.get_by_label("List of cases").set_input_files(cases)
        plain.page.get_by_role("button", name="Send out").press("Enter")
        expect(plain.page.get_by_role("heading", name="2 audits sent out")).to_be_visible()
    screen.page.goto("/send-out/fostering/many")
    screen.look("send-out-many")
    screen.page.get_by_role("button", name="Send out").click()
    expect(screen.page.get_by_role("alert").get_by_text("Choose the list of cases")).to_be_visible()
    screen.look("send-out-many-problem")
    unnumbered = tmp_path / "unnumbered.csv"
    unnumbered.write_text("Our number,Auditor\nC-1,Wren Alder\n", encoding="utf-8")
    screen.page.get_by_label("List of cases").set_input_files(unnumbered)
    screen.page.get_by_role("button", name="Send out").click()
    expect(screen.page.get_by_label("Make these audits without record numbers")).to_be_visible()
    screen.look("send-out-many-unnumbered")
    screen.page.get_by_label("List of cases").set_input_files(cases)
    screen.page.get_by_role("button", name="Send out").click()
    expect(screen.page.get_by_role("heading", name="2 audits sent out, 1 row left out")).to_be_visible()
    screen.look("send-out-sent")
    with screen.page.expect_download() as download:
        screen.page.get_by_role("button", name="Download 2 forms (zip)").click()
    assert download.value.suggested_filename == "forms.zip"
