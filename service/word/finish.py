"""The finished document: protected against edits, free of who made it and when, titled, in the right language."""

from collections.abc import Iterable, MutableMapping

from lxml import etree

from service.word.form import Form
from service.word.markup import serialised
from service.word.names import VAL, w
from service.word.parts import with_part
from service.word.slots import Element

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_OF_A_PERSON = frozenset({"Company", "Manager", "Template", "TotalTime", "HyperlinkBase"})
_REVISION_IDS = frozenset(
    map(w, ("rsidR", "rsidRPr", "rsidRDefault", "rsidP", "rsidDel", "rsidTr", "rsidSect"))
)
_BEFORE_PERSONAL = frozenset(map(w, ("writeProtection", "view", "zoom")))
_BEFORE_PROTECTION = _BEFORE_PERSONAL | frozenset(
    map(
        w,
        (
            "removePersonalInformation",
            "removeDateAndTime",
            "doNotDisplayPageBoundaries",
            "displayBackgroundShape",
            "printPostScriptOverText",
            "printFractionalCharacterWidth",
            "printFormsData",
            "embedTrueTypeFonts",
            "embedSystemFonts",
            "saveSubsetFonts",
            "saveFormsData",
            "mirrorMargins",
            "alignBordersAndEdges",
            "bordersDoNotSurroundHeader",
            "bordersDoNotSurroundFooter",
            "gutterAtTop",
            "hideSpellingErrors",
            "hideGrammaticalErrors",
            "activeWritingStyle",
            "proofState",
            "formsDesign",
            "linkStyles",
            "stylePaneFormatFilter",
            "stylePaneSortMethod",
            "documentType",
            "mailMerge",
            "revisionView",
            "doNotTrackMoves",
            "doNotTrackFormatting",
        ),
    )
)
"""What stands before the protection in a settings part, in the order of ISO/IEC 29500-1, 17.15."""


def without_revision_ids(roots: Iterable[Element]) -> None:
    """Takes the ids of editing sessions off every element: they tell who edited what together."""
    for root in roots:
        for element in root.iter(etree.Element):
            for name in _REVISION_IDS.intersection(element.attrib):
                del element.attrib[name]


def finish(form: Form, reference: str | None, changed: MutableMapping[str, bytes]) -> None:
    """Changes settings, properties and styles so that the document is a finished one."""
    package = form.package
    for name in package.related(package.main, "settings"):
        root = package.xml(name)
        _protect(root)
        changed[name] = serialised(root)
    for name in package.related(package.main, "styles"):
        root = package.xml(name)
        _speak_english(root)
        changed[name] = serialised(root)
    for name in package.related("", "extended-properties"):
        root = package.xml(name)
        for child in list(root):
            if child.tag.rpartition("}")[2] in _OF_A_PERSON:
                root.remove(child)
        changed[name] = serialised(root)
    title = f"{form.declaration.title} – {reference}" if reference else form.declaration.title
    name = next(iter(package.related("", "core-properties")), "docProps/core.xml")
    with_part(
        package, changed, name, _core(title), _CORE_TYPE, owner="", relationship_type=_CORE_RELATIONSHIP
    )


def _protect(settings: Element) -> None:
    for name in (
        "documentProtection",
        "rsids",
        "attachedTemplate",
        "trackRevisions",
        "removePersonalInformation",
    ):
        for old in settings.findall(w(name)):
            settings.remove(old)
    at = next((i for i, child in enumerate(settings) if child.tag not in _BEFORE_PROTECTION), len(settings))
    settings.insert(
        at, etree.Element(w("documentProtection"), {w("edit"): "readOnly", w("enforcement"): "1"})
    )
    at = next((i for i, child in enumerate(settings) if child.tag not in _BEFORE_PERSONAL), len(settings))
    settings.insert(at, etree.Element(w("removePersonalInformation")))


def _speak_english(styles: Element) -> None:
    defaults = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    if defaults is not None:
        language = defaults.find(w("lang"))
        if language is None:
            language = etree.SubElement(defaults, w("lang"))
        language.set(VAL, "en-GB")


def _core(title: str) -> bytes:
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC})
    etree.SubElement(root, f"{{{_DC}}}title").text = title
    etree.SubElement(root, f"{{{_DC}}}language").text = "en-GB"
    return serialised(root)
