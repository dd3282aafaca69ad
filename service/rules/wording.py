"""What an answer in words comes to when it is compared: folded text, sentences, and answers that say nothing."""

import re

from schemas.text import key

_NOTHING = frozenset(
    (
        "", "-", "--", "---", "/", "?", "0", "n/a", "na", "n.a", "not applicable", "none", "nil", "nothing", "no",
        "none known", "none identified", "none needed", "none required", "tbc", "tba", "tbd", "to be confirmed",
        "to be agreed", "to follow", "no action", "no actions", "no further action", "no actions required",
        "no action required", "no actions needed", "no further actions", "nfa", "not known", "unknown",
        "n/k", "nk", "no comment", "no comments", "no feedback", "no feedback received", "no feedback given",
        "no feedback provided", "no feedback obtained", "no feedback available", "no feedback recorded",
        "none received", "none given", "none provided", "none obtained", "none recorded", "none available",
        "none at this time", "none to date", "none yet", "nothing received", "nothing to add", "not received",
        "not provided", "not given", "awaited", "awaiting", "awaiting feedback", "feedback awaited",
        "no one", "nobody", "no-one", "not completed", "blank", "as required", "x", "xx", "xxx", "...", "…",
    )
)  # fmt: skip
_LONGEST_NOTHING = 40
_LONGEST_SENTENCE = 300
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|[\n\r•▪●]+")
_PLAINLY = (("’", "'"), ("‘", "'"), ("–", "-"), ("—", "-"), ("\u2011", "-"), ("\u00a0", " "))


def says_nothing(text: str) -> bool:
    """Whether the text only fills the box: a dash, “n/a”, “tbc”, “no further actions”."""
    return len(text) <= _LONGEST_NOTHING and key(text) in _NOTHING


def folded(text: str) -> str:
    """The text in lower case with plain apostrophes, dashes and spaces, for finding words in it."""
    low = text.lower()
    if not low.isascii():
        for fancy, usual in _PLAINLY:
            low = low.replace(fancy, usual)
    return low


def sentences(text: str) -> list[str]:
    """The text in sentences and lines, without the space around them.

    What runs on without an end is cut, so that the time to search it grows no faster than its length.
    """
    found: list[str] = []
    for piece in _SENTENCE_END.split(text):
        rest = piece.strip()
        while len(rest) > _LONGEST_SENTENCE:
            end = rest.rfind(" ", 1, _LONGEST_SENTENCE)
            end = end if end > 0 else _LONGEST_SENTENCE
            found.append(rest[:end])
            rest = rest[end:].lstrip()
        if rest:
            found.append(rest)
    return found


def words_in(text: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(text.split())
