"""Texts as they are compared: what people do to a form's wording without meaning to is evened out."""

import re
from functools import lru_cache

_SPACE = re.compile(r"\s+")
_SAME = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2026": "...",
        "\u00a0": " ",
        "\u00ad": None,
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
    }
)
_EDGES = " .:;,?!*-_\u2022\u00b7\u25cf\u25aa"


@lru_cache(maxsize=8192)
def key_of(text: str) -> str:
    """The key under which a static text is found again: case, spacing, quotes and end marks do not count.

    The marks at the end of each of its lines are end marks: people put a colon after every line of a label.
    """
    lines = text.translate(_SAME).split("\n")
    return " ".join(filter(None, (_SPACE.sub(" ", line).strip(_EDGES) for line in lines))).casefold()


def squeezed(text: str) -> str:
    """The text with every run of white space as one space and none at its ends."""
    return " ".join(text.split())
