"""Slots proposed by hand in tiny documents, and ways to look into what adopting makes of them."""

from collections.abc import Sequence

import pytest
from lxml import etree

from schemas.edition import Declaration, Kind, Option
from service.errors import Unfit
from service.word.adopt.applying.apply import adopted
from service.word.adopt.proposal import Found, Named, Proposed, Spot
from service.word.package import open_package
from service.word.stories import whole_view
from tests.word.shipped import W, parts

DECLARED = Declaration("case_audit", "Case audit", "2026")
YES_NO = (Option("yes", "Yes"), Option("no", "No"))
R = f"{W}r"


def asked(
    tag: str,
    *spots: Spot,
    kind: Kind = Kind.TEXT,
    options: Sequence[Option] = (),
    repeating: bool = False,
) -> Proposed:
    title = tag.replace(".", " ").capitalize()
    found = Found(spots, kind, "Somebody looked.", 1.0, options=tuple(options), repeating=repeating)
    return Proposed(found, Named(tag, title))


def at(data: bytes, line: int, cell: int = 0, words: str | None = None) -> Spot:
    """The place of the words in a cell; the whole cell where none are given."""
    text = whole_view(open_package(data)).lines[line].cells[cell].text
    start = 0 if words is None else text.index(words)
    return Spot(line, cell, start, len(text) if words is None else start + len(words))


def controls_of(data: bytes) -> dict[str, etree._Element]:
    """The controls by tag, those without one under ""."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    found = {}
    for sdt in root.iter(W + "sdt"):
        tag = sdt.find(f"{W}sdtPr/{W}tag")
        found["" if tag is None else tag.get(W + "val") or ""] = sdt
    return found


def text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(W + "t"))


def look(sdt: etree._Element) -> list[str]:
    """The look of what stands in a control, as names of properties with what they say."""
    properties = sdt.find(f"{W}sdtContent/{R}/{W}rPr")
    return [
        f"{etree.QName(one).localname}={one.get(W + 'val')}"
        for one in (properties if properties is not None else ())
    ]


def faults_in(data: bytes, *slots: Proposed) -> list[tuple[str, str]]:
    with pytest.raises(Unfit) as stopped:
        adopted(data, DECLARED, slots)
    return [(fault.path, fault.message) for fault in stopped.value.faults]
