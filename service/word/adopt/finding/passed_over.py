"""What may be asked although no place for an answer was found: headings with nothing under them, choices in a text."""

import re
from collections.abc import Container, Iterator, Sequence

from service.word.adopt.finding.paper import Paper
from service.word.adopt.finding.printed import may_be_choices, printed_choices, question_of, seems_to_list
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
        for at, cell in enumerate(line.cells):
            question = question_of(cell.text) if (number, at) not in taken else None
            if question is not None and (question.marked or not answered):
                yield " ".join(question.asked.split())
        if answered or len(texts) < 2 or not texts[0] or _is_heads(paper, number, taken):
            continue
        if _are_choices(line.cells[1].text.strip(), texts):
            yield texts[0]


def _are_choices(beside: str, texts: Sequence[str]) -> bool:
    """Whether the cells beside a label list choices: one cell of several, or each cell one."""
    if len(texts) == 2:
        return seems_to_list(beside)
    return bool(printed_choices("\n".join(texts[1:]))) or (
        texts[0].endswith("?") and may_be_choices(texts[1:])
    )


def _is_heads(paper: Paper, number: int, taken: Container[tuple[int, int]]) -> bool:
    """Whether a row of texts heads the columns of the places below it, rather than being a question of its own.

    It does not where the row above has its place in the same column, nor where it asks in so many words.
    """
    line = paper.view.lines[number]
    columns = range(1, len(line.cells))
    rows = paper.tables.get(line.table, [])
    above = rows[rows.index(number) - 1] if number in rows[1:] else None
    over = any((number + 1, at) in taken for at in columns)
    asks = line.cells[0].text.strip().endswith(("?", ":")) or any((above, at) in taken for at in columns)
    return over and not asks


def _is_title(line: Line) -> bool:
    return line.style.lower().startswith("title")


def _level(line: Line) -> str:
    """What tells headings of one level from others: the number of their style, or the style itself."""
    level = _LEVEL.search(line.style)
    return level[1] if level else line.style
