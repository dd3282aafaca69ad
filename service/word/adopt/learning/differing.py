"""What copies of a form say at each place of one of them, or of the blank form: where they differ is an answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.word.adopt.finding.printed import is_answer
from service.word.adopt.learning.aligning import aligned, body, shapes, unticked
from service.word.keys import key_of
from service.word.text import View

Place = tuple[int, int]
"""A line of the body and a cell of it, from 0."""
_SHARED = 3
_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Answered:
    """A stretch of a cell that copies fill each in their own way: `start` to `end` of the base's text, and what they
    say there, a text for each copy that has the line. `labels` are the stretches within it that all have.
    """

    start: int
    end: int
    values: tuple[str, ...]
    labels: tuple[tuple[int, int], ...] = ()

    def between(self) -> list[tuple[int, int]]:
        """The stretches of it that are no label."""
        starts = [self.start, *(end for _, end in self.labels)]
        ends = [*(start for start, _ in self.labels), self.end]
        return list(zip(starts, ends, strict=True))

    def outside(self, length: int) -> list[tuple[int, int]]:
        """What stands around it in a text of this length, and the labels within it."""
        return [(0, self.start), *self.labels, (self.end, length)]


@dataclass(frozen=True, slots=True)
class Differing:
    """`answers` are the stretches by place; `lacking` counts, by line, the copies in which the line is not there."""

    answers: dict[Place, Answered]
    lacking: dict[int, int]
    copies: int


def differing(base: View, copies: Sequence[View], *, blank: bool) -> Differing:
    """Where copies differ from the blank form `base`; or, where it is no `blank`, from each other and from it."""
    lines, mine = body(base), shapes(base)
    beside: list[list[list[str] | None]] = []
    for copy in copies:
        theirs = body(copy)
        pairs = aligned(mine, shapes(copy))
        beside.append([None if at is None else [cell.text for cell in theirs[at].cells] for at in pairs])
    answers: dict[Place, Answered] = {}
    lacking: dict[int, int] = {}
    for number, line in enumerate(lines):
        there = [said[number] for said in beside if said[number] is not None]
        lacking[number] = len(copies) - len(there)
        for at, cell in enumerate(line.cells):
            texts = [unticked(said[at]) for said in there if said is not None]
            own = unticked(cell.text)
            found = _answered(own, texts, blank=blank)
            if found is None and not blank and _looks_answered(base, number, at):
                found = Answered(0, len(own), (own, *texts))
            if found is not None:
                answers[number, at] = found
    return Differing(answers, lacking, len(copies))


def _answered(own: str, texts: Sequence[str], *, blank: bool) -> Answered | None:
    """The stretch in which the texts differ, without the words that all begin and all end with."""
    if all(key_of(text) == key_of(own) for text in texts):
        return None
    every = [own, *texts]
    start = _common([_WORD.findall(text) for text in every])
    rest = [text[start:] for text in every]
    end = _common([_WORD.findall(text[::-1]) for text in rest])
    values = tuple(text[start : len(text) - end].strip() for text in texts)
    mine = (own[start : len(own) - end].strip(),) if not blank else ()
    labels = _labels_in([text[start : len(text) - end] for text in every]) if not blank else []
    return Answered(
        start, len(own) - end, mine + values, tuple((start + first, start + last) for first, last in labels)
    )


def _labels_in(texts: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches of the first text that all have once and in one order, each ending with a colon: “Date:”.

    What stands before the last word of a label belongs to it as far as it is the same in all.
    """
    said = [[(found.group().strip(), found.start()) for found in _WORD.finditer(text)] for text in texts]
    words = [[word for word, _ in each] for each in said]
    found: list[tuple[int, int]] = []
    after = [0] * len(texts)
    for word, start in said[0]:
        if not word.endswith(":") or any(each.count(word) != 1 for each in words):
            continue
        at = [each.index(word) for each in words]
        if any(here < before for here, before in zip(at, after, strict=True)):
            continue
        back = 0
        while all(here - back > before for here, before in zip(at, after, strict=True)) and (
            len({each[here - back - 1] for each, here in zip(words, at, strict=True)}) == 1
        ):
            back += 1
        found.append((said[0][at[0] - back][1], start + len(word)))
        after = [here + 1 for here in at]
    return found


def _common(said: Sequence[Sequence[str]]) -> int:
    """The letters of the words that all begin with; the last counts only with what follows it the same."""
    length = 0
    for words in zip(*said, strict=False):
        if len(set(words)) > 1:
            if len({word.strip() for word in words}) == 1:
                length += len(words[0].strip())
            break
        length += len(words[0])
    return length if _is_form_text(said[0], length) else 0


def _is_form_text(words: Sequence[str], length: int) -> bool:
    """Whether words that all have in common are the form's: a label, or more of them than answers share by chance."""
    common = "".join(words)[:length].strip()
    return len(common.split()) >= _SHARED or any(mark in common for mark in ":?")


def _looks_answered(view: View, number: int, at: int) -> bool:
    """Whether a text that all copies have is an answer all the same: one of those that forms ask for, by a label."""
    lines = body(view)
    line = lines[number]
    if not line.table or not at or not is_answer(line.cells[at].text):
        return False
    others = [cell.text for index, cell in enumerate(line.cells) if index != at]
    first = number == 0 or lines[number - 1].table != line.table
    return not first and bool(line.cells[at - 1].text.strip()) and not any(map(is_answer, others))
