"""What is written where a slot's control stands: the control's XML, cut where the answer goes.

A control is set once for each way of saying (no answer, one line, several lines) by the code that sets it in a
tree, with marks for its answer. What stands between the marks is kept, so that filling only joins texts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schemas.edition import Kind, Slot, Value
from service.word.control import TICK_OFF, TICK_ON, stored_date

Pieces = tuple[str, ...]

LINE, NEXT_LINE, CODE, DAY = "\uf8f0line\uf8f1", "\uf8f0next\uf8f1", "\uf8f0code\uf8f1", date(1, 1, 1)
"""Marks: the text, its second line, a choice's code, a date. No form says them of itself."""

_TEXT = re.compile(f"<((?:\\w+:)?)t>({LINE}|{NEXT_LINE})</\\1t>")
_STORED = re.compile(f"{CODE}|{re.escape(stored_date(DAY))}")
_BREAKS = re.compile(r"([\n\t])")
_IN_ATTRIBUTES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
)


class Uncut(Exception):
    """A control that cannot be cut: its answer does not stand in it once."""


def marks_of(slot: Slot, way: int) -> tuple[str, Value | None]:
    """What to set a slot's control to for it to be cut: text and value for no answer (0), a line (1) and lines (2)."""
    if slot.kind is Kind.TICK:
        return (TICK_OFF, None) if way == 0 else (TICK_ON, True) if way == 1 else (TICK_OFF, False)
    if way == 0:
        return slot.prompt, None
    text = f"{LINE}\n{NEXT_LINE}" if way == 2 and slot.kind in (Kind.TEXT, Kind.RICH_TEXT) else LINE
    return text, DAY if slot.kind is Kind.DATE else CODE


@dataclass(frozen=True, slots=True)
class Hole:
    """A control in XML for any answer: `blank`; before, between and after a line; the same for lines."""

    slot: Slot
    blank: str
    line: Pieces
    lines: Pieces
    prefix: str

    def says(self, value: Value, text: str) -> str:
        """The control saying `text`, which the slot shows for `value`."""
        kind = self.slot.kind
        if kind is Kind.TICK:
            return (self.line if value else self.lines)[0]
        if "\n" in text and len(self.lines) == 3:
            before, between, after = self.lines
            return before + between.join([_shown(line, self.prefix) for line in text.split("\n")]) + after
        if len(self.line) == 2:
            return self.line[0] + _shown(text, self.prefix) + self.line[1]
        before, between, after = self.line
        stored = stored_date(value) if isinstance(value, date) else str(value).translate(_IN_ATTRIBUTES)
        return before + stored + between + _shown(text, self.prefix) + after


def hole_of(slot: Slot, ways: Sequence[str]) -> Hole:
    """The hole cut from a control's XML as set each way. Raises Uncut."""
    if slot.kind is Kind.TICK:
        return Hole(slot, ways[0], (ways[1],), (ways[2],), "")
    line, prefix = _cut(ways[1], (LINE,))
    several = (LINE, NEXT_LINE) if slot.kind in (Kind.TEXT, Kind.RICH_TEXT) else (LINE,)
    lines, _ = _cut(ways[2], several)
    if slot.kind in (Kind.DATE, Kind.CHOICE):
        before, *stored = _STORED.split(line[0])
        if len(stored) > 1 or _STORED.search(line[1]):
            raise Uncut
        line = (before, *stored, line[1])
    return Hole(slot, ways[0], line, lines, prefix)


def _cut(xml: str, marks: tuple[str, ...]) -> tuple[Pieces, str]:
    """What stands around the marked texts, and the prefix of their names."""
    found = list(_TEXT.finditer(xml))
    if tuple(one[2] for one in found) != marks:
        raise Uncut
    ends = [0, *(one.end() for one in found)]
    starts = [*(one.start() for one in found), len(xml)]
    pieces = tuple(xml[end:start] for end, start in zip(ends, starts, strict=True))
    if any(LINE in piece or NEXT_LINE in piece for piece in pieces):
        raise Uncut
    return pieces, found[0][1]


def _shown(text: str, prefix: str) -> str:
    """The text as a run holds it; the same as `runs.put_text` makes of it."""
    if "\n" not in text and "\t" not in text:
        return _piece(text, prefix)
    breaks = {"\n": f"<{prefix}br/>", "\t": f"<{prefix}tab/>"}
    return "".join([breaks.get(piece) or _piece(piece, prefix) for piece in _BREAKS.split(text) if piece])


def _piece(text: str, prefix: str) -> str:
    kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return f"<{prefix}t{kept}>{escaped}</{prefix}t>" if text else ""
