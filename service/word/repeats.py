"""The lists in a form: which item of which list each of its paragraphs belongs to, and the static texts of each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from schemas.edition import Slot
from service.word.text import Control, Line, Paragraph, View


@dataclass(slots=True)
class Repeated:
    """The items of a list: the static texts of each. Those of the first are also the form's `statics[start:end]`."""

    name: str
    start: int
    end: int
    items: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """An item of a list, counted from 0."""

    name: str
    item: int


class Lists:
    """Follows the lists through a form in reading order."""

    def __init__(self, view: View, slots: Mapping[int, Slot]) -> None:
        self.repeated: dict[str, Repeated] = {}
        self._slots = slots
        self._items: dict[str, list[Control]] = {}
        self._rows: dict[str, int] = {}
        self._tags: dict[str, set[str]] = {}
        self._names = {
            above.number: slots[control.number].repeating
            for control in view.controls
            if control.number in slots
            for above in control.around()
            if above.repeats == "section"
        }

    def row(self, line: Line) -> Place | None:
        """The item that the line is a plain table row of; None where that is none, or in a repeating section."""
        tags = {
            slot.tag: slot
            for control in _controls(line)
            if (slot := self._slots.get(control.number)) is not None and slot.repeating
            if not any(above.repeats == "item" for above in control.around())
        }
        name = next((slot.repeating for slot in tags.values() if slot.repeating), None)
        if name is None:
            return None
        seen = self._tags.setdefault(name, set())
        if seen & tags.keys():
            seen.clear()
            self._rows[name] = self._rows.get(name, 0) + 1
        seen |= tags.keys()
        return Place(name, self._rows.get(name, 0))

    def item(self, paragraph: Paragraph) -> Place | None:
        """The item of a repeating section that the paragraph stands in."""
        item: Control | None = None
        for control in _of_paragraph(paragraph):
            for above in (control, *control.around()):
                if above.repeats == "item" and item is None:
                    item = above
                name = self._names.get(above.number)
                if name is not None and item is not None:
                    known = self._items.setdefault(name, [])
                    if item not in known:
                        known.append(item)
                    return Place(name, known.index(item))
        return None

    def add(self, place: Place, text: str, at: int) -> bool:
        """Notes a static text of an item, `at` being the place the form's next static text will have.

        Returns whether it is the first item's, and so the form's.
        """
        found = self.repeated.setdefault(place.name, Repeated(place.name, at, at))
        while len(found.items) <= place.item:
            found.items.append([])
        found.items[place.item].append(text)
        if place.item == 0:
            found.end = at + 1
        return place.item == 0


def _controls(line: Line) -> Iterator[Control]:
    for cell in line.cells:
        for paragraph in cell.paragraphs:
            yield from _of_paragraph(paragraph)


def _of_paragraph(paragraph: Paragraph) -> Iterator[Control]:
    return (run[1] for run in paragraph.runs if run[1] is not None)
