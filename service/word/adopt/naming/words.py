"""Labels as words: what they ask without their numbers and guidance, the key they make and the title they give."""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from schemas.tags import LONGEST
from service.word.keys import key_of, squeezed

_NUMBER = re.compile(
    r"""^\s*(?:
        (?:section|part|question|standard|area|module|appendix|stage|step|box)
            (?:\s*\d+(?:\.\d+)*[a-z]?|\s+(?:[a-z]|[ivx]+))\s*[:.)\-–—]+\s*  # Section 2: Part B –
        |q\s*\.?\s*\d+(?:\.\d+)*[a-z]?\s*[:.)\-–—]*\s+            # Q3
        |\d+(?:\.\d+)+[a-z]?\s*[:.)\-–—]*\s+                      # 1.2
        |\d+[a-z]?(?:\s*[:.)]+\s*|\s+[\-–—]+\s+)                  # 3) 3a. 4 –
        |\d+[a-z]\s+                                              # 1b
        |\d{1,2}\s+-?\s*(?=(?-i:[A-Z]))                           # 5 Placement
        |\(?(?:[a-z]|[ivx]+)\)\s*                                 # (a) ii)
        |[ivx]+\.\s+                                              # iv.
        |[•●▪·*\-–—]+\s+
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_LEADING = re.compile(r"^\D{0,9}?(\d+)")
_GLUED = re.compile(r"(?<=\w)[(\[][^()\[\]]{0,4}[)\]]|(?<=[a-z])/s\b")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]|\{[^{}]*\}|<[^<>]*>")
_OPENED = re.compile(r"[()\[\]{}<>]")
_FORMAT = re.compile(r"\b[dm]{1,2}\s*[/.\- ]\s*[dm]{1,2}\s*[/.\- ]\s*y{2,4}\b", re.IGNORECASE)
_BLANK = re.compile(r"[_.…]{3,}|[\u2610-\u2612\u25a1\u25fb]")
_POLITE = re.compile(r"^\W*please\b|(?<=\w)\W*\bplease\b.*$", re.IGNORECASE | re.DOTALL)
_POSSESSIVE = re.compile(r"(?<=\w)'s\b|(?<=s)'(?!\w)")
_NOT_APPLICABLE = re.compile(r"\bn\s*/\s*a\b")
_INITIALS = re.compile(r"\b(?:\w\.){2,}(?:\w\b)?")
_WORDS = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"the", "a", "an", "this", "your"})
_UNITS = re.compile(r"^(?:working|calendar|days?|weeks?|months?|years?|hours?|minutes?)\b", re.IGNORECASE)
_ENDS = " .:;,?!*-–—_/|"


def bare(text: str) -> str:
    """The text in one line without leading numbers, bracketed guidance, date formats, blanks and end marks.

    A text that is all in brackets, or all number, is kept.
    """
    text = squeezed(text)
    inner = _GLUED.sub("", _unnumbered(text))
    cleaned = _BRACKETS.sub(" ", inner)
    if not _WORDS.search(cleaned):
        cleaned = _OPENED.sub(" ", inner)
    for pattern in (_FORMAT, _BLANK, _POLITE):
        cleaned = pattern.sub(" ", cleaned)
    cleaned = squeezed(cleaned).strip(_ENDS)
    return cleaned if _WORDS.search(cleaned) else text.strip(_ENDS) if _WORDS.search(text) else ""


@lru_cache(maxsize=8192)
def words_of(text: str) -> str:
    """The words by which a label is recognised: bare, in lower case, without possessives, articles and marks."""
    text = key_of(bare(text)).replace("№", " no ").replace("#", " no ").replace("&", " and ")
    text = _NOT_APPLICABLE.sub("na", text)
    text = _INITIALS.sub(lambda found: found[0].replace(".", ""), text + " ")
    text = _POSSESSIVE.sub("", text)
    return " ".join(word for word in _WORDS.findall(text) if word not in _ARTICLES)


def opened(text: str) -> str:
    """The text with what its brackets hold as words of it."""
    return squeezed(_OPENED.sub(" ", text))


def in_brackets(text: str) -> frozenset[str]:
    """The words that stand in brackets."""
    held = " ".join(_BRACKETS.findall(_GLUED.sub("", text)))
    return frozenset(words_of(opened(held)).split())


def leading(text: str) -> str:
    """The first number of a numbered heading (`2` of “2.1 Plans”); nothing where it has none."""
    text = squeezed(text)
    found = _LEADING.match(text)
    return found[1] if found and _unnumbered(text) != text else ""


def key_from(text: str, most: int, longest: int, stop: Collection[str]) -> str:
    """A piece of a tag from a text's first significant words; nothing where the text has no letters that can stand."""
    plain = unicodedata.normalize("NFKD", words_of(text)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    chosen = [word for word in words if word not in stop] or words
    key = ""
    for word in chosen[:most]:
        longer = f"{key}_{word}" if key else word
        if len(longer) > longest:
            key = key or word[:longest]
            break
        key = longer
    if hasattr(dict, key):  # Jinja takes `subject.items` for the mapping's method
        return f"{key}_asked"
    return f"no_{key}"[:longest] if key[:1].isdigit() else key


def titled(text: str, what: str = "") -> str:
    """`Text: what`, each shortened at a word so that the whole is no longer than Word lets a title be."""
    what = _short(what, 28) if text else what
    text = _short(text, LONGEST - (len(what) + 2 if what else 0)) if text else ""
    title = f"{text}: {what}" if text and what else text or _short(what, LONGEST)
    return title[:1].upper() + title[1:]


def _unnumbered(text: str) -> str:
    """The text without the numbers it begins with; “12 months” is no number and a word."""
    for _ in range(2):
        rest = _NUMBER.sub("", text, count=1)
        if rest == text or not _WORDS.search(rest) or _UNITS.match(rest):
            return text
        text = rest
    return text


def _short(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    cut = text[: room - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(_ENDS + "‘’“”") + "…"
