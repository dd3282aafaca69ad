"""The grade scales, as data: their grades from best to worst, their dates, and how people spell them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from schemas.edition import Option
from schemas.text import key

NOT_GRADED = Option("not_graded", "Not graded")
"""Said where a grade was asked for and deliberately none was given; it never counts as a grade."""


class Best(StrEnum):
    """Which end of the numbers of a scale is best."""

    LOW = "low"
    HIGH = "high"
    NEITHER = "neither"  # the scale does not rank quality


@dataclass(frozen=True, slots=True)
class Scale:
    """`grades` stand in the order they are shown; `best` says which end that is.

    `retired` are grades of an older scale that people still write; they are kept as they are. `spellings`
    gives the code for each way of writing a grade (as `schemas.text.key` folds it) besides its code and its
    text; it holds letters and numbers only where they mean one thing in this scale. `since` and `until` are
    its dates of use, where known.
    """

    key: str
    title: str
    grades: tuple[Option, ...]
    best: Best
    spellings: Mapping[str, str] = field(default_factory=dict)
    retired: tuple[Option, ...] = ()
    since: date | None = None
    until: date | None = None

    def rank(self, code: str) -> int | None:
        """How far from the best, which is 0; None for what is no grade or ranks no quality."""
        codes = [grade.code for grade in self.grades]
        if code not in codes or self.best is Best.NEITHER:
            return None
        place = codes.index(code)
        return place if self.best is Best.LOW else len(codes) - 1 - place

    @property
    def worst(self) -> str | None:
        """The code of the worst grade; None where the scale does not rank quality."""
        if self.best is Best.NEITHER:
            return None
        return self.grades[-1 if self.best is Best.LOW else 0].code


OUTSTANDING = Option("outstanding", "Outstanding")
GOOD = Option("good", "Good")
REQUIRES_IMPROVEMENT = Option("requires_improvement", "Requires improvement to be good")
ADEQUATE = Option("adequate", "Adequate")
INADEQUATE = Option("inadequate", "Inadequate")


def _spelled(**ways: str) -> dict[str, str]:
    """`code="a | b"` as {"a": code, "b": code}."""
    return {way.strip(): code for code, joined in ways.items() for way in joined.split("|")}


_OUTSTANDING = "o | os | o/s | exceptional"
_GOOD = "g | gd"
_INADEQUATE = "i | ia | inad"
_REQUIRES = (
    "ri | r i | r/i | ritbg | ri to be good | ri tbg | rigood | req imp | req improvement | requires imp "
    "| requires improvement | needs improvement | requiring improvement"
)

OFSTED = Scale(
    "ofsted",
    "Outstanding to Inadequate, with Requires improvement to be good (from November 2013)",
    (OUTSTANDING, GOOD, REQUIRES_IMPROVEMENT, INADEQUATE),
    Best.LOW,
    _spelled(
        outstanding=f"1 | {_OUTSTANDING}",
        good=f"2 | {_GOOD}",
        requires_improvement=f"3 | {_REQUIRES}",
        inadequate=f"4 | {_INADEQUATE}",
        adequate="ad",
    ),
    retired=(ADEQUATE,),
    since=date(2013, 11, 1),
)
OFSTED_2012 = Scale(
    "ofsted_2012",
    "Outstanding to Inadequate, with Adequate (until October 2013)",
    (OUTSTANDING, GOOD, ADEQUATE, INADEQUATE),
    Best.LOW,
    _spelled(outstanding=_OUTSTANDING, good=_GOOD, adequate="a | ad", inadequate=_INADEQUATE),
    until=date(2013, 10, 31),
)
ZERO_TO_THREE = Scale(
    "zero_to_three",
    "0 to 3, high is best (a fostering and adoption file check)",
    (
        Option("0", "0 – Inadequate"),
        Option("1", "1 – Needs improvement"),
        Option("2", "2 – Good"),
        Option("3", "3 – Outstanding"),
    ),
    Best.HIGH,
    _spelled(
        **{"0": "0 | inadequate", "1": "1 | needs improvement", "2": "2 | good", "3": "3 | outstanding"}
    ),
)
SIGNS_OF_SAFETY = Scale(
    "signs_of_safety",
    "0 to 10, high is best (Signs of Safety scaling)",
    tuple(Option(str(step), str(step)) for step in range(11)),
    Best.HIGH,
    {f"{step}{ending}": str(step) for step in range(11) for ending in ("/10", " /10", " / 10", " out of 10")},
)
GRADED_CARE_PROFILE = Scale(
    "graded_care_profile",
    "1 to 5, low is best (Graded Care Profile)",
    (Option("1", "1 (best)"), Option("2", "2"), Option("3", "3"), Option("4", "4"), Option("5", "5 (worst)")),
    Best.LOW,
    {"1": "1", "5": "5"},
)
RAG = Scale(
    "rag",
    "Red, amber, green (not a grade of quality)",
    (Option("red", "Red"), Option("amber", "Amber"), Option("green", "Green")),
    Best.NEITHER,
    {"r": "red", "a": "amber", "g": "green"},
)
TWO_POINT = Scale(
    "two_point",
    "Meets good, or does not yet",
    (Option("meets_good", "Meets good"), Option("not_yet_good", "Does not yet meet good")),
    Best.LOW,
    _spelled(
        meets_good="meet good | meeting good | meets the good standard",
        not_yet_good=(
            "not yet good | not yet meeting good | does not meet good | doesn't yet meet good "
            "| doesn't meet good | not yet meets good | not meeting good"
        ),
    ),
)

SCALES: dict[str, Scale] = {
    scale.key: scale
    for scale in (OFSTED, OFSTED_2012, ZERO_TO_THREE, SIGNS_OF_SAFETY, GRADED_CARE_PROFILE, RAG, TWO_POINT)
}


def scale_of(options: Sequence[Option], declared: str) -> Scale | None:
    """The scale that all these options belong to, the declared one first; None where there is none.

    A bare number as a code means nothing by itself (Word's own lists number their items), so a scale of
    numbers is recognised only whole and by its texts.
    """
    graded = {option.code: option.text for option in options if option.code not in _NO_GRADE}
    preferred = [SCALES[declared]] if declared in SCALES else []
    for scale in [*preferred, *SCALES.values()]:
        texts = {grade.code: grade.text for grade in scale.grades}
        by_number = any(code.isdigit() for code in texts)
        if graded and (_same(graded, texts) if by_number else graded.keys() <= texts.keys()):
            return scale
    return None


_NO_GRADE = frozenset({NOT_GRADED.code, "not_applicable"})


def _same(options: Mapping[str, str], texts: Mapping[str, str]) -> bool:
    folded = {code: key(text) for code, text in texts.items()}
    return folded == {code: key(text) for code, text in options.items()}
