"""What a tagged PDF says: its paragraphs in the order of its tags, each whole however it was laid out.

LibreOffice draws each line of a paragraph as marked content of its own, and its tags put the lines together again:
over the end of a page, in rows that were split, without the heads and feet of the pages, which are no content but
artifacts. So text is found by its marks, and never by where it was drawn.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, PdfObject, StreamObject

from service.word.pdf_glyphs import NO_FONT, Font, font_of

_TOKEN = re.compile(
    rb"\((?:\\.|[^\\)])*\)"  # text in brackets, which LibreOffice does not write
    rb"|(?<!<)<(?P<shown>[0-9A-Fa-f\s]*)>(?!>)"
    rb"|/[^\s<>/\[\]()]+\s*(?:<<(?P<said>(?:[^<>]|<[^<>]*>)*)>>|/[^\s<>/\[\]()]+)?\s*(?P<opens>BDC|BMC)\b"
    rb"|\b(?P<ends>EMC)\b"
    rb"|/(?P<font>[^\s<>/\[\]()]+)\s+[-.\d]+\s+Tf\b"
)
_MCID = re.compile(rb"/MCID\s+(\d+)")
_INSTEAD = re.compile(rb"/ActualText\s*<([0-9A-Fa-f\s]*)>")
_INSIDE = frozenset(
    ("/Span", "/Link", "/Quote", "/Code", "/Reference", "/Annot", "/Form", "/Ruby", "/Warichu")
)
"""Tags that stand inside a paragraph (ISO 32000-1, 14.8.4.4)."""
_LIST_ITEM, _LABEL = "/LI", "/Lbl"
_LABEL_WRITTEN = re.compile(
    r"[^\w\s]{1,3}|[^\w\s]?(?:\d{1,3}|[a-zA-Z]{1,2}|[ivxlcIVXLC]+)(?:\.\d{1,3})*[^\w\s]?"
)
_DEEPEST = 64

Content = dict[int | None, str]
"""What one page says, by the number of its marked content; under None what has none, such as heads and feet."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """`paragraphs` in their order, and for each page what stands beside them: its head and its foot."""

    paragraphs: tuple[str, ...]
    beside: tuple[str, ...]


def pdf_text(reader: PdfReader) -> PdfText:
    """What the tags of a PDF say. Raises KeyError, TypeError or ValueError where they cannot be followed."""
    fonts: dict[int, Font] = {}
    pages = {_number(page.indirect_reference): _content(page, fonts) for page in reader.pages}
    tree = reader.root_object["/StructTreeRoot"]
    if not isinstance(tree, DictionaryObject):
        raise TypeError("its tags are no tree")
    walk = _Walk(pages, _dictionary(tree.get("/RoleMap")))
    walk.under(tree, None, 0)
    walk.close()
    return PdfText(tuple(walk.paragraphs), tuple(content.get(None, "") for content in pages.values()))


class _Walk:
    """Walks the tags; `open` are the pieces of the paragraph that it is in, `listed` tells that it is in a list."""

    def __init__(self, pages: Mapping[int, Content], roles: Mapping[str, PdfObject]) -> None:
        self.pages = pages
        self.roles = roles
        self.paragraphs: list[str] = []
        self.open: list[str] = []
        self.listed = False

    def under(self, tag: DictionaryObject, page: int | None, depth: int) -> None:
        """Adds all that stands under a tag, which is on `page` where it does not say so itself."""
        if depth > _DEEPEST:
            raise ValueError("its tags stand too deep in each other")
        page = _number(tag.raw_get("/Pg")) if "/Pg" in tag else page
        for kid in _kids(tag):
            if isinstance(kid, int):
                self.open.append(self.pages.get(page or 0, {}).get(kid, ""))
            elif isinstance(kid, DictionaryObject) and "/S" in kid:
                self._tag(kid, page, depth + 1)
            elif isinstance(kid, DictionaryObject) and "/MCID" in kid:
                at = _number(kid.raw_get("/Pg")) if "/Pg" in kid else page
                self.open.append(self.pages.get(at or 0, {}).get(int(str(kid["/MCID"])), ""))

    def close(self) -> None:
        """Ends the open paragraph. The number or bullet that LibreOffice 7 puts before a list's text is not of it."""
        pieces, self.open = [piece for piece in self.open if piece], []
        if self.listed and len(pieces) > 1 and _LABEL_WRITTEN.fullmatch(pieces[0].strip()):
            del pieces[0]
        if pieces:
            self.paragraphs.append("".join(pieces))

    def _tag(self, tag: DictionaryObject, page: int | None, depth: int) -> None:
        role = str(self.roles.get(str(tag["/S"]), tag["/S"]))
        if role == _LABEL:
            return
        if role in _INSIDE:
            self.under(tag, page, depth)
            return
        self.close()
        outer = self.listed
        self.listed = outer or role == _LIST_ITEM
        self.under(tag, page, depth)
        self.close()
        self.listed = outer


def _kids(tag: DictionaryObject) -> Iterator[PdfObject | int]:
    kids = tag.get("/K")
    kids = kids.get_object() if isinstance(kids, IndirectObject) else kids
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if found is not None:
            yield found


def _content(page: PageObject, fonts: dict[int, Font]) -> Content:
    """What a page says, by its marked content. What is said instead of what is drawn (`ActualText`) counts."""
    contents = page.get_contents()
    if contents is None:
        return {}
    known = _fonts(page, fonts)
    said: dict[int | None, list[str]] = {}
    inside: list[tuple[int | None, bool]] = [(None, False)]
    font = NO_FONT
    for token in _TOKEN.finditer(contents.get_data()):
        kind = token.lastgroup
        number, replaced = inside[-1]
        if kind == "shown":
            if not replaced:
                said.setdefault(number, []).append(font.text(token["shown"]))
        elif kind == "font":
            font = known.get(token["font"].decode("latin-1"), NO_FONT)
        elif kind == "opens":
            properties = token["said"] or b""
            marked, instead = _MCID.search(properties), _INSTEAD.search(properties)
            number = int(marked[1]) if marked else number
            if instead and not replaced:
                said.setdefault(number, []).append(_unicode(instead[1]))
            inside.append((number, replaced or instead is not None))
        elif kind == "ends" and len(inside) > 1:
            inside.pop()
    return {number: "".join(parts) for number, parts in said.items()}


def _unicode(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace").removeprefix("\ufeff")


def _fonts(page: PageObject, cache: dict[int, Font]) -> dict[str, Font]:
    """The page's fonts by their names, each read once for the whole document."""
    resources = _dictionary(page.get("/Resources"))
    found = {}
    for name, reference in _dictionary(resources.get("/Font")).items():
        number = _number(reference)
        if number not in cache:
            unicode = _dictionary(reference.get_object()).get("/ToUnicode")
            unicode = unicode.get_object() if unicode is not None else None
            cache[number] = font_of(unicode.get_data()) if isinstance(unicode, StreamObject) else NO_FONT
        found[str(name).removeprefix("/")] = cache[number]
    return found


def _dictionary(value: PdfObject | None) -> DictionaryObject:
    found = value.get_object() if value is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _number(reference: object) -> int:
    return reference.idnum if isinstance(reference, IndirectObject) else 0
