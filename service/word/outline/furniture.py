"""What a form has around its blocks: styles and page, footer, declaration, properties."""

import io
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle

from schemas.edition import Declaration
from service.word import declaration as declarations
from service.word import properties
from service.word.names import w
from service.word.outline.xml import el, paragraph, run
from service.word.pack import build
from service.word.slots import Element

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
_TIGHT = (
    ("Title", 18, 0, 6),
    ("Heading 1", 12, 7, 2),
    ("Caption", 10, 6, 2),
    ("Guidance", 9, 4, 4),
    ("Ending", 9, 6, 0),
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_ITEM_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<ds:datastoreItem ds:itemID="{{{item}}}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    '<ds:schemaRefs><ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
)


def blank_document(declaration: Declaration, *, compact: bool = False) -> WordDocument:
    """An empty form with its look, title, footer, declaration and properties."""
    parts = {name: (_LOOK / file).read_bytes() for name, file in _PARTS.items()}
    document = Document(io.BytesIO(build(parts)))
    document.core_properties.title = declaration.title
    if compact:
        _tighten(document)
    _footer(document, declaration)
    _declare(document, declaration)
    _identify(document, declaration)
    return document


def _tighten(document: WordDocument) -> None:
    """Less white on the page and smaller headings."""
    page = document.sections[0]
    page.top_margin = page.bottom_margin = Cm(1.3)
    page.footer_distance = Cm(0.6)
    for name, size, before, after in _TIGHT:
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.size = Pt(size)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for side in ("top", "bottom"):
        for margin in document.styles["Audit Table"].element.iter(w(side)):
            if margin.getparent().tag == w("tblCellMar"):
                margin.set(w("w"), "34")


def _footer(document: WordDocument, declaration: Declaration) -> None:
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    about = f"{declaration.title} · form {declaration.key}, edition {declaration.edition}"
    # One run, so that composing finds the tag whole.
    footer.paragraphs[0].add_run(f"{about} · reference {{{{ audit.reference }}}}")
    page = paragraph("Footer", run("Page "), _field("PAGE"), run(" of "), _field("NUMPAGES"))
    footer.part.element.append(page)


def _field(name: str) -> Element:
    return el("w:fldSimple", run("1"), instr=f" {name} ")


def _declare(document: WordDocument, declaration: Declaration) -> None:
    package = document.part.package
    item = Part(
        PackURI("/customXml/item1.xml"), "application/xml", declarations.written(declaration), package
    )
    about = _ITEM.format(
        item=str(uuid5(NAMESPACE_URL, declarations.NAMESPACE)).upper(), namespace=declarations.NAMESPACE
    )
    item.relate_to(
        Part(PackURI("/customXml/itemProps1.xml"), _ITEM_TYPE, about.encode(), package),
        _OFFICE + "customXmlProps",
    )
    document.part.relate_to(item, _OFFICE + "customXml")


def _identify(document: WordDocument, declaration: Declaration) -> None:
    package = document.part.package
    written = properties.written({properties.KEY: declaration.key, properties.EDITION: declaration.edition})
    part = Part(PackURI("/docProps/custom.xml"), properties.CONTENT_TYPE, written, package)
    package.relate_to(part, _OFFICE + "custom-properties")
