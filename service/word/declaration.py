"""What a form says of itself: a custom XML part in its .docx, so that one file is the whole form."""

from lxml import etree

from schemas.edition import Declaration
from service.errors import Refused
from service.word.package import Package
from service.word.slots import Element

NAMESPACE = "urn:audit-forms:form:1"
_ROOT = f"{{{NAMESPACE}}}form"


def declaration_of(package: Package) -> Declaration | None:
    """The declaration a document carries, found by its namespace since Word renames such parts; None if it has none."""
    for name in package.related(package.main, "customXml"):
        try:
            root = package.xml(name)
        except Refused:
            continue
        if root.tag == _ROOT:
            return _read(root)
    return None


def _read(root: Element) -> Declaration:
    given = {name: str(value) for name, value in root.attrib.items()}
    return Declaration(
        key=given.get("key", ""),
        title=given.get("title", ""),
        edition=given.get("edition", ""),
        subject=given.get("subject") or "child",
        scale=given.get("scale") or "ofsted",
        blanks_allowed=given.get("blanks") != "refused",
        filed_on=given.get("filed-on", ""),
        retention=given.get("retention", ""),
        not_answered=given.get("not-answered") or "Not answered",
        types={child.get("tag", ""): child.get("is", "") for child in root.findall(f"{{{NAMESPACE}}}type")},
        was={child.get("tag", ""): child.get("of", "") for child in root.findall(f"{{{NAMESPACE}}}was")},
        off=tuple(child.get("code", "") for child in root.findall(f"{{{NAMESPACE}}}off")),
    )


def written(declaration: Declaration) -> bytes:
    """The custom XML part that carries the declaration."""
    root = etree.Element(
        _ROOT,
        {
            "key": declaration.key,
            "title": declaration.title,
            "edition": declaration.edition,
            "subject": declaration.subject,
            "scale": declaration.scale,
            "blanks": "allowed" if declaration.blanks_allowed else "refused",
            "filed-on": declaration.filed_on,
            "retention": declaration.retention,
            "not-answered": declaration.not_answered,
        },
        nsmap={None: NAMESPACE},  # type: ignore[dict-item]
    )
    for tag, kind in sorted(declaration.types.items()):
        etree.SubElement(root, f"{{{NAMESPACE}}}type", {"tag": tag, "is": kind})
    for tag, of in sorted(declaration.was.items()):
        etree.SubElement(root, f"{{{NAMESPACE}}}was", {"tag": tag, "of": of})
    for code in declaration.off:
        etree.SubElement(root, f"{{{NAMESPACE}}}off", {"code": code})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
