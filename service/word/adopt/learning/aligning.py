"""The lines of one document beside those of another that was made from the same form."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.word.adopt.finding.words import BOXES
from service.word.keys import key_of
from service.word.text import BODY, Line, View

_UNTICKED = str.maketrans(dict.fromkeys(BOXES, "\u2610"))
_STANDS = 0.1
"""What two lines of one shape are worth that share no word: less than any word."""
_MOST = 60
"""Letters of one text that count: a long paragraph is worth no more than a few labels."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A line as it is compared: its shape, the keys of its cells, and the words each cell begins with up to a colon."""

    form: tuple[tuple[int, int], ...] | None
    keys: tuple[str, ...]
    labels: tuple[str, ...]


def unticked(text: str) -> str:
    """The text with every box to tick empty."""
    return text.translate(_UNTICKED)


def shapes(view: View) -> list[Shape]:
    """The lines of a document's body."""
    return [_shape(line) for line in body(view)]


def body(view: View) -> list[Line]:
    """The lines that are neither header, footer nor note."""
    return [line for line in view.lines if line.story == BODY]


def _shape(line: Line) -> Shape:
    texts = [unticked(cell.text) for cell in line.cells]
    return Shape(
        tuple((cell.column, cell.width) for cell in line.cells) if line.table else None,
        tuple(map(key_of, texts)),
        tuple(key_of(text.partition(":")[0]) if ":" in text else "" for text in texts),
    )


def aligned(first: Sequence[Shape], second: Sequence[Shape]) -> list[int | None]:
    """For each line of the first document the number of the second's that it goes with: the heaviest pairs in order."""
    width = len(second) + 1
    best = [[0.0] * width for _ in range(len(first) + 1)]
    for row in range(len(first) - 1, -1, -1):
        here, below = best[row], best[row + 1]
        for column in range(len(second) - 1, -1, -1):
            weight = _weight(first[row], second[column])
            paired = weight + below[column + 1] if weight else 0.0
            here[column] = max(paired, below[column], here[column + 1])
    return _path(first, second, best)


def _path(
    first: Sequence[Shape], second: Sequence[Shape], best: Sequence[Sequence[float]]
) -> list[int | None]:
    pairs: list[int | None] = [None] * len(first)
    row = column = 0
    while row < len(first) and column < len(second):
        weight = _weight(first[row], second[column])
        if weight and best[row][column] == weight + best[row + 1][column + 1]:
            pairs[row] = column
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return pairs


def _weight(one: Shape, other: Shape) -> float:
    """What speaks for two lines being the same line of the form; nothing where their shapes differ."""
    if one.form != other.form:
        return 0.0
    weight = _STANDS
    for key, same, label, begun in zip(one.keys, other.keys, one.labels, other.labels, strict=True):
        if key and key == same:
            weight += 1 + min(len(key), _MOST)
        elif label and label == begun:
            weight += 1 + min(len(label), _MOST) / 2
    return weight
