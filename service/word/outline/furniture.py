"""What a form has around its blocks: styles and page, footer, declaration, properties."""

import io
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from schemas.edition import Declaration
from service.word import declaration as declarations
from service.word import properties
from service.word.outline.xml import el, run
from service.word.pack import build

_LOOK = Path(__file__).with_name("look")
_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package.rels",
    "docProps/core.xml": "core.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document.rels",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/numbering.xml": "numbering.xml",
}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_ITEM_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<ds:datastoreItem ds:itemID="{{{item}}}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    '<ds:schemaRefs><ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
)


def blank_document(declaration: Declaration) -> WordDocument:
    """An empty form with its look, title, footer, declaration and properties."""
    parts = {name: (_LOOK / file).read_bytes() for name, file in _PARTS.items()}
    document = Document(io.BytesIO(build(parts)))
    document.core_properties.title = declaration.title
    _footer(document, declaration)
    _declare(document, declaration)
    _identify(document, declaration)
    return document


def _footer(document: WordDocument, declaration: Declaration) -> None:
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    about = f"{declaration.title} · form {declaration.key}, edition {declaration.edition}"
    # One run, so that composing finds the tag whole.
    footer.paragraphs[0].add_run(f"{about} · reference {{{{ audit.reference }}}}")
    page = footer.add_paragraph(style="Footer")
    page._p.extend([run("Page "), _field("PAGE"), run(" of "), _field("NUMPAGES")])


def _field(name: str) -> object:
    return el("w:fldSimple", run("1"), instr=f" {name} ")


def _declare(document: WordDocument, declaration: Declaration) -> None:
    package = document.part.package
    item = Part(PackURI("/customXml/item1.xml"), "application/xml", declarations.written(declaration), package)
    about = _ITEM.format(
        item=str(uuid5(NAMESPACE_URL, declarations.NAMESPACE)).upper(), namespace=declarations.NAMESPACE
    )
    item.relate_to(Part(PackURI("/customXml/itemProps1.xml"), _ITEM_TYPE, about.encode(), package), _OFFICE + "customXmlProps")
    document.part.relate_to(item, _OFFICE + "customXml")


def _identify(document: WordDocument, declaration: Declaration) -> None:
    package = document.part.package
    written = properties.written({properties.KEY: declaration.key, properties.EDITION: declaration.edition})
    part = Part(PackURI("/docProps/custom.xml"), properties.CONTENT_TYPE, written, package)
    package.relate_to(part, _OFFICE + "custom-properties")
