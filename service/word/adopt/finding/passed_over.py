"""What may be asked although no place for an answer was found: headings with nothing under them, choices in a text."""

import re
from collections.abc import Iterator, Sequence

from service.word.adopt.finding.paper import Paper
from service.word.adopt.finding.printed import printed_choices
from service.word.adopt.proposal import Found
from service.word.text import BODY, Line

_ASKED = re.compile(r"(.*[?:])\s*([^?:]*)")
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
    """Each text that prints choices behind a question, in its line or one in each cell beside it, without a place."""
    lines = paper.view.lines
    taken = {(spot.line, spot.cell) for one in found for spot in one.spots}
    for number, line in enumerate(lines):
        texts = [" ".join(cell.text.split()) for cell in line.cells]
        if line.story != BODY or any((number, at) in taken for at in range(len(texts))):
            continue
        heads = any((number + 1, at) in taken for at in range(1, len(texts)))
        beside = len(texts) > 2 and not heads and printed_choices("\n".join(texts[1:]))
        for text in texts:
            said = _ASKED.fullmatch(text)
            if said is not None and printed_choices(said[2]):
                yield said[1]
        if beside:
            yield texts[0]


def _is_title(line: Line) -> bool:
    return line.style.lower().startswith("title")


def _level(line: Line) -> str:
    """What tells headings of one level from others: the number of their style, or the style itself."""
    level = _LEVEL.search(line.style)
    return level[1] if level else line.style
