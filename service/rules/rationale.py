"""Grades whose reasons are missing, or are the grade said again.

A grade without its reasons is incomplete (an English authority's auditing advice, 2020); forms print the
descriptors, and some auditors paste them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from schemas.edition import Slot
from schemas.scales import NOT_GRADED
from schemas.trouble import quoted
from service.problem import Problem
from service.reading import State
from service.rules.case import Case
from service.rules.judgements import judgements, reasons_for
from service.rules.wording import folded, says_nothing, sentences, words_in

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_FEW, _MOSTLY = 6, 0.85
_LONGEST = 2000  # nobody pastes more than the descriptors

_GRADE_WORDS = words_in(
    """
    outstanding good requires requiring require requirement improvement improve adequate inadequate ri ritbg
    needs
    """
)
_FILLING = words_in(
    """
    a an and are as at based be because been being by clear clearly criteria criterion described describes
    descriptor descriptors due evidence evidenced feel felt file following for fully given gave grade graded
    grades grading has have i in is it its judged judgement judgment line match matches meet meeting meets met
    my of ofsted on one only our overall per practice rate rated rating reason reasons section see set since so
    standard standards still that the therefore these think this to under was we which why with work would yet
    area case audit above below not it's
    """
)


def missing(case: Case) -> Iterator[Problem]:
    """`rationale.missing`: a grade was given, and its reasons were not."""
    for grade, reasons in _graded(case):
        answer = case.answers[reasons, None]
        if answer.state in (State.MISSING, State.UNREADABLE):
            continue
        if case.is_said(reasons) and not says_nothing(case.text(reasons)):
            continue
        yield case.problem(
            "rationale.missing",
            f"{case.title(grade.tag)} is graded {_text(grade, case.text(grade.tag))} without reasons. Say what on "
            "the file led to the grade.",
            reasons,
        )


def is_descriptor(case: Case) -> Iterator[Problem]:
    """`rationale.is_descriptor`: the form's own words, or the grade's name, stand where reasons should."""
    for grade, reasons in _graded(case):
        said = case.text(reasons)
        if not said or says_nothing(said) or len(said) > _LONGEST:
            continue
        if _only_names_grade(_words(said)):
            what = f"{quoted(said)} only repeats the grade."
        elif _is_printed(said, case.printed):
            what = "This is what the form itself prints."
        else:
            continue
        yield case.problem(
            "rationale.is_descriptor",
            f"{what} Say in your own words what on this file led to {case.title(grade.tag)}.",
            reasons,
        )


def _graded(case: Case) -> Iterator[tuple[Slot, str]]:
    """Each slot with a grade, and the tag of its reasons where the copy has a place for them."""
    for slot, scale in judgements(case):
        value = case.text(slot.tag)
        if not value or value == NOT_GRADED.code or (slot.tag.endswith("score") and scale.key != "ofsted"):
            continue
        if _is_as_before(case, slot.tag, value):
            continue
        reasons = reasons_for(case, slot.tag)
        if reasons is not None and (reasons, None) in case.answers:
            yield slot, reasons


def _is_as_before(case: Case, tag: str, value: str) -> bool:
    """Whether a moderated grade is the primary one: agreement needs no reasons."""
    stem = tag.removesuffix("moderated_grade")
    return stem != tag and case.text(f"{stem}primary_grade") == value


def _only_names_grade(words: list[str]) -> bool:
    named = _GRADE_WORDS.intersection(words)
    return bool(named) and all(word in _GRADE_WORDS or word in _FILLING for word in words)


def _is_printed(said: str, printed: Iterable[str]) -> bool:
    """Whether each sentence of it stands, but for a word or two, in one of the form's static texts."""
    if not printed:
        return False
    homes = _homes(tuple(printed))
    counted = 0
    for words in map(_words, sentences(said)):
        if not _only_names_grade(words):
            if not _home_of_most(words, homes):
                return False
            counted += len(words)
    return counted >= _FEW


def _home_of_most(words: list[str], homes: Mapping[tuple[str, str], frozenset[int]]) -> bool:
    pairs = list(pairwise(words))
    found = Counter(home for pair in pairs for home in homes.get(pair, ()))
    return bool(found) and max(found.values()) >= _MOSTLY * len(pairs)


@lru_cache(maxsize=64)
def _homes(printed: tuple[str, ...]) -> Mapping[tuple[str, str], frozenset[int]]:
    """Which static texts each pair of neighbouring words stands in."""
    homes: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, text in enumerate(printed):
        words = _words(text)
        for pair in pairwise(words):
            homes[pair].add(number)
    return {pair: frozenset(numbers) for pair, numbers in homes.items()}


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def _text(slot: Slot, code: str) -> str:
    return next((option.text for option in slot.options if option.code == code), code)
