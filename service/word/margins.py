"""What a copy's headers, footers and notes hold beside the form's own: page numbers vary, nothing else does."""

import re
from collections.abc import Iterator, Sequence

from service.reading import Unplaced
from service.word.bycontrol import Tagged
from service.word.form import Form
from service.word.place import where
from service.word.printing import Printing
from service.word.skeleton import FormCell, Printed, outside
from service.word.text import BODY, View

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_NUMBER = "#"
_MOST = 64


def margins(form: Form, view: View, found: Tagged, printing: Printing) -> Iterator[Unplaced]:
    """Text outside the body that is neither the form's, nor printed from an answer, nor an answer itself."""
    known: dict[str, list[list[str]]] = {}
    for form_line in form.skeleton.lines:
        story = form_line.line.story
        if story != BODY:
            own = (words for cell in form_line.cells for words in _own(cell, printing))
            known.setdefault(story, []).extend(filter(None, own))
    for line in view.lines:
        if line.story == BODY:
            continue
        for index, cell in enumerate(line.cells):
            text = "\n".join(outside(paragraph, found.own) for paragraph in cell.paragraphs).strip()
            if text and not _is_known(_TOKEN.findall(text.casefold()), known.get(line.story, [])):
                yield Unplaced(text, where(line, index, ""))


def _own(cell: FormCell, printing: Printing) -> Iterator[list[str]]:
    """The words of a cell of the form as a copy may have them: any number for a number, and what is printed."""
    ways: list[list[str]] = [[]]
    for piece in cell.pieces:
        if isinstance(piece, str):
            words = [_NUMBER if word.isdecimal() else word for word in _TOKEN.findall(piece.casefold())]
            ways = [way + words for way in ways]
        elif isinstance(piece, Printed):
            texts = [_TOKEN.findall(text.casefold()) for text in printing.texts([piece])]
            ways = [way + words for way in ways for words in texts][:_MOST]
    yield from ways


def _is_known(words: list[str], known: Sequence[list[str]]) -> bool:
    """Whether the words are texts of the form, one after another."""
    while words:
        fits = [one for one in known if _begin(words, one)]
        if not fits:
            return False
        words = words[len(max(fits, key=len)) :]
    return True


def _begin(words: Sequence[str], own: Sequence[str]) -> bool:
    return len(words) >= len(own) and all(
        word == wanted or (wanted == _NUMBER and word.isdecimal())
        for word, wanted in zip(words, own, strict=False)
    )
