"""The words that stay in a recovered form, listed for a person to confirm.

Copies cannot tell an answer that all of them give from the form's own words. So a recovered form is written only once a
person has gone through every word that would stay in it: what they take off the list is taken out of the form, and
nothing stays that is not on it.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from service.errors import Fault, Unfit
from service.word.adopt.finding.words import is_tick_head
from service.word.adopt.learning.cutting import empty, own_text, take_out
from service.word.adopt.learning.nobodys import (
    STORIES,
    WATERMARK,
    Picture,
    pictures_of,
    rebuilt,
    stories_by_name,
)
from service.word.flow import add_stories, view_of
from service.word.keys import squeezed
from service.word.looks import Looks
from service.word.names import VAL, w
from service.word.outline.given import Given
from service.word.outline.source import mapping_of
from service.word.package import Package, open_package
from service.word.slots import Element
from service.word.text import BODY, NOTES, Cell, View

_NAMING = {
    WATERMARK: "string", w("alias"): VAL, w("tag"): VAL, w("listItem"): w("displayText"), w("listEntry"): VAL,
}  # fmt: skip
"""What holds words in an attribute: a watermark, the name of a control, a choice of a list."""
_LABEL = 8
"""Words. What is longer is a sentence: of the form, or of somebody's answer."""
_ANSWERED = re.compile(r":\s+\w")
"""A label with something behind it."""
_ABOUT = """\
# The words that all copies have in common, and that therefore stay in the blank form recovered from them.
#
# An answer that every copy gives looks just like the form's own words. Read every line, and take out each that is an
# answer or tells of a child, a family or a worker; of a line that is partly an answer, leave the form's part.
# `look_first` holds what is an answer most often: what stands beside or behind a label, sentences, what has a figure.
# Then give this file with --words. Nothing stays in the form that is not in it.
"""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a recovered form: those in its lines and cells by their place, first what is an answer most often;
    those `elsewhere` in its file, such as names of controls and choices of lists; and the names of its pictures.
    """

    look_first: Mapping[str, str]
    others: Mapping[str, str]
    elsewhere: Sequence[str]
    pictures: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Opened:
    """A recovered form: the parts that hold text, what they show, and where each of its words stands."""

    package: Package
    stories: Mapping[str, Element]
    view: View
    cells: Mapping[str, Cell]
    pictures: Mapping[str, Picture]


def words_of(form: bytes) -> Words:
    """Every word and picture that stays in a recovered form unless a person takes it out."""
    opened = _opened(form)
    words = {place: squeezed(cell.text) for place, cell in opened.cells.items()}
    first = dict.fromkeys(_likely_answers(opened))
    return Words(
        {place: words[place] for place in first},
        {place: text for place, text in words.items() if place not in first},
        list(dict.fromkeys(_unseen(opened, _Said(words.values())))),
        list(opened.pictures),
    )


def listed(form: bytes) -> str:
    """Every word and picture of a recovered form as a list, in YAML, from which a person takes what is an answer."""
    found = words_of(form)
    content = {
        "of": hashlib.sha256(form).hexdigest(),
        "look_first": dict(found.look_first),
        "words": dict(found.others),
        "elsewhere": list(found.elsewhere),
        "pictures": list(found.pictures),
    }
    return _ABOUT + yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100_000)


def confirmed(form: bytes, text: str) -> bytes:
    """The recovered form with the words that are on the list, and no other.

    Raises Unfit where the list is of another form, or holds what does not stand in this one.
    """
    faults: list[Fault] = []
    given = Given(mapping_of(text, "list"), "", faults, whole="list")
    if given.text("of") not in ("", hashlib.sha256(form).hexdigest()):
        given.fault("of", "this list was made of other copies; make a new one of these")
        raise Unfit(faults)
    kept = Words(
        _by_place(given, "look_first"),
        _by_place(given, "words"),
        given.texts("elsewhere"),
        given.texts("pictures"),
    )
    given.done()
    return with_words(form, kept, faults)


def with_words(form: bytes, kept: Words, faults: Sequence[Fault] = ()) -> bytes:
    """The recovered form with these of its words and pictures, and no other.

    Raises Unfit with `faults` and where one of the words is no part of what stands at its place.
    """
    opened, wrong = _opened(form), list(faults)
    words = {**kept.look_first, **kept.others}
    parts = {place: _part(place, said, opened, wrong) for place, said in words.items()}
    if wrong:
        raise Unfit(wrong)
    for place, cell in opened.cells.items():
        start, end = parts.get(place) or (0, 0)
        length = len(cell.text)
        take_out(cell, end, length)
        take_out(cell, 0, start)
    said = _Said((*words.values(), *kept.elsewhere))
    pictures = frozenset(picture for name, picture in opened.pictures.items() if name in kept.pictures)
    return rebuilt(opened.package, opened.stories, pictures, lambda story: _only(story, said))


class _Said:
    """Words on a list: whether the words of a paragraph are among them, in their order, within one entry."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = "\n".join(f" {_words(text)} " for text in texts)

    def holds(self, text: str) -> bool:
        """Whether there is nothing in the text but what one entry says."""
        return not (words := _words(text)) or f" {words} " in self._texts


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def _opened(form: bytes) -> _Opened:
    package = open_package(form)
    stories = stories_by_name(package)
    kinds = {name: kind for kind in STORIES for name in package.related(package.main, kind)}
    told = [(kinds.get(name, BODY).removesuffix("s"), root) for name, root in stories.items()]
    view = view_of(
        [(kind, root) for kind, root in told if kind not in NOTES], Looks()
    )  # what styles hide is listed
    add_stories(view, [(kind, root) for kind, root in told if kind in NOTES])
    cells = {
        f"{number}.{at}": cell
        for number, line in enumerate(view.lines)
        for at, cell in enumerate(line.cells)
        if _words(cell.text)
    }
    return _Opened(package, stories, view, cells, pictures_of(package))


def _likely_answers(opened: _Opened) -> Iterator[str]:
    for number, line in enumerate(opened.view.lines):
        for at, cell in enumerate(line.cells):
            beside = line.table and at and line.cells[at - 1].text.strip()
            text = cell.text
            if _words(text) and (
                (beside and not _is_head(opened.view, number) and not is_tick_head(squeezed(text)))
                or len(text.split()) > _LABEL
                or any(map(str.isdigit, text))
                or _ANSWERED.search(text)
            ):
                yield f"{number}.{at}"


def _is_head(view: View, number: int) -> bool:
    """Whether a row is one of heads: in the row below, of its shape, all cells but the first are empty."""
    line, below = view.lines[number], view.lines[number + 1 : number + 2]
    if (
        line.row > 1
        or len(line.cells) < 3
        or not below
        or below[0].table != line.table
        or len(below[0].cells) != len(line.cells)
    ):
        return False
    return all(not cell.text.strip() for cell in below[0].cells[1:])


def _unseen(opened: _Opened, said: _Said) -> Iterator[str]:
    """The words of a document that its view does not show: what only one of two programs would."""
    for story in opened.stories.values():
        for paragraph in story.iter(w("p")):
            if not said.holds(text := squeezed(own_text(paragraph))):
                yield text
        for one in story.iter(*_NAMING):
            if not said.holds(text := squeezed(one.get(_NAMING[one.tag]) or "")):
                yield text


def _by_place(given: Given, name: str) -> dict[str, str]:
    found = Given(given.value(name) or {}, name, given.faults)
    return {place: found.text(place) for place in found.names}


def _part(place: str, said: str, opened: _Opened, faults: list[Fault]) -> tuple[int, int] | None:
    """Where the words on the list begin and end in the text of their place."""
    cell = opened.cells.get(place)
    if cell is None:
        faults.append(Fault(place, "there is no such place in the form; take the line out"))
        return None
    found = list(re.finditer(r"\s+".join(map(re.escape, said.split())), cell.text))
    if len(found) != 1:
        text = squeezed(cell.text)
        faults.append(
            Fault(place, f"“{said}” is no part of “{text}”; leave the line, a part of it, or take it out")
        )
        return None
    return found[0].span()


def _only(story: Element, said: _Said) -> None:
    """Empties every paragraph of which the words are not on the list, wherever in the file it stands."""
    for paragraph in story.iter(w("p")):
        if not said.holds(own_text(paragraph)):
            empty(paragraph)
    for one in list(story.iter(*_NAMING)):
        if said.holds(one.get(_NAMING[one.tag]) or ""):
            continue
        if one.tag == WATERMARK:
            one.set("string", "")
        elif (around := one.getparent()) is not None:
            around.remove(one)
