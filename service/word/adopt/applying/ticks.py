"""Tick boxes: which sign a form prints for one, and the two states of a control that shows it."""

import re
from dataclasses import dataclass

from service.word.names import w
from service.word.signs import CROSSED, EMPTY_BOX
from service.word.slots import Element
from service.word.symbols import is_symbol_font
from service.word.ticking import is_ticked

BOX_FONT = "MS Gothic"
"""The only typeface on every office machine with both boxes at one width."""

_SIGNS = (
    "\u2610\u2611\u2612\u25a1\u25a2\u25fb\u25fd\u2713\u2714\u2717\u2718\u274d\u274f\u2751"
    "\uf0a8\uf06f\uf071\uf0fe\uf0fc\uf0fd"
)
_ONE = re.compile(rf"\s*(?P<sign>[{_SIGNS}])\s*")
_SYM, _FONTS = w("sym"), f"{w('rPr')}/{w('rFonts')}"
_PAIRS = {
    "wingdings": ({0x6F, 0x71, 0x72, 0xA8}, 0xFE, 0xA8),
    "wingdings 2": ({0xA3}, 0x52, 0xA3),
    "webdings": ({0x63}, 0x61, 0x63),
}
"""By font: its empty boxes, the sign that stands for a ticked one, and the empty one of a sign that is ticked."""


@dataclass(frozen=True, slots=True)
class State:
    """A sign, as hexadecimal code, and its font."""

    code: str
    font: str


@dataclass(frozen=True, slots=True)
class Box:
    """What a tick box shows in either state, and in which it is."""

    off: State
    on: State
    ticked: bool = False


PLAIN = Box(State("2610", BOX_FONT), State("2612", BOX_FONT))


def is_sign(text: str) -> bool:
    """Whether the text is one printed tick box."""
    return _ONE.fullmatch(text) is not None


def box_of(runs: list[Element], text: str) -> Box:
    """The states of a box printed by these runs: the printed sign in its own font, and its counterpart."""
    ticked = is_ticked(text)
    font, code = _printed(runs, text.strip())
    known = _PAIRS.get(font.lower())
    if known is not None:
        code &= 0xFF
        _, on, off = known
        shown, other = State(f"{code:04X}", font), State(f"{off if ticked else on:04X}", font)
    else:
        counterpart = EMPTY_BOX if ticked else CROSSED
        both = code in (ord(EMPTY_BOX), ord(CROSSED))
        shown, other = (
            State(f"{code:04X}", font),
            State(f"{ord(counterpart):04X}", font if both else BOX_FONT),
        )
    return Box(other, shown, ticked=True) if ticked else Box(shown, other)


def _printed(runs: list[Element], sign: str) -> tuple[str, int]:
    """The font and code of the sign as they are stored."""
    for run in runs:
        symbol = run.find(_SYM)
        if symbol is not None:
            return symbol.get(w("font")) or BOX_FONT, int(symbol.get(w("char")) or "2610", 16)
    for run in runs:
        stored = "".join(t.text or "" for t in run.iter(w("t"))).strip()
        fonts = run.find(_FONTS)
        if stored:
            font = (fonts.get(w("ascii")) or fonts.get(w("hAnsi"))) if fonts is not None else None
            if fonts is not None and not is_symbol_font(fonts):
                font = fonts.get(w("eastAsia")) or font
            return font or BOX_FONT, ord(stored[0])
    return BOX_FONT, ord(sign)
