"""A blank form is recovered from completed copies on the pages: nothing stays in it that a person takes off."""

import re
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect
from werkzeug.test import TestResponse

from service.roles import Role
from service.store import drafts, trail
from service.store.rows.drafts import Draft
from service.word.package import open_package
from service.word.stories import whole_view
from service.workflow.drafts import ADOPTION, RECOVERY
from tests.pages.browsing import Screen
from tests.pages.visiting import Visitor, Visitors
from tests.services import Clock
from tests.word.shipped import parts
from tests.word.tiny import choice, document, para, row, table

_BLIP = '<a:graphic><a:graphicData><a:blip r:embed="rimage"/></a:graphicData></a:graphic>'
PICTURE = f"<w:r><w:drawing>{_BLIP}</w:drawing></w:r>"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rimage" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    'Target="media/photo.png"/></Relationships>'
)
SAID = (("4 June 2025", "Reed Marsh"), ("5 June 2025", "Pip Vole"), ("6 June 2025", "Ada Wren"))


def photo() -> bytes:
    made = BytesIO()
    Image.new("RGB", (60, 40), "#208050").save(made, "PNG")
    return made.getvalue()


def copy_of(day: str, auditor: str) -> bytes:
    """A copy of a record audit; all copies are of one child's case, whose name they share."""
    listed = choice("", "Choose", {"a": "Zebedee Quill", "b": "Somebody else"})
    return document(
        para("Record audit", style="Title")
        + table(
            row("Date of audit", day),
            row("Auditor", auditor),
            row("Child", "Zebedee Quill"),
            row("Record number", ""),
        )
        + para("Good practice seen: reading with Zebedee Quill")
        + para("Seen with: ", listed)
        + para("Thank you for your time.", PICTURE),
        parts={"word/_rels/document.xml.rels": RELATIONS.encode(), "word/media/photo.png": photo()},
    )


def another(number: int) -> bytes:
    """A copy of another form."""
    asked = (row(f"Question {at} of the visit audit", f"Answer {number}") for at in range(6))
    return document(para("Visit audit") + table(*asked))


COPIES = {f"{number}.docx": copy_of(*said) for number, said in enumerate(SAID, 1)}
OTHERS = {f"visit{number}.docx": another(number) for number in range(3)}


def zipped(files: dict[str, bytes]) -> BytesIO:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    made.seek(0)
    return made


def upload(visitor: Visitor, files: dict[str, bytes]) -> TestResponse:
    visitor.get("/forms/adopt")
    return visitor.post("/forms/adopt", {"copies": [(zipped(files), "returned.zip")]})


def kept(visitors: Visitors, visitor: Visitor, kind: str) -> list[Draft]:
    assert visitor.person is not None
    with visitors.service.store.look() as session:
        return drafts.of_person(session, visitor.person.id, kind)


def fields(page: str) -> dict[str, str]:
    """The lines to look at first, each with the name of its field."""
    found = re.findall(r'<textarea[^>]* name="(said-[^"]+)"[^>]*>([^<]*)</textarea>', page)
    return {name: unescape(text) for name, text in found}


def ticks(page: str, text: str) -> dict[str, list[str]]:
    """The ticks that take off every line that says this."""
    found: dict[str, list[str]] = {}
    pattern = r'<input[^>]* name="(off[^"]*)"[^>]* value="([^"]*)"[^>]*><label[^>]*>(.*?)</label>'
    for name, value, label in re.findall(pattern, page):
        if text in unescape(label):
            found.setdefault(name, []).append(value)
    return found


def shown(content: bytes) -> list[str]:
    cells = [cell.text for line in whole_view(open_package(content)).lines for cell in line.cells]
    return [" ".join(text.split()) for text in cells if text.strip()]


def test_what_all_copies_have_in_common_is_listed_and_what_differs_is_not(administrator: Visitor) -> None:
    answer = upload(administrator, COPIES)
    assert answer.status_code == 303
    page = unescape(administrator.get(str(answer.location)).text)
    assert "3 copies were compared" in page
    for stays in (
        "Record audit",
        "Date of audit",
        "Zebedee Quill",
        "Somebody else",
        "Thank you for your time.",
    ):
        assert stays in page
    assert "1 picture" in page
    for said in SAID:
        assert not [one for one in said if one in page]


def test_nothing_that_was_taken_off_is_anywhere_in_the_form_nor_in_what_is_kept(
    administrator: Visitor, visitors: Visitors
) -> None:
    path = str(upload(administrator, COPIES).location)
    page = administrator.get(path).text
    said = fields(page)
    line = next(name for name, text in said.items() if text.startswith("Good practice seen"))
    said[line] = "Good practice seen:"
    off = ticks(page, "Zebedee")
    off["off"].remove(line.removeprefix("said-"))
    answer = administrator.post(path, {**said, **off, "off-picture": "0", "read": "yes"})
    assert answer.status_code == 303
    assert kept(visitors, administrator, RECOVERY) == []
    (draft,) = kept(visitors, administrator, ADOPTION)
    content = administrator.get(f"{answer.location}/plain.docx").data
    assert "Good practice seen:" in shown(content)
    assert "Zebedee" not in " ".join(shown(content))
    for part, held in parts(content).items():
        assert b"Zebedee" not in held, part
        assert "photo" not in part
        assert not [one for said in SAID for one in said if one.encode() in held], part
    assert "Zebedee" not in draft.map + str(draft.told)
    page = administrator.get(str(answer.location)).text
    assert "The blank form was recovered from 3 completed copies" in page
    assert "Date of audit" in page
    with visitors.service.store.look() as session:
        verbs = [one.verb for one in trail.page(session, limit=10_000) if one.about == "draft"]
    assert verbs[::-1] in (
        ["recovery.begun", "adoption.begun", "recovery.finished"],
        ["recovery.finished", "adoption.begun", "recovery.begun"],
    )


def test_it_goes_on_only_when_somebody_says_that_every_line_was_read(
    administrator: Visitor, visitors: Visitors
) -> None:
    path = str(upload(administrator, COPIES).location)
    page = administrator.get(path).text
    off = ticks(page, "Somebody else")
    answer = administrator.post(path, {**fields(page), **off})
    assert answer.status_code == 400
    assert "Read every line, and then say so" in answer.text
    ((name, (value, *_)),) = off.items()
    assert re.search(rf'name="{name}"[^>]* value="{value}" checked', answer.text)
    assert kept(visitors, administrator, ADOPTION) == []


def test_words_that_do_not_stand_there_are_told_at_their_line(administrator: Visitor) -> None:
    path = str(upload(administrator, COPIES).location)
    said = fields(administrator.get(path).text)
    name = next(name for name, text in said.items() if text.startswith("Good practice seen"))
    said[name] = "Good practice that was seen"
    answer = administrator.post(path, {**said, "read": "yes"})
    assert answer.status_code == 400
    assert "“Good practice that was seen” is no part of" in unescape(answer.text)
    assert f'href="#{name}"' in answer.text
    assert fields(answer.text)[name] == "Good practice that was seen"


def test_what_was_reworded_is_kept_where_the_time_was_up_and_no_file_was_chosen(
    administrator: Visitor, clock: Clock
) -> None:
    path = str(upload(administrator, COPIES).location)
    said = fields(administrator.get(path).text)
    name = next(name for name, text in said.items() if text.startswith("Good practice seen"))
    said |= {name: "Good practice seen:", "read": "yes"}
    clock.move(hours=2)
    asked = administrator.post_unchosen(path, said, "copies")
    assert asked.status_code == 401
    assert "What you had just sent is kept on this page" in asked.text
    held = asked.text.partition('name="held" value="')[2].partition('"')[0]
    shown = administrator.sign_in(held=held).text
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', shown.partition("<dl")[2]))
    assert again[name] == "Good practice seen:"
    again.pop("csrf_token")
    assert administrator.post(path, {each: unescape(text) for each, text in again.items()}).status_code == 303
    clock.move(hours=2)
    lost = administrator.post("/forms/adopt", {"copies": [(zipped(COPIES), "returned.zip")]})
    assert (lost.status_code, "neither they nor what you had entered" in lost.text) == (401, True)


def test_the_copies_are_learned_from_when_they_are_given_again(administrator: Visitor) -> None:
    path = str(upload(administrator, COPIES).location)
    said = fields(administrator.get(path).text)
    answer = administrator.post(path, {**said, "read": "yes", "copies": [(zipped(COPIES), "returned.zip")]})
    assert "with what 3 completed copies told" in administrator.get(str(answer.location)).text


def test_copies_of_two_forms_are_told_apart_and_one_is_chosen(
    administrator: Visitor, visitors: Visitors
) -> None:
    answer = upload(administrator, {**COPIES, **OTHERS, "scan.pdf": b"%PDF-1.7"})
    assert answer.location == "/recoveries"
    page = administrator.get("/recoveries").text
    assert "The copies are of 2 forms or editions." in page
    assert "1.docx, 2.docx, 3.docx" in page
    assert "visit0.docx, visit1.docx, visit2.docx" in page
    assert "scan.pdf: " in page
    first, second = kept(visitors, administrator, RECOVERY)
    assert {first.told["called"], second.told["called"]} == {"Record audit", "Visit audit"}
    assert "2 forms recovered from copies" in administrator.get("/forms/adopt").text
    assert administrator.post(f"/recoveries/{first.id}/leave").status_code == 303
    assert [one.id for one in kept(visitors, administrator, RECOVERY)] == [second.id]


def test_too_few_copies_are_refused_each_with_the_reason_and_nothing_is_kept(
    administrator: Visitor, visitors: Visitors
) -> None:
    two = dict(list(COPIES.items())[:2])
    answer = upload(administrator, {**two, "scan.pdf": b"%PDF-1.7"})
    assert answer.status_code == 400
    assert "3 of one form and edition are needed" in answer.text
    assert "1.docx: 3 copies are needed, and there are 2" in answer.text
    assert "scan.pdf: " in answer.text
    same = upload(administrator, {f"{number}.docx": COPIES["1.docx"] for number in range(3)})
    assert "some of the copies are one and the same" in same.text
    assert kept(visitors, administrator, RECOVERY) == []


def test_what_was_recovered_is_its_uploaders_alone_and_its_picture_runs_nothing(
    administrator: Visitor, visitors: Visitors
) -> None:
    path = str(upload(administrator, COPIES).location)
    picture = administrator.get(f"{path}/pictures/0")
    assert (picture.data, picture.mimetype) == (photo(), "image/png")
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    assert administrator.get(f"{path}/pictures/1").status_code == 404
    other = visitors.of(Role.HEAD_OF_QA)
    for page in (path, f"{path}/pictures/0"):
        assert other.get(page).status_code == 404
    assert "Record audit" not in other.get("/recoveries").text
    assert other.post(path, {"read": "yes"}).status_code == 404


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"\xd7\xcd\xc6\x9a an old picture of Windows"])
def test_a_picture_that_browsers_do_not_show_is_words(administrator: Visitor, content: bytes) -> None:
    files = {}
    for number, said in enumerate(SAID):
        held = parts(copy_of(*said)) | {"word/media/photo.png": content}
        files[f"{number}.docx"] = zipped(held).getvalue()
    shown = administrator.get(f"{upload(administrator, files).location}/pictures/0")
    assert "Browsers cannot show this picture" in shown.text
    assert "onload" not in shown.text


def test_a_blank_form_is_recovered_in_a_browser(screen: Screen, tmp_path: Path) -> None:
    screen.sign_in(Role.ADMINISTRATOR)
    page = screen.page
    for name, content in {**COPIES, **OTHERS}.items():
        (tmp_path / name).write_bytes(content)
    page.goto("/forms/adopt")
    page.get_by_label("Completed copies, if you have any").set_input_files(tmp_path / "1.docx")
    page.get_by_role("button", name="Find the places").click()
    expect(page.get_by_role("heading", name="What became of the copies")).to_be_visible()
    screen.look("recover-too-few")
    page.get_by_label("Completed copies, if you have any").set_input_files(
        [tmp_path / name for name in (*COPIES, *OTHERS)]
    )
    page.get_by_role("button", name="Find the places").click()
    expect(page.get_by_role("heading", name="Which form do you want to adopt?")).to_be_visible()
    screen.look("recover-choose")
    page.get_by_role("button", name=re.compile("^Go on with this one.*Record audit$")).click()
    expect(page.get_by_role("heading", name="Which words stay in the blank form?")).to_be_visible()
    screen.look("recover-words")
    for box in page.get_by_role("checkbox", name=re.compile("Zebedee")).all():
        box.check()
    page.get_by_role("button", name="Make the blank form").click()
    expect(page.get_by_role("alert").get_by_role("link", name="Read every line")).to_be_visible()
    screen.look("recover-words-problem")
    page.get_by_label("I have read every line").check()
    page.get_by_role("button", name="Make the blank form").click()
    expect(page.get_by_text("Nothing that you took off is in it.")).to_be_visible()
    expect(page.get_by_text("Zebedee")).to_have_count(0)
    screen.look("recovered")
