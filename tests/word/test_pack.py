import io
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from service.errors import Refused
from service.word.pack import build, rewrite
from service.word.package import open_package
from service.word.parts import with_part, without_part
from tests.word.packages import document, parts, word, zipped

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_ITEM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def _streamed(entries: dict[str, bytes]) -> bytes:
    """A zip file written without looking back: sizes stand after each part."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return pipe.getvalue()


def test_what_changed_is_packed_anew_and_the_rest_is_copied_as_it_was() -> None:
    original = word({"word/media/photo.png": b"picture " * 500})
    package = open_package(original)
    written = rewrite(package, {"word/document.xml": document("<w:p/>"), "word/new.xml": b"<new/>"})
    copy = open_package(written)
    assert copy.read("word/document.xml") == document("<w:p/>")
    assert copy.packed("word/media/photo.png") == package.packed("word/media/photo.png")
    assert copy.names == (*package.names, "word/new.xml")


def test_a_part_is_copied_without_being_unpacked() -> None:
    original = bytearray(word({"word/media/photo.png": b"picture " * 500}))
    original[original.index(b"photo.png") + 12] ^= 0xFF
    package = open_package(bytes(original))
    copy = open_package(rewrite(package, {}))
    assert copy.packed("word/media/photo.png") == package.packed("word/media/photo.png")
    with pytest.raises(Refused):
        package.read("word/media/photo.png")


def test_the_same_parts_give_the_same_bytes_whoever_packed_them() -> None:
    entries = parts({"word/header1.xml": b"<h/>" * 50})
    for packed in (_streamed(entries), word({"word/header1.xml": b"<h/>" * 50})):
        package = open_package(packed)
        assert rewrite(package, {name: package.read(name) for name in package.names}) == build(entries)


def test_content_types_come_first_and_no_trace_of_time_or_machine_is_left() -> None:
    written = rewrite(
        open_package(_streamed(dict(reversed(parts().items())))), {"word/b.xml": b"b", "word/a.xml": b"a"}
    )
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        listed = archive.infolist()
    names = [info.filename for info in listed]
    assert names == ["[Content_Types].xml", "word/document.xml", "_rels/.rels", "word/b.xml", "word/a.xml"]
    assert {info.date_time for info in listed} == {(1980, 1, 1, 0, 0, 0)}
    assert {(info.external_attr, info.create_system, info.flag_bits, info.extra) for info in listed} == {
        (0, 0, 0, b"")
    }


def test_parts_whose_sizes_stood_behind_them_get_them_in_front() -> None:
    entries = parts()
    assert _unpacked(rewrite(open_package(_streamed(entries)), {})) == entries


def test_stored_parts_stay_stored_and_folders_go() -> None:
    entries = zipped({"word/": b"", **parts()}, zipfile.ZIP_STORED)
    with zipfile.ZipFile(io.BytesIO(rewrite(open_package(entries), {}))) as archive:
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        assert archive.namelist() == list(parts())


def test_a_name_beyond_ascii_is_kept() -> None:
    entries = parts({"customXml/pièce.xml": b"<x/>"})
    assert _unpacked(rewrite(open_package(build(entries)), {})) == entries


def test_one_part_never_stands_under_two_spellings() -> None:
    package = open_package(word())
    assert _unpacked(rewrite(package, {"Word/Document.xml": b"<x/>"})) == parts(
        {"word/document.xml": b"<x/>"}
    )
    gone = rewrite(
        package, {"word/new.xml": b"<x/>"}, dropped={"WORD/DOCUMENT.XML", "word/new.xml", "word/none.xml"}
    )
    assert _unpacked(gone) == parts({"word/document.xml": None})


def test_a_part_is_added_with_its_type_and_its_relationship() -> None:
    package = open_package(word())
    changed: dict[str, bytes] = {}
    first = with_part(
        package, changed, "docProps/custom.xml", b"<p/>", _CUSTOM_TYPE, owner="", relationship_type=_CUSTOM
    )
    second = with_part(
        package,
        changed,
        "customXml/item1.xml",
        b"<i/>",
        "application/xml",
        owner=package.main,
        relationship_type=_ITEM,
    )
    copy = open_package(rewrite(package, changed))
    assert (first, second) == ("rId2", "rId1")
    assert copy.related("", "custom-properties") == ["docProps/custom.xml"]
    assert copy.related(copy.main, "customXml") == ["customXml/item1.xml"]
    assert b'Target="../customXml/item1.xml"' in copy.read("word/_rels/document.xml.rels")
    assert copy.content_type("docProps/custom.xml") == _CUSTOM_TYPE
    assert copy.read("docProps/custom.xml") == b"<p/>"
    assert copy.main == package.main


def test_a_part_that_stands_already_only_changes_its_content() -> None:
    changed: dict[str, bytes] = {}
    about = {"owner": "", "relationship_type": _CUSTOM}
    given = with_part(open_package(word()), changed, "docProps/custom.xml", b"<p/>", _CUSTOM_TYPE, **about)
    package = open_package(rewrite(open_package(word()), changed))
    again: dict[str, bytes] = {}
    assert with_part(package, again, "docProps/Custom.xml", b"<q/>", _CUSTOM_TYPE, **about) == given
    assert again == {"docProps/custom.xml": b"<q/>"}
    assert with_part(package, again, "docProps/custom.xml", b"<r/>", _CUSTOM_TYPE, **about) == given
    assert again == {"docProps/custom.xml": b"<r/>"}


def test_a_part_is_taken_out_with_all_that_speaks_of_it() -> None:
    changed: dict[str, bytes] = {}
    package = open_package(word())
    with_part(
        package,
        changed,
        "customXml/item1.xml",
        b"<i/>",
        "application/xml",
        owner=package.main,
        relationship_type=_ITEM,
    )
    changed["customXml/_rels/item1.xml.rels"] = b"<Relationships/>"
    package = open_package(rewrite(package, changed))
    less: dict[str, bytes] = {}
    dropped: set[str] = set()
    without_part(package, less, dropped, "customXml/Item1.xml", owner=package.main)
    left = _unpacked(rewrite(package, less, dropped=dropped))
    assert left.keys() == {*parts(), "word/_rels/document.xml.rels"}
    assert not any(b"item1" in content for content in left.values())


def test_taking_out_what_is_not_there_changes_nothing() -> None:
    package = open_package(word())
    changed: dict[str, bytes] = {}
    dropped: set[str] = set()
    without_part(package, changed, dropped, "customXml/item1.xml", owner=package.main)
    assert (changed, dropped) == ({}, set())


def test_python_docx_opens_what_is_written() -> None:
    written = rewrite(open_package(word()), {"word/document.xml": document()})
    assert [paragraph.text for paragraph in docx.Document(io.BytesIO(written)).paragraphs] == ["Plan on file"]


def test_every_real_document_is_written_back_whole(shared: Path) -> None:
    for path in sorted((shared / "corpus").glob("*.docx")):
        try:
            package = open_package(path.read_bytes())
        except Refused:
            continue
        copy = open_package(rewrite(package, {package.main: package.read(package.main)}))
        assert sorted(copy.names) == sorted(package.names), path.name
        assert copy.read(copy.main) == package.read(package.main), path.name
        for name in set(package.names) - {package.main}:
            assert copy.packed(name) == package.packed(name), path.name


def test_the_same_bytes_come_out_of_another_process() -> None:
    program = (
        "import sys; from tests.word.packages import parts; from service.word.pack import build;"
        "sys.stdout.buffer.write(build(parts()))"
    )
    environment = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": "."}
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=environment)
    assert run.stdout == build(parts())
