"""A copy of a document with a bookmark at each cell of each line, by which a PDF made of it tells where they came to.

LibreOffice writes a destination for each bookmark into its PDF, with the page and the height on it. Bookmarks take no
room: the pages are those of the document. An empty paragraph that ends a cell behind a table in it gets none: it is
not shown, unless there is something in it.
"""

from itertools import count

from lxml import etree

from service.word.flow import TBL, TC
from service.word.inline import P_PR, P
from service.word.markup import serialised
from service.word.names import VAL, w
from service.word.pack import rewrite
from service.word.package import open_package
from service.word.slots import Element
from service.word.stories import view_and_parts
from service.word.text import Cell, Paragraph

PREFIX = "af-line-"
_START, _END, _ID, _NAME = w("bookmarkStart"), w("bookmarkEnd"), w("id"), w("name")
_MERGED = f"{w('tcPr')}/{w('vMerge')}"


def begins(line: int, cell: int) -> str:
    """The bookmark where the first paragraph of a cell begins; lines and cells count from 0."""
    return f"{PREFIX}{line}-{cell}"


def ends(line: int, cell: int) -> str:
    """The bookmark where the last paragraph of a cell ends."""
    return f"{PREFIX}{line}-{cell}-end"


def bookmarked(document: bytes) -> bytes:
    """A copy of the document with these bookmarks, to be looked at only. Raises Refused where it cannot be opened."""
    package = open_package(document)
    view, parts = view_and_parts(package)
    for root in parts.values():
        _drop_ours(root)
    numbers = count(1 + max((_number(one) for root in parts.values() for one in root.iter()), default=0))
    for at, line in enumerate(view.lines):
        for index, cell in enumerate(line.cells):
            inside = [
                one.element for one in cell.paragraphs if one.element.tag == P and not _is_not_shown(one)
            ]
            if inside and not _goes_on_from_above(cell, inside[0]):
                first, last = inside[0], inside[-1]
                properties = len(first) and first[0].tag == P_PR
                _put(first, 1 if properties else 0, begins(at, index), next(numbers))
                _put(last, len(last), ends(at, index), next(numbers))
    view.release()
    return rewrite(package, {name: serialised(root) for name, root in parts.items()})


def _put(paragraph: Element, at: int, name: str, number: int) -> None:
    start = etree.Element(_START, {_ID: str(number), _NAME: name})
    paragraph[at:at] = [start, etree.Element(_END, {_ID: str(number)})]


def _is_not_shown(paragraph: Paragraph) -> bool:
    before = paragraph.element.getprevious()
    return before is not None and before.tag == TBL and not paragraph.text and _is_last(paragraph.element)


def _is_last(paragraph: Element) -> bool:
    return paragraph.getnext() is None and next(paragraph.iterancestors(), paragraph).tag == TC


def _goes_on_from_above(cell: Cell, paragraph: Element) -> bool:
    """Whether it is merged with the one above it, which shows what both say."""
    around = next(paragraph.iterancestors(TC), None)
    merge = around.find(_MERGED) if cell.merged and around is not None else None
    return merge is not None and merge.get(VAL) != "restart"


def _drop_ours(root: Element) -> None:
    """Takes out bookmarks that have a name of ours, lest they be taken for ours. Their ends stand for nothing."""
    for start in list(root.iter(_START)):
        above = start.getparent()
        if above is not None and (start.get(_NAME) or "").startswith(PREFIX):
            above.remove(start)


def _number(element: Element) -> int:
    said = element.get(_ID) or ""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0
