"""What a form has beside its text and declaration to be one of ours: its identity, a style for prompts."""

from collections.abc import MutableMapping

from lxml import etree

from schemas.edition import Declaration
from service.word import properties
from service.word.markup import serialised
from service.word.names import MC_NS, VAL, W14_NS, W15_NS, W_NS, w
from service.word.package import Package
from service.word.parts import with_part
from service.word.slots import Element

STYLE = "PlaceholderText"
_NAME, _OTHER, _OTHER_NAME = "Placeholder Text", "PlaceholderPrompt", "Placeholder Prompt"
_GREY = "5C6668"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_ITEM_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_IGNORABLE = f"{{{MC_NS}}}Ignorable"


def identify(package: Package, changed: MutableMapping[str, bytes], declaration: Declaration) -> None:
    """Puts the form's key and edition among the document's custom properties; the others stay as they are."""
    wanted = {properties.KEY: declaration.key, properties.EDITION: declaration.edition}
    there = properties.custom_properties(package)
    if all(there.get(name) == value for name, value in wanted.items()):
        return
    made = etree.fromstring(properties.written(wanted))
    name = next(iter(package.related("", "custom-properties")), "docProps/custom.xml")
    root = made
    if name in package:
        root = package.xml(name)
        for old in [old for old in root if old.get("name") in wanted]:
            root.remove(old)
        numbers = [int(old.get("pid") or 0) for old in root if (old.get("pid") or "").isdecimal()]
        for number, one in enumerate(list(made), max([1, *numbers]) + 1):
            one.set("pid", str(number))
            root.append(one)
    with_part(
        package,
        changed,
        name,
        serialised(root),
        properties.CONTENT_TYPE,
        owner="",
        relationship_type=properties.RELATIONSHIP,
    )


def prompt_style(package: Package, changed: MutableMapping[str, bytes]) -> str:
    """The id of the style for prompts, which is added where it is missing.

    Word in other languages gives its own style another id, by which an answer could not be told from a prompt: then
    one is added under another name.
    """
    name = next(iter(package.related(package.main, "styles")), None)
    if name is None:
        root: Element = etree.Element(w("styles"), nsmap={"w": W_NS})
        folder = package.main.rpartition("/")[0]
        name = f"{folder}/styles.xml".lstrip("/")
    else:
        root = package.xml(name)
    styles = list(root.iter(w("style")))
    by_id = {style.get(w("styleId")) for style in styles}
    taken = {(called.get(VAL) or "").lower() for style in styles for called in style.iterchildren(w("name"))}
    wanted, called = (_OTHER, _OTHER_NAME) if _NAME.lower() in taken else (STYLE, _NAME)
    for there in (STYLE, _OTHER):
        if there in by_id:
            return there
    root.append(_style(wanted, called, _default(root)))
    with_part(
        package,
        changed,
        name,
        serialised(root),
        _STYLES_TYPE,
        owner=package.main,
        relationship_type=_OFFICE + "styles",
    )
    return wanted


def _default(root: Element) -> str:
    """The id of the default character style, "" where there is none."""
    for style in root.iter(w("style")):
        if style.get(w("type")) == "character" and style.get(w("default")) in ("1", "true", "on"):
            return style.get(w("styleId")) or ""
    return ""


def _style(identity: str, called: str, based_on: str) -> Element:
    style = etree.Element(w("style"), {w("type"): "character", w("styleId"): identity})
    etree.SubElement(style, w("name"), {VAL: called})
    if based_on:
        etree.SubElement(style, w("basedOn"), {VAL: based_on})
    etree.SubElement(style, w("uiPriority"), {VAL: "99"})
    etree.SubElement(style, w("semiHidden"))
    etree.SubElement(etree.SubElement(style, w("rPr")), w("color"), {VAL: _GREY})
    return style


def with_namespaces(root: Element) -> Element:
    """The document with those names declared that tick boxes and repeating sections need, as extensions that
    programs may pass over. It is another element where some were missing, its children the same.
    """
    known: dict[str | None, str] = dict(root.nsmap)
    for prefix, namespace in (("w14", W14_NS), ("w15", W15_NS), ("mc", MC_NS)):
        if namespace not in known.values():
            free = prefix if prefix not in known else f"{prefix}a"
            known[free] = namespace
    prefixes = {namespace: prefix for prefix, namespace in known.items() if prefix}
    said = (root.get(_IGNORABLE) or "").split()
    lacking = [prefixes[one] for one in (W14_NS, W15_NS) if prefixes[one] not in said]
    if known != root.nsmap:
        fresh = etree.Element(root.tag, nsmap=known)  # type: ignore[arg-type] # lxml's stubs know no default namespace
        for name, value in root.attrib.items():
            fresh.set(name, value)
        fresh.text = root.text
        fresh.extend(list(root))
        root = fresh
    if lacking:
        root.set(_IGNORABLE, " ".join([*said, *lacking]))
    return root
