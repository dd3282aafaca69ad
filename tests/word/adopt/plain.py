"""Shipped forms made plain again: their controls and their declaration gone, and the places where those were."""

import re
from collections.abc import Iterable

from lxml import etree

from schemas.edition import Slot
from service.word.adopt.proposal import Found, Named, Proposed, Spot
from service.word.form import Form
from service.word.pack import build
from service.word.package import open_package
from service.word.stories import whole_view
from service.word.text import Control
from tests.word.shipped import W, parts

_DECLARED = re.compile(
    rb'<Relationship [^>]*relationships/customXml"[^>]*/>|<Override [^>]*"/customXml/[^>]*/>'
    rb'|<Relationship [^>]*custom-properties"[^>]*/>|<Override [^>]*"/docProps/custom.xml"[^>]*/>'
)


def stripped(data: bytes, *, blank: bool = False) -> bytes:
    """The document without content controls, custom XML and custom properties; what controls show stays.

    Where `blank`, what they show goes too, but for boxes to tick.
    """
    left = {
        name: _DECLARED.sub(b"", content) if name.endswith((".rels", "[Content_Types].xml")) else content
        for name, content in parts(data).items()
        if not name.startswith("customXml/") and name != "docProps/custom.xml"
    }
    root = etree.fromstring(left["word/document.xml"])
    if blank:
        empty(root)
    unwrap(root)
    left["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return build(left)


def empty(root: etree._Element) -> None:
    """Takes away the prompts of controls, which are marked as such."""
    for showing in list(root.iter(W + "showingPlcHdr")):
        sdt = showing.getparent().getparent()  # type: ignore[union-attr] # it stands in a control
        content = sdt.find(W + "sdtContent")  # type: ignore[union-attr]
        for run in list(content.iter(W + "r")):  # type: ignore[union-attr]
            run.getparent().remove(run)


def unwrap(root: etree._Element) -> None:
    """Puts the content of every control into its place."""
    for sdt in list(root.iter(W + "sdt")):
        content = sdt.find(W + "sdtContent")
        for child in list(content) if content is not None else ():
            sdt.addprevious(child)
        parent = sdt.getparent()
        assert parent is not None
        parent.remove(sdt)


def places(form: Form, *, blank: bool = False) -> list[Proposed]:
    """The form's slots as one who knows would propose them for the same form stripped."""
    found: dict[str, list[Spot]] = {slot.tag: [] for slot in form.slots}
    numbers = {id(line): number for number, line in enumerate(form.view.lines)}
    for control in form.view.controls:
        slot = form.of_control.get(control.number)
        if slot is not None:
            line, cell = control.places[0]
            start, end = _characters(control, blank=blank)
            found[slot.tag].append(Spot(numbers[id(line)], cell, start, end))
    return [proposed(slot, found[slot.tag]) for slot in form.slots]


def _characters(control: Control, *, blank: bool) -> tuple[int, int]:
    """Where the control's text begins and ends in its cell."""
    line, cell = control.places[0]
    at, start, end = 0, None, 0
    for paragraph in line.cells[cell].paragraphs:
        for text, inside, _ in paragraph.runs:
            mine = inside is control or (inside is not None and control in inside.around())
            gone = blank and inside is not None and inside.properties.prompting
            if mine:
                start = at if start is None else start
            at += 0 if gone else len(text)
            if mine:
                end = at
        at += 1
    assert start is not None
    return start, end


def proposed(slot: Slot, spots: Iterable[Spot]) -> Proposed:
    """The slot proposed at these spots."""
    found = Found(
        tuple(spots),
        slot.kind,
        "It is so in the form.",
        1.0,
        options=slot.options,
        label=slot.label,
        repeating=slot.repeating is not None,
    )
    return Proposed(found, Named(slot.tag, slot.title))


def lines_of(data: bytes) -> list[tuple[int, list[tuple[int, int, str]]]]:
    """The document's lines: the table of each, and its cells with their columns, widths and texts."""
    return [
        (line.table, [(cell.column, cell.width, cell.text) for cell in line.cells])
        for line in whole_view(open_package(data)).lines
    ]
