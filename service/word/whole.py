"""Whether a document that was made is whole: what any program that opens it relies on."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import docx
from lxml import etree

from service.errors import Refused
from service.word.names import W14_NS, W_NS, w
from service.word.package import Package, open_package

_ID = w("id")
_VAL = w("val")
_PARAGRAPH_ID = f"{{{W14_NS}}}paraId"


def faults_of(document: bytes, form: Package) -> list[str]:
    """What is wrong with a document that was made from a form, in sentences; empty where nothing is.

    Every part is parsed strictly and has a content type, every relationship leads to a part (unless it leads
    nowhere in the form too), no control or paragraph has the id of another, and python-docx opens it.
    """
    try:
        package = open_package(document)
        return [*_of_parts(package, form), *_of_ids(package), *_of_opening(document)]
    except Refused as refused:
        return [refused.message]


def _of_parts(package: Package, form: Package) -> Iterator[str]:
    for name in package.names:
        if not package.content_type(name) and name != "[Content_Types].xml":
            yield f"part {name} has no content type"
        if name.endswith((".xml", ".rels")):
            package.xml(name)
        for one in package.relationships(name):
            nowhere = not one.external and one.target not in package
            if nowhere and not any(one.target == other.target for other in form.relationships(name)):
                yield f"part {name} refers to {one.target}, which is not there"


def _of_ids(package: Package) -> Iterator[str]:
    root = package.xml(package.main)
    controls = Counter(
        found.get(_VAL)
        for found in root.iter(_ID)
        if (up := found.getparent()) is not None and up.tag == w("sdtPr")
    )
    paragraphs = Counter(
        one.get(_PARAGRAPH_ID) for one in root.iter(f"{{{W_NS}}}p") if one.get(_PARAGRAPH_ID) is not None
    )
    for what, counted in (("controls", controls), ("paragraphs", paragraphs)):
        for name, times in counted.items():
            if times > 1:
                yield f"{times} {what} have the id {name}"


def _of_opening(document: bytes) -> Iterator[str]:
    try:
        docx.Document(BytesIO(document))
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        yield f"python-docx does not open it: {error}"
