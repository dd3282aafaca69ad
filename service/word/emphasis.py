"""The choice in a cell that lists the options: read by its formatting, as printed forms ask people to give it.

Council forms print the four grades one under the other, to be ticked, circled, made bold, highlighted or struck
through. The text alone says all four.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import TypeAlias

from schemas.edition import Slot
from service.word.looks import STRUCK, Look
from service.word.ticking import FILLER, Hit, marked_by_ticks

_STRONG = ("b", "i", "u", "highlight", "shd", "color", "bdr", "caps", "paragraph shd", "paragraph border")
_ODD = (
    "smallCaps",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "em",
    "effect",
    "vertAlign",
    "rFonts",
    "numbered",
)
"""What sets a choice apart, though nobody can say that it marks it."""
_UNSEEN = 2
"""Half points: letters larger by no more than one point look the same."""
_LONGEST = 80
"""How many letters of a piece are told of, where what is struck through is said."""
_DIVIDERS = re.compile(r"^[\s/|,;\u2022\u00b7]+|[\s/|,;\u2022\u00b7]+$")


Seen: TypeAlias = tuple[str, Look]
"""A piece of text, and how it looks."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A text that lists several options: the one that stands out, "" unless exactly one does, and whether
    anything was marked at all.
    """

    chosen: str
    marked: bool


def struck_said(runs: Iterable[Seen]) -> str:
    """The text on one line with what is struck through said to be so, as in `Good (struck through) Inadequate`.

    Empty where nothing is. What is long is left out in the middle of its piece: the marks stay.
    """
    together = groupby((run for run in runs if run[0].strip()), key=lambda run: run[1].struck)
    pieces = [(_shortened(" ".join(run[0] for run in found)), struck) for struck, found in together]
    if not any(struck for _, struck in pieces):
        return ""
    return " ".join(f"{text} (struck through)" if struck else text for text, struck in pieces)


def _shortened(said: str) -> str:
    text = " ".join(said.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}"


def singled_out(slot: Slot, runs: Sequence[Seen], form: Sequence[Seen] = ()) -> Listing | None:
    """What formatting or a tick says of a text that lists two or more of the slot's options, and nothing else.

    None where it is no such list. Every way in which options are marked must point to the same one. `form` is the
    form's own list where its prompt is one: what that marks by design says nothing.
    """
    text = "".join(run[0] for run in runs)
    found = _options_in(slot, text)
    names = {name for name, _, _ in found}
    if len(names) < 2 or FILLER.sub("", _rest(found, text)):
        return None
    if _partly_faded(runs) and not any(look.faded for _, look in form):
        return Listing("", marked=True)  # what is greyed out is as good as struck out, to some
    ways = [way for way in _ways(text, runs, found, names, _by_design(slot, form)) if way is not None]
    left = set(names)
    for way in ways:
        left &= way
    sure = len(left) == 1 and all(len(way) == 1 or way > left for way in ways)
    return Listing(left.pop() if sure and ways else "", bool(ways))


@dataclass(frozen=True, slots=True)
class _Marks:
    """The options that have a look all over, with its value, and those that have it in part; one of these a look."""

    having: dict[str, str]
    torn: set[str]


@dataclass(frozen=True, slots=True)
class _Design:
    """How the form's own list marks its options: by ticks, by each look that marks, and by each odd one."""

    ticks: set[str] | None
    looks: Sequence[_Marks]
    odd: Sequence[_Marks]


def _by_design(slot: Slot, form: Sequence[Seen]) -> _Design | None:
    if not form:
        return None
    text = "".join(run[0] for run in form)
    found = _options_in(slot, text)
    return _Design(marked_by_ticks(text, found), _by_look(form, found), _by_oddness(form, found))


def _ways(
    text: str, runs: Sequence[Seen], found: Sequence[Hit], names: set[str], design: _Design | None
) -> Iterator[set[str] | None]:
    """The options that each way of marking leaves: ticks; those left unstruck, where any is struck; for each other
    look those that have it, unless all do, and alike.
    """
    ticks = marked_by_ticks(text, found)
    yield None if design is not None and ticks == design.ticks else ticks
    for number, marks in enumerate(_by_look(runs, found)):
        having, torn = _beyond(marks, design.looks[number] if design is not None else None)
        if torn:
            yield set()
        elif number == 0 and having:
            yield names - having.keys()
        elif having and having.keys() != names:
            yield set(having)
        elif len(set(having.values())) > 1:
            yield set()
    for number, marks in enumerate(_by_oddness(runs, found)):
        having, torn = _beyond(marks, design.odd[number] if design is not None else None)
        if torn or (having and (having.keys() != names or len(set(having.values())) > 1)):
            yield set()


def _beyond(marks: _Marks, design: _Marks | None) -> tuple[dict[str, str], set[str]]:
    """What is marked otherwise than in the form.

    Where some of those that the form gives a look have lost it, and not all, nobody can say what that means; nor
    where one has another colour than the form gives it among others.
    """
    if design is None:
        return marks.having, marks.torn
    having = {name: value for name, value in marks.having.items() if design.having.get(name) != value}
    lost = design.having.keys() - marks.having.keys() - marks.torn
    alike = len(set(design.having.values())) == 1  # as prompts are, which all stand in one grey
    other = set() if alike else having.keys() & design.having.keys()
    torn = (marks.torn - design.torn) | other | (lost if lost != design.having.keys() else set())
    return having, torn


def left_alone(slot: Slot, runs: Sequence[Seen]) -> str:
    """The option that alone is left of a list, the others deleted and their dividers not; "" where there is none."""
    said = _DIVIDERS.sub("", "".join(run[0] for run in runs))
    names = [option.text for option in slot.options if option.text.casefold() == said.casefold()]
    return names[0] if len(names) == 1 and not any(look.struck for text, look in runs if text.strip()) else ""


def picked_out(runs: Sequence[Seen]) -> set[str]:
    """The looks that some of the text has and some has not: a mark on a part of it."""
    looks = [look for text, look in runs if text.strip()]
    marks = {name for name in (*STRUCK, *_STRONG) if len({look.marks.get(name) for look in looks}) > 1}
    return marks | ({"sz"} if len({look.size for look in looks}) > 1 else set())


def lists_options(slot: Slot) -> bool:
    """Whether the slot's own prompt is the list of its options, to be marked."""
    found = _options_in(slot, slot.prompt)
    return len({name for name, _, _ in found}) > 1 and not FILLER.sub("", _rest(found, slot.prompt))


def _options_in(slot: Slot, text: str) -> list[Hit]:
    names = sorted((option.text for option in slot.options if option.text.strip()), key=len, reverse=True)
    if not names:
        return []
    by_fold = {name.casefold(): name for name in names}
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)", re.IGNORECASE)
    return [
        (by_fold.get(hit.group().casefold(), hit.group()), hit.start(), hit.end())
        for hit in pattern.finditer(text)
    ]


def _rest(found: Sequence[Hit], text: str) -> str:
    ends = [0, *(end for _, _, end in found)]
    starts = [*(start for _, start, _ in found), len(text)]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def _by_look(runs: Sequence[Seen], found: Sequence[Hit]) -> list[_Marks]:
    """The options that are struck through, then those that have each other look, larger letters the last."""
    ends = _ends(runs)
    struck = ["on" if look.struck else "" for _, look in runs]
    looks = [[look.marks.get(name, "") for _, look in runs] for name in _STRONG]
    return [_having(marked, ends, found) for marked in (struck, *looks, _larger(runs, ends, found))]


def _by_oddness(runs: Sequence[Seen], found: Sequence[Hit]) -> list[_Marks]:
    """The options that have each look of which nobody can say what it means."""
    ends = _ends(runs)
    return [_having([look.marks.get(name, "") for _, look in runs], ends, found) for name in _ODD]


def _ends(runs: Sequence[Seen]) -> list[int]:
    return list(accumulate(len(text) for text, _ in runs))


def _larger(runs: Sequence[Seen], ends: Sequence[int], found: Sequence[Hit]) -> list[str]:
    """Which runs have the largest letters of all the options, where these are not all of one size."""
    sizes = {_points(runs[at][1]) for hit in found for at in _runs_at(ends, hit)}
    largest = max(sizes, default=0)
    seen = largest - min(sizes, default=0) > _UNSEEN
    return ["larger" if seen and _points(look) == largest else "" for _, look in runs]


def _points(look: Look) -> float:
    try:
        return float(look.size)
    except ValueError:
        return 0


def _runs_at(ends: Sequence[int], hit: Hit) -> range:
    """The numbers of the runs that an option stands in."""
    _, start, end = hit
    return range(bisect_right(ends, start), bisect_left(ends, end) + 1)


def _having(marked: Sequence[str], ends: Sequence[int], found: Sequence[Hit]) -> _Marks:
    """The options that are marked all over, by one value, and those that are in part."""
    marks = _Marks({}, set())
    if not any(marked):
        return marks
    for hit in found:
        here = {marked[at] for at in _runs_at(ends, hit)}
        if len(here) > 1:
            marks.torn.add(hit[0])
        elif value := here.pop():
            marks.having[hit[0]] = value
    return marks


def _partly_faded(runs: Sequence[Seen]) -> bool:
    """Whether some of the text is grey or white and some is not."""
    return len({look.faded for text, look in runs if text.strip()}) == 2
