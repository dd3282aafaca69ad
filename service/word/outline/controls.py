"""One slot as a Word content control."""

import zlib

from schemas.edition import Kind, Slot
from service.word.outline.standard import REFERENCE
from service.word.outline.xml import el, paragraph, run
from service.word.slots import Element

_BOX = "MS Gothic"  # the only typeface on every office machine with both boxes at one width


class Identities:
    """Hands out the ids of a form's controls, each made from its tag: it stays when others come and go."""

    def __init__(self) -> None:
        self._given: set[int] = set()

    def of(self, name: str) -> str:
        """The id for this name: positive, below 2³¹, of no other control."""
        number = zlib.crc32(name.encode()) & 0x7FFFFFFF
        while number in self._given or number == 0:
            number = (number + 1) & 0x7FFFFFFF
        self._given.add(number)
        return str(number)


def cell_content(slot: Slot, identity: str, *, centred: bool) -> Element:
    """What stands in the slot's cell: a paragraph that holds the control.

    A rich text control too stands inside the paragraph: of one around it LibreOffice 7.4 makes a plain one on
    saving, and a plain one it saves without its line breaks.
    """
    shown = run(slot.prompt, _look(slot.kind))
    style = "Answer"
    if slot.kind is Kind.TICK:
        style = "AnswerTick" if centred else "AnswerTickWide"
    return paragraph(style, el("w:sdt", _properties(slot, identity), el("w:sdtContent", shown)))


def section_of(title: str, tag: str, item: str, rows: list[Element], identities: Identities) -> Element:
    """A repeating section around table rows, each an item of its own that people can add to and delete."""
    items = [
        el(
            "w:sdt",
            el(
                "w:sdtPr",
                el("w:alias", val=f"{item} {number + 1}"),
                el("w:id", val=identities.of(f"{tag}#{number}")),
                el("w15:repeatingSectionItem"),
            ),
            el("w:sdtContent", row),
        )
        for number, row in enumerate(rows)
    ]
    properties = el(
        "w:sdtPr",
        el("w:alias", val=title),
        el("w:tag", val=tag),
        el("w:id", val=identities.of(tag)),
        el("w:lock", val="sdtLocked"),
        el("w15:repeatingSection", el("w15:sectionTitle", val=item)),
    )
    return el("w:sdt", properties, el("w:sdtContent", *items))


def _properties(slot: Slot, identity: str) -> Element:
    return el(
        "w:sdtPr",
        el("w:alias", val=slot.title),
        el("w:tag", val=slot.tag),
        el("w:id", val=identity),
        _lock(slot),
        None if slot.kind is Kind.TICK else el("w:showingPlcHdr"),
        _type(slot),
    )


def _lock(slot: Slot) -> Element | None:
    """Against deleting the control by accident.

    Word refuses to delete a row with a locked control in it, so those of repeating rows are not locked.
    """
    if slot.repeating:
        return None
    return el("w:lock", val="sdtContentLocked" if slot.tag == REFERENCE.slot.tag else "sdtLocked")


def _type(slot: Slot) -> Element:
    if slot.kind is Kind.RICH_TEXT:
        return el("w:richText")
    if slot.kind is Kind.CHOICE:
        items = (el("w:listItem", displayText=option.text, value=option.code) for option in slot.options)
        return el("w:dropDownList", *items)
    if slot.kind is Kind.DATE:
        return el(
            "w:date",
            el("w:dateFormat", val="dd/MM/yyyy"),
            el("w:lid", val="en-GB"),
            el("w:storeMappedDataAs", val="dateTime"),
            el("w:calendar", val="gregorian"),
        )
    if slot.kind is Kind.TICK:
        return el(
            "w14:checkbox",
            el("w14:checked", val="0"),
            el("w14:checkedState", val="2612", font=_BOX),
            el("w14:uncheckedState", val="2610", font=_BOX),
        )
    return el("w:text")


def _look(kind: Kind) -> Element:
    if kind is Kind.TICK:
        return el("w:rPr", el("w:rFonts", ascii=_BOX, eastAsia=_BOX, hAnsi=_BOX, hint="eastAsia"))
    return el("w:rPr", el("w:rStyle", val="PlaceholderText"))
