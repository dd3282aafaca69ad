"""Whatever is uploaded is opened or refused, and nothing is fetched."""

import random
import socket
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from service.errors import Refused
from service.word.pack import rewrite
from service.word.package import Package, open_package
from service.word.refusals import SENTENCES
from tests.word.examples import EXAMPLES
from tests.word.packages import compound, document, parts, relationships, types, word, zipped

_FUZZED = settings(max_examples=250, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
_RICH = parts(
    {
        "[Content_Types].xml": types(
            more='<Override PartName="/word/header1.xml" ContentType="application/xml"/>'
        ),
        "word/_rels/document.xml.rels": relationships(
            ("header", "header1.xml"),
            ("customXml", "../customXml/item1.xml"),
            external=[("image", "file:///a.png")],
        ),
        "word/header1.xml": document(),
        "customXml/item1.xml": "<form key='plan'/>".encode("utf-16"),
    }
)
_SOUND = (
    zipped(_RICH),
    zipped(_RICH, zipfile.ZIP_STORED),
    compound("EncryptionInfo", "EncryptedPackage", "Other"),
)


def _outcome(data: bytes) -> str:
    """Open a file, ask everything of it, write it back; the code it was refused by or `opened`."""
    try:
        package = open_package(data)
        _ask_everything(package)
        open_package(rewrite(package, {package.main: document()}))
    except Refused as refusal:
        return refusal.code
    return "opened"


_EXPECTED = {"opened", *SENTENCES}
"""A file is opened, or refused with a code that says why; anything else is a crash."""


def _ask_everything(package: Package) -> None:
    for name in package.names:
        package.read(name)
        package.content_type(name)
        package.related(name, "header")
        package.external(name)
        if name.endswith((".xml", ".rels")):
            package.xml(name)


def test_every_file_of_the_corpus_is_opened_or_refused_in_two_seconds(shared: Path) -> None:
    outcomes = {}
    for path in sorted((shared / "corpus").iterdir()):
        start = time.process_time()
        outcomes[path.name] = _outcome(path.read_bytes())
        assert time.process_time() - start < 2, path.name
    assert outcomes["strict.docx"] == outcomes["renamed_document_xml.docx"] == "opened"
    assert outcomes["protected_agile.docx"] == "password-protected"
    assert outcomes["SampleDoc.doc"] == "old-word"
    assert outcomes["SimpleMacro.docm"] == "macros"
    assert outcomes["testOpenOffice2.odt"] == "opendocument"
    assert outcomes["truncated62886.docx"] == "truncated"
    assert outcomes["ExternalEntityInText.docx"] == "dtd"
    assert list(outcomes.values()).count("opened") > 50


@_FUZZED
@given(data=st.data(), sound=st.sampled_from(_SOUND))
def test_bytes_that_were_changed_anywhere_are_opened_or_refused(data: st.DataObject, sound: bytes) -> None:
    changed = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(changed)))
        until = data.draw(st.integers(at, min(at + 64, len(changed))))
        changed[at:until] = data.draw(st.binary(max_size=16))
    assert _outcome(bytes(changed)) in _EXPECTED


@_FUZZED
@given(sound=st.sampled_from(_SOUND), start=st.integers(0, 40), share=st.floats(0, 1))
def test_a_file_cut_anywhere_is_opened_or_refused(sound: bytes, start: int, share: float) -> None:
    assert _outcome(sound[start : int(len(sound) * share)]) in _EXPECTED


@_FUZZED
@given(
    entries=st.lists(
        st.tuples(
            st.sampled_from([*_RICH, "word/", "WORD/document.xml", "a"]), st.sampled_from([*_RICH.values()])
        ),
        max_size=12,
    )
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_parts_swapped_left_out_and_doubled_are_opened_or_refused(entries: list[tuple[str, bytes]]) -> None:
    assert _outcome(zipped(entries)) in _EXPECTED


def _delete(root: etree._Element, draw: random.Random) -> None:
    victim = draw.choice(list(root.iter()))
    parent = victim.getparent()
    if parent is not None:
        parent.remove(victim)


def _duplicate(root: etree._Element, draw: random.Random) -> None:
    one, other = (draw.choice(list(root.iter())) for _ in range(2))
    one.append(etree.fromstring(etree.tostring(other)))


def _swap(root: etree._Element, draw: random.Random) -> None:
    one, other = (draw.choice(list(root.iter())) for _ in range(2))
    one.tag, other.tag = other.tag, one.tag
    one.text, other.text = other.text, one.text


def _forget(root: etree._Element, draw: random.Random) -> None:
    victim = draw.choice(list(root.iter()))
    for name in list(victim.attrib):
        victim.set(name, draw.choice(["", "NULL", "/", "..", "true", "rId1", "word/document.xml"]))


@_FUZZED
@given(
    part=st.sampled_from(sorted(_RICH)),
    changes=st.lists(st.sampled_from([_delete, _duplicate, _swap, _forget]), min_size=1, max_size=5),
    draw=st.randoms(use_true_random=False),
)
def test_xml_of_another_shape_is_opened_or_refused(
    part: str, changes: list[Callable[[etree._Element, random.Random], None]], draw: random.Random
) -> None:
    root = etree.fromstring(_RICH[part])
    for change in changes:
        change(root, draw)
    assert _outcome(zipped({**_RICH, part: etree.tostring(root)})) in _EXPECTED


def test_nothing_is_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a"
        instance = "http://www.w3.org/2001/XMLSchema-instance"
        tempting = document(
            f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}"/>',
            attributes=f' xmlns:xsi="{instance}" xsi:schemaLocation="a {address}"',
        )
        kinds = ("attachedTemplate", "image", "subDocument", "oleObject")
        outside = relationships(("header", address), external=[(kind, address) for kind in kinds])
        stylesheet = f'<?xml-stylesheet type="text/xsl" href="{address}"?>'.encode()
        for main in (
            stylesheet + tempting,
            f'<!DOCTYPE x SYSTEM "{address}">'.encode() + tempting,
            f'<!DOCTYPE x [<!ENTITY % a SYSTEM "{address}"> %a;]>'.encode() + tempting,
            f'<!DOCTYPE x [<!ENTITY a SYSTEM "{address}">]><x>&a;</x>'.encode("utf-16"),
        ):
            outcome = _outcome(word({"word/document.xml": main, "word/_rels/document.xml.rels": outside}))
            assert outcome == ("dtd" if b"D\x00O" in main or b"DOCTYPE" in main else "opened")
        with pytest.raises(BlockingIOError):
            server.accept()


def test_no_refusal_tells_what_the_file_says_or_where_it_lay() -> None:
    for examples in EXAMPLES.values():
        for data in examples.values():
            with pytest.raises(Refused) as caught:
                open_package(data).xml("word/document.xml")
            message = caught.value.message
            assert not any(
                piece in message for piece in ("evil", "word/", "Plan on file", "<string>", "line 1")
            )
