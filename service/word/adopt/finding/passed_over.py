"""What may be asked although no place for an answer was found: headings with nothing under them, choices in a text."""

import re
from collections.abc import Iterator, Sequence

from service.word.adopt.finding.paper import Paper
from service.word.adopt.finding.printed import printed_choices, question_of, seems_to_list
from service.word.adopt.proposal import Found
from service.word.text import BODY, Line

_LEVEL = re.compile(r"(\d)$")


def headings_passed_over(paper: Paper, found: Sequence[Found]) -> Iterator[str]:
    """Each heading with nothing under it, or only empty lines before some text, where no place was found."""
    lines = [line for line in paper.view.lines if line.story == BODY and line.cells]
    taken = {id(paper.view.lines[spot.line]) for one in found for spot in one.spots}
    for number, line in enumerate(lines):
        if not paper.is_heading(line) or not line.cells[0].text.strip() or _is_title(line):
            continue
        under = number + 1
        while under < len(lines) and not lines[under].table and not lines[under].cells[0].text.strip():
            under += 1
        empty = under - number - 1
        if any(id(one) in taken for one in lines[number:under]):
            continue
        after = lines[under] if under < len(lines) else None
        bare = after is None or (paper.is_heading(after) and _level(after) == _level(line))
        if bare or (empty > 1 and after is not None and not after.table and not paper.is_heading(after)):
            yield " ".join(line.cells[0].text.split())


def choices_passed_over(paper: Paper, found: Sequence[Found]) -> Iterator[str]:
    """Each question whose choices are printed behind it, or one in each cell beside it, and are no place.

    Where another cell of its row is one, only what is to be marked where it is printed.
    """
    lines = paper.view.lines
    taken = {(spot.line, spot.cell) for one in found for spot in one.spots}
    for number, line in enumerate(lines):
        texts = [" ".join(cell.text.split()) for cell in line.cells]
        if line.story != BODY:
            continue
        answered = any((number, at) in taken for at in range(len(texts)))
        heads = any((number + 1, at) in taken for at in range(1, len(texts)))
        for at, cell in enumerate(line.cells):
            question = question_of(cell.text) if (number, at) not in taken else None
            if question is not None and (question.marked or not answered):
                yield " ".join(question.asked.split())
        if answered or heads or len(texts) < 2 or not texts[0]:
            continue
        beside = line.cells[1].text.strip()
        if printed_choices("\n".join(texts[1:])) if len(texts) > 2 else seems_to_list(beside):
            yield texts[0]


def _is_title(line: Line) -> bool:
    return line.style.lower().startswith("title")


def _level(line: Line) -> str:
    """What tells headings of one level from others: the number of their style, or the style itself."""
    level = _LEVEL.search(line.style)
    return level[1] if level else line.style
