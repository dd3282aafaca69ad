"""A plain form is adopted on the pages: its places proposed, changed one by one, tried, and made an edition."""

import re
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from werkzeug.test import TestResponse

from service.roles import Role
from service.store import drafts, trail
from service.word.adopt.applying.apply import adopted
from service.word.adopt.entries import map_of
from service.word.adopt.mapping import read_map, written
from service.word.adopt.proposing import propose
from service.word.form import load_form
from service.word.package import open_package
from service.word.stories import whole_view
from service.workflow.drafts import ADOPTION, LASTS
from tests.modules import ROOT
from tests.pages.browsing import PICTURES, Screen, Site
from tests.pages.pictures import HELP, hold
from tests.pages.visiting import Visitor, Visitors, confirmed
from tests.services import Clock
from tests.word.tiny import document, para, row, table
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
    + table(
        row("Action", "Owner", "By when"),
        row("Visit again", "Wren", "1 July 2026"),
        *[row("", "", "")] * 2,
        columns=3,
    )
)


def upload(
    visitor: Visitor, content: bytes = PLAIN, name: str = "theirs.docx", **more: object
) -> TestResponse:
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
    return unescape(found[1])


def fields(page: str) -> dict[str, str]:
    """What the fields of a place's page hold, as a browser would send them."""
    patterns = {
        "seen": r'name="seen" value="(\d+)"',
        **{name: rf'<input[^>]* id="{name}"[^>]*? value="([^"]*)"' for name in ("title", "section", "name")},
        "kind": r'name="kind" type="radio" value="(\w+)" checked',
        "part": r'<option value="(\w+)" selected',
        "spot": r'name="spot" value="([^"]*)"',
        "options": r'<textarea[^>]* name="options"[^>]*>([^<]*)</textarea>',
    }
    found = {name: re.search(pattern, page) for name, pattern in patterns.items()}
    return {name: unescape(match[1]) if match else "" for name, match in found.items()}


def decide(visitor: Visitor, begun: str) -> None:
    """Decides what the only label means that may mean several things."""
    path = place(visitor.get(begun).text, "Name")
    said = {**fields(visitor.get(path).text), "meant": "audit.auditor"}
    assert visitor.post(path, said).status_code == 303


def number_of(visitor: Visitor) -> int:
    """The number of the person who visits."""
    assert visitor.person is not None
    return visitor.person.id


def test_a_form_is_adopted_in_a_browser(screen: Screen, tmp_path: Path) -> None:
    form, copy = tmp_path / "theirs.docx", tmp_path / "completed.docx"
    form.write_bytes(PLAIN)
    copy.write_bytes(COMPLETED)
    screen.sign_in(Role.ADMINISTRATOR)
    page = screen.page
    page.get_by_role("link", name="Forms", exact=True).click()
    page.get_by_role("button", name="Adopt a plain form").click()
    expect(page.get_by_role("heading", name="Adopt a plain form")).to_be_visible()
    screen.look("adopt-begin")
    page.get_by_role("button", name="Find the places").click()
    expect(page.get_by_role("alert").get_by_text("Choose the plain form")).to_be_visible()
    screen.look("adopt-begin-problem")
    page.get_by_label("The blank form").set_input_files(form)
    page.get_by_role("button", name="Find the places").click()
    expect(page.get_by_role("heading", name="Look at these first")).to_be_visible()
    screen.look("adopt-form")
    page.locator(".app-paper").screenshot(path=PICTURES / "shown-adopt-a-form.png")
    hold(PICTURES / "shown-adopt-a-form.png", "adopt-a-form", HELP)
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
    expect(page.get_by_role("heading", name="Where is a place missing?")).to_be_visible()
    screen.look("adopt-spots")
    page.get_by_role("link", name=re.compile("^Add here What was seen at the visit")).click()
    page.get_by_role("button", name="Add the place").click()
    expect(page.get_by_role("alert").get_by_text("Say where in the text")).to_be_visible()
    screen.look("adopt-new-place-problem")
    page.get_by_label("Behind the text").check()
    page.get_by_label("Title").fill("What was seen")
    page.get_by_label("Section").fill("visit")
    page.get_by_role("textbox", name="Name", exact=True).fill("seen")
    page.get_by_label("Long text").check()
    page.get_by_role("button", name="Add the place").click()
    expect(page.get_by_text("A place for “What was seen” is added.")).to_be_visible()
    page.get_by_role("link", name="Change what it is called").click()
    expect(page.get_by_role("heading", name="What the form is called")).to_be_visible()
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


def test_each_change_is_kept_and_a_place_is_taken_out_and_put_back(
    administrator: Visitor, begun: str
) -> None:
    path = place(administrator.get(begun).text, "Date of audit")
    said = fields(administrator.get(path).text)
    assert (said["title"], said["part"], said["name"], said["kind"]) == (
        "Date of audit",
        "audit",
        "date",
        "date",
    )
    administrator.post(path, {**said, "title": "Day of the audit"})
    page = administrator.get(begun).text
    assert "“Day of the audit” is saved." in page
    shown = administrator.get(place(page, "Day of the audit")).text
    administrator.post(path, {**fields(shown), "do": "remove"})
    page = administrator.get(begun).text
    assert "“Day of the audit” is no place any more" in page
    assert '<code class="app-tag">audit.date' not in page
    line, cell = path.rpartition("/")[2].partition(":")[0].split(".")
    added = {"way": "empty", "title": "Date", "part": "audit", "name": "date", "kind": "date"}
    shown = administrator.get(f"{begun}/add/{line}/{cell}").text
    administrator.post(f"{begun}/add/{line}/{cell}", {**added, "seen": fields(shown)["seen"]})
    assert place(administrator.get(begun).text, "Date") == path
    assert "ask for the date of the audit" not in administrator.get(begun).text
    assert administrator.get(f"{begun}/add/{line}/{cell}").status_code == 404


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": ""}, "Enter what the place is called"),
        ({"name": ""}, "Enter a name for the answer"),
        ({"name": "Date of audit"}, "no such piece"),
        ({"name": "reference"}, "Another place is called audit.reference too"),
        ({"kind": "tick"}, "is a date slot in every form"),
        ({"kind": "choice", "name": "day", "options": "no_such_list"}, "is the name of no list or scale"),
        ({"title": "{{ audit.date }}"}, "a template tag cannot stand here"),
    ],
)
def test_what_is_wrong_with_a_place_is_told_at_its_field_and_nothing_typed_is_lost(
    administrator: Visitor, begun: str, change: dict[str, str], says: str
) -> None:
    path = place(administrator.get(begun).text, "Date of audit")
    said = fields(administrator.get(path).text) | {"title": "A title that I typed"} | change
    answer = administrator.post(path, said)
    assert answer.status_code == 400
    assert says.lower() in unescape(answer.text).lower()
    assert fields(answer.text)["title"] == said["title"]
    assert "Date of audit" in administrator.get(begun).text


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        (["Social worker", "Team manager"], ["social_worker", "team_manager"]),
        (["A+", "A", "A-", "B"], ["a_plus", "a", "a_minus", "b"]),
        (["Yes: fully", "Yes: partly", "No"], ["yes_fully", "yes_partly", "no"]),
        (["0 to 5", "0–5", "★", "★★"], ["0_to_5", "0_5", "choice", "choice_2"]),
    ],
)
def test_every_choice_that_is_typed_stands_as_it_was_typed(
    administrator: Visitor, visitors: Visitors, begun: str, typed: list[str], codes: list[str]
) -> None:
    path = place(administrator.get(begun).text, "Owner")
    said = {**fields(administrator.get(path).text), "kind": "choice", "name": "owner_role"}
    said["options"] = "\r\n".join(typed)
    for _ in range(2):  # saved again as it stands, nothing of it changes
        assert administrator.post(path, said).status_code == 303
        with visitors.service.store.look() as session:
            found = map_of(drafts.of_person(session, number_of(administrator), ADOPTION)[0].map)
        (entry,) = [one for one in found.entries if one.title == "Owner"]
        assert not isinstance(entry.options, str)
        assert [(one.code, one.text) for one in entry.options] == [*zip(codes, typed, strict=True)]
        said = {**said, **fields(administrator.get(path).text)}


def test_a_choice_that_is_typed_twice_is_told(administrator: Visitor, begun: str) -> None:
    path = place(administrator.get(begun).text, "Owner")
    said = {**fields(administrator.get(path).text), "kind": "choice", "name": "owner_role"}
    answer = administrator.post(path, {**said, "options": "Fully met\r\nfully met\r\nNot met"})
    assert answer.status_code == 400
    assert "“fully met” is said twice" in unescape(answer.text)
    assert fields(answer.text)["options"].splitlines() == ["Fully met", "fully met", "Not met"]


def test_two_windows_show_both_and_lose_nothing(administrator: Visitor, begun: str) -> None:
    path = place(administrator.get(begun).text, "Date of audit")
    said = fields(administrator.get(path).text)
    administrator.post(path, {**said, "title": "Theirs"})
    answer = administrator.post(path, {**said, "title": "Mine"})
    assert answer.status_code == 409
    assert "As it stands now: “Theirs”, date" in answer.text
    assert fields(answer.text)["title"] == "Mine"
    assert administrator.post(path, fields(answer.text)).status_code == 303
    assert "Mine" in administrator.get(begun).text
    stale = administrator.post(path, {**said, "do": "remove"})
    assert (stale.status_code, "changed in another window" in stale.text) == (409, True)
    called = {
        "title": "Typed",
        "key": "typed",
        "edition": "1",
        "subject": "child",
        "scale": "ofsted",
        "seen": "1",
    }
    stale = administrator.post(f"{begun}/called", called)
    assert (stale.status_code, 'value="Typed"' in stale.text) == (409, True)
    assert administrator.post(f"{begun}/confirm", {"seen": "1"}).status_code == 409


def test_what_is_wrong_in_one_window_is_told_only_where_the_other_has_changed_nothing(
    administrator: Visitor, begun: str
) -> None:
    path = place(administrator.get(begun).text, "Date of audit")
    said = fields(administrator.get(path).text)
    new = re.search(r'href="(/adoptions/\d+/add/\d+/\d+)"', administrator.get(f"{begun}/add").text)
    assert new is not None
    administrator.post(path, {**said, "title": "Theirs"})
    for page, wrong in (
        (path, {**said, "title": ""}),
        (new[1], said | {"title": ""}),
        (f"{begun}/called", said),
    ):
        late = administrator.post(page, {**wrong, "title": ""})
        assert (late.status_code, "changed in another window" in late.text) == (409, True)
        refused = administrator.post(page, {**wrong, "title": "", "seen": fields(late.text)["seen"]})
        assert refused.status_code == 400
    assert "Theirs" in administrator.get(begun).text


def test_what_is_typed_is_shown_and_never_run(administrator: Visitor) -> None:
    nasty = "Its <script>alert(1)</script>"
    hostile = document(
        para(nasty, style="Title") + table(row(nasty, "")) + para(f"Male \u2610 Female \u2610 {nasty}")
    )
    begun = str(upload(administrator, hostile, "<img src=x onerror=alert(1)>.docx").location)
    for path in (begun, f"{begun}/add", f"{begun}/called", f"{begun}/leave", "/forms/adopt"):
        page = administrator.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in administrator.get(begun).text


def test_another_persons_draft_is_not_found_and_what_is_left_is_gone(
    administrator: Visitor, visitors: Visitors, begun: str
) -> None:
    other = visitors.of(Role.HEAD_OF_QA)
    for path in ("", "/add", "/called", "/check", "/leave", "/adopted.docx"):
        assert other.get(begun + path).status_code == 404
    assert other.post(f"{begun}/leave").status_code == 404
    assert administrator.get(f"{begun}/leave").status_code == 200
    assert administrator.post(f"{begun}/leave").status_code == 303
    assert administrator.get(begun).status_code == 404
    with visitors.service.store.look() as session:
        assert drafts.of_person(session, number_of(administrator), ADOPTION) == []
        verbs = [one.verb for one in trail.page(session, limit=10_000) if one.about == "draft"]
    assert verbs == ["adoption.begun", "adoption.left"]


def test_a_draft_that_nobody_touches_for_long_goes(
    administrator: Visitor, visitors: Visitors, clock: Clock, begun: str
) -> None:
    clock.move(days=LASTS.days, minutes=1)
    administrator.sign_in()
    assert administrator.get(begun).status_code == 404
    assert "theirs.docx" not in administrator.get("/forms/adopt").text
    upload(administrator)
    with visitors.service.store.look() as session:
        assert len(drafts.of_person(session, number_of(administrator), ADOPTION)) == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7", "PDF"),
        (document(para("Dear Ms Lantern, thank you for the biscuits.")), "no place for an answer"),
        ((ROOT / "docx_templates" / "case_risk.docx").read_bytes(), "two-way already"),
    ],
    ids=["a PDF", "a letter", "a form that is two-way"],
)
def test_what_is_no_plain_form_is_refused_in_words(administrator: Visitor, content: bytes, says: str) -> None:
    answer = upload(administrator, content)
    assert (answer.status_code, says in answer.text) == (400, True)
    assert "Not finished yet" not in administrator.get("/forms/adopt").text


def test_copies_are_learned_from_and_others_put_aside_by_name(administrator: Visitor) -> None:
    copies = [(BytesIO(COMPLETED), "one.docx"), (BytesIO(document(para("A letter."))), "letter.docx")]
    page = administrator.get(str(upload(administrator, copies=copies).location)).text
    assert "with what 1 completed copy told" in page
    assert "letter.docx: it is no copy of this form" in page


def test_a_zip_of_copies_is_unpacked_and_each_file_told_about(administrator: Visitor) -> None:
    sent = BytesIO()
    with zipfile.ZipFile(sent, "w") as files:
        files.writestr("returned/one.docx", COMPLETED)
        files.writestr("returned/letter.docx", document(para("A letter.")))
        files.writestr("returned/scan.pdf", b"%PDF-1.7")
    sent.seek(0)
    copies = [(sent, "returned.zip"), (BytesIO(COMPLETED), "one.docx"), (BytesIO(COMPLETED), "one.docx")]
    page = administrator.get(str(upload(administrator, copies=copies).location)).text
    assert "with what 3 completed copies told" in page
    for name in ("returned/one.docx", "one.docx", "one.docx (2)"):
        assert f'<li class="app-said">{name}</li>' in page
    assert "Put aside: 2 files" in page
    assert "returned/letter.docx: it is no copy of this form" in page
    assert re.search(r"returned/scan\.pdf: [^<]*PDF", page)


def test_more_copies_than_are_taken_at_once_are_refused_in_words(
    administrator: Visitor, visitors: Visitors
) -> None:
    most = visitors.service.config.files
    copies = [(BytesIO(b"x"), f"{number}.docx") for number in range(most + 1)]
    answer = upload(administrator, copies=copies)
    assert answer.status_code == 400
    assert f"At most {most} files are taken at once" in answer.text


def test_prompts_are_put_in_unless_somebody_says_otherwise(administrator: Visitor, begun: str) -> None:
    decide(administrator, begun)
    with_prompts = load_form(administrator.get(f"{begun}/adopted.docx").data)
    page = administrator.get(f"{begun}/called").text
    assert "Put no prompts into places that have none" in page
    said = {
        "title": "Record audit",
        "key": "record_audit",
        "edition": "3",
        "subject": "child",
        "scale": "ofsted",
    }
    answer = administrator.post(f"{begun}/called", {**said, "seen": fields(page)["seen"], "bare": "yes"})
    assert answer.status_code == 303
    assert re.search(r'name="bare"[^>]* checked', administrator.get(f"{begun}/called").text)
    bare = load_form(administrator.get(f"{begun}/adopted.docx").data)
    shown = [[cell.text for line in form.view.lines for cell in line.cells] for form in (with_prompts, bare)]
    assert any("Audit reference" in text for text in shown[1])
    plain_words = {
        " ".join(cell.text.split()) for line in whole_view(open_package(PLAIN)).lines for cell in line.cells
    }
    assert {" ".join(text.split()) for text in shown[1]} <= plain_words
    assert not {" ".join(text.split()) for text in shown[0]} <= plain_words
    page = administrator.get(f"{begun}/called").text
    administrator.post(f"{begun}/called", {**said, "seen": fields(page)["seen"]})
    assert not re.search(r'name="bare"[^>]* checked', administrator.get(f"{begun}/called").text)


def test_an_adopted_form_is_the_same_as_by_the_command_line_and_reads_its_copies(
    administrator: Visitor, visitors: Visitors
) -> None:
    theirs, _ = plain((ROOT / "docx_templates" / "case_risk.docx").read_bytes(), prompts=False)
    begun = str(upload(administrator, theirs, "case_risk.docx").location)
    made = administrator.get(f"{begun}/adopted.docx")
    declaration, slots = read_map(written(propose(theirs, "case_risk"), theirs, "x"), theirs)
    assert made.data == adopted(theirs, declaration, slots)
    assert made.headers["Content-Disposition"].startswith("attachment")
    answer = confirmed(administrator, begun, "/check")
    assert answer.location == "/forms/current_case_risk_check/1"
    form = visitors.service.catalogue().find("current_case_risk_check", "1")
    assert form is not None
    assert form.by_tag.keys() == {one.named.tag for one in slots}
    assert administrator.get(begun).status_code == 404
    again = str(upload(administrator, theirs, "case_risk.docx").location)
    assert confirmed(administrator, again, "/check").status_code == 303
    assert "was there already" in administrator.get(answer.location).text


def test_a_box_that_is_ticked_in_the_blank_form_leads_to_its_place(administrator: Visitor) -> None:
    ticked = document(
        para("Visit record", style="Title")
        + table(
            row("Record number", ""),
            row("Was the child seen?", "\u2612 Seen alone   \u2610 Seen with others"),
        )
    )
    begun = str(upload(administrator, ticked).location)
    path = place(administrator.get(begun).text, "Was the child seen: Seen alone")
    checked = administrator.get(f"{begun}/check")
    assert checked.status_code == 422
    assert f'href="{path}"' in checked.text
    assert "Take its tick off" in checked.text
    administrator.post(path, {**fields(administrator.get(path).text), "do": "remove"})
    assert administrator.get(f"{begun}/check").status_code != 500


def test_words_that_a_person_has_give_way_are_told_before_it_is_confirmed(
    administrator: Visitor, begun: str
) -> None:
    page = administrator.get(f"{begun}/add").text
    path = unescape(re.search(r'href="([^"]+)">Add here<[^>]+> What was seen', page)[1])  # type: ignore[index]
    new = {"title": "Seen", "part": "overall", "name": "seen", "kind": "rich_text", "way": "instead"}
    administrator.get(path)
    assert "Enter the words" in administrator.post(path, {**new, "seen": "1"}).text
    assert "do not stand there" in administrator.post(path, {**new, "words": "biscuits", "seen": "1"}).text
    assert administrator.post(path, {**new, "words": "at the visit", "seen": "1"}).status_code == 303
    decide(administrator, begun)
    assert '<li class="app-said">at the visit</li>' in administrator.get(f"{begun}/check").text


def test_a_column_of_actions_that_was_missed_is_added_with_its_rows(administrator: Visitor) -> None:
    begun = str(upload(administrator).location)
    path = place(administrator.get(begun).text, "Owner")
    administrator.post(path, {**fields(administrator.get(path).text), "do": "remove"})
    line, cell = path.rpartition("/")[2].partition(":")[0].split(".")
    spot = f"{begun}/add/{line}/{cell}"
    page = administrator.get(spot).text
    assert "each of the 2 empty cells below it" in page
    new = {"title": "Who", "part": "actions", "name": "owner", "kind": "text", "way": "empty", "rows": "yes"}
    assert administrator.post(spot, {**new, "seen": fields(page)["seen"]}).status_code == 303
    decide(administrator, begun)
    form = load_form(administrator.get(f"{begun}/adopted.docx").data)
    assert form.by_tag["actions.owner"].repeating == "actions"


def test_what_went_wrong_is_told_where_it_can_be_mended(screen: Screen, tmp_path: Path) -> None:
    form = tmp_path / "theirs.docx"
    form.write_bytes(PLAIN)
    screen.sign_in(Role.ADMINISTRATOR)
    page = screen.page
    page.goto("/forms/adopt")
    page.get_by_label("The blank form").set_input_files(form)
    page.get_by_role("button", name="Find the places").click()
    page.get_by_role("link", name="4 Name", exact=True).first.click()
    page.get_by_label("Something else, as named below").check()
    page.get_by_label("Part", exact=True).select_option("actions")
    page.get_by_role("textbox", name="Name", exact=True).fill("more")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Check and try it").first.click()
    expect(page.get_by_role("alert").get_by_role("link", name="4 Name")).to_be_visible()
    screen.look("adopt-faults")
    page.get_by_role("link", name="4 Name").click()
    with page.context.expect_page() as opened:
        page.evaluate("window.open(location.href)")
    other = opened.value
    other.get_by_label("Title").fill("Who audited")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("“Who audited” is saved.")).to_be_visible()
    page.get_by_label("Title").fill("Mine")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("As it stands now: “Who audited”")).to_be_visible()
    screen.look("adopt-stale")
    page.get_by_role("button", name="Remove this place").click()
    expect(page.get_by_text("is no place any more")).to_be_visible()
    page.goto(other.url)
    page.get_by_role("link", name="Throw it away").first.click()
    expect(page.get_by_role("heading", name="Throw Record audit version 3 away?")).to_be_visible()
    screen.look("adopt-leave")
    page.get_by_role("button", name="Throw it away").click()
    expect(page.get_by_text("No edition was added.")).to_be_visible()


def test_a_form_is_adopted_without_scripts_and_by_keyboard(
    site: Site, chromium: Browser, tmp_path: Path
) -> None:
    form = tmp_path / "theirs.docx"
    form.write_bytes(PLAIN)
    with Screen.opened(site, chromium, "without scripts", scripts=False) as screen:
        screen.sign_in(Role.HEAD_OF_QA)
        page = screen.page
        page.goto("/forms/adopt")
        page.get_by_label("The blank form").set_input_files(form)
        page.get_by_role("button", name="Find the places").press("Enter")
        page.get_by_role("link", name="4 Name", exact=True).first.press("Enter")
        page.get_by_label("Auditor (about the audit)").press("Space")
        page.get_by_role("button", name="Save").press("Enter")
        expect(page.get_by_text("“Name” is saved.")).to_be_visible()
        page.get_by_role("button", name="Check and try it").first.press("Enter")
        page.get_by_role("button", name="Make it edition 3").press("Enter")
        expect(page.get_by_text("is adopted.")).to_be_visible()


@pytest.mark.parametrize("name", ["FormFilled.docx", "docx_checkboxes.docx"])
def test_a_real_form_is_shown_with_its_places(shared: Path, screen: Screen, name: str) -> None:
    screen.sign_in(Role.ADMINISTRATOR)
    theirs = shared / "corpus" / name
    screen.page.goto("/forms/adopt")
    screen.page.get_by_label("The blank form").set_input_files(theirs)
    screen.page.get_by_role("button", name="Find the places").click()
    expect(screen.page.get_by_role("heading", name="All places")).to_be_visible()
    screen.look(f"adopt-real-{name.partition('.')[0]}")
