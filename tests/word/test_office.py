"""LibreOffice as a tool: what it types stands where it should, and nothing of it is left behind."""

import io
import os
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from lxml import etree

from service.word.office import Office, OfficeFailed
from service.word.pack import rewrite
from service.word.package import open_package
from tests.modules import ROOT
from tests.servers import wait_for

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Spot = tuple[int, int, int]


def body_of(docx: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def cells(body: etree._Element) -> Iterator[tuple[Spot, etree._Element]]:
    """Every table cell, with the numbers of its table, its row and itself."""
    for table_number, table in enumerate(body.iter(W + "tbl")):
        for row_number, row in enumerate(table.iter(W + "tr")):
            for number, cell in enumerate(row.iter(W + "tc")):
                yield (table_number, row_number, number), cell


def text_of(element: etree._Element) -> str:
    return "".join(piece.text or "" for piece in element.iter(W + "t"))


def places_of_tags(body: etree._Element) -> dict[str, Spot]:
    """Where the first control of each tag stands, of those in table cells."""
    found: dict[str, Spot] = {}
    for spot, cell in cells(body):
        for tag in cell.iter(W + "tag"):
            found.setdefault(str(tag.get(W + "val")), spot)
    return found


def shown(docx: bytes) -> dict[Spot, str]:
    return {spot: text_of(cell) for spot, cell in cells(body_of(docx))}


@pytest.fixture(scope="module")
def form() -> bytes:
    return (ROOT / "docx_templates" / "fostering.docx").read_bytes()


@pytest.fixture(scope="module")
def places(form: bytes) -> dict[str, Spot]:
    return places_of_tags(body_of(form))


def test_what_is_typed_stands_where_the_control_stood_and_nowhere_else(
    office: Office, form: bytes, places: dict[str, Spot]
) -> None:
    every_second = sorted(places)[::2]
    typed = {tag: f"Answer {number}" for number, tag in enumerate(every_second)}
    before, after = shown(form), shown(office.complete(form, typed))
    assert {tag: after[places[tag]] for tag in typed} == typed
    untouched = before.keys() - {places[tag] for tag in typed}
    assert {spot: after[spot] for spot in untouched} == {spot: before[spot] for spot in untouched}


def test_runs_at_the_same_time_do_not_meet(office: Office, form: bytes, places: dict[str, Spot]) -> None:
    with ThreadPoolExecutor() as at_once:
        runs = [
            at_once.submit(office.complete, form, {"audit.auditor": f"Run {number}"}) for number in (1, 2)
        ]
    completed = [shown(run.result())[places["audit.auditor"]] for run in runs]
    assert completed == ["Run 1", "Run 2"]


def test_a_choice_typed_stays_in_its_control(office: Office, form: bytes) -> None:
    completed = body_of(office.complete(form, {"overall.grade": "Good"}))
    lists = [
        text_of(control)
        for control in completed.iter(W + "sdt")
        if control.find(f".//{W}dropDownList") is not None
    ]
    assert lists.count("Good") == 1


def test_typing_over_a_selected_paragraph_destroys_the_control(office: Office, form: bytes) -> None:
    completed = body_of(office.complete(form, {"overall.grade": "Good"}, overtype=True))
    assert not [control for control in completed.iter(W + "sdt") if text_of(control) == "Good"]
    assert [cell for _, cell in cells(completed) if text_of(cell) == "Good"]


def test_rows_are_added_where_there_are_too_few_and_a_blank_leaves_the_prompt(
    office: Office, form: bytes, places: dict[str, Spot]
) -> None:
    table, row, first = places["actions.what"]
    before = shown(form)
    header = tuple(text for (at, down, _), text in before.items() if (at, down) == (table, row - 1))
    texts = [[f"Action {number}", *[""] * (len(header) - 1)] for number in range(7)]
    texts[0] = ["", *texts[0][1:]]
    after = shown(office.complete(form, {}, {header: texts}))
    column = [after[table, row + number, first] for number in range(7)]
    assert column == [before[table, row, first], *(f"Action {number}" for number in range(1, 7))]
    assert max(down for at, down, _ in after if at == table) == row + 6


def test_a_tag_or_a_table_that_is_not_there_is_named(office: Office, form: bytes) -> None:
    with pytest.raises(OfficeFailed, match=r"sections\.none\.grade, Colour \| Shape"):
        office.complete(form, {"sections.none.grade": "Good"}, {("Colour", "Shape"): [["red", "round"]]})


def test_a_document_keeps_its_text_through_another_format(office: Office, form: bytes) -> None:
    back = office.convert(office.convert(form, ".docx", ".odt"), ".odt", ".docx")
    assert shown(back) == shown(form)


def test_a_document_can_be_seen_as_pdf(office: Office, form: bytes) -> None:
    assert office.convert(form, ".docx", ".pdf").startswith(b"%PDF-")


def stand_in(path: Path, script: str) -> Office:
    """A LibreOffice that behaves badly."""
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return Office(str(path), str(path), seconds=1)


def test_an_office_that_writes_nothing_has_failed_whatever_its_exit_status(tmp_path: Path) -> None:
    office = stand_in(tmp_path / "soffice", "echo 'could not load' >&2; exit 0")
    with pytest.raises(OfficeFailed, match="wrote nothing: could not load"):
        office.convert(b"", ".docx", ".pdf")
    with pytest.raises(OfficeFailed, match="wrote nothing: could not load"):
        office.complete(b"", {})


def test_an_office_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    office = stand_in(tmp_path / "soffice", f"sleep 300 & echo $! > {tmp_path}/child; wait")
    with pytest.raises(OfficeFailed, match="longer than 1 seconds"):
        office.convert(b"", ".docx", ".pdf")
    child = int((tmp_path / "child").read_text(encoding="utf-8"))
    wait_for(
        lambda: not is_running(child)
    )  # the system ends it in its own time; by itself it would run for minutes


def is_running(process: int) -> bool:
    """Whether a process runs; one that has ended and only waits to be noticed does not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"


def test_what_a_document_links_to_is_never_fetched(office: Office, form: bytes) -> None:
    asked: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815 -- the names that http.server looks for

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Listening) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        office.convert(_with_pictures_from(address, form), ".docx", ".pdf")
        server.shutdown()
    assert asked == []


def _with_pictures_from(address: str, form: bytes) -> bytes:
    """The form with a linked picture, and a field that includes one."""
    package = open_package(form)
    related = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = (
        f'<Relationship Id="rIdX" Type="{kind}/image" Target="{address}/linked.png" TargetMode="External"/>'
    )
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    picture = (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing"><wp:extent cx="990000" '
        f'cy="792000"/><wp:docPr id="9001" name="p"/><a:graphic xmlns:a="{drawing}/main"><a:graphicData '
        f'uri="{drawing}/picture"><pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr><pic:cNvPr id="0" name="x"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{kind}" r:link="rIdX"/></pic:blipFill><pic:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="990000" cy="792000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> INCLUDEPICTURE '
        f'"{address}/field.png" \\d </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    main = package.read(package.main).decode().replace("<w:body>", f"<w:body>{picture}", 1)
    links = package.read(related).decode().replace("</Relationships>", f"{link}</Relationships>", 1)
    assert (picture in main, link in links) == (True, True)
    return rewrite(package, {package.main: main.encode(), related: links.encode()})
