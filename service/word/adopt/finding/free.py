"""Places in running text: after a label, under a heading or a question with nothing under it."""

import re
from collections.abc import Iterator

from service.word.adopt.finding.draft import Draft, drafts_inside
from service.word.adopt.finding.paper import Paper
from service.word.text import BODY, Cell

_LABEL = re.compile(r"[^\n:*]{1,60}[:*][\s\u00a0]*")
_GAP = re.compile(
    r"(?P<label>[^\s:][^:\t\n]{0,58}):[ \u00a0]*(?P<gap>\t[\t ]*|[ \u00a0]{3,})(?=\S|$)", re.MULTILINE
)
_ASKS = re.compile(r"[?:]\s*$")
_WORDS_OF_A_LABEL = 8


def places_in_text(paper: Paper) -> Iterator[Draft]:
    """Every place in the paragraphs of the body that stand in no table."""
    lines = paper.view.lines
    for number, line in enumerate(lines):
        if line.story != BODY or line.table or not line.cells or paper.in_box(line):
            continue
        inside = drafts_inside(paper, number, 0)
        if inside:
            yield from inside
            continue
        text = line.cells[0].text
        if not text.strip():
            if said := _asked_above(paper, number):
                yield Draft(number, 0, 0, len(text), said, 0.6)
        elif is_label(text) and not paper.is_heading(line) and not _answered_below(paper, number):
            yield Draft(
                number,
                0,
                len(text.rstrip()),
                len(text),
                f"nothing follows “{text.strip()}”",
                0.6,
                own=text.strip(" :\t\u00a0"),
            )
        else:
            yield from gaps_in(number, 0, line.cells[0])


def gaps_in(number: int, at: int, cell: Cell, *, last: bool = False) -> Iterator[Draft]:
    """Gaps after labels within one text, and lines that a label in a cell leaves empty.

    `last` tells that no answer can stand beside the cell: none is there, or only another label.
    """
    text = cell.text
    for found in _GAP.finditer(text):
        label = found["label"].strip()
        if len(label.split()) <= _WORDS_OF_A_LABEL and found["gap"]:
            yield Draft(
                number, at, found.start("gap"), found.end("gap"), f"a gap after “{label}:”", 0.6, own=label
            )
    lines = text.split("\n")
    start = 0
    for index, line in enumerate(lines):
        empty_next = index + 1 < len(lines) and not lines[index + 1].strip()
        if line.strip() and not _GAP.search(line):
            if (
                empty_next
                and len(lines) > 1
                and (_ASKS.search(line) or (index == 0 and len(line.split()) <= _WORDS_OF_A_LABEL))
            ):
                spot = start + len(line) + 1
                yield Draft(
                    number,
                    at,
                    spot,
                    spot + len(lines[index + 1]),
                    f"an empty line under “{line.strip()[:60]}”",
                    0.6,
                    own=line.strip(" :\t"),
                )
            elif last and is_label(line) and len(lines) == 1:
                spot = start + len(line.rstrip())
                yield Draft(
                    number,
                    at,
                    spot,
                    start + len(line),
                    f"nothing follows “{line.strip()}”",
                    0.6,
                    own=line.strip(" :\t"),
                )
        start += len(line) + 1


def is_label(text: str) -> bool:
    """Whether a text is a few words and a colon, or the star of what must be answered."""
    return _LABEL.fullmatch(text) is not None and len(text.split()) <= _WORDS_OF_A_LABEL


def _asked_above(paper: Paper, number: int) -> str:
    """What asks for an answer in the first empty paragraph under it; "" where nothing does."""
    lines = paper.view.lines
    if number == 0:
        return ""
    above = lines[number - 1]
    if above.table or above.story != BODY or not above.cells[0].text.strip():
        return ""
    end = number
    while (
        end < len(lines)
        and lines[end].story == BODY
        and not lines[end].table
        and not lines[end].cells[0].text.strip()
    ):
        end += 1
    under = lines[end] if end < len(lines) and lines[end].story == BODY else None
    said = " ".join(above.cells[0].text.split())
    if paper.is_heading(above):
        alone = under is None or (not under.table and paper.is_heading(under))
        titled = above.style.lower().startswith("title")
        return f"nothing stands under the heading “{said[:60]}”" if alone and not titled else ""
    labels = under is not None and not under.table and is_label(under.cells[0].text)
    several = end - number > 1
    if (is_label(above.cells[0].text) and (labels or several)) or (said.endswith("?") and len(said) <= 200):
        return f"an empty line under “{said[:60]}”" if under is None or not under.table else ""
    return ""


def _answered_below(paper: Paper, number: int) -> bool:
    """Whether what follows a label belongs to it: an empty line, a table, text that is no label or heading."""
    lines = paper.view.lines
    after = lines[number + 1] if number + 1 < len(lines) else None
    if after is None or after.story != BODY:
        return False
    if after.table:
        return True
    text = after.cells[0].text
    if not text.strip():
        return _asked_above(paper, number + 1) != ""
    return not (is_label(text) or paper.is_heading(after))
