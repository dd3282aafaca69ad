"""Putting a declaration into a document, beside its text."""

from collections.abc import MutableMapping
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from schemas.edition import Declaration
from service.errors import Refused
from service.word import declaration as declarations
from service.word.markup import serialised
from service.word.pack import rewrite
from service.word.package import Package
from service.word.parts import with_part

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_ITEM_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def redeclared(package: Package, declaration: Declaration) -> bytes:
    """The document with another declaration, and nothing else changed."""
    changed: dict[str, bytes] = {}
    declare(package, changed, declaration)
    return rewrite(package, changed)


def declare(package: Package, changed: MutableMapping[str, bytes], declaration: Declaration) -> None:
    """Puts the declaration into the package, in the place of one that is there."""
    content = declarations.written(declaration)
    for name in package.related(package.main, "customXml"):
        try:
            there = package.xml(name).tag == f"{{{declarations.NAMESPACE}}}form"
        except Refused:
            continue
        if there:
            changed[name] = content
            return
    number = next(
        number
        for number in range(1, len(package.names) + 2)
        if f"customXml/item{number}.xml" not in package and f"customXml/itemProps{number}.xml" not in package
    )
    item, about = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    with_part(
        package,
        changed,
        item,
        content,
        "application/xml",
        owner=package.main,
        relationship_type=_OFFICE + "customXml",
    )
    with_part(
        package,
        changed,
        about,
        _about_item(),
        _ITEM_TYPE,
        owner=item,
        relationship_type=_OFFICE + "customXmlProps",
    )


def _about_item() -> bytes:
    identity = str(uuid5(NAMESPACE_URL, declarations.NAMESPACE)).upper()
    store = f"{{{_STORE}}}"
    root = etree.Element(f"{store}datastoreItem", nsmap={"ds": _STORE})
    root.set(f"{store}itemID", f"{{{identity}}}")
    references = etree.SubElement(root, f"{store}schemaRefs")
    etree.SubElement(references, f"{store}schemaRef").set(f"{store}uri", declarations.NAMESPACE)
    return serialised(root)
