"""All parts that hold text are seen, in whatever encoding and dialect they are written."""

import io
import zipfile

import pytest

from service.word.package import open_package
from service.word.stories import whole_view
from tests.word.seen import lines, view
from tests.word.tiny import BY, control, deleted, document, para, run

REFERENCE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
FOOTNOTES = (
    f'<w:footnote w:id="-1" w:type="separator">{para("rule")}</w:footnote>'
    f'<w:footnote w:id="2">{para("As the worker said.")}</w:footnote>'
    f'<w:footnote w:id="3">{para("Nobody refers to this.")}</w:footnote>'
)


def _with(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            new.writestr(one, content if one == name else old.read(one))
    return out.getvalue()


def _main(data: bytes) -> bytes:
    package = open_package(data)
    return package.read(package.main)


def _lines(data: bytes) -> list[str]:
    return [line.cells[0].text for line in whole_view(open_package(data)).lines]


def test_headers_and_footers_come_after_the_body() -> None:
    assert lines(para("Body"), header=para("Above"), footer=para("Below")) == [["Body"], ["Above"], ["Below"]]


def test_footnotes_and_endnotes_that_the_text_refers_to_come_last() -> None:
    endnotes = f'<w:endnote w:id="1">{para("At the end.")}</w:endnote>'
    body = para(run("Late"), REFERENCE) + para('<w:r><w:endnoteReference w:id="1"/></w:r>')
    seen = view(body, footnotes=FOOTNOTES, endnotes=endnotes, header=para("Above"))
    assert [(line.story, line.cells[0].text) for line in seen.lines] == [
        ("body", "Late"),
        ("body", ""),
        ("header", "Above"),
        ("footnote", "As the worker said."),
        ("endnote", "At the end."),
    ]


def test_a_footnote_whose_reference_was_deleted_is_gone() -> None:
    assert lines(para(f"<w:del {BY}>{REFERENCE}</w:del>"), footnotes=FOOTNOTES) == [[""]]


def test_a_reference_without_any_footnotes_is_no_trouble() -> None:
    assert lines(para(run("Late"), REFERENCE)) == [["Late"]]


def test_controls_and_changes_in_footnotes_are_seen() -> None:
    note = f'<w:footnote w:id="2">{para(control("a", "Yes"), deleted("no"))}</w:footnote>'
    seen = view(para(REFERENCE), footnotes=note)
    assert [(one.tag, one.said) for one in seen.controls] == [("a", "Yes")]
    assert seen.revisions


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_the_same_in_every_encoding_that_word_reads(encoding: str) -> None:
    data = document(para("“Good” – \U0001f642 \u2612"))
    declared = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8"}.get(encoding, "UTF-16")
    text = f'<?xml version="1.0" encoding="{declared}"?>' + _main(data).decode()
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert _lines(_with(data, "word/document.xml", mark + text.encode(encoding))) == [
        "“Good” – \U0001f642 \u2612"
    ]


def test_a_strict_document_is_seen_as_any_other() -> None:
    data = document(para(run("It is "), deleted("bad"), control("a", "good")))
    strict = _main(data).replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    seen = whole_view(open_package(_with(data, "word/document.xml", strict)))
    assert seen.lines[0].cells[0].text == "It is good"
    assert [(one.tag, one.said) for one in seen.controls] == [("a", "good")]
