"""An edition of a form: its declaration, its slots and its shape, read from its .docx."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from schemas.edition import Declaration, Kind, Slot
from schemas.form import FormSchema
from service.word.declaration import declaration_of
from service.word.flow import view_of
from service.word.package import Package, open_package
from service.word.skeleton import Skeleton, skeleton_of
from service.word.slots import Element
from service.word.states import Unanswered
from service.word.text import BODY, Control, Line, View


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One issued edition. `digest` is the SHA-256 of its bytes; `of_control` gives the slot of a control's number."""

    declaration: Declaration
    slots: tuple[Slot, ...]
    schema: FormSchema
    skeleton: Skeleton
    package: Package
    digest: str
    of_control: Mapping[int, Slot]
    view: View
    unanswered: Unanswered

    @property
    def name(self) -> str:
        """What people call it: title and edition."""
        return f"{self.declaration.title}, edition {self.declaration.edition}"


def stories_of(package: Package) -> list[tuple[str, Element]]:
    """The document's stories as (name, root): the body first, then headers and footers."""
    stories = [(BODY, package.xml(package.main))]
    for kind in ("header", "footer"):
        stories += [(kind, package.xml(name)) for name in package.related(package.main, kind)]
    return stories


def load_form(data: bytes, name: str = "form") -> Form:
    """The form in the bytes of a .docx or .dotx. `name` is its key where it carries no declaration.

    Raises Refused where the bytes are no Word document that can be opened.
    """
    package = open_package(data)
    view = view_of(stories_of(package))
    declaration = declaration_of(package) or Declaration(key=name, title=name, edition="0")
    slots, of_control = slots_of(view, declaration)
    skeleton = skeleton_of(view, of_control)
    return Form(
        declaration=declaration,
        slots=slots,
        schema=FormSchema(declaration, slots),
        skeleton=skeleton,
        package=package,
        digest=hashlib.sha256(data).hexdigest(),
        of_control=of_control,
        view=view,
        unanswered=Unanswered(slots, declaration.not_answered),
    )


def slots_of(view: View, declaration: Declaration) -> tuple[tuple[Slot, ...], dict[int, Slot]]:
    """The slots in reading order, and the slot of each control; rows repeated share their slots."""
    rows = _rows_by_tag(view)
    by_tag: dict[str, Slot] = {}
    of_control: dict[int, Slot] = {}
    heads, heading = _heads(view), ""
    headings: dict[int, str] = {}
    for line in view.lines:
        if line.style.lower().startswith("heading") and line.cells[0].text.strip():
            heading = line.cells[0].text.strip()
        headings[id(line)] = heading
    for control in view.controls:
        if (
            not control.tag
            or control.properties.kind is None
            or not control.places
            or _within(control, of_control)
        ):
            continue
        if control.tag not in by_tag:
            line, at = control.places[0]
            says = control.properties
            kind: Kind = says.kind or Kind.TEXT
            if declaration.types.get(control.tag) == Kind.NUMBER:
                kind = Kind.NUMBER
            label, column = _label(line, at, control), heads.get((line.table, line.cells[at].column), "")
            by_tag[control.tag] = Slot(
                tag=control.tag,
                title=says.title or label or column or control.tag,
                kind=kind,
                prompt=control.said,
                options=says.options,
                repeating=_repeating(control, rows),
                heading=headings[id(line)],
                label=label,
                column=column if line.row > 1 else "",
            )
        of_control[control.number] = by_tag[control.tag]
    return tuple(by_tag.values()), of_control


def _within(control: Control, of_control: Mapping[int, Slot]) -> bool:
    """Whether the control stands inside a slot, and so is part of what that slot says."""
    above = control.inside
    while above is not None:
        if above.number in of_control:
            return True
        above = above.inside
    return False


def _rows_by_tag(view: View) -> dict[str, set[tuple[int, int]]]:
    """The table rows each tag stands in: one that stands in several rows of a table repeats with them."""
    rows: dict[str, set[tuple[int, int]]] = {}
    for control in view.controls:
        if control.tag and control.places and control.places[0][0].table:
            line = control.places[0][0]
            rows.setdefault(control.tag, set()).add((line.table, line.row))
    return rows


def _repeating(control: Control, rows: Mapping[str, set[tuple[int, int]]]) -> str | None:
    above = control.inside
    while above is not None:
        if above.repeats == "section":
            return above.tag or control.tag.partition(".")[0]
        above = above.inside
    if len(rows.get(control.tag, ())) > 1 and "." in control.tag:
        return control.tag.partition(".")[0]
    return None


def _heads(view: View) -> dict[tuple[int, int], str]:
    """The text of each table's first row by (table, column), where that row holds no control."""
    heads: dict[tuple[int, int], str] = {}
    for line in view.lines:
        if line.row == 1 and not any(
            run[1] for cell in line.cells for p in cell.paragraphs for run in p.runs
        ):
            for cell in line.cells:
                heads[line.table, cell.column] = cell.text.strip()
    return heads


def _label(line: Line, at: int, control: Control) -> str:
    """The static text nearest before the control: in its own cell, else the longest of the cells before it."""
    own = ""
    for paragraph in line.cells[at].paragraphs:
        for run in paragraph.runs:
            if run[1] is control:
                return own.strip().rstrip(":") or _before(line, at)
            if run[1] is None:
                own += run[0]
    return _before(line, at)


def _before(line: Line, at: int) -> str:
    static = [cell for cell in line.cells[:at] if not any(run[1] for p in cell.paragraphs for run in p.runs)]
    return max((cell.text.strip() for cell in static), key=len, default="")
