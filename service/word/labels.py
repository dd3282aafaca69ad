"""The words a form puts beside a slot: its label, the heading of its column, the heading it stands under."""

from schemas.edition import Kind
from service.word.looks import Looks
from service.word.text import BODY, Control, Line, Paragraph, View

_HEADINGS = ("heading", "title")
_LONGEST = 80


def headings_of(view: View) -> dict[int, str]:
    """The heading that each line stands under, by the line's `id`; none in headers, footers and notes.

    Where no paragraph has the style of one, short bold paragraphs are headings.
    """
    headings: dict[int, str] = {}
    heading = ""
    styled = any(map(_is_styled_heading, view.lines))
    for line in view.lines:
        if line.story != BODY:
            heading = ""
        elif _is_styled_heading(line) or (not styled and _is_bold_heading(line, view.looks)):
            heading = line.cells[0].text.strip()
        headings[id(line)] = heading
    return headings


def _is_styled_heading(line: Line) -> bool:
    return line.style.lower().startswith("heading") and bool(line.cells[0].text.strip())


def _is_bold_heading(line: Line, looks: Looks) -> bool:
    if line.table or not line.cells or line.style.lower().startswith(_HEADINGS):
        return False
    text = line.cells[0].text.strip()
    if not 0 < len(text) <= _LONGEST or text.endswith((".", ":", ";", ",", "?")):
        return False
    runs = [run for paragraph in line.cells[0].paragraphs for run in paragraph.runs if run[0].strip()]
    return all(run[1] is None and "b" in looks.of(run[2]).marks for run in runs)


def heads_of(view: View) -> dict[tuple[int, int], str]:
    """The heading of each table column by (table, column), from the rows above the first that holds a control.

    The lowest counts, and a cell over the whole width heads no column.
    """
    heads: dict[tuple[int, int], str] = {}
    past: set[int] = set()
    for line in view.lines:
        if not line.table or line.table in past:
            continue
        if any(run[1] for cell in line.cells for paragraph in cell.paragraphs for run in paragraph.runs):
            past.add(line.table)
            continue
        for cell in line.cells if len(line.cells) != 1 or line.cells[0].width == 1 else ():
            text = cell.text.strip()
            for column in range(cell.column, cell.column + min(cell.width, 64)):
                if text:
                    heads[line.table, column] = text
    return heads


def label_of(control: Control, above: Line | None) -> str:
    """The static text nearest to the control.

    In its own cell that is what stands before it, or behind a box to tick where the boxes come first; else the
    longest text of the cells before it in its row, back to the place before them; else, in running text, the
    paragraph `above`.
    """
    line, at = control.places[0]
    own = _plain(_in_own_cell(control))
    if own:
        return own
    if line.table:
        return _before_in_row(line, at)
    if above is None or above.table or above.story != line.story or above.style.lower().startswith(_HEADINGS):
        return ""
    return _plain(_static(above, 0))


def _before_in_row(line: Line, at: int) -> str:
    texts: list[str] = []
    for cell in range(at - 1, -1, -1):
        if text := _plain(_static(line, cell)):
            texts.append(text)
        elif texts and any(run[1] for paragraph in line.cells[cell].paragraphs for run in paragraph.runs):
            break
    return max(texts, key=len, default="")


def _plain(text: str) -> str:
    return text.strip().rstrip(":").rstrip()


def _in_own_cell(control: Control) -> str:
    line, at = control.places[0]
    nearest = ""
    for paragraph in line.cells[at].paragraphs:
        before, after = _beside(control, paragraph)
        if after is not None:
            boxes_first = control.properties.kind is Kind.TICK and not _opening(paragraph).strip()
            return after if boxes_first and after.strip() else before if before.strip() else nearest
        nearest = before if before.strip() else nearest
    return ""


def _beside(control: Control, paragraph: Paragraph) -> tuple[str, str | None]:
    """The paragraph's text between the control and the ones before and after it; None where it is not there."""
    before, after = "", None
    for text, inside, _ in paragraph.runs:
        if inside is control or (inside is not None and control in inside.around()):
            after = ""
        elif inside is not None and after is not None:
            break
        elif after is not None:
            after += text
        else:
            before = before + text if inside is None else ""
    return before, after


def _opening(paragraph: Paragraph) -> str:
    """The paragraph's text before its first control."""
    opening = ""
    for text, inside, _ in paragraph.runs:
        if inside is not None:
            break
        opening += text
    return opening


def _static(line: Line, cell: int) -> str:
    """The cell's text, if no control stands in it."""
    if any(run[1] for paragraph in line.cells[cell].paragraphs for run in paragraph.runs):
        return ""
    return line.cells[cell].text
