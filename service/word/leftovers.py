"""What a copy holds beside the form's own text and the answers: nothing of it is lost."""

from collections import Counter
from collections.abc import Iterator

from service.reading import Unplaced
from service.word.anchors import CopyLine
from service.word.bycontrol import Tagged
from service.word.bypositions import Positions
from service.word.form import Form
from service.word.keys import key_of
from service.word.place import where
from service.word.skeleton import FormLine, around_slots
from service.word.text import BODY, Line, View


def unplaced_in(form: Form, found: Tagged, positions: Positions) -> Iterator[Unplaced]:
    """Text of the body that has no place in the form, in reading order."""
    alignment = positions.alignment
    of_copy = {pair.copy.index: form.skeleton.lines[index] for index, pair in alignment.pairs.items()}
    in_rows = {row.index for rows in alignment.rows.values() for row in rows}
    in_rows |= {copy.index for items in alignment.items.values() for item in items for copy in item.values()}
    heading = ""
    for copy in alignment.copies:
        line = copy.line
        if not line.table and line.style.lower().startswith("heading") and line.cells[0].text.strip():
            heading = line.cells[0].text.strip()
        known = of_copy.get(copy.index)
        own_text = _own(known, copy, positions) if known is not None else {}
        for index, cell in enumerate(line.cells):
            if (id(line), index) in positions.consumed:
                continue
            text = "\n".join(around_slots(p, found.own) for p in cell.paragraphs).strip()
            extra = _beyond(text, own_text.get(index, ""))
            repeats = (copy.index in in_rows or not line.table) and _is_the_forms(form, extra)
            if extra and not repeats:
                yield Unplaced(extra, where(line, index, heading))


def _own(form: FormLine, copy: CopyLine, positions: Positions) -> dict[int, str]:
    """The form's static text for each cell of a matched line."""
    own: dict[int, str] = {}
    for at, cell in enumerate(form.cells):
        index = positions.columns.cell(form, at, copy)
        if index is not None and cell.key:
            own[index] = cell.key
    if len(copy.keys) != len(form.cells):
        for index, key in enumerate(copy.keys):
            if index not in own and any(key == cell.key for cell in form.cells):
                own[index] = key
    return own


def _beyond(text: str, own: str) -> str:
    """What the text says beyond the form's own words for its cell."""
    key = key_of(text)
    if not text or key == own or not key:
        return "" if key or not text else text
    words = text.split()
    length = len(own.split())
    # Only whole words are the form's: in "NameJohn Smith" nothing is taken away, lest a piece of it be lost.
    return " ".join(words[length:]) if own and key_of(" ".join(words[:length])) == own else text


def _is_the_forms(form: Form, text: str) -> bool:
    """Whether it is one of the form's own texts once more, as pandoc prints a table's title above it."""
    return key_of(text) in form.skeleton.keys


def not_shown(form: Form, view: View) -> Iterator[Unplaced]:
    """What the copy holds beside the form's own that is not text: it is named, so that a person looks.

    A picture in the body counts as the form's own only where every picture file of the copy is.
    """
    own = Counter((what, _story(line)) for what, line in form.view.unread)
    foreign = bool(view.pictures - form.view.pictures)
    for what, line in view.unread:
        story = _story(line)
        if own[what, story] and not (foreign and story == BODY):
            own[what, story] -= 1
        else:
            yield Unplaced(f"[{what}]", where(line, 0, "") if line is not None else "in the text")


def _story(line: Line | None) -> str:
    return BODY if line is None else line.story
