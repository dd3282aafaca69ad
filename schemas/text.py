"""Text as it may stand in a Word document, and text as it is compared."""

import re
import unicodedata

MOST_LETTERS = 5_000
"""How long a reason, a note or what shows that an action was done may be."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n|[\r\v\f\x85]")
_SPACES = re.compile(r"\s+")

# zero-width characters, soft hyphen, byte order mark, direction marks, variation selectors
_NO_WIDTH = "\u200b\u200c\u200d\u2060\u00ad\ufeff\u200e\u200f\ufe0e\ufe0f"

# What Unicode has drawn as nothing (Default_Ignorable_Code_Point: fillers, joiners, marks of direction, tags),
# and the empty Braille pattern.
_SEEN = re.compile(
    "[^\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
        **dict.fromkeys("\u2044\u2215\uff0f", "/"),
        **dict.fromkeys(_NO_WIDTH),
        **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)},
        **{
            chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "\uff0d\uff0f"
        },
    }
)
_AT_END = ".,;:!* "


def clean(text: str) -> str:
    """The text as every Word document can hold it and give it back.

    Every line end becomes a line feed; other control characters but the tab, lone surrogates, U+FFFE and
    U+FFFF go, for XML has no way to write them. Nothing else changes: spaces at either end, every script and
    symbol stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return _NOT_IN_XML.sub("", _LINE_END.sub("\n", text))


def is_text(text: str) -> bool:
    """Whether a database and a document can hold it: no NUL, no half of a character."""
    return "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def is_blank(text: str) -> bool:
    """Whether the text shows nothing: it is empty, or white space and characters that are drawn as nothing only."""
    return _SEEN.search(text) is None


def trimmed(text: str) -> str:
    """The text without the spaces around it, as somebody typed it; empty where it shows nothing."""
    return "" if is_blank(text) else text.strip()


def spaced(text: str) -> str:
    """The text with each run of white space as one space and none at its ends: spacing is not spelling."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """The text with typographic variants made plain and its spacing evened out, letters as they are.

    Dashes, quotation marks, slashes, full-width letters and ligatures become their plain counterparts;
    characters without a width go. Letters of another script that look alike stay what they are.
    """
    return spaced(unicodedata.normalize("NFC", text).translate(_SAME))


def key(text: str) -> str:
    """The text as spellings are compared: plain, in lower case, nothing around it.

    A question mark stays: `Good?` does not say `Good`. So does a dash at the end, which may be a minus.
    """
    folded = plain(text).lower().removeprefix("- ").lstrip("\u2022\u00b7\u2023\u25aa\u25cf* ")
    folded = folded.rstrip(_AT_END)
    for opening, closing in ("()", "[]", '""', "''"):
        if folded.startswith(opening) and folded.endswith(closing):
            folded = folded[1:-1].strip().rstrip(_AT_END)
    return folded
