"""The words that ask for an answer: a place's label, the head of its column, the heading it stands under."""

from schemas.edition import Kind
from schemas.scales import SCALES
from service.word.adopt.finding.draft import Draft
from service.word.adopt.finding.paper import Paper
from service.word.adopt.finding.printed import choices_in_row, printed_choices, question_of
from service.word.adopt.finding.words import is_day, is_tick_head, kind_of
from service.word.adopt.proposal import Found, Spot
from service.word.keys import squeezed
from service.word.text import BODY, Line

_BLANKS = " \t\n\u00a0\u2002\u2003_.:"


def asked(paper: Paper, draft: Draft, taken: frozenset[tuple[int, int]]) -> Found:
    """The place with its words and, where it has none yet, its kind. `taken` are the cells where places stand."""
    line = paper.view.lines[draft.line]
    row, head = _row_label(paper, draft, taken), _head(paper, draft, taken)
    label = draft.own or row
    column = head if row and head != row and not draft.own else ""
    if not label:
        label = head or _paragraph_above(paper, draft, taken)
    if draft.choice:
        label, column = label or head, draft.choice
    prompt = line.cells[draft.cell].text[draft.start : draft.end]
    kind, options, said = draft.kind, draft.options, ""
    if kind is None and (printed := printed_choices(prompt)):
        kind, options, said = Kind.CHOICE, printed, "it prints what is to be chosen from"
    if (
        kind is None
        and not draft.own
        and not prompt.strip(_BLANKS)
        and _is_under_a_choice(paper, draft, head)
    ):
        kind, said = Kind.TICK, f"its column is headed “{head}”, one of several to choose from"
        label, column = row or _before_choices(paper, draft, head), head
    if kind is None and not prompt.strip(_BLANKS) and (question := question_of(column or label)):
        kind, options, said = (
            Kind.CHOICE,
            question.options,
            f"“{question.asked[:60]}” prints what is to be chosen from",
        )
    if kind is None or (draft.control is not None and not options):
        told, choices, said = kind_of("" if not prompt.strip(_BLANKS) else prompt, label, column)
        if told is Kind.DATE and not is_day(prompt) and _is_part(paper, draft):
            told, said = Kind.TEXT, ""
        kind = kind or told
        options = options or choices
    if options == SCALES["ofsted"].grades and paper.counts_up:
        options, said = (
            (),
            f"{said}; the form's higher numbers are its better grades: say what there is to choose from",
        )
    evidence = draft.evidence + (f"; {said}" if said else "")
    spot = Spot(
        draft.line, draft.cell, draft.start, draft.end, draft.control.number if draft.control else None
    )
    return Found(
        (spot,),
        kind,
        evidence,
        draft.confidence,
        options,
        "\n".join(map(squeezed, label.strip().splitlines())),
        squeezed(column),
        paper.headings[draft.line],
    )


def _row_label(paper: Paper, draft: Draft, taken: frozenset[tuple[int, int]]) -> str:
    """The longest of the texts to the left of a place in its row, back to the place before them.

    “Name | … | Date | …”: what stands between two places asks for the second.
    """
    line = paper.view.lines[draft.line]
    if not line.table:
        return ""
    texts: list[str] = []
    for at in range(draft.cell - 1, -1, -1):
        text = "" if (draft.line, at) in taken else line.cells[at].text.strip(_BLANKS)
        if any(letter.isalpha() for letter in text):
            texts.append(text)
        elif texts and (draft.line, at) in taken:
            break
    return max(texts, key=len, default="")


def _head(paper: Paper, draft: Draft, taken: frozenset[tuple[int, int]]) -> str:
    """The nearest text above a place in its column."""
    line = paper.view.lines[draft.line]
    if not line.table:
        return ""
    for other, at in paper.above(draft.line, line.cells[draft.cell].column):
        text = paper.view.lines[other].cells[at].text.strip(_BLANKS)
        if text and (other, at) not in taken:
            narrow = paper.view.lines[other].cells[at].width < line.cells[draft.cell].width
            return "" if narrow and is_tick_head(text) else text  # a row merged under boxes is no box
    return ""


def _is_under_a_choice(paper: Paper, draft: Draft, head: str) -> bool:
    """Whether the head of a place's column is one of the choices that its row of heads prints, a cell for each."""
    above = _row_of_heads(paper, draft, head)
    return above is not None and above[1] in choices_in_row(above[0])


def _before_choices(paper: Paper, draft: Draft, head: str) -> str:
    """The text before the choices in their row, which asks for one of them."""
    above = _row_of_heads(paper, draft, head)
    first = choices_in_row(above[0]).start if above is not None else 0
    return above[0].cells[first - 1].text.strip(_BLANKS) if above is not None and first else ""


def _row_of_heads(paper: Paper, draft: Draft, head: str) -> tuple[Line, int] | None:
    """The row that the head of a place's column stands in, and its cell."""
    line = paper.view.lines[draft.line]
    if not head or not line.table:
        return None
    above = (
        (paper.view.lines[other], at) for other, at in paper.above(draft.line, line.cells[draft.cell].column)
    )
    return next(((one, at) for one, at in above if one.cells[at].text.strip(_BLANKS) == head), None)


def _is_part(paper: Paper, draft: Draft) -> bool:
    """Whether the text above a place heads several cells: day, month and year, say, each in a place of its own."""
    line = paper.view.lines[draft.line]
    if not line.table or draft.own:
        return False
    cell = line.cells[draft.cell]
    for other, at in paper.above(draft.line, cell.column):
        head = paper.view.lines[other].cells[at]
        if head.text.strip(_BLANKS):
            return head.width > cell.width
    return False


def _paragraph_above(paper: Paper, draft: Draft, taken: frozenset[tuple[int, int]]) -> str:
    """The text of the paragraph above a place, or above its table."""
    number = draft.line
    lines = paper.view.lines
    if lines[number].table:
        number = paper.tables[lines[number].table][0]
    while number > 0:
        number -= 1
        line = lines[number]
        if line.story != BODY or line.table:
            return ""
        text = line.cells[0].text.strip(_BLANKS)
        if text:
            return "" if (number, 0) in taken or paper.is_heading(line) else text
    return ""
