"""A proposal made better by completed copies: places that look like text, kinds, and what is chosen from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from schemas.day import day
from schemas.edition import Kind, Option
from schemas.lists import LISTS
from schemas.scales import SCALES
from schemas.trouble import Trouble
from service.word.adopt.finding.asking import asked
from service.word.adopt.finding.draft import Draft
from service.word.adopt.finding.paper import Paper
from service.word.adopt.finding.printed import choices_in_row, printed_choices
from service.word.adopt.finding.words import is_prompt
from service.word.adopt.learning.aligning import body
from service.word.adopt.learning.differing import Answered, Place, differing
from service.word.adopt.proposal import Found, Spot
from service.word.keys import key_of
from service.word.text import View

_SURE, _SURE_ENOUGH = 0.99, 0.8
_FEW = 3
"""So many answers say something of what a place takes."""
_LONG = 120
_DIGITS = 3
"""A longer number is one of a record, a telephone, a card, a year."""
_NAMES = re.compile(r"\b(?:id|ref\w*|no|nos|number|code|urn|key)\b\W*$", re.IGNORECASE)
"""Labels whose numbers name something and count nothing."""


def learned(paper: Paper, found: Sequence[Found], copies: Sequence[View]) -> list[Found]:
    """The places of a blank form, `found` in it, with what completed copies of it tell."""
    told = differing(paper.view, copies, blank=True).answers
    numbers = [number for number, line in enumerate(paper.view.lines) if line in body(paper.view)]
    at = {(numbers[line], cell): answered for (line, cell), answered in told.items()}
    found = [_below_its_label(paper, one, at) for one in found]
    better = [_better(one, at) for one in found]
    taken = {(spot.line, spot.cell) for one in found for spot in one.spots}
    more = [
        asked(paper, _draft(place, answered), frozenset(taken))
        for place, answered in at.items()
        if place not in taken and _is_place(paper, place, answered)
    ]
    return sorted(
        [*better, *more], key=lambda one: (one.spots[0].line, one.spots[0].cell, one.spots[0].start)
    )


def _below_its_label(paper: Paper, one: Found, told: dict[Place, Answered]) -> Found:
    """A place behind a label moved to the empty line below it, where the copies write there and not behind it."""
    spot = one.spots[0]
    here, below = (spot.line, spot.cell), (spot.line + 1, spot.cell)
    line = paper.view.lines[spot.line]
    if one.confidence >= _SURE_ENOUGH or line.table or here in told or below not in told:
        return one
    if paper.view.lines[below[0]].cells[0].text.strip():
        return one
    return replace(one, spots=(Spot(*below, 0, len(paper.view.lines[below[0]].cells[0].text)),))


def _is_place(paper: Paper, place: Place, answered: Answered) -> bool:
    """Whether copies fill a stretch of a form's text, and do not only write on behind it."""
    text = paper.view.lines[place[0]].cells[place[1]].text[answered.start : answered.end]
    said = [value for value in answered.values if value]
    if place[1] in choices_in_row(paper.view.lines[place[0]]):
        return False  # a mark on one choice of several, each in a cell: no place of its own
    return len(said) > 1 and (not text.strip() or is_prompt(text) or len({*map(key_of, said)}) > 1)


def _draft(place: Place, answered: Answered) -> Draft:
    different = len({key_of(value) for value in answered.values if value})
    return Draft(*place, answered.start, answered.end, f"copies say {different} different things here", _SURE)


def _better(one: Found, told: dict[Place, Answered]) -> Found:
    """A place with the kind and the choices that its answers show."""
    answers = [answered for spot in one.spots if (answered := told.get((spot.line, spot.cell))) is not None]
    said = [value for answered in answers for value in answered.values if value.strip()]
    if not said or any(spot.control is not None for spot in one.spots) or one.kind is Kind.TICK:
        return one
    evidence = (
        f"{one.evidence}; {len(said)} {'copy fills' if len(said) == 1 else 'answers in copies fill'} it"
    )
    kind, options = _shown(said, one)
    return replace(one, kind=kind, options=options, evidence=evidence, confidence=max(one.confidence, _SURE))


def _shown(said: Sequence[str], one: Found) -> tuple[Kind, tuple[Option, ...]]:
    if one.options:
        return one.kind, one.options
    if len(said) >= _FEW and (printed := printed_choices(said[0])) and len({*map(key_of, said)}) == 1:
        return Kind.CHOICE, printed  # they struck out or made bold what the form prints
    if len(said) >= _FEW and not all(value.strip().isdecimal() for value in said):
        for options in _known():
            texts = {key_of(option.text) for option in options}
            if len({*map(key_of, said)}) > 1 and all(key_of(value) in texts for value in said):
                return Kind.CHOICE, options
    if one.kind in (Kind.TEXT, Kind.RICH_TEXT) and len(said) >= _FEW:
        if all(map(_is_a_day, said)):
            return Kind.DATE, ()
        if all(_is_a_count(value.strip()) for value in said) and not _NAMES.search(one.label):
            return Kind.NUMBER, ()
    if one.kind in (Kind.TEXT, Kind.RICH_TEXT) or _mostly_other(said, one.kind):
        long = any("\n" in value or len(value) > _LONG for value in said)
        plain = one.kind if one.kind is Kind.RICH_TEXT else Kind.TEXT
        return (Kind.RICH_TEXT if long else plain), ()
    return one.kind, one.options


def _mostly_other(said: Sequence[str], kind: Kind) -> bool:
    """Whether most of what is said where a label seems to ask for dates, or numbers, is no such thing."""
    fits = {Kind.DATE: _is_a_day, Kind.NUMBER: lambda text: _is_a_count(text.strip())}.get(kind)
    return fits is not None and len(said) >= _FEW and sum(map(fits, said)) * 2 < len(said)


def _is_a_count(text: str) -> bool:
    """Whether a text is a number that counts: one that begins with 0, or is long, names something instead."""
    return text.isdecimal() and len(text) <= _DIGITS and (text == "0" or not text.startswith("0"))


def _is_a_day(text: str) -> bool:
    try:
        day(text)
    except Trouble:
        return False
    return True


def _known() -> Iterator[tuple[Option, ...]]:
    """The lists that forms share, the shorter first."""
    lists = [*LISTS.values(), *(scale.grades for scale in SCALES.values())]
    yield from sorted(lists, key=len)
