"""What a copy holds beside the form's own text and the answers: nothing of it is lost."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from service.reading import Unplaced
from service.word.bycontrol import Tagged
from service.word.bypositions import Positions
from service.word.form import Form
from service.word.keys import key_of
from service.word.ownwords import OwnWords
from service.word.place import where
from service.word.printing import Printing
from service.word.skeleton import around_slots
from service.word.text import BODY, Line, View

_MARKS = "?!*-\u2026"
_DASHES = str.maketrans("\u2010\u2011\u2013\u2014", "----")


def unplaced_in(form: Form, found: Tagged, positions: Positions, printing: Printing) -> Iterator[Unplaced]:
    """Text of the body that has no place in the form, in reading order."""
    words = OwnWords(form, found, positions, printing)
    heading = ""
    for copy in positions.alignment.copies:
        line = copy.line
        if not line.table and line.style.lower().startswith("heading") and line.cells[0].text.strip():
            heading = line.cells[0].text.strip()
        own: Mapping[int, Sequence[str]] | None = None
        for index, cell in enumerate(line.cells):
            rest = positions.rest(line, index)
            if rest is not None:
                for one in rest:
                    if extra := _beyond(one.text, printing.texts(one.printed) if one.printed else ()):
                        yield Unplaced(extra, where(line, index, heading))
                continue
            text = "\n".join([around_slots(p, found.own) for p in cell.paragraphs]).strip()
            if not text:
                continue
            own = words.of(copy) if own is None else own
            extra = _beyond(text, own.get(index, ()))
            if extra and not words.are(copy, index, extra):
                yield Unplaced(extra, where(line, index, heading))


def _beyond(text: str, own: Sequence[str]) -> str:
    """What the text says beyond the form's own words for its cell, of which `own` gives every way to print them."""
    return "" if text in own else min([_beyond_one(text, one) for one in own], key=len, default=text)


def _beyond_one(text: str, own: str) -> str:
    key, own_key = key_of(text), key_of(own)
    if key == own_key:
        return _marks_beyond(text, own) if key else text
    words = text.split()
    length = len(own_key.split())
    # Only whole words are the form's: in "NameJohn Smith" nothing is taken away, lest a piece of it be lost.
    return " ".join(words[length:]) if own_key and key_of(" ".join(words[:length])) == own_key else text


def _marks_beyond(text: str, own: str) -> str:
    """The marks that say something by themselves and do not stand in the form's own words: a `?` behind a label."""
    there = Counter(_dashed(text)) - Counter(_dashed(own))
    return "".join(mark for mark in _MARKS for _ in range(there[mark]))


def _dashed(text: str) -> str:
    return text.replace("...", "\u2026").translate(_DASHES)


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
