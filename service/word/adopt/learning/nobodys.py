"""Making a recovered form nobody's: what only one copy says goes, wherever in the file it stands.

A page shows a part of what a Word file holds. Beside it there are authors, deletions, hidden words, the stored values
of fields, pictures, comments, descriptions, data of other programs. Of a copy that held a child's case nothing of this
may stay: parts of the file that a blank form does not need are left out, the others are cleaned, and in the end a
paragraph stays only where most of the other copies say it, too.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from service.word.adopt.learning.aligning import unticked
from service.word.adopt.learning.cutting import WORDS, empty
from service.word.keys import squeezed
from service.word.markup import serialised
from service.word.names import VAL, W14_NS, w
from service.word.pack import rewrite
from service.word.package import Package
from service.word.relations import CONTENT_TYPES, RELATIONSHIPS, relationships_name
from service.word.slots import Element

_KINDS = frozenset(
    (
        "officeDocument", "styles", "numbering", "settings", "theme", "fontTable", "webSettings", "header", "footer",
        "footnotes", "endnotes", "image",
    )
)  # fmt: skip
"""The relationships that a blank form needs."""
STORIES = ("header", "footer", "footnotes", "endnotes")
_GONE = tuple(
    map(
        w,
        (
            "del", "moveFrom", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef",
            "bookmarkStart", "bookmarkEnd", "dataBinding", "docVars", "mailMerge", "attachedTemplate", "rsids",
            "permStart", "permEnd", "object", "cellIns", "cellDel", "cellMerge", "tblCaption", "tblDescription",
            "helpText", "statusText", "captions",
        ),
    )
)  # fmt: skip
_UNWRAPPED = tuple(map(w, ("ins", "moveTo", "hyperlink", "smartTag", "customXml")))
_STORED = tuple(map(w, ("default", "result", "checked")))
_FIELDS = tuple(map(w, ("textInput", "ddList", "checkBox")))
_P, _R, _INSTRUCTION = w("p"), w("r"), w("instrText")
_LABELLED = re.compile(r"(?<=:)\s")
_DIVIDING = tuple(map(w, ("tab", "br", "cr", "p")))
_DESCRIBED = frozenset(("descr", "title", "alt", "href"))
_NAMED = ("}docPr", "}cNvPr")
_CHOSEN = tuple(map(w, ("date", "dropDownList", "comboBox")))
_STORED_CHOICE = frozenset((w("fullDate"), w("lastValue")))
_CHECKED = f"{{{W14_NS}}}checked"
_PICTURES = ("}drawing", "}pict")
WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"

Picture: TypeAlias = tuple[int, int]
"""The checksum and size of a picture's file."""


def nobodys(base: Package, root: Element, others: Sequence[Package]) -> bytes:
    """The form in the document `root` of the copy `base`, with nothing in the file that is this copy's alone."""
    said = [_all_said(package) for package in others]
    ours = frozenset.intersection(*(frozenset(pictures_of(package).values()) for package in others))
    stories = {**stories_by_name(base), base.main: root}
    return rebuilt(base, stories, ours, lambda story: _only_what_most_say(story, said))


def stories_by_name(package: Package) -> dict[str, Element]:
    """The parts of a document that hold text, by name: the document itself, then heads, feet and notes."""
    names = (package.main, *(name for kind in STORIES for name in package.related(package.main, kind)))
    return {name: package.xml(name) for name in names}


def pictures_of(package: Package) -> dict[str, Picture]:
    """The picture files of a document by name, each as checksum and size."""
    entries = {name: package.entry(name) for name in package.names if "/media/" in name.lower()}
    return {name: (entry.crc, entry.size) for name, entry in entries.items()}


def rebuilt(
    base: Package,
    stories: Mapping[str, Element],
    pictures: frozenset[Picture],
    last: Callable[[Element], None],
) -> bytes:
    """A document of these stories, with these pictures of `base` and nothing else that a blank form does not need.

    `last` takes out of each story what does not stay.
    """
    changed: dict[str, bytes] = {}
    kept = {CONTENT_TYPES}
    for name in _needed(base, pictures):
        kept.add(name)
        if (story := stories.get(name)) is not None:
            _clean(story, _foreign_pictures(base, name, pictures))
            last(story)
            changed[name] = serialised(story)
        elif name in base.related(base.main, "settings"):
            settings = base.xml(name)
            _drop(settings.iter(*_GONE))
            changed[name] = serialised(settings)
    for part in ("", *kept):
        if (rels := relationships_name(part)) in base:
            kept.add(rels)
            changed[rels] = _relations(base, part, rels, kept)
    types = base.xml(CONTENT_TYPES)
    _drop([one for one in types if one.get("PartName", "").lstrip("/") not in {*kept, ""}])
    changed[CONTENT_TYPES] = serialised(types)
    return rewrite(base, changed, dropped=[name for name in base.names if name not in kept])


def _needed(package: Package, pictures: frozenset[Picture]) -> Iterator[str]:
    """The parts that a blank form needs: the document, what it is set with, and the pictures that all copies have."""
    parts = [package.main]
    for part in parts:
        for kind in _KINDS:
            for name in package.related(part, kind):
                entry = package.entry(name)
                if name not in parts and (kind != "image" or (entry.crc, entry.size) in pictures):
                    parts.append(name)
    yield from parts


def _foreign_pictures(package: Package, part: str, ours: frozenset[Picture]) -> frozenset[str]:
    """The ids of a part's relationships to what not every copy has, by which its pictures name it."""
    kept = {
        one.target.lower() for one in package.relationships(part) if not one.external and one.kind in _KINDS
    }
    own = {
        name.lower()
        for name in package.related(part, "image")
        if (package.entry(name).crc, package.entry(name).size) not in ours
    }
    return frozenset(
        one.id
        for one in package.relationships(part)
        if one.external or one.target.lower() in own or one.target.lower() not in kept
    )


def _relations(package: Package, part: str, rels: str, kept: set[str]) -> bytes:
    """The relationships of a part to what is kept."""
    there = {name.lower() for name in kept}
    stay = {
        one.id
        for one in package.relationships(part)
        if not one.external and one.kind in _KINDS and one.target.lower() in there
    }
    root = package.xml(rels)
    _drop([one for one in root.iterchildren(f"{RELATIONSHIPS}Relationship") if one.get("Id") not in stay])
    return serialised(root)


def _clean(root: Element, foreign: frozenset[str]) -> None:
    """Takes out what a page does not show, and what it shows of this copy alone without words."""
    _drop(root.iter(*_GONE))
    _drop([one for one in root.iter() if one.tag.endswith(("Change", "RangeStart", "RangeEnd"))])
    for wrapper in list(root.iter(*_UNWRAPPED)):
        for child in list(wrapper):
            wrapper.addprevious(child)
    _drop(root.iter(*_UNWRAPPED))
    _drop([run for run in root.iter(_R) if run.find(f"{w('rPr')}/{w('vanish')}") is not None])
    _drop(
        [
            one
            for one in root.iter(*_STORED)
            if (above := one.getparent()) is not None and above.tag in _FIELDS
        ]
    )
    for one in list(root.iter()):
        if one.tag.endswith(_PICTURES) and _names(one, foreign):
            _drop([one])
        elif one.tag in _CHOSEN:
            for name in _STORED_CHOICE & set(one.attrib):
                del one.attrib[name]
        elif one.tag == _CHECKED:
            one.set(f"{{{W14_NS}}}val", "0")
        elif not one.tag.startswith(w("")):
            for name in _DESCRIBED & set(one.attrib):
                del one.attrib[name]
            if one.tag.endswith(_NAMED):
                one.set("name", "")


def _names(picture: Element, foreign: frozenset[str]) -> bool:
    """Whether a picture is made of something that not every copy has."""
    return any(value in foreign for inner in picture.iter() for value in inner.attrib.values())


def _only_what_most_say(root: Element, said: Sequence[str]) -> None:
    """Leaves of every paragraph, instruction and name of a control what more than half of the other copies say."""
    for paragraph in root.iter(_P):  # by its labels: answers stood between them
        if not all(_most_say(one, said) for one in _LABELLED.split(_text(paragraph))):
            empty(paragraph)
    for watermark in root.iter(WATERMARK):
        if not _most_say(watermark.get("string") or "", said):
            watermark.set("string", "")
    for instruction in root.iter(_INSTRUCTION):
        if not _most_say(instruction.text or "", said):
            instruction.text = ""
    _drop([one for one in root.iter(w("fldSimple")) if not _most_say(one.get(w("instr")) or "", said)])
    _drop([one for one in root.iter(w("alias"), w("tag")) if not _most_say(one.get(VAL) or "", said)])


def _most_say(text: str, said: Sequence[str]) -> bool:
    words = squeezed(text)
    if not any(letter.isalnum() for letter in words):
        return True
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return sum(pattern.search(one) is not None for one in said) * 2 > len(said)


def _text(paragraph: Element) -> str:
    """What stands in a paragraph, boxes unticked and whatever divides words as a space."""
    pieces = (piece.text or "" if piece.tag in WORDS else " " for piece in paragraph.iter(*WORDS, *_DIVIDING))
    return unticked("".join(pieces))


def _all_said(package: Package) -> str:
    """Every text of a copy, by paragraphs, with its watermarks, its instructions and the names of its controls."""
    pieces: list[str] = []
    for root in stories_by_name(package).values():
        pieces += map(_text, root.iter(_P))
        pieces += [one.get("string") or "" for one in root.iter(WATERMARK)]
        pieces += [one.text or "" for one in root.iter(_INSTRUCTION)]
        pieces += [one.get(w("instr")) or "" for one in root.iter(w("fldSimple"))]
        pieces += [one.get(VAL) or "" for one in root.iter(w("alias"), w("tag"))]
    return "\n".join(map(squeezed, pieces))


def _drop(elements: Iterable[Element]) -> None:
    for one in list(elements):
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)
