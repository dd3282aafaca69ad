"""How the parts of a package hang together: content types and relationships."""

from dataclasses import dataclass
from posixpath import basename, dirname
from urllib.parse import unquote

from lxml import etree

CONTENT_TYPES = "[Content_Types].xml"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


@dataclass(frozen=True, slots=True)
class ContentTypes:
    """What each part is, by extension and by name, both in lower case."""

    defaults: dict[str, str]
    overrides: dict[str, str]

    def of(self, name: str) -> str:
        """The content type of a part in lower case, "" where none is given."""
        name = name.lower()
        found = self.overrides.get(name)
        return self.defaults.get(name.rpartition(".")[2], "") if found is None else found


def content_types(root: etree._Element) -> ContentTypes:
    """The content types of a package from the root of its [Content_Types].xml."""
    return ContentTypes(
        {
            item.get("Extension", "").lower(): item.get("ContentType", "").strip().lower()
            for item in root.iterchildren(TYPES + "Default")
        },
        {
            item.get("PartName", "").lstrip("/").lower(): item.get("ContentType", "").strip().lower()
            for item in root.iterchildren(TYPES + "Override")
        },
    )


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship: `kind` is the last piece of `type`, `target` a part or an address outside."""

    id: str
    type: str
    kind: str
    target: str
    external: bool


def relationships_name(part: str) -> str:
    """Where the relationships of a part stand; "" is the package itself."""
    folder = dirname(part)
    return f"{folder}/_rels/{basename(part)}.rels" if folder else f"_rels/{part}.rels"


def relationships(root: etree._Element, part: str) -> tuple[Relationship, ...]:
    """The relationships of a part from the root of its .rels. Whether the targets exist is not asked."""
    return tuple(
        Relationship(
            item.get("Id", ""),
            item.get("Type", ""),
            item.get("Type", "").rpartition("/")[2],
            target if external else resolve(part, target),
            external,
        )
        for item in root.iterchildren(RELATIONSHIPS + "Relationship")
        for target in (item.get("Target", ""),)
        for external in (item.get("TargetMode", "").lower() == "external",)
    )


def resolve(part: str, target: str) -> str:
    """The part's name that a target means, seen from `part`. A target that leads outside ends at the root."""
    path = unquote(target.partition("#")[0]).replace("\\", "/")
    pieces = [] if path.startswith("/") else dirname(part).split("/")
    for piece in path.split("/"):
        if piece == "..":
            del pieces[-1:]
        elif piece not in ("", "."):
            pieces.append(piece)
    return "/".join(piece for piece in pieces if piece)
