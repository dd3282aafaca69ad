"""Other tools reading the same copy: bytes in, everything they make of its text out."""

from collections.abc import Callable, Iterator
from io import BytesIO

import docx
import mammoth
from docx.text.paragraph import Paragraph
from docx2python import docx2python

Reader = Callable[[bytes], object]


def by_docx2python(data: bytes) -> object:
    """All text as nested lists, headers and footers among it."""
    with docx2python(BytesIO(data)) as document:
        return document.document


def by_mammoth(data: bytes) -> object:
    """The raw text, which mammoth makes sooner than HTML."""
    return mammoth.extract_raw_text(BytesIO(data)).value


def by_python_docx(data: bytes) -> object:
    """The paragraphs, and the cells of every row of the tables."""
    found: list[str] = []
    for block in docx.Document(BytesIO(data)).iter_inner_content():
        if isinstance(block, Paragraph):
            found.append(block.text)
        else:
            found += [cell.text for row in block.rows for cell in row.cells]
    return found


READERS: dict[str, Reader] = {
    "docx2python": by_docx2python,
    "mammoth": by_mammoth,
    "python-docx": by_python_docx,
}


def strings(found: object) -> Iterator[str]:
    """Every text in what a reader returned."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, list | tuple):
        for inner in found:
            yield from strings(inner)
