"""A form opened for a look at what is wrong with it: nothing of it is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from schemas.edition import Declaration, Slot
from service.word.declaration import declaration_of
from service.word.flow import view_of
from service.word.labels import headings_of
from service.word.looks import Looks
from service.word.names import w
from service.word.package import Package
from service.word.place import where
from service.word.slots import Element
from service.word.slotting import slots_of
from service.word.stories import stories_of
from service.word.text import BODY, Cell, Control, Line, Paragraph, View

_TBL = w("tbl")
UNDECLARED = Declaration(key="form", title="", edition="")


@dataclass(slots=True)
class Sheet:
    """A form as its parts: the package, its stories by name, the view of them, the slots that could be made out.

    `declared` is None where the form carries no declaration. `of_control` gives the slot of a control's number.
    """

    package: Package
    stories: list[tuple[str, Element]]
    view: View
    declared: Declaration | None
    slots: tuple[Slot, ...]
    of_control: Mapping[int, Slot]
    headings: Mapping[int, str]
    tables: dict[Element, Line] = field(default_factory=dict)

    @property
    def declaration(self) -> Declaration:
        """What the form declares, or what holds where it declares nothing."""
        return self.declared or UNDECLARED

    def at(self, line: Line, cell: int = 0) -> str:
        """Where a cell is."""
        return where(line, cell, self.headings.get(id(line), ""))

    def of(self, control: Control) -> str:
        """Where a control is."""
        if not control.places:
            return f"at the control “{control.properties.title or control.tag}”"
        return self.at(*control.places[0])

    def of_tag(self, tag: str) -> str:
        """Where the slot of this tag is; "" where there is none."""
        return next((self.of(one) for one in self.view.controls if one.tag == tag), "")

    def of_element(self, element: Element) -> str:
        """Where a table, or something in one, is; which story it is in where it stands in no table."""
        for above in (element, *element.iterancestors(_TBL)):
            if above in self.tables:
                line = self.tables[above]
                return self.at(line).rpartition(", row")[0] or self.at(line)
        story = next((name for name, root in self.stories if root is element.getroottree().getroot()), BODY)
        return "in the text" if story == BODY else f"in the page {story}"

    def controls(self) -> Iterator[tuple[Control, Slot]]:
        """Every control that is a slot."""
        for control in self.view.controls:
            if control.number in self.of_control:
                yield control, self.of_control[control.number]

    def order(self) -> dict[str, int]:
        """Where cells are, numbered in reading order."""
        found: dict[str, int] = {}
        for number, line in enumerate(self.view.lines):
            for cell in range(len(line.cells)):
                found.setdefault(self.at(line, cell), number)
        return found

    def paragraphs(self) -> Iterator[tuple[Line, int, Cell, Paragraph]]:
        """Every paragraph with its cell, the cell's index and its line."""
        for line in self.view.lines:
            for index, cell in enumerate(line.cells):
                for paragraph in cell.paragraphs:
                    yield line, index, cell, paragraph


def sheet_of(package: Package) -> Sheet:
    """The sheet of a form. Raises Refused where a part of the package cannot be read."""
    stories = stories_of(package)
    view = view_of(stories, Looks(package))
    declared = declaration_of(package)
    slots, of_control = slots_of(view, declared or UNDECLARED)
    sheet = Sheet(package, stories, view, declared, slots, of_control, headings_of(view))
    for line in view.lines:
        paragraph = next((one for cell in line.cells for one in cell.paragraphs), None)
        if line.table and paragraph is not None:
            table = next(paragraph.element.iterancestors(_TBL), None)
            if table is not None:
                sheet.tables.setdefault(table, line)
    return sheet
