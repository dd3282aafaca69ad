"""A plain form is adopted on the pages: its places proposed, changed one by one, tried, and made an edition."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from werkzeug.test import TestResponse

from service.roles import Role
from service.store import drafts
from service.word.form import load_form
from service.workflow.drafts import ADOPTION, LASTS
from tests.modules import ROOT
from tests.pages.browsing import Screen, Site
from tests.pages.visiting import Visitor, Visitors
from tests.word.tiny import box, document, para, row, run, table
from tools.adoption.plain import plain

PLAIN = document(
    para("Record audit version 3", style="Title")
    + table(
        row("Audit reference", ""),
        row("Date of audit", ""),
        row("Record number", ""),
        row("Name", ""),
        row("Overall judgement", "Choose a grade"),
    )
    + para("What was seen at the visit")
    + para("Actions", style="Heading1")
    + table(row("Action", "Owner", "By when"), *[row("", "", "")] * 3, columns=3)
)
COMPLETED = document(
    para("Record audit version 3", style="Title")
    + table(
        row("Audit reference", ""),
        row("Date of audit", "4 June 2020"),
        row("Record number", "1234567"),
        row("Name", "Wren Alder"),
        row("Overall judgement", "Good"),
    )
    + para("What was seen at the visit")
    + para("Actions", style="Heading1")
    + table(row("Action", "Owner", "By when"), row("Visit again", "Wren", "1 July 2026"), *[row("", "", "")] * 2, columns=3)
)  # fmt: skip


def upload(visitor: Visitor, content: bytes = PLAIN, name: str = "theirs.docx", **more: object) -> TestResponse:
    visitor.get("/forms/adopt")
    return visitor.post("/forms/adopt", {"file": (BytesIO(content), name), **more})


@pytest.fixture
def begun(administrator: Visitor) -> str:
    """The path of a plain form that is being adopted."""
    answer = upload(administrator)
    assert answer.status_code == 303
    return str(answer.location)


def place(page: str, title: str) -> str:
    """The path of the page of a place, by its title."""
    found = re.search(rf'href="(/adoptions/\d+/places/[^"]+)">\d+ {re.escape(title)}<', page)
    assert found, title
    return found[1]


def fields(page: str) -> dict[str, str]:
    """What the fields of a page hold, as a browser would send them."""
    sent = dict(re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"(?![^>]*type="(?:radio|checkbox)")', page))
    sent |= dict(re.findall(r'<input[^>]*type="(?:hidden)"[^>]* name="(\w+)" value="([^"]*)"', page))
    for name in ("title", "section", "name"):
        found = re.search(rf'<input[^>]* id="{name}"[^>]* value="([^"]*)"', page)
        sent[name] = found[1] if found else ""
    kind = re.search(r'name="kind" type="radio" value="(\w+)" checked', page)
    part = re.search(r'<option value="(\w+)" selected', page)
    options = re.search(r'<textarea[^>]* name="options"[^>]*>([^<]*)</textarea>', page)
    sent["kind"] = kind[1] if kind else ""
    sent["part"] = part[1] if part else ""
    sent["options"] = options[1] if options else ""
    return {name: said for name, said in sent.items() if name != "csrf_token"}


def test_a_form_is_adopted_in_a_browser(screen: Screen, tmp_path: Path) -> None:
    form, copy = tmp_path / "theirs.docx", tmp_path / "completed.docx"
    form.write_bytes(PLAIN)
    copy.write_bytes(COMPLETED)
    screen.sign_in(Role.ADMINISTRATOR)
    page = screen.page
    page.get_by_role("link", name="Forms", exact=True).click()
    page.get_by_role("button", name="Adopt a plain form").click()
    screen.look("adopt-begin")
    page.get_by_role("button", name="Find the places").click()
    screen.look("adopt-begin-problem")
    page.get_by_label("The blank form").set_input_files(form)
    page.get_by_role("button", name="Find the places").click()
    expect(page.get_by_role("heading", name="Look at these first")).to_be_visible()
    screen.look("adopt-form")
    page.get_by_role("button", name="Check and try it").first.click()
    expect(page.get_by_role("alert").get_by_role("link", name="Decide what “Name” is")).to_be_visible()
    screen.look("adopt-undecided")
    page.get_by_role("link", name=re.compile(r"^\d+ Name")).first.click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").get_by_role("link", name="Choose what is meant")).to_be_visible()
    screen.look("adopt-place-problem")
    page.get_by_label("Something else, as named below").check()
    page.get_by_label("Part", exact=True).select_option("audit")
    page.get_by_role("textbox", name="Name", exact=True).fill("auditor")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("is saved")).to_be_visible()
    page.get_by_role("button", name="Add a place").first.click()
    screen.look("adopt-spots")
    page.get_by_role("link", name=re.compile("^Add here What was seen at the visit")).click()
    page.get_by_role("button", name="Add the place").click()
    screen.look("adopt-new-place-problem")
    page.get_by_label("Behind the text").check()
    page.get_by_label("Title").fill("What was seen")
    page.get_by_label("Section").fill("visit")
    page.get_by_role("textbox", name="Name", exact=True).fill("seen")
    page.get_by_label("Long text").check()
    page.get_by_role("button", name="Add the place").click()
    expect(page.get_by_text("A place for “What was seen” is added.")).to_be_visible()
    page.get_by_role("link", name="Change what it is called").click()
    screen.look("adopt-called")
    page.get_by_label("Edition").fill("3.1")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Check and try it").first.click()
    expect(page.get_by_role("heading", name="Record audit version 3 works")).to_be_visible()
    screen.look("adopt-check")
    page.get_by_label("A completed copy").set_input_files(copy)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("row", name=re.compile("Date of audit"))).to_contain_text("4 June 2020")
    screen.look("adopt-tried")
    page.get_by_role("link", name="Back to check and confirm").click()
    page.get_by_role("button", name="Make it edition 3.1").click()
    expect(page.get_by_text("is adopted.")).to_be_visible()
    screen.look("form-adopted")
    page.get_by_role("link", name="Forms", exact=True).first.click()
    expect(page.get_by_role("link", name="Record audit version 3", exact=True)).to_be_visible()
    screen.look("forms")
