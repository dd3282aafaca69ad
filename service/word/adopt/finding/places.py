"""Finding where answers belong in a plain form: in its tables and between its paragraphs."""

import re

from service.word.adopt.finding.asking import asked
from service.word.adopt.finding.cells import places_in_tables
from service.word.adopt.finding.draft import Draft
from service.word.adopt.finding.free import places_in_text
from service.word.adopt.finding.paper import Paper
from service.word.adopt.finding.rows import in_rows
from service.word.adopt.proposal import Found

_LINES = re.compile(r"[_.\u2026\s]{4,}")


def found_in(paper: Paper) -> list[Found]:
    """The places of a plain form where answers belong, in reading order."""
    drafts = sorted([*places_in_tables(paper), *places_in_text(paper)], key=lambda one: one.order)
    drafts = [
        one for before, one in zip([None, *drafts], drafts, strict=False) if not _goes_on(paper, before, one)
    ]
    taken = frozenset((one.line, one.cell) for one in drafts if not _labelled(paper, one))
    return in_rows(paper, [asked(paper, one, taken) for one in drafts])


def _goes_on(paper: Paper, before: Draft | None, draft: Draft) -> bool:
    """Whether a line to write on is the second of one place: nothing else stands in it, nor in the one above."""
    if before is None or draft.line != before.line + 1 or paper.view.lines[draft.line].table:
        return False
    texts = [paper.view.lines[one.line].cells[0].text for one in (before, draft)]
    whole = all(
        text.strip() == text[one.start : one.end].strip()
        for text, one in zip(texts, (before, draft), strict=True)
    )
    return whole and all(_LINES.fullmatch(text) for text in texts)


def _labelled(paper: Paper, draft: Draft) -> bool:
    """Whether the cell of a place says something beside it."""
    cell = paper.view.lines[draft.line].cells[draft.cell]
    return bool((cell.text[: draft.start] + cell.text[draft.end :]).strip(" \n\t\u2002_.:"))
