"""Adding a part to a package and taking one away: its content, what it is, and who refers to it."""

from collections.abc import MutableMapping, MutableSet
from posixpath import dirname, relpath

from lxml import etree

from service.word.markup import parse
from service.word.package import Package
from service.word.relations import CONTENT_TYPES, RELATIONSHIPS, TYPES, relationships_name, resolve

_NO_RELATIONSHIPS = f'<Relationships xmlns="{RELATIONSHIPS[1:-1]}"/>'.encode()


def with_part(
    package: Package,
    changed: MutableMapping[str, bytes],
    name: str,
    content: bytes,
    content_type: str,
    *,
    owner: str,
    relationship_type: str,
) -> str:
    """Put a part into `changed`, with its content type and a relationship from `owner` ("" is the package).

    `changed` is as `pack.rewrite` takes it. What stands already is kept, so that putting a part twice changes
    nothing but its content. Returns the relationship's id.
    """
    name = _spelled(package, name)
    changed[name] = content
    types = _root(package, changed, CONTENT_TYPES)
    override = _override(types, name)
    if override is None:
        override = etree.SubElement(types, TYPES + "Override", PartName=f"/{name}", ContentType="")
    if override.get("ContentType") != content_type:
        override.set("ContentType", content_type)
        _put(package, changed, CONTENT_TYPES, types)
    related = _root(package, changed, relationships_name(owner))
    for item in _pointing(related, owner, name):
        if item.get("Type") == relationship_type:
            return item.get("Id", "")
    taken = {item.get("Id") for item in related}
    free = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
    etree.SubElement(
        related,
        RELATIONSHIPS + "Relationship",
        Id=free,
        Type=relationship_type,
        Target=relpath(name, dirname(owner) or "."),
    )
    _put(package, changed, relationships_name(owner), related)
    return free


def without_part(
    package: Package,
    changed: MutableMapping[str, bytes],
    dropped: MutableSet[str],
    name: str,
    *,
    owner: str,
) -> None:
    """Take a part out, with its relationships, its content type and the relationships of `owner` to it.

    `changed` and `dropped` are as `pack.rewrite` takes them. Where there is no such part nothing changes.
    """
    for gone in (_spelled(package, name), _spelled(package, relationships_name(name))):
        changed.pop(gone, None)
        if gone in package:
            dropped.add(gone)
    types = _root(package, changed, CONTENT_TYPES)
    override = _override(types, name)
    if override is not None:
        types.remove(override)
        _put(package, changed, CONTENT_TYPES, types)
    related = _root(package, changed, relationships_name(owner))
    pointing = _pointing(related, owner, name)
    for item in pointing:
        related.remove(item)
    if pointing:
        _put(package, changed, relationships_name(owner), related)


def _override(types: etree._Element, name: str) -> etree._Element | None:
    named = (item for item in types if item.get("PartName", "").lower() == f"/{name}".lower())
    return next(named, None)


def _pointing(related: etree._Element, owner: str, name: str) -> list[etree._Element]:
    return [
        item
        for item in related
        if item.get("TargetMode") != "External"
        and resolve(owner, item.get("Target", "")).lower() == name.lower()
    ]


def _root(package: Package, changed: MutableMapping[str, bytes], name: str) -> etree._Element:
    name = _spelled(package, name)
    if name in changed:
        return parse(changed[name])
    return package.xml(name) if name in package else parse(_NO_RELATIONSHIPS)


def _put(package: Package, changed: MutableMapping[str, bytes], name: str, root: etree._Element) -> None:
    changed[_spelled(package, name)] = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )


def _spelled(package: Package, name: str) -> str:
    """The name as the package spells it, so that one part never stands under two spellings."""
    return package.entry(name).name if name in package else name
