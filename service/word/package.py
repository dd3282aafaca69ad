"""A Word file opened safely: bytes to a package of parts, or a refusal that says what to do."""

import re

from lxml import etree

from service.word.archive import Archive, Entry, open_archive
from service.word.limits import LIMITS, MEGABYTE, Limits
from service.word.markup import parse
from service.word.refusals import refused
from service.word.relations import (
    CONTENT_TYPES,
    Relationship,
    content_types,
    relationships,
    relationships_name,
)
from service.word.strict import STRICT
from service.word.triage import not_a_package

_DOCUMENT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}document"
_WORDML = re.compile(r"\.wordprocessingml\.(?:document|template)\.main\+xml\Z")
_FAMILIES: tuple[tuple[str, str], ...] = (
    ("spreadsheetml", "spreadsheet"),
    ("ms-excel", "spreadsheet"),
    ("presentationml", "presentation"),
    ("ms-powerpoint", "presentation"),
    ("macroenabled", "macros"),
)


class Package:
    """The parts of a Word file, unpacked only when they are asked for. Names are found whatever their case.

    `data` is the file as it came; `main` the part with the document, found by relationship; `strict` is true
    for Strict Open XML and `template` for a .dotx; `names` are the parts in the file's order. Threads may
    share one.
    """

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._related: dict[str, tuple[Relationship, ...]] = {}
        self._parsed: dict[str, int] = {}
        self._counted: dict[str, tuple[int, int]] = {}
        self.data = archive.data
        self.names = tuple(entry.name for entry in archive.entries.values())
        self._types = content_types(self.xml(CONTENT_TYPES))
        kinds = [self.content_type(name) for name in self.names]
        self.main, self.strict = self._find_main(kinds)
        self.template = ".template." in self.content_type(self.main)
        self._check_macros(kinds)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._archive.entries

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises Refused if they are damaged, KeyError if there is no such part."""
        return self._archive.unpack(self.entry(name))

    def xml(self, name: str) -> etree._Element:
        """The root of a part, a new tree at every call, in Transitional namespaces and without comments.

        Raises Refused (`damaged`, `broken-xml`, `dtd`, `too-deep`, `bomb`), KeyError if there is no such
        part.
        """
        content = self.read(name)
        self._weigh(name, len(content))
        return parse(content)

    def content_type(self, name: str) -> str:
        """The content type of a part, in lower case; "" where none is given."""
        return self._types.of(name)

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Every relationship of a part, followed or not; `part` "" is the package itself."""
        known = self._related.get(part)
        if known is None:
            name = relationships_name(part)
            known = relationships(self.xml(name), part) if name in self else ()
            self._related[part] = known
        return known

    def related(self, part: str, kind: str) -> list[str]:
        """The parts related from `part` by a type ending in `kind`, each once; "" is the package itself.

        What does not exist is left out: programs leave dangling and `NULL` relationships behind.
        """
        entries = self._archive.entries
        related = [one for one in self.relationships(part) if one.kind == kind and not one.external]
        found = [entries.get(one.target.lower()) for one in related]
        return list(dict.fromkeys(entry.name for entry in found if entry))

    def external(self, part: str) -> list[tuple[str, str]]:
        """Kind and target of what `part` refers to outside the file. Nothing ever follows these."""
        return [(one.kind, one.target) for one in self.relationships(part) if one.external]

    def entry(self, name: str) -> Entry:
        """Where a part stands in the file. Raises KeyError if there is no such part."""
        return self._archive.entries[name.lower()]

    def packed(self, name: str) -> bytes:
        """The bytes of a part as they are packed in the file."""
        return self._archive.raw(self.entry(name))

    def _weigh(self, name: str, size: int) -> None:
        """Hold all the XML that has been asked for so far against the limits, before a parser sees it."""
        self._parsed[name.lower()] = size
        total = sum(tuple(self._parsed.values()))
        if total > self._limits.xml:
            raise refused("bomb")
        if (
            total > 4 * self._limits.elements
        ):  # no element takes less than four bytes: below, no need to count
            for uncounted in self._parsed.keys() - self._counted.keys():
                content = self.read(uncounted)
                elements = content.count(b"<") - content.count(b"</")
                self._counted[uncounted] = (elements, content.count(b"="))
            elements, attributes = map(sum, zip(*self._counted.values(), strict=True))
            if elements > self._limits.elements or attributes > self._limits.attributes:
                raise refused("bomb")

    def _find_main(self, kinds: list[str]) -> tuple[str, bool]:
        code = "no-main-part" if any(_WORDML.search(kind) for kind in kinds) else "not-word"
        for one in self.relationships(""):
            entry = self._archive.entries.get(one.target.lower())
            if one.kind != "officeDocument" or one.external or entry is None:
                continue
            kind = self.content_type(entry.name)
            other = next((code for piece, code in _FAMILIES if piece in kind), "")
            if not other and (_WORDML.search(kind) or self.xml(entry.name).tag == _DOCUMENT):
                return entry.name, one.type.startswith(STRICT)
            code = other or "not-word"
        raise refused(code)

    def _check_macros(self, kinds: list[str]) -> None:
        # Word goes by the relationship and the content type; a name alone may yet be found by other programs.
        signs = [*kinds, *self.names, *(one.kind for one in self.relationships(self.main))]
        if "vbaproject" in " ".join(signs).lower():
            raise refused("macros")


def open_package(data: bytes, limits: Limits = LIMITS) -> Package:
    """Open a Word file. Raises Refused for everything that is none, and for what no Word file should hold.

    The document itself is not parsed yet: `xml(main)` may still refuse it.
    """
    if len(data) > limits.upload:
        raise refused("too-large", limit=limits.upload // MEGABYTE)
    archive = open_archive(data, limits)
    if CONTENT_TYPES.lower() not in archive.entries:
        mimetype = archive.entries.get("mimetype")
        raise not_a_package(archive.entries, archive.unpack(mimetype) if mimetype else b"")
    return Package(archive, limits)
