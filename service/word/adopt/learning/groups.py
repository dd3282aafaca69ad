"""Which copies in a folder were made from one form, and which from another or from another edition of it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from service.word.adopt.learning.aligning import body, unticked
from service.word.keys import key_of
from service.word.text import BODY, View

_SAME_FORM = 0.45
"""So much of the texts of the shorter of two copies of one form stand in the other as well."""
_LABEL = 15
"""Letters. Shorter texts are as often answers."""
_ENOUGH = 5
"""So many labels have to tell the same copies from the others."""
_BOTH = 2
"""And so many of each lot, since words that were changed are there in the old way and in the new."""
_EDITION = re.compile(r"\b(?:version|edition|issue|v)\s*[.:]?\s*\d+(?:\.\d+)*", re.IGNORECASE)


def grouped(copies: Mapping[str, View]) -> list[list[str]]:
    """The names of the copies of each form and edition, the most first.

    Copies of one form share most of their texts; those of two editions differ in the version that stands at the head
    or foot of their pages, or in several labels that one lot has and the other has not. Answers differ, too, but not
    in the same lots again and again.
    """
    labels = {name: _labels(view) for name, view in copies.items()}
    editions = {name: _edition(view) for name, view in copies.items()}
    groups = [
        part
        for form in _by_form(labels)
        for edition in sorted({editions[name] for name in form})
        for part in _by_labels([name for name in form if editions[name] == edition], labels)
    ]
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


def _by_form(labels: Mapping[str, frozenset[str]]) -> list[list[str]]:
    groups: list[list[str]] = []
    for name in sorted(labels):
        home = max(groups, key=lambda group: _likeness(labels, group, name), default=None)
        if home is not None and _likeness(labels, home, name) >= _SAME_FORM:
            home.append(name)
        else:
            groups.append([name])
    return groups


def _likeness(labels: Mapping[str, frozenset[str]], group: Sequence[str], name: str) -> float:
    """How much a copy has in common with the one of a group that is most like it."""
    mine = labels[name]
    return max(len(mine & labels[one]) / max(1, min(len(mine), len(labels[one]))) for one in group)


def _by_labels(names: Sequence[str], labels: Mapping[str, frozenset[str]]) -> list[list[str]]:
    """The copies divided where several labels divide them in the same way, and each part again: what only some copies
    have, while the others have nothing else in its place, is a part of the form that not every case needs.
    """
    lots: Counter[frozenset[str]] = Counter()
    for label in frozenset().union(*(labels[name] for name in names)):
        having = frozenset(name for name in names if label in labels[name])
        if 1 < len(having) < len(names) - 1:  # what one copy has, or lacks, alone is its answers' doing
            lots[having] += 1
    everyone = frozenset(names)
    told = Counter(
        {
            lot: times + lots[everyone - lot]
            for lot, times in lots.items()
            if lots[everyone - lot] >= _BOTH <= times
        }
    )
    ((lot, times),) = told.most_common(1) or [(everyone, 0)]
    if times < _ENOUGH:
        return [list(names)]
    rest = [name for name in names if name not in lot]
    return [*_by_labels(sorted(lot), labels), *_by_labels(rest, labels)]


def _labels(view: View) -> frozenset[str]:
    """The texts that are not the last of their row, where answers mostly stand, and the paragraphs."""
    texts = (cell.text for line in body(view) for cell in line.cells[: max(1, len(line.cells) - 1)])
    keys = (key_of(unticked(text)) for text in texts)
    return frozenset(key for key in keys if len(key) >= _LABEL)


def _edition(view: View) -> str:
    printed = " ".join(cell.text for line in view.lines if line.story != BODY for cell in line.cells)
    found = _EDITION.search(printed)
    return key_of(found.group()) if found else ""
