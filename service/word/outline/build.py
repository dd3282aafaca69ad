"""An outline to the .docx of its form: the same outline, the same bytes."""

import io
import zipfile
from dataclasses import replace

from schemas.edition import Kind
from service.word.outline.blocks import Paragraph, slots_of
from service.word.outline.controls import Identities
from service.word.outline.furniture import blank_document
from service.word.outline.layout import layout
from service.word.outline.model import Outline
from service.word.outline.tables import table_of
from service.word.pack import build as packed


def build(outline: Outline) -> bytes:
    """The form's .docx."""
    blocks = layout(outline)
    types = {slot.tag: "number" for slot in slots_of(blocks) if slot.kind is Kind.NUMBER}
    document = blank_document(replace(outline.declaration, types=types), compact=outline.compact)
    end = document.element.body.sectPr
    identities = Identities()
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraph = document.add_paragraph(block.text, block.style)
            if block.keep:
                paragraph.paragraph_format.keep_with_next = True
        else:
            end.addprevious(table_of(block, identities))
    saved = io.BytesIO()
    document.save(saved)
    # python-docx stamps its entries with the time of day.
    with zipfile.ZipFile(saved) as package:
        return packed({name: package.read(name) for name in package.namelist()})
