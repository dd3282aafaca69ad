import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lxml import etree

from service.errors import Refused
from service.word.limits import Limits
from service.word.package import open_package
from tests.word.packages import MAIN, W, document, parts, relationships, types, word, zipped

_STRICT = "http://purl.oclc.org/ooxml"
_SIZES = [len(content) for content in parts().values()]
_ELEMENTS = sum(len(list(etree.fromstring(content).iter())) for content in parts().values())
_ATTRIBUTES = sum(content.count(b"=") for content in parts().values())


def _text(root: etree._Element) -> str:
    return str(root.xpath("string()"))


def test_the_main_part_is_found_by_relationship_and_not_by_name() -> None:
    package = open_package(
        word(
            {
                "[Content_Types].xml": types().replace(b"/word/document.xml", b"/word/contents.xml"),
                "_rels/.rels": relationships(("officeDocument", "/word/contents.xml")),
                "word/document.xml": b"<decoy/>",
                "word/contents.xml": document(),
            }
        )
    )
    assert package.main == "word/contents.xml"
    assert _text(package.xml(package.main)) == "Plan on file"


def test_parts_are_found_whatever_case_or_slash_they_are_asked_by() -> None:
    package = open_package(
        zipped({name.replace("word/", "Word\\"): content for name, content in parts().items()})
    )
    assert package.main == "Word/document.xml"
    assert package.read("word/DOCUMENT.xml") == document()
    assert package.content_type("WORD/document.xml") == MAIN
    assert "word/Document.xml" in package
    assert "word/missing.xml" not in package
    with pytest.raises(KeyError):
        package.read("word/missing.xml")


def test_relationships_that_lead_nowhere_are_left_out() -> None:
    related = relationships(
        ("header", "header1.xml"),
        ("header", "missing.xml"),
        ("header", "NULL"),
        ("header", "http://example.org/header.xml"),
        ("header", ""),
        ("header", "/word/Header2.xml"),
        ("header", "../word/./header3.xml#top"),
        ("header", "../../../word/header%204.xml"),
        ("header", "header1.xml"),
        ("footer", "header1.xml"),
        (f"{_STRICT}/officeDocument/relationships/header", "header5.xml"),
        external=[("header", "header6.xml")],
    )
    headers = {f"word/header{n}.xml": b"<h/>" for n in ("1", "2", "3", " 4", "5", "6")}
    package = open_package(word({"word/_rels/document.xml.rels": related} | headers))
    assert package.related(package.main, "header") == [
        "word/header1.xml",
        "word/header2.xml",
        "word/header3.xml",
        "word/header 4.xml",
        "word/header5.xml",
    ]
    assert package.related(package.main, "footer") == ["word/header1.xml"]
    assert package.related("word/header1.xml", "image") == []
    assert package.related("", "officeDocument") == [package.main]


def test_references_to_elsewhere_are_told_and_not_followed() -> None:
    settings = relationships(external=[("attachedTemplate", "file:///share/Audit.dotm")])
    package = open_package(word({"word/settings.xml": b"<s/>", "word/_rels/settings.xml.rels": settings}))
    assert package.external("word/settings.xml") == [("attachedTemplate", "file:///share/Audit.dotm")]
    assert package.related("word/settings.xml", "attachedTemplate") == []


def test_a_relationship_is_found_by_its_id() -> None:
    related = relationships(("header", "header1.xml"), ("header", "missing.xml"))
    package = open_package(word({"word/_rels/document.xml.rels": related, "word/header1.xml": b"<h/>"}))
    assert [(one.id, one.target) for one in package.relationships(package.main)] == [
        ("rId1", "word/header1.xml"),
        ("rId2", "word/missing.xml"),
    ]


def test_strict_open_xml_is_read_as_transitional() -> None:
    strict = (
        document(
            '<w:p w:rsidR="00A1"><w:hyperlink r:id="rId7"><w:r><w:t>Plan</w:t></w:r></w:hyperlink></w:p>'
        )
        .replace(W.encode(), f"{_STRICT}/wordprocessingml/main".encode())
        .replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            f"{_STRICT}/officeDocument/relationships".encode(),
        )
        .replace(b"<w:document ", b'<w:document w:conformance="strict" xmlns:x="urn:kept" ')
    )
    main = (f"{_STRICT}/officeDocument/relationships/officeDocument", "word/document.xml")
    package = open_package(word({"_rels/.rels": relationships(main), "word/document.xml": strict}))
    root = package.xml(package.main)
    hyperlink = root.find(f".//{{{W}}}hyperlink")
    assert package.strict
    assert root.tag == f"{{{W}}}document"
    assert root.nsmap["x"] == "urn:kept"
    assert hyperlink is not None
    assert hyperlink.keys() == ["{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"]
    assert hyperlink.values() == ["rId7"]
    assert _text(root) == "Plan"
    assert _STRICT.encode() not in etree.tostring(root)


def test_strict_parts_without_prefixes_are_read_too() -> None:
    strict = (
        f'<Properties xmlns="{_STRICT}/officeDocument/extendedProperties"><Company/></Properties>'.encode()
    )
    root = open_package(word({"docProps/app.xml": strict})).xml("docProps/app.xml")
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    assert root.nsmap == {None: namespace}
    assert [element.tag for element in root] == [f"{{{namespace}}}Company"]


def test_a_strict_document_of_word_is_read_in_every_part(shared: Path) -> None:
    package = open_package((shared / "corpus" / "strict.docx").read_bytes())
    root = package.xml(package.main)
    assert package.strict
    assert root.find(f"{{{W}}}body") is not None
    for name in package.names:
        if name.endswith(".xml"):
            assert f'xmlns="{_STRICT}'.encode() not in etree.tostring(package.xml(name))


def test_utf_16_is_read_like_utf_8() -> None:
    main = document("<w:p><w:r><w:t>Zoë’s plan 𝄞</w:t></w:r></w:p>").decode()
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        package = open_package(word({"word/document.xml": main.encode(encoding)}))
        assert _text(package.xml(package.main)) == "Zoë’s plan 𝄞"


def test_comments_and_instructions_do_not_split_a_text() -> None:
    body = "<w:p><w:r><w:t>Plan<!-- no --> on<?x y?> <![CDATA[file]]></w:t></w:r></w:p>"
    package = open_package(word({"word/document.xml": document(body)}))
    assert [element.text for element in package.xml(package.main).iter(f"{{{W}}}t")] == ["Plan on file"]


def test_a_document_type_in_a_text_is_a_text() -> None:
    body = "<w:p><w:r><w:t><![CDATA[<!DOCTYPE html>]]></w:t></w:r></w:p>"
    package = open_package(word({"word/document.xml": document(body)}))
    assert _text(package.xml(package.main)) == "<!DOCTYPE html>"


def test_every_call_gives_a_tree_of_its_own() -> None:
    package = open_package(word())
    package.xml(package.main).clear()
    assert _text(package.xml(package.main)) == "Plan on file"


def test_parts_that_nobody_asks_for_are_not_unpacked() -> None:
    data = word({"word/media/photo.png": b"a picture" * 100})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.getinfo("word/media/photo.png").header_offset
    broken = bytearray(data)
    broken[at + 55] ^= 0xFF
    package = open_package(bytes(broken))
    assert _text(package.xml(package.main)) == "Plan on file"
    with pytest.raises(Refused) as caught:
        package.read("word/media/photo.png")
    assert caught.value.code == "damaged"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(upload=500), "too-large"),
        (Limits(entries=2), "too-many-entries"),
        (Limits(part=max(_SIZES) - 1), "bomb"),
        (Limits(total=sum(_SIZES) - 1), "bomb"),
        (Limits(ratio=1, small=100), "bomb"),
        (Limits(xml=sum(_SIZES) - 1), "bomb"),
        (Limits(elements=_ELEMENTS - 1), "bomb"),
        (Limits(elements=_ELEMENTS, attributes=_ATTRIBUTES - 1), "bomb"),
    ],
)
def test_each_limit_refuses_what_is_above_it(limits: Limits, code: str) -> None:
    with pytest.raises(Refused) as caught:
        open_package(word(), limits).xml("word/document.xml")
    assert caught.value.code == code


def test_at_its_limits_a_file_is_read() -> None:
    total = sum(_SIZES)
    exact = Limits(len(word()), 3, max(_SIZES), total, xml=total, elements=_ELEMENTS, attributes=_ATTRIBUTES)
    assert _text(open_package(word(), exact).xml("word/document.xml")) == "Plan on file"


def test_reading_a_part_again_does_not_use_up_a_limit() -> None:
    package = open_package(word(), Limits(xml=sum(_SIZES)))
    texts = {_text(package.xml(name)) for _ in range(5) for name in (package.main, "WORD/document.xml")}
    assert texts == {"Plan on file"}


def test_256_levels_are_read_and_not_one_more() -> None:
    for levels, fits in ((254, True), (255, False)):
        package = open_package(word({"word/document.xml": document("<a>" * levels + "</a>" * levels)}))
        if fits:
            package.xml(package.main)
        else:
            with pytest.raises(Refused, match="deeper"):
                package.xml(package.main)


def test_threads_may_share_a_package() -> None:
    headers = {f"word/header{n}.xml": document(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>") for n in range(40)}
    package = open_package(word(headers), Limits(elements=300))
    with ThreadPoolExecutor(8) as pool:
        for _ in range(5):
            assert list(pool.map(lambda name: _text(package.xml(name)), headers)) == [
                str(number) for number in range(40)
            ]
