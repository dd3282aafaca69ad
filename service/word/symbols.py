"""Signs from symbol fonts: what people see where a file holds a number and the name of a font."""

import re

from service.word.names import w
from service.word.signs import FONTS
from service.word.slots import Element

_BULLETS, _TICKS = "\uf0a7\uf0b7\uf0d8", "\uf06f\uf071\uf0a8\uf0fc\uf0fd\uf0fe"
_PRIVATE = re.compile(rf"(?![{_BULLETS}{_TICKS}])[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Pasted bullets say nothing, and ticks and boxes are read wherever they stand."""
_RUN_FONTS = f"{w('rPr')}/{w('rFonts')}"


def glyph(font: str, code: int) -> str:
    """The character a symbol stands for. One of a symbol font that is not known is put into the private area, where
    it cannot be taken for a letter; in other fonts the code point counts as it is.
    """
    known = FONTS.get(font.strip().lower())
    place = code & 0xFF
    if known is not None and (code < 0x100 or 0xF000 <= code < 0xF100) and place >= 0x20:
        return " " if place == 0x20 else known.get(place) or chr(0xF000 + place)
    return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else ""


def unknown_signs(text: str) -> str:
    """The signs in a text that only some font knows: nobody can tell what they are."""
    return "" if text.isascii() else "".join(dict.fromkeys(_PRIVATE.findall(text)))


def symbol(element: Element) -> str:
    """The character of a `w:sym` or a later `symEx`, whose attributes name the font and the code in hexadecimal."""
    given = {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}
    code = given.get("char", "")
    if not code or len(code) > 6 or code.strip("0123456789abcdefABCDEF"):
        return ""
    return glyph(given.get("font", ""), int(code, 16))


def as_seen(text: str, run: Element) -> str:
    """One character of a run as people see it: typed in a symbol font it may be a tick."""
    fonts = run.find(_RUN_FONTS)
    return text if fonts is None else glyph(_font(fonts), ord(text))


def is_symbol_font(fonts: Element) -> bool:
    """Whether a `w:rFonts` names a font of signs, in which no letter can be read."""
    return _font(fonts).strip().lower() in FONTS


def _font(fonts: Element) -> str:
    return fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or ""
