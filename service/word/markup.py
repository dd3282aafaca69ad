"""XML parts as trees: no document type, no entity, nothing fetched, and no deeper than the parser allows."""

from lxml import etree

from service.errors import Refused
from service.word.refusals import refused
from service.word.strict import STRICT, Mapped


def _parser(target: Mapped | None = None) -> etree.XMLParser:
    # One parser a call costs a third of a microsecond; threads that share one would wait for each other.
    # Without huge_tree libxml2 itself refuses more than 256 levels and entities that multiply.
    return etree.XMLParser(
        target=target,
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def parse(content: bytes) -> etree._Element:
    """The root element of an XML part: Strict namespaces mapped to Transitional, comments left out.

    UTF-8 and UTF-16 are read alike. Raises Refused (`broken-xml`, `dtd`, `too-deep`, `bomb`).
    """
    root = _read(content, _parser())
    if root.getroottree().docinfo.doctype:
        raise refused("dtd")
    if str(root.tag).startswith("{" + STRICT):
        root = _read(content, _parser(Mapped()))
        if "conformance" in root.attrib:
            del root.attrib["conformance"]
    return root


def _read(content: bytes, parser: etree.XMLParser) -> etree._Element:
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
