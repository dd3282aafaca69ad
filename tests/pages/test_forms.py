"""The library of forms: what there is, what an edition changed, who still has one out, and a new one added."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect
from werkzeug.test import TestResponse

from service.roles import Role
from service.store import drafts
from service.wiring import Wired
from service.word.declaring import redeclared
from service.word.form import load_form
from service.word.office import Office
from service.word.outline.build import build
from service.word.outline.reader import read_outline
from service.workflow.add_edition import add_edition
from service.workflow.drafts import EDITION
from service.workflow.send_out import send_out
from tests.modules import ROOT
from tests.pages.browsing import Screen, Site, serving
from tests.pages.visiting import TEAM, Visitor, Visitors, confirmed, person_of
from tests.services import Clock, running

SHIPPED = ROOT / "docx_templates"
CASE_RISK = (SHIPPED / "case_risk.docx").read_bytes()
OUTLINE = (SHIPPED / "case_risk.yaml").read_text(encoding="utf-8")


def edition(number: str, *changes: tuple[str, str]) -> bytes:
    """The check of risk as another edition, its outline changed."""
    text = OUTLINE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    form = load_form(build(read_outline(text)))
    return redeclared(form.package, replace(form.declaration, edition=number))


REWORDED = ("The child is safe now", "The child is safe where they are today")


def upload(visitor: Visitor, content: bytes, name: str = "form.docx") -> TestResponse:
    visitor.get("/forms/add")
    return visitor.post("/forms/add", {"file": (BytesIO(content), name)})


def send(service: Wired, number: int, team: str | None = TEAM) -> str:
    form = service.catalogue().find("case_risk", "1")
    assert form is not None
    header = {"subject": {"record_id": f"70000{number:02}"}, "audit": {"auditor": "Wren Alder"}}
    return send_out(service.work(), form, header, team).reference


def test_every_form_is_listed_and_shown_with_its_places(visitors: Visitors) -> None:
    viewer = visitors.of(Role.VIEWER)
    page = viewer.get("/forms").text
    for form in visitors.service.catalogue():
        assert f'href="/forms/{form.declaration.key}/{form.declaration.edition}"' in page
    assert "Add an edition" not in page
    shown = unescape(viewer.get("/forms/case_risk/1").text)
    form = load_form(CASE_RISK)
    for slot in form.slots:
        assert slot.title in shown
        assert f">{slot.tag}<" in shown
    for option in form.by_tag["overall.grade"].options:
        assert option.text in shown
    assert "There is no picture of the form here: it is made by LibreOffice" in shown
    assert "<img" not in shown.partition("<main")[2]


def test_the_blank_form_is_saved_under_a_name_of_its_own(visitors: Visitors) -> None:
    answer = visitors.of(Role.VIEWER).get("/forms/case_risk/1/blank.docx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="case_risk-1.docx"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert load_form(answer.data).declaration.key == "case_risk"


@pytest.mark.parametrize(
    "path",
    [
        "no_such/1",
        "case_risk/99",
        "case_risk/1/difference",
        "case_risk/1/pages.pdf",
        "case_risk/99/first-page.png",
        "case_risk/99/blank.docx",
    ],
)
def test_what_is_not_there_is_not_found(administrator: Visitor, path: str) -> None:
    assert administrator.get(f"/forms/{path}").status_code == 404


def test_an_edition_may_be_called_by_a_year_with_a_stroke(administrator: Visitor) -> None:
    added = confirmed(administrator, str(upload(administrator, edition("2026/27")).location))
    assert added.location == "/forms/case_risk/2026/27"
    assert "Edition 2026/27 (newest)" in administrator.get(added.location).text
    assert administrator.get("/forms/case_risk/2026/27/blank.docx").status_code == 200
    assert administrator.get("/forms/case_risk/2026/27/difference").status_code == 200


def test_an_edition_is_added_after_what_it_changes_was_shown(
    administrator: Visitor, visitors: Visitors
) -> None:
    out = send(visitors.service, 1)
    answer = upload(administrator, edition("2", REWORDED))
    page = unescape(administrator.get(str(answer.location)).text)
    assert "What it changes of edition 1" in page
    assert "Reworded: “The child is safe now" in page
    assert "is now “The child is safe where they are today" in page
    assert "1 form of edition 1" in page
    assert visitors.service.catalogue().find("case_risk", "2") is None
    added = confirmed(administrator, str(answer.location))
    assert added.location == "/forms/case_risk/2"
    assert "Edition 2 is added." in administrator.get(added.location).text
    assert visitors.service.catalogue().find("case_risk", "2") is not None
    assert administrator.get(str(answer.location)).status_code == 404
    assert out in administrator.get("/forms/case_risk/1/out").text
    assert "The child is safe where they are today" in administrator.get("/forms/case_risk/2/difference").text
    with visitors.service.store.look() as session:
        assert administrator.person is not None
        assert drafts.of_person(session, administrator.person.id, EDITION) == []


def test_a_form_that_does_not_work_is_told_of_and_not_kept(administrator: Visitor) -> None:
    answer = upload(
        administrator,
        redeclared(load_form(CASE_RISK).package, replace(load_form(CASE_RISK).declaration, edition="")),
    )
    assert answer.status_code == 400
    assert "What to mend in Word" in answer.text
    assert "Not finished yet" not in administrator.get("/forms/add").text
    assert upload(administrator, b"%PDF-1.7").status_code == 400
    assert "Choose the form" in administrator.post("/forms/add").text


def test_an_edition_in_use_is_never_changed(administrator: Visitor, visitors: Visitors) -> None:
    send(visitors.service, 1)
    path = str(upload(administrator, edition("1", REWORDED)).location)
    assert "is in use and cannot be changed" in administrator.get(path).text
    assert administrator.post(f"{path}/confirm").status_code == 409
    assert administrator.post(f"{path}/leave").status_code == 303
    assert administrator.get(path).status_code == 404


def test_the_very_same_file_and_one_that_nothing_was_made_of_are_told_apart(administrator: Visitor) -> None:
    assert (
        "This very file is edition 1 already"
        in administrator.get(str(upload(administrator, CASE_RISK).location)).text
    )
    path = str(upload(administrator, edition("1", REWORDED)).location)
    assert "this file takes its place" in administrator.get(path).text
    confirmed(administrator, path)
    assert "The child is safe where they are today" in administrator.get("/forms/case_risk/1").text


def test_an_edition_that_somebody_added_meanwhile_is_not_replaced_silently(
    administrator: Visitor, visitors: Visitors
) -> None:
    other = visitors.of(Role.HEAD_OF_QA)
    mine = str(upload(administrator, edition("7", REWORDED)).location)
    seen = re.findall(r'name="(shown)" value="([^"]*)"', administrator.get(mine).text)
    theirs = edition("7")
    assert confirmed(other, str(upload(other, theirs).location)).status_code == 303
    answer = administrator.post(f"{mine}/confirm", dict(seen))
    assert answer.status_code == 409
    for said in ("Look at it again", "Head of qa of all added edition 7 on", "this file takes its place"):
        assert said in answer.text
    kept = visitors.service.catalogue().find("case_risk", "7")
    assert kept is not None
    assert kept.digest == load_form(theirs).digest
    assert confirmed(administrator, mine).status_code == 303
    now = visitors.service.catalogue().find("case_risk", "7")
    assert now is not None
    assert now.digest != kept.digest


def test_a_form_is_held_against_the_newest_edition_before_it_is_added(
    administrator: Visitor, visitors: Visitors
) -> None:
    other = visitors.of(Role.HEAD_OF_QA)
    mine = str(upload(administrator, edition("9", REWORDED)).location)
    seen = re.findall(r'name="(shown)" value="([^"]*)"', administrator.get(mine).text)
    assert confirmed(other, str(upload(other, edition("8")).location)).status_code == 303
    answer = administrator.post(f"{mine}/confirm", dict(seen))
    assert answer.status_code == 409
    assert "added edition 8 on" in answer.text
    assert visitors.service.catalogue().find("case_risk", "9") is None


def test_an_uploaded_form_is_its_uploaders_alone(administrator: Visitor, visitors: Visitors) -> None:
    path = str(upload(administrator, edition("2")).location)
    other = visitors.of(Role.HEAD_OF_QA)
    assert other.get(path).status_code == 404
    other.get("/forms/add")
    assert other.post(f"{path}/confirm").status_code == 404
    assert administrator.get(path).status_code == 200


def test_who_belongs_to_a_team_sees_what_that_team_has_out(visitors: Visitors) -> None:
    mine, theirs = send(visitors.service, 1), send(visitors.service, 2, "Lantern")
    page = visitors.of(Role.VIEWER).get("/forms/case_risk/1/out").text
    assert mine in page
    assert theirs not in page
    assert "Wren Alder" not in page
    assert "1 with auditors" in visitors.of(Role.VIEWER).get("/forms").text
    page = visitors.of(Role.ADMINISTRATOR).get("/forms/case_risk/1/out").text
    assert mine in page
    assert theirs in page
    assert "Wren Alder" in page


def test_a_long_list_of_who_has_it_out_is_paged(administrator: Visitor, visitors: Visitors) -> None:
    sent = [send(visitors.service, number) for number in range(52)]
    first = administrator.get("/forms/case_risk/1/out").text
    assert "of which you see 1 to 50" in first
    assert "/forms/case_risk/1/out?page=2" in first
    second = administrator.get("/forms/case_risk/1/out?page=2").text
    assert sum(one in first for one in sent) == 50
    assert sum(one in second for one in sent) == 2
    assert administrator.get("/forms/case_risk/1/out?page=-1").status_code == 200


def test_the_first_page_of_a_form_is_a_small_picture_that_room_was_left_for(screen: Screen) -> None:
    screen.sign_in(Role.AUDITOR, TEAM)
    with screen.page.expect_response("**/forms/case_risk/1/first-page.png") as waited:
        screen.page.goto("/forms/case_risk/1")
    answer = waited.value
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    content = answer.body()
    assert len(content) <= 100_000
    with Image.open(BytesIO(content)) as drawn:
        size, shades = drawn.size, drawn.convert("L").tobytes()
    assert min(shades) < 100 < 250 < max(shades)  # ink on paper
    picture = screen.page.get_by_role("img", name=re.compile("^The first page of .+, edition 1, blank$"))
    assert (int(picture.get_attribute("width") or 0), int(picture.get_attribute("height") or 0)) == size
    assert picture.evaluate("one => one.complete && one.naturalWidth") == size[0]
    screen.look("form")
    with screen.page.expect_popup() as opened:
        screen.page.get_by_role("link", name="See all its pages").click()
    opened.value.close()


def test_pages_as_a_pdf_are_framed_by_no_other_site(screen: Screen) -> None:
    screen.sign_in(Role.VIEWER, TEAM)
    answer = screen.page.request.get("/forms/case_risk/1/pages.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]


def test_where_no_picture_can_be_made_words_stand_and_no_broken_picture(
    tmp_path: Path, clock: Clock, chromium: Browser
) -> None:
    broken = tmp_path / "soffice"
    broken.write_text("#!/bin/sh\nexit 0\n", encoding="ascii")
    broken.chmod(0o755)
    office = Office(str(broken), str(broken))
    (tmp_path / "service").mkdir()
    with running("sqlite", tmp_path / "service", now=clock, office=office) as service:
        person_of(service, Role.ADMINISTRATOR, None)
        add_edition(service.work(), edition("7"))
        with serving(service, clock) as site, Screen.opened(site, chromium, "no picture") as screen:
            screen.sign_in(Role.ADMINISTRATOR)
            with screen.page.expect_response("**/forms/case_risk/7/first-page.png") as waited:
                screen.page.goto("/forms/case_risk/7")
            assert "No picture of this form could be made." in waited.value.text()
            assert (
                screen.page.locator(".app-first-page").evaluate("one => one.complete && one.naturalWidth") > 0
            )
            screen.page.reload()
            expect(screen.page.get_by_text("There is no picture of the form here")).to_be_visible()
            assert screen.page.locator(".app-first-page").count() == 0
            screen.look("form-without-picture")


def test_the_library_in_a_browser(site: Site, screen: Screen, tmp_path: Path) -> None:
    for number in range(3):
        send(site.service, number, TEAM)
    add_edition(site.service.work(), edition("2", REWORDED))
    broken = tmp_path / "broken.docx"
    broken.write_bytes(
        redeclared(load_form(CASE_RISK).package, replace(load_form(CASE_RISK).declaration, edition=""))
    )
    new = tmp_path / "new.docx"
    new.write_bytes(
        edition(
            "3",
            ("The child is safe now", "Is the child safe?"),
            ("No statutory task is overdue", "Every statutory task is done"),
        )
    )
    screen.sign_in(Role.ADMINISTRATOR)
    page = screen.page
    page.goto("/forms")
    screen.look("forms-editions")
    page.get_by_role("link", name="3 with auditors").click()
    expect(page.get_by_role("heading", name="Forms with auditors now")).to_be_visible()
    screen.look("forms-out")
    page.goto("/forms/case_risk/2/difference")
    screen.look("forms-difference")
    page.goto("/forms/case_risk/2/out")
    expect(page.get_by_text("No form of this edition is with an auditor.")).to_be_visible()
    screen.look("forms-out-none")
    page.goto("/forms/add")
    screen.look("forms-add")
    page.get_by_label("The form", exact=True).set_input_files(broken)
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("heading", name="What to mend in Word")).to_be_visible()
    screen.look("forms-add-problem")
    page.get_by_label("The form", exact=True).set_input_files(new)
    page.get_by_role("button", name="Check it").press("Enter")
    expect(page.get_by_role("heading", name="What it changes of edition 2")).to_be_visible()
    screen.look("forms-addition")
    page.get_by_role("button", name="Throw the file away").press("Enter")
    expect(page.get_by_text("Nothing was added.")).to_be_visible()
