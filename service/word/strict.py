"""Strict Open XML seen as Transitional: the same elements in the namespaces that everything else knows."""

from collections.abc import Mapping

from lxml import etree

STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_FAMILIES = {
    "drawingml": (
        "chart chartDrawing compatibility diagram lockedCanvas main picture spreadsheetDrawing "
        "wordprocessingDrawing"
    ),
    "officeDocument": "bibliography characteristics customXml docPropsVTypes math relationships",
    "schemaLibrary": "main",
    "wordprocessingml": "main",
}
TRANSITIONAL: dict[str, str] = {
    STRICT + "officeDocument/customProperties": _TRANSITIONAL + "officeDocument/2006/custom-properties",
    STRICT + "officeDocument/extendedProperties": _TRANSITIONAL + "officeDocument/2006/extended-properties",
} | {
    f"{STRICT}{family}/{name}": f"{_TRANSITIONAL}{family}/2006/{name}"
    for family, names in _FAMILIES.items()
    for name in names.split()
}
"""The Transitional namespace of each Strict one (ISO/IEC 29500-4, annex A)."""


def _renamed(name: str) -> str:
    namespace, brace, local = name[1:].partition("}")
    return f"{{{TRANSITIONAL[namespace]}}}{local}" if brace and namespace in TRANSITIONAL else name


class Mapped:
    """A target for lxml's parser that builds the tree with every Strict namespace mapped."""

    def __init__(self) -> None:
        self._tree = etree.TreeBuilder()
        self.data = self._tree.data
        self.close = self._tree.close

    def start(self, tag: str, attributes: Mapping[str, str], prefixes: Mapping[str, str]) -> None:
        """An element begins, with the prefixes that it declares; "" is none, which the builder calls None."""
        self._tree.start(  # type: ignore[call-arg] # lxml takes the prefixes, its stubs do not know
            _renamed(tag),
            {_renamed(name): value for name, value in attributes.items()},
            {
                prefix or None: TRANSITIONAL.get(namespace, namespace)
                for prefix, namespace in prefixes.items()
            },
        )

    def end(self, tag: str) -> None:
        """An element ends."""
        self._tree.end(_renamed(tag))
