"""The whole day in a real browser: from the first administrator to what stands on the case record."""

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import Locator, Page, expect

from service.lifecycle import Stage
from service.store import people
from service.word.form import load_form
from service.word.office import Office
from service.workflow.first_administrator import first_code
from tests.pages.browsing import PICTURES, Screen, Site
from tests.pages.pictures import HELP, README, hold
from tests.pages.visiting import PASSWORD
from tests.workflow.auditing import audit_of

CASES = 12
WITHOUT_A_GRADE = 3
DAY = date(2026, 6, 1)
TYPED = {
    "overall.grade": "Good",
    "overall.rationale": "The agreement is current and the household is well supported.",
    "overall.strengths": "Visits are recorded on the day.",
    "signoff.auditor.name": "Wren Alder",
}
HEADS = ("Action", "Difference for children", "Owner", "Owner's role", "Due date", "Agreed with worker")
ACTION = ("Put the new agreement on the file", "", "Ivy Stone", "", "19/06/2026", "")
_REFERENCE = re.compile(r"AF-\d+-\d+-.")


def picture(screen: Screen, name: str, folder: Path = README, *, of: Locator | None = None) -> None:
    """A page, or a part `of` it, that README or the help shows, held against its picture there."""
    screen.page.set_viewport_size({"width": 1280, "height": 900})
    path = PICTURES / f"shown-{name}.png"
    PICTURES.mkdir(parents=True, exist_ok=True)
    (of or screen.page).screenshot(path=path)
    hold(path, name, folder)


def printed(office: Office, form: Path) -> None:
    """The upper half of a completed form's first page, as the help shows it."""
    pdf = pypdfium2.PdfDocument(office.convert(form.read_bytes(), ".docx", ".pdf"))
    page = pdf[0].render(scale=1.5).to_pil()
    path = PICTURES / "shown-complete-a-form.png"
    page.crop((0, 0, page.width, page.height // 2)).save(path)
    hold(path, "complete-a-form", HELP)


def first_administrator(site: Site, page: Page) -> None:
    with site.service.store.change() as session:
        for person in people.people(session):
            person.password = None
    code = first_code(site.service.work())
    assert code is not None
    page.goto("/")
    page.get_by_label("Code").fill(code)
    page.get_by_label("Your name").fill("Wren Alder")
    page.get_by_label("E-mail address").fill("wren@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    page.get_by_role("button", name="Set up and sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def add_somebody(screen: Screen, name: str, role: str, team: str = "") -> None:
    page = screen.page
    page.goto("/people/new")
    page.get_by_label("Name").fill(name)
    page.get_by_label("E-mail address").fill(f"{name.split(maxsplit=1)[0].lower()}@example.org")
    page.get_by_label(role).check()
    if team:
        page.get_by_label("Team").select_option(label=team)
    if not team:
        picture(screen, "people", HELP)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text(f"{name} is added")).to_be_visible()


def send_out(screen: Screen, folder: Path) -> dict[str, bytes]:
    """The forms of twelve audits, by their names in the zip."""
    page = screen.page
    cases = folder / "cases.csv"
    rows = [f"C-{number:03},{DAY},Wren Alder" for number in range(CASES)]
    cases.write_text("\n".join(["Carer record number,Date of audit,Auditor", *rows]), encoding="utf-8")
    page.goto("/send-out/fostering/many")
    page.get_by_label("List of cases").set_input_files(cases)
    page.get_by_label("Whose audits are they?").select_option(label="Harbour")
    page.get_by_role("button", name="Send out").click()
    expect(page.get_by_role("heading", name=f"{CASES} audits sent out")).to_be_visible()
    picture(screen, "send-out", HELP)
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download {CASES} forms (zip)").click()
    with zipfile.ZipFile(download.value.path()) as forms:
        return {name: forms.read(name) for name in forms.namelist()}


def complete(forms: dict[str, bytes], office: Office, folder: Path) -> list[Path]:
    """The forms as an auditor completes them in LibreOffice; one forgets the overall grade, one asks for something."""
    made = []
    for number, (name, form) in enumerate(sorted(forms.items())):
        typed = {
            tag: said for tag, said in TYPED.items() if number != WITHOUT_A_GRADE or tag != "overall.grade"
        }
        rows: dict[tuple[str, ...], list[list[str]]] = {HEADS: [list(ACTION)]} if number == 0 else {}
        path = folder / Path(name).name
        path.write_bytes(office.complete(form, typed, rows))
        made.append(path)
    return made


@pytest.mark.slow
def test_a_whole_day(
    site: Site, screen: Screen, office: Office, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    page = screen.page
    first_administrator(site, page)
    add_somebody(screen, "Reed Marsh", "Moderator")
    add_somebody(screen, "Ivy Stone", "Manager", "Harbour")
    forms = send_out(screen, tmp_path)
    assert len(forms) == CASES
    files = complete(forms, office, tmp_path)
    printed(office, files[0])
    page.goto("/upload")
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.get_by_role("status").filter(has_text=f"{CASES} of {CASES} files done")).to_be_visible(
        timeout=60_000
    )
    picture(screen, "upload")
    references = sorted(_REFERENCE.findall(" ".join(forms)))
    page.goto("/")
    expect(page.get_by_text(str(CASES), exact=True).first).to_be_visible()
    settle(screen, references[WITHOUT_A_GRADE])
    for reference in references:
        accept(page, reference)
    assert {audit_of(site.service.work(), one).stage for one in references} == {Stage.ACCEPTED}
    work_on_the_action(screen, references[0], tmp_path)
    for verb, button, stage in (
        ("finish", "Finish the audit", Stage.FINISHED),
        ("file", "File the audit", Stage.FILED),
    ):
        page.goto(f"/audits/{references[0]}/{verb}")
        if verb == "finish":
            picture(screen, "accept-and-finish", HELP)
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("alert").first).to_be_visible(timeout=60_000)
        assert audit_of(site.service.work(), references[0]).stage == stage
    page.goto("/")
    picture(screen, "start")
    page.goto("/audits")
    picture(screen, "audits")
    page.goto("/audits?stage=accepted")
    picture(screen, "find-audits", HELP)
    page.goto(f"/audits/{references[1]}")
    picture(screen, "what-happens", HELP)
    shared: Path = request.getfixturevalue("shared")  # the rest of the day does without it
    if shared.is_dir():
        form = adopt(screen, shared / "corpus" / "PersAngaben.docx")
        read_a_copy(screen, form, office, tmp_path)


def settle(screen: Screen, reference: str) -> None:
    """Gives the grade that the auditor has left out."""
    page = screen.page
    page.goto(f"/audits/{reference}/review?show=problems")
    page.wait_for_timeout(
        3_000
    )  # the browser's viewer draws the form beside it, and tells nobody when it has
    picture(screen, "review")
    asked = page.locator("form").filter(
        has=page.get_by_role("group", name="What it should say for Overall: grade")
    )
    picture(
        screen,
        "settle-problems",
        HELP,
        of=asked.locator("xpath=ancestor::*[contains(@class,'app-answer')][1]"),
    )
    asked.get_by_label("Requires improvement to be good").check()
    asked.get_by_label("Why").fill("The auditor said so on the telephone")
    asked.get_by_role("button", name="Correct").click()
    expect(page.get_by_role("alert")).to_contain_text("Put right")


def accept(page: Page, reference: str) -> None:
    page.goto(f"/audits/{reference}/accept")
    page.get_by_role("button", name="Accept the audit").click()
    expect(page.get_by_role("alert").first).to_be_visible()


def work_on_the_action(screen: Screen, reference: str, folder: Path) -> None:
    """Reassigns the action in the workbook, and has it done on its page."""
    page = screen.page
    page.goto("/actions")
    expect(page.get_by_text(ACTION[0])).to_be_visible()
    picture(screen, "actions")
    picture(screen, "actions", HELP)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").first.click()
    workbook = openpyxl.load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    (sheet,) = [one for one in workbook.worksheets if one.sheet_state == "visible"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Ivy Stone")
    cell.value = "Reed Marsh"
    changed = folder / "tracker.xlsx"
    workbook.save(changed)
    page.goto("/actions/upload")
    page.locator("input[type=file]").set_input_files(changed)
    page.get_by_role("button", name="Show what changes").click()
    expect(page.get_by_text("Reed Marsh").first).to_be_visible()
    page.get_by_role("button", name="Change 1 action").click()
    page.goto("/actions")
    expect(page.get_by_role("row", name=re.compile(reference))).to_contain_text("Reed Marsh")


def adopt(screen: Screen, theirs: Path) -> bytes:
    """Makes a real form two-way and an edition, and gives it as it is downloaded from the library."""
    page = screen.page
    page.goto("/forms")
    page.get_by_role("button", name="Adopt a plain form").click()
    page.get_by_label("The blank form").set_input_files(theirs)
    page.get_by_role("button", name="Find the places").click()
    expect(page.get_by_role("heading", name="All places")).to_be_visible()
    screen.look("day-adopt")
    page.get_by_role("link", name=re.compile(r"^\d+ Frau Herr$")).last.click()  # an empty cell, and no place
    page.get_by_role("button", name="Remove this place").click()
    expect(page.get_by_text("is no place any more")).to_be_visible()
    page.get_by_role("button", name="Check and try it").first.click()
    expect(page.get_by_role("heading", name="Persönliche Angaben works")).to_be_visible()
    page.get_by_role("button", name="Make it edition 1").click()
    expect(page.get_by_text("Persönliche Angaben is adopted.")).to_be_visible()
    expect(
        page.get_by_role("img", name="The first page of Persönliche Angaben, edition 1, blank")
    ).to_be_visible()
    screen.look("day-adopted")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the blank form").click()
    return Path(download.value.path()).read_bytes()


def read_a_copy(screen: Screen, form: bytes, office: Office, folder: Path) -> None:
    """Completes the adopted form in LibreOffice, uploads it, and finds all that was written in its review."""
    page = screen.page
    (section,) = {slot.tag.split(".")[1] for slot in load_form(form).slots}
    written = {
        f"sections.{section}.adresse": "Laternenweg 3",
        f"sections.{section}.plz_ort_land": "8000 Wintersingen",
        f"sections.{section}.arbeitgeber": "Lampenfabrik Wintersingen",
    }
    copy = folder / "completed.docx"
    copy.write_bytes(
        office.complete(form, {**written, f"sections.{section}.anrede_frau": "\N{BALLOT BOX WITH X}"})
    )
    page.goto("/upload")
    page.locator("input[type=file]").set_input_files(copy)
    page.get_by_role("button", name="Upload", exact=True).click()
    page.get_by_role("link", name=re.compile("^Review")).click()
    screen.look("day-adopted-review")
    for said in written.values():
        expect(page.get_by_text(said, exact=True).first).to_be_visible()
    frau = page.locator(".app-answer").filter(has_text="Anrede: Frau")
    expect(frau.get_by_text("Ticked", exact=True).first).to_be_visible()
