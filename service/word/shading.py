"""Cells and boxes that were shaded instead of ticked or filled in, as a rating is often given by its colour."""

from collections.abc import Sequence

from service.word.emphasis import Seen
from service.word.names import VAL, w
from service.word.slots import Element
from service.word.text import Cell, Line

_TC, _SHADE = w("tc"), f"{w('tcPr')}/{w('shd')}"
_DIAGONALS = tuple(f"{w('tcPr')}/{w('tcBorders')}/{w(name)}" for name in ("tl2br", "tr2bl"))
_BRIGHT = frozenset({"highlight", "shd", "paragraph shd"})
_NONE = frozenset({"auto", "ffffff", "none", "nil", ""})


def fill_of(cell: Cell) -> str:
    """The colour that a table cell is shaded in, that it is crossed by a line, "" where it is neither."""
    tc = next(cell.paragraphs[0].element.iterancestors(_TC), None) if cell.paragraphs else None
    if tc is None:
        return ""
    if any(_is_drawn(tc.find(path)) for path in _DIAGONALS):
        return "crossed"
    shade = tc.find(_SHADE)
    return _colour(shade) if shade is not None else ""


def shades(line: Line, cells: Sequence[Cell]) -> set[str]:
    """How the cells are shaded other than all of their row, which may be banded; nothing where they are not."""
    found = {shade for cell in cells if (shade := fill_of(cell))}
    return found if found and len({fill_of(cell) for cell in line.cells}) > 1 else set()


def is_highlighted(shown: Sequence[Seen], form: Sequence[Seen]) -> bool:
    """Whether what stands in the box is highlighted as it is not in the form."""
    return bool(_bright(shown) - _bright(form))


def _bright(shown: Sequence[Seen]) -> frozenset[str]:
    return frozenset(name for text, look in shown if text.strip() for name in _BRIGHT & look.marks.keys())


def _is_drawn(line: Element | None) -> bool:
    return line is not None and (line.get(VAL) or "none") not in _NONE


def _colour(shade: Element) -> str:
    """A pattern counts by its colour: `solid` shows nothing of the fill."""
    patterned = (shade.get(VAL) or "clear") not in ("clear", "nil")
    said = [shade.get(w("color")) if patterned else None, shade.get(w("fill"))]
    return next((one.lower() for one in said if one and one.lower() not in _NONE), "")
