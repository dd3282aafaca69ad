"""Which row of an older table is which row of a newer one: nothing is doubled because a row moved or was reworded."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

_WORD = re.compile(r"\w+")

ALIKE = 80.0
"""How alike two texts are that tell of the same thing, 0 to 100: a reworded ending, not another action."""


def paired(before: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """For each row of now that was there before, the index of the row it was.

    Rows of the same text go together first, in their order; of the others those most alike.
    """
    pairs: dict[int, int] = {}
    left = list(range(len(before)))
    for new, text in enumerate(now):
        if not _plain(text):
            continue  # rows that say nothing of what they are about are never known to be the same
        same = next((old for old in left if _plain(before[old]) == _plain(text)), None)
        if same is not None:
            pairs[new] = same
            left.remove(same)
    alike = sorted(
        (
            (-fuzz.ratio(_plain(before[old]), _plain(text)), abs(new - old), new, old)
            for new, text in enumerate(now)
            if new not in pairs and _plain(text)
            for old in left
            if _named(before[old]) == _named(text)
        ),
    )
    for score, _, new, old in alike:
        if -score >= ALIKE and new not in pairs and old in left:
            pairs[new] = old
            left.remove(old)
    return pairs


def _named(text: str) -> tuple[str, ...]:
    """The numbers in a text, and its words with a capital but for the first: whom and what it is about."""
    words = _WORD.findall(text)
    return tuple(
        sorted(word for at, word in enumerate(words) if word[0].isdigit() or (at and word[0].isupper()))
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
