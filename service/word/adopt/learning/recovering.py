"""The blank form, recovered from completed copies: one of them, with all that is an answer taken out."""

from collections import Counter
from collections.abc import Iterator, Sequence

from service.word.adopt.finding.printed import printed_choices
from service.word.adopt.finding.words import BOXES
from service.word.adopt.learning.aligning import body, shapes
from service.word.adopt.learning.cutting import take_out
from service.word.adopt.learning.differing import Answered, Differing, differing
from service.word.adopt.learning.nobodys import nobodys
from service.word.keys import key_of
from service.word.names import w
from service.word.package import Package
from service.word.stories import whole_view
from service.word.text import Cell, Line, View

FEWEST = 3
"""So many copies are needed: of two nobody can tell which words are the form's."""
_ENDS_OF_SENTENCES = frozenset(".,;!?\"'\u2019\u201d ")
"""What is left of an answer is no text of the form."""
_ROWS = 2
"""So many empty rows show that rows repeat."""


def recovered(packages: Sequence[Package]) -> bytes:
    """The blank form as far as copies of one edition tell. Raises ValueError where there are fewer than three."""
    if len(packages) < FEWEST:
        raise ValueError(f"{FEWEST} copies are needed, and there are {len(packages)}")
    if len({package.read(package.main) for package in packages}) < FEWEST:
        raise ValueError("some of the copies are one and the same")
    views = [whole_view(package) for package in packages]
    base = _fullest(views)
    others = [view for number, view in enumerate(views) if number != base]
    found = differing(views[base], others, blank=False)
    lines = body(views[base])
    root = lines[0].cells[0].paragraphs[0].element.getroottree().getroot()
    _empty(views[base], found)
    return nobodys(packages[base], root, [one for number, one in enumerate(packages) if number != base])


def _fullest(views: Sequence[View]) -> int:
    """The copy that has most of what more than half have, and of these the one that has least besides."""
    said = [{key for shape in shapes(view) for key in shape.keys if key} for view in views]
    times = Counter(key for keys in said for key in keys)
    half = len(views) / 2
    common = [{key for shape in shapes(view) for key in shape.keys if times[key] > half} for view in views]
    return max(range(len(views)), key=lambda number: (len(common[number]), -len(views[number].lines)))


def _empty(view: View, found: Differing) -> None:
    lines = body(view)
    alone = [number for number in found.lacking if found.copies and found.lacking[number] == found.copies]
    for number, line in enumerate(lines):
        for at, cell in enumerate(line.cells):
            if number in alone:  # no other copy has the line: it is this one's own
                take_out(cell, 0, len(cell.text))
                continue
            answer = found.answers.get((number, at))
            if answer is None or _is_list_marked(cell, answer):
                _untick(cell)
                _unmark(cell)
                continue
            kept = "".join(cell.text[start:end] for start, end in answer.outside(len(cell.text)))
            whole = not set(kept.strip()) - _ENDS_OF_SENTENCES
            for start, end in [(0, len(cell.text))] if whole else reversed(answer.between()):
                take_out(cell, start, end)
    added = 0
    for number in alone:
        # Added rows show that rows repeat; what else one copy alone has is no part of the form.
        below = number > 0 and lines[number].table and _shape(lines[number - 1]) == _shape(lines[number])
        added = added + 1 if below and (added or number - 1 not in alone) else 0
        if not 0 < added <= _ROWS:
            _drop(lines[number])
    for rows in _free_rows(lines, found):
        for number in rows:
            for cell in lines[number].cells:
                take_out(cell, 0, len(cell.text))
        fewest = sum(not found.lacking[number] for number in rows)
        for number in rows[max(_ROWS, fewest) :]:
            _drop_row(lines[number])


def _free_rows(lines: Sequence[Line], found: Differing) -> Iterator[list[int]]:
    """The rows of one shape that follow each other in a table, of which some copies have more and some have less."""
    rows: list[int] = []
    for number, line in enumerate([*lines, None]):
        goes_on = (
            line is not None
            and line.table
            and (found.lacking[number] or _is_all_answers(line, number, found))
        )
        if goes_on and rows and line is not None and _shape(line) == _shape(lines[rows[-1]]):
            rows.append(number)
            continue
        if len(rows) > 1 and any(found.lacking[one] for one in rows):
            yield rows
        rows = [number] if goes_on else []


def _shape(line: Line) -> tuple[object, ...]:
    return line.table, tuple((cell.column, cell.width) for cell in line.cells)


def _is_all_answers(line: Line, number: int, found: Differing) -> bool:
    return all(
        (number, at) in found.answers or not cell.text.strip() or cell.text.strip(" .").isdecimal()
        for at, cell in enumerate(line.cells)
    )


def _is_list_marked(cell: Cell, answer: Answered) -> bool:
    """Whether the cell prints choices of which other copies left some, or all: the list is the form's."""
    names = {key_of(option.text) for option in printed_choices(cell.text)}
    left = [
        {key_of(one.text) for one in printed_choices(value)} or {key_of(value)} for value in answer.values
    ]
    return bool(names) and all(one <= names | {""} for one in left)


def _unmark(cell: Cell) -> None:
    """Takes away what sets a choice apart from the others in a cell that prints them."""
    if not printed_choices(cell.text):
        return
    runs = [run for paragraph in cell.paragraphs for text, _, run in paragraph.runs if text.strip()]
    looks = [run.find(w("rPr")) for run in runs]
    said = [{} if look is None else {str(one.tag): dict(one.attrib) for one in look} for look in looks]
    unlike = {tag for one in said for tag in one if any(other.get(tag) != one[tag] for other in said)}
    for look in looks:
        for one in list(look if look is not None else ()):
            if one.tag in unlike and look is not None:
                look.remove(one)


def _untick(cell: Cell) -> None:
    for paragraph in cell.paragraphs:
        for _, _, run in paragraph.runs:
            for text in run.iter(w("t")):
                text.text = "".join("\u2610" if letter in BOXES else letter for letter in text.text or "")


def _drop(line: Line) -> None:
    """Takes a line out that only this copy has: a row, or a paragraph that does not end a cell or the document."""
    if line.table:
        _drop_row(line)
        return
    paragraph = line.cells[0].paragraphs[0].element
    parent = paragraph.getparent()
    if parent is not None and paragraph.find(f"{w('pPr')}/{w('sectPr')}") is None and len(parent) > 1:
        parent.remove(paragraph)


def _drop_row(line: Line) -> None:
    row = next(line.cells[0].paragraphs[0].element.iterancestors(w("tr")), None)
    parent = row.getparent() if row is not None else None
    if row is not None and parent is not None:
        parent.remove(row)
