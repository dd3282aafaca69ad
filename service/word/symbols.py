"""Signs from symbol fonts: what people see where a file holds a number and the name of a font."""

from service.word.names import w
from service.word.slots import Element

TICKED, CROSSED, EMPTY_BOX = "\u2611", "\u2612", "\u2610"
CHECK, CROSS = "\u2713", "\u2717"
_FONTS = {
    # the fonts keep their signs at 0x20 to 0xFF, and programs write them there or in the private area at F000
    "wingdings": {
        0x6F: EMPTY_BOX,
        0x71: EMPTY_BOX,
        0x72: EMPTY_BOX,
        0x78: CROSSED,
        0xA8: EMPTY_BOX,
        0xFB: CROSS,
        0xFC: CHECK,
        0xFD: CROSSED,
        0xFE: TICKED,
    },
    "wingdings 2": {
        0x4F: CROSS,
        0x50: CHECK,
        0x51: CROSSED,
        0x52: TICKED,
        0x53: CROSSED,
        0x54: CROSSED,
        0xA3: EMPTY_BOX,
    },
    "webdings": {0x61: CHECK, 0x63: EMPTY_BOX, 0x72: CROSS},
}
_RUN_FONTS = f"{w('rPr')}/{w('rFonts')}"


def glyph(font: str, code: int) -> str:
    """The character a symbol stands for: a tick or a box where the font is known, else the code point as it is."""
    known = _FONTS.get(font.strip().lower())
    if known is not None and (code < 0x100 or 0xF000 <= code < 0xF100) and code & 0xFF in known:
        return known[code & 0xFF]
    return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else ""


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
    return _font(fonts).strip().lower() in _FONTS


def _font(fonts: Element) -> str:
    return fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or ""
