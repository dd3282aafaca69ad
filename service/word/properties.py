"""Custom document properties, read and written (docProps/custom.xml; python-docx has no part for them)."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from service.errors import Refused
from service.word.package import Package

_NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
KEY, EDITION, REFERENCE = "AuditFormsKey", "AuditFormsEdition", "AuditFormsReference"


def custom_properties(package: Package) -> dict[str, str]:
    """The document's custom properties as text, by name; none where the part is missing or unreadable."""
    for name in package.related("", "custom-properties"):
        try:
            root = package.xml(name)
        except Refused:
            continue
        return {
            prop.get("name") or "": "".join(str(text) for text in prop.itertext()).strip() for prop in root
        }
    return {}


def written(properties: Mapping[str, str]) -> bytes:
    """The custom properties part that holds these, as text properties, in this order."""
    namespaces: dict[Any, str] = {None: _NS, "vt": _VT}
    root = etree.Element(f"{{{_NS}}}Properties", nsmap=namespaces)
    for number, (name, value) in enumerate(properties.items(), 2):
        prop = etree.SubElement(
            root, f"{{{_NS}}}property", {"fmtid": _FMTID, "pid": str(number), "name": name}
        )
        etree.SubElement(prop, f"{{{_VT}}}lpwstr").text = value
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
