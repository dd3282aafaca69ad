"""Which row of an older table is which row of a newer one: nothing is doubled because a row moved or was reworded."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

_WORD = re.compile(r"\w+")

ALIKE = 80.0
"""How alike two texts are that tell of the same thing, 0 to 100: a reworded ending, not another action."""

_TELLING = ("owner", "due")
"""What tells rows of the same text apart before all else: with whom, and by when."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a row is told by, for an action what is to be done, and what it says beside that, by name."""

    what: str
    beside: Mapping[str, str]


def paired(
    before: Sequence[Row],
    now: Sequence[Row],
    may: Callable[[int, int], bool] = lambda old, new: True,  # noqa: ARG005 -- any may, where nobody says else
) -> dict[int, int]:
    """For each row of now that was there before, the index of the row it was.

    Rows told by the same text go together first, and so do rows that are told by none: those that also say the
    same beside it before others, and else in their order. Of what is left those go together that are most alike.
    `may` says of an older and a newer row whether they can be the same at all.
    """
    pairs: dict[int, int] = {}
    was, told = [_plain(row.what) for row in before], [_plain(row.what) for row in now]

    def pair(candidates: list[tuple[float, tuple[bool, ...], int, int, int]]) -> None:
        for *_, new, old in sorted(candidates):
            if new not in pairs and old not in pairs.values() and may(old, new):
                pairs[new] = old

    pair(
        [
            (0.0, _differing(before[old], row), 0, new, old)
            for new, row in enumerate(now)
            for old in range(len(before))
            if was[old] == told[new]
        ]
    )
    left = [old for old in range(len(before)) if old not in pairs.values() and was[old]]
    named = {old: _named(before[old].what) for old in left}
    pair(
        [
            (-likeness, _differing(before[old], row), abs(new - old), new, old)
            for new, row in enumerate(now)
            if new not in pairs and told[new]
            for old in left
            if named[old] == _named(row.what)
            and (likeness := fuzz.ratio(was[old], told[new], score_cutoff=ALIKE))
        ]
    )
    return pairs


def _differing(one: Row, other: Row) -> tuple[bool, ...]:
    """Whether two rows differ beside what they are told by: in what tells most first."""
    names = (*_TELLING, *sorted({*one.beside, *other.beside} - set(_TELLING)))
    differing = [_plain(one.beside.get(name, "")) != _plain(other.beside.get(name, "")) for name in names]
    return (*differing[: len(_TELLING)], any(differing))


def _named(text: str) -> tuple[str, ...]:
    """The numbers in a text, and its words with a capital but for the first: whom and what it is about."""
    words = _WORD.findall(text)
    return tuple(
        sorted(word for at, word in enumerate(words) if word[0].isdigit() or (at and word[0].isupper()))
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
