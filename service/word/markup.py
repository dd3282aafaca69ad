"""XML parts as trees: no document type, no entity, nothing fetched, and no deeper than the parser allows."""

import re

from lxml import etree

from service.errors import Refused
from service.word.refusals import refused
from service.word.strict import STRICT, Mapped

# Looked for ahead of the parser, so that it meets no declaration; comments and instructions may stand before.
_DOCTYPE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL
)
# Open Packaging allows UTF-8 and UTF-16; the others here show markup as ASCII does. UTF-7 would hide it.
_ENCODING = re.compile(
    rb"""[^<]*<\?xml\s[^>]*encoding\s*=\s*["']"""
    rb"""(?!(?:utf-8|utf-16(?:le|be)?|us-ascii|iso-8859-\d+|windows-125\d)["'])""",
    re.IGNORECASE,
)


def parse(content: bytes) -> etree._Element:
    """The root element of an XML part: Strict namespaces mapped to Transitional, comments left out.

    UTF-8 and UTF-16 are read alike. Raises Refused (`broken-xml`, `dtd`, `too-deep`, `bomb`).
    """
    ascii_markup = content.replace(b"\x00", b"") if b"\x00" in content[:4] else content  # UTF-16, as good as
    if _ENCODING.match(ascii_markup):
        raise refused("broken-xml")
    if _DOCTYPE.match(ascii_markup):
        raise refused("dtd")
    root = _read(content)
    if root.getroottree().docinfo.internalDTD is not None:
        raise refused("dtd")
    if str(root.tag).startswith("{" + STRICT):
        root = _read(content, Mapped())
        if "conformance" in root.attrib:
            del root.attrib["conformance"]
    return root


def _read(content: bytes, target: Mapped | None = None) -> etree._Element:
    # One parser a call costs a third of a microsecond; threads that share one would wait for each other.
    # Without huge_tree libxml2 itself refuses more than 256 levels and entities that multiply.
    # collect_ids is left alone: switching it off makes lxml 6.1 load external document types.
    parser = etree.XMLParser(
        target=target,  # type: ignore[arg-type] # lxml's stubs know fewer kinds of target than lxml
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _why(error) from None
    except (ValueError, MemoryError):
        raise refused("broken-xml") from None


def _why(error: etree.XMLSyntaxError) -> Refused:
    if getattr(error, "code", None) != etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        return refused("broken-xml")
    return refused("too-deep" if "depth" in str(error.msg) else "bomb")


def serialised(root: etree._Element) -> bytes:
    """The tree as an XML part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
