"""A form's shape: its lines with the static texts that anchor a copy and the slots that stand between them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from schemas.edition import Slot
from service.word.keys import key_of
from service.word.names import VAL, w
from service.word.repeats import Lists, Repeated
from service.word.text import BODY, Cell, Control, Line, Paragraph, View

JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_TBL, _TBL_PR, _CAPTION = w("tbl"), w("tblPr"), w("tblCaption")
_BLOCK = re.compile(r"\{%-?(?:p|tr)?\s*(if|elif|else|endif|for|endfor)\b")


@dataclass(frozen=True, slots=True)
class Printed:
    """A place where composing prints a value, `name` as the template has it: any text may stand there in a copy."""

    name: str


Piece = str | Slot | Printed


@dataclass(slots=True)
class FormCell:
    """A cell of the form: its pieces in order, paragraphs divided by a newline piece inside static text.

    `key` is the cell's static text as compared; empty where there is none.
    """

    column: int
    width: int
    pieces: tuple[Piece, ...]
    key: str = ""
    slots: tuple[Slot, ...] = ()


@dataclass(slots=True)
class FormLine:
    """A line of the form. `repeating` names the list whose rows stand here; `branch` the conditional part it is in."""

    index: int
    line: Line
    cells: list[FormCell]
    heading: str
    repeating: str | None = None
    branch: int | None = None
    anchors: tuple[tuple[int, str], ...] = field(default=(), compare=False)


@dataclass(slots=True)
class Skeleton:
    """The form's lines, the line and cell each slot stands in, and the static paragraphs in order.

    Of a list that repeats only the first item's lines stand here; `repeats` tells of all that have static texts.
    `titles` are, by table, its title and the heading right above it, as keys. `headings` are the keys of the lines
    that others stand under, with the number of their cells: headings, and whatever the form says once above labels
    that it says again elsewhere.
    """

    lines: list[FormLine] = field(default_factory=list)
    home: dict[str, tuple[FormLine, int]] = field(default_factory=dict)
    statics: list[tuple[str, int | None]] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    repeats: list[Repeated] = field(default_factory=list)
    titles: dict[int, set[str]] = field(default_factory=dict)
    headings: dict[str, int] = field(default_factory=dict)


def skeleton_of(view: View, slots: Mapping[int, Slot]) -> Skeleton:
    """The skeleton of a form; `slots` gives the slot of a control's number, once per control."""
    skeleton = Skeleton()
    heading, branch = "", _Branches()
    lists = Lists(view, slots)
    for line in view.lines:
        if branch.takes(line):
            continue
        cells = [_cell(cell, slots) for cell in line.cells]
        for cell in cells:
            if cell.key:
                skeleton.keys[cell.key] = skeleton.keys.get(cell.key, 0) + 1
        place = lists.row(line)
        for paragraph in (one for cell in line.cells for one in cell.paragraphs):
            here = lists.item(paragraph) or place
            text = outside(paragraph, slots).strip() if line.story == BODY else ""
            if text and (here is None or lists.add(here, text, len(skeleton.statics))):
                skeleton.statics.append((text, branch.now))
            place = place or here
        if place is not None and place.item > 0:
            continue
        if line.style.lower().startswith(("heading", "title")) and cells[0].key:
            heading = cells[0].key
        name = place.name if place is not None else None
        made = FormLine(len(skeleton.lines), line, cells, heading, name, branch.now)
        made.anchors = tuple((i, cell.key) for i, cell in enumerate(cells) if cell.key)
        skeleton.lines.append(made)
        for at, cell in enumerate(cells):
            for slot in cell.slots:
                skeleton.home.setdefault(slot.tag, (made, at))
    skeleton.repeats = list(lists.repeated.values())
    skeleton.titles = _titles(skeleton.lines)
    skeleton.headings = {line.heading: 1 for line in skeleton.lines} | dict(_above_repeated(skeleton))
    _put_under_headings(skeleton)
    return skeleton


def _above_repeated(skeleton: Skeleton) -> Iterator[tuple[str, int]]:
    """The lines that say what labels below them belong to which stand elsewhere, too: “Grade” under each standard."""
    title: FormLine | None = None
    for line in skeleton.lines:
        if line.repeating or not line.anchors:
            continue
        first, _ = line.anchors[0]
        once = [skeleton.keys[one] == 1 for _, one in line.anchors]
        if not first and once[0] and not line.cells[0].slots:
            title = line
        elif not any(once) and title is not None:
            yield title.anchors[0][1], len(title.cells)


def _put_under_headings(skeleton: Skeleton) -> None:
    """Says of each line which heading it stands under, as a copy will show it: without its style, a heading is any
    paragraph with its words.
    """
    heading = ""
    for line in skeleton.lines:
        heading = heading_in([cell.key for cell in line.cells], skeleton.headings) or heading
        line.heading = heading


def heading_in(keys: Sequence[str], headings: Mapping[str, int]) -> str:
    """The heading that a line of these cells is, of a skeleton's `headings`; "" where it is none."""
    return keys[0] if keys and headings.get(keys[0]) == len(keys) else ""


def _titles(lines: list[FormLine]) -> dict[int, set[str]]:
    titles: dict[int, set[str]] = {}
    above: FormLine | None = None
    for line in lines:
        table = line.line.table
        if table and table not in titles:
            titles[table] = {key_of(_caption(line.line))}
            if above is not None and not above.line.table:
                titles[table].add(above.cells[0].key)
        above = line
    return titles


def _caption(line: Line) -> str:
    """The title that the row's table bears in its properties."""
    paragraphs = line.cells[0].paragraphs
    table = next(paragraphs[0].element.iterancestors(_TBL), None) if paragraphs else None
    caption = table.find(f"{_TBL_PR}/{_CAPTION}") if table is not None else None
    return (caption.get(VAL) or "") if caption is not None else ""


class _Branches:
    """Follows `{%p if %}` … `{%p endif %}` through the lines: which conditional part a line is in."""

    def __init__(self) -> None:
        self.count = 0
        self.stack: list[int] = []

    @property
    def now(self) -> int | None:
        return self.stack[-1] if self.stack else None

    def takes(self, line: Line) -> bool:
        """Whether the line is only a template tag, which composing removes; notes what it opens or closes."""
        text = " ".join(cell.text for cell in line.cells)
        if "{%" not in text:
            return False
        for word in _BLOCK.findall(text):
            if word in ("endif", "endfor", "elif", "else") and self.stack:
                self.stack.pop()
            if word in ("if", "for", "elif", "else"):
                self.count += 1
                self.stack.append(self.count)
        return not JINJA.sub("", text).strip()


def slot_of(control: Control | None, slots: Mapping[int, Slot]) -> Slot | None:
    """The slot that a control, or one around it, is."""
    while control is not None:
        if control.number in slots:
            return slots[control.number]
        control = control.inside
    return None


def outside(paragraph: Paragraph, slots: Mapping[int, Slot]) -> str:
    """The paragraph's text outside every slot."""
    return "".join([run[0] for run in paragraph.runs if run[1] is None or slot_of(run[1], slots) is None])


def around_slots(paragraph: Paragraph, slots: Mapping[int, Slot]) -> str:
    """The same with a newline where slots stand: what is on either side of one are two texts."""
    pieces = [""]
    for text, control, _ in paragraph.runs:
        if control is None or slot_of(control, slots) is None:
            pieces[-1] += text
        elif pieces[-1]:
            pieces.append("")
    return "\n".join(pieces).rstrip("\n")


def _cell(cell: Cell, slots: Mapping[int, Slot]) -> FormCell:
    pieces: list[Piece] = []
    for at, paragraph in enumerate(cell.paragraphs):
        if at:
            _add(pieces, "\n")
        for text, control, _ in paragraph.runs:
            slot = slot_of(control, slots)
            if slot is None:
                _add(pieces, text)
            elif slot not in pieces:
                pieces.append(slot)
    pieces = [part for piece in pieces for part in (pieces_of(piece) if isinstance(piece, str) else [piece])]
    static = "\n".join(piece for piece in pieces if isinstance(piece, str))
    found = tuple(piece for piece in pieces if isinstance(piece, Slot))
    return FormCell(cell.column, cell.width, tuple(pieces), key_of(static), found)


def _add(pieces: list[Piece], text: str) -> None:
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] += text
    else:
        pieces.append(text)


def pieces_of(text: str) -> Iterator[Piece]:
    """Static text with its template tags as printed places."""
    at = 0
    for tag in JINJA.finditer(text):
        if text[at : tag.start()]:
            yield text[at : tag.start()]
        if tag.group().startswith("{{"):
            yield Printed(tag.group()[2:-2].strip())
        at = tag.end()
    if text[at:]:
        yield text[at:]
