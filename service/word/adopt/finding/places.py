"""Finding where answers belong in a plain form: in its tables and between its paragraphs."""

from service.word.adopt.finding.asking import asked
from service.word.adopt.finding.cells import places_in_tables
from service.word.adopt.finding.draft import Draft
from service.word.adopt.finding.free import places_in_text
from service.word.adopt.finding.paper import Paper
from service.word.adopt.finding.rows import in_rows
from service.word.adopt.proposal import Found


def found_in(paper: Paper) -> list[Found]:
    """The places of a plain form where answers belong, in reading order."""
    drafts = sorted([*places_in_tables(paper), *places_in_text(paper)], key=lambda one: one.order)
    taken = frozenset((one.line, one.cell) for one in drafts if not _labelled(paper, one))
    return in_rows(paper, [asked(paper, one, taken) for one in drafts])


def _labelled(paper: Paper, draft: Draft) -> bool:
    """Whether the cell of a place says something beside it."""
    cell = paper.view.lines[draft.line].cells[draft.cell]
    return bool((cell.text[: draft.start] + cell.text[draft.end :]).strip(" \n\t\u2002_.:"))
