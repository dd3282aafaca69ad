"""Which row of an older table is which row of a newer one: nothing is doubled because a row moved or was reworded."""

from collections.abc import Sequence

from rapidfuzz import fuzz

ALIKE = 80.0
"""How alike two texts are that tell of the same thing, 0 to 100: a reworded ending, not another action."""


def paired(before: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """For each row of now that was there before, the index of the row it was.

    Rows of the same text go together first, in their order; of the others those most alike.
    """
    pairs: dict[int, int] = {}
    left = list(range(len(before)))
    for new, text in enumerate(now):
        same = next((old for old in left if _plain(before[old]) == _plain(text)), None)
        if same is not None:
            pairs[new] = same
            left.remove(same)
    alike = sorted(
        (
            (-fuzz.ratio(_plain(before[old]), _plain(text)), abs(new - old), new, old)
            for new, text in enumerate(now)
            if new not in pairs
            for old in left
        ),
    )
    for score, _, new, old in alike:
        if -score >= ALIKE and new not in pairs and old in left:
            pairs[new] = old
            left.remove(old)
    return pairs


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
