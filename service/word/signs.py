"""The signs of the common symbol fonts, by their place in the font, as far as Unicode has them."""

from collections.abc import Mapping

TICKED, CROSSED, EMPTY_BOX = "\u2611", "\u2612", "\u2610"
CHECK, CROSS = "\u2713", "\u2717"


def _from(start: int, signs: str) -> dict[int, str]:
    """The signs from a place on; a space leaves its place out."""
    return {start + at: sign for at, sign in enumerate(signs) if sign != " "}


_WINGDINGS = {
    **_from(0x45, "\u261c\u261e\u261d\u261f"),  # hands
    **_from(0x4A, "\u263a\U0001f610\u2639"),  # faces
    **_from(0x6C, "\u25cf\u274d\u25a0"),
    **_from(0x74, "\u29eb\u25c6\u2756"),
    **_from(0x9E, "\u00b7\u2022"),
    0xA7: "\u25aa",
    0xAB: "\u2605",
    0xD8: "\u27a2",
    **_from(0xDF, "\u2190\u2192\u2191\u2193\u2196\u2197\u2199\u2198"),
    **_from(0xE7, "\u2190\u2192\u2191\u2193\u2196\u2197\u2199\u2198"),  # the same, heavy
    **_from(0xEF, "\u21e6\u21e8\u21e7\u21e9\u2b04"),
    0x6F: EMPTY_BOX,
    0x71: EMPTY_BOX,
    0x72: EMPTY_BOX,
    0x78: CROSSED,
    0xA8: EMPTY_BOX,
    0xFB: CROSS,
    0xFC: CHECK,
    0xFD: CROSSED,
    0xFE: TICKED,
}
_WINGDINGS_2 = {
    0x4F: CROSS,
    0x50: CHECK,
    0x51: CROSSED,
    0x52: TICKED,
    0x53: CROSSED,
    0x54: CROSSED,
    0xA3: EMPTY_BOX,
}
# Adobe's Symbol encoding, which the font of that name keeps everywhere.
_SYMBOL = {
    **_from(0x21, "!\u2200#\u2203%&\u220b()\u2217+,\u2212./0123456789:;<=>?"),
    **_from(
        0x40,
        "\u2245\u0391\u0392\u03a7\u0394\u0395\u03a6\u0393\u0397\u0399\u03d1\u039a\u039b\u039c\u039d\u039f",
    ),
    **_from(0x50, "\u03a0\u0398\u03a1\u03a3\u03a4\u03a5\u03c2\u03a9\u039e\u03a8\u0396[\u2234]\u22a5_"),
    **_from(
        0x61, "\u03b1\u03b2\u03c7\u03b4\u03b5\u03c6\u03b3\u03b7\u03b9\u03d5\u03ba\u03bb\u03bc\u03bd\u03bf"
    ),
    **_from(0x70, "\u03c0\u03b8\u03c1\u03c3\u03c4\u03c5\u03d6\u03c9\u03be\u03c8\u03b6{|}\u223c"),
    **_from(
        0xA0,
        "\u20ac\u03d2\u2032\u2264\u2044\u221e\u0192\u2663\u2666\u2665\u2660\u2194\u2190\u2191\u2192\u2193",
    ),
    **_from(0xB0, "\u00b0\u00b1\u2033\u2265\u00d7\u221d\u2202\u2022\u00f7\u2260\u2261\u2248\u2026  \u21b5"),
    **_from(
        0xC0,
        "\u2135\u2111\u211c\u2118\u2297\u2295\u2205\u2229\u222a\u2283\u2287\u2284\u2282\u2286\u2208\u2209",
    ),
    **_from(
        0xD0,
        "\u2220\u2207\u00ae\u00a9\u2122\u220f\u221a\u22c5\u00ac\u2227\u2228\u21d4\u21d0\u21d1\u21d2\u21d3",
    ),
    **_from(0xE0, "\u25ca\u2329\u00ae\u00a9\u2122\u2211"),
    **_from(0xF1, "\u232a\u222b"),
}
FONTS: Mapping[str, Mapping[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": {},
    "webdings": {0x61: CHECK, 0x63: EMPTY_BOX, 0x72: CROSS},
    "symbol": _SYMBOL,
}
"""Fonts keep their signs at 0x20 to 0xFF, and programs write them there or in the private area at F000."""
