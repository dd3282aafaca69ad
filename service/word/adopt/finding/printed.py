"""Choices that a form prints in a cell, to be ticked, circled or struck out: the names of a scale, Yes and No."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from schemas.edition import Option
from schemas.scales import SCALES
from service.word.adopt.finding.words import BOXES, asks_for_grade
from service.word.keys import key_of
from service.word.text import Line

_ANSWERS = {
    "yes": "Yes", "y": "Y", "no": "No", "n": "N", "n/a": "N/A", "na": "N/A", "not applicable": "Not applicable",
    "partly": "Partly", "partially": "Partially", "in part": "In part", "not known": "Not known", "unknown": "Unknown",
    "present": "Present", "not present": "Not present", "met": "Met", "not met": "Not met",
    "partially met": "Partially met", "partly met": "Partly met", "high": "High", "medium": "Medium", "low": "Low",
    "male": "Male", "female": "Female", "don't know": "Don't know",
}  # fmt: skip
_GRADES = frozenset(
    key_of(grade.text) for scale in SCALES.values() for grade in (*scale.grades, *scale.retired)
)
_SHORT = 2
"""Letters: a name of a grade has more, an abbreviation may have less."""
_SURE, DOUBTFUL = 0.9, 0.7
_MOST, _LONGEST = 8, 30
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\s+\d{4}")
_BETWEEN = re.compile(r"\s*(?:[\n/|,;\t\u2022\u00b7]|\bor\b|\s{2,}|(?<=[a-z])\s+-\s+)\s*")
_TO_MARK = re.compile(
    r"\(?\s*(?:please\s+)?(?:delete|circle|tick|highlight|underline|strike|ring|mark)\b[^()?:]{0,40}?"
    r"\b(?:appropriate|applicable|one|relevant|apply|applies)\b\s*\)?\s*:?",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"(.*[?:(])\s*([^?:()]+)\)?", re.DOTALL)
_CODE = re.compile(r"[^a-z0-9]+")


def printed_choices(text: str) -> tuple[Option, ...]:
    """The choices of which a text is the list, two at least; none where it is anything else."""
    names = _names(text)
    if len(names) < 2 or len(set(map(key_of, names))) != len(names):
        return ()
    if grades := printed_grades(names):
        return grades
    if all(key_of(name) in _ANSWERS for name in names):
        return tuple(Option(_code(_ANSWERS[key_of(name)]), name) for name in names)
    if _counted(names):
        return tuple(Option(name, name) for name in names)
    return ()


def printed_grades(names: Sequence[str]) -> tuple[Option, ...]:
    """The grades of one scale that these are the names of; none where one of them is none."""
    for scale in SCALES.values():
        whole = {key_of(grade.text): grade for grade in (*scale.grades, *scale.retired)}
        short = {
            key_of(way): grade
            for grade in scale.grades
            for way, code in scale.spellings.items()
            if code == grade.code
            and not way.isdecimal()  # 4 is the best of one scale and the worst of another
        }
        grades = [{**short, **whole}.get(key_of(name)) for name in names]
        # Letters alone mean something else in most lists: “O / G / RI / I” is a scale, “N / A” is none.
        sure = len(names) == len(scale.grades) or any(len(name) > _SHORT for name in names)
        if all(grades) and sure:
            return tuple(Option(grade.code, name) for grade, name in zip(grades, names, strict=True) if grade)
    return ()


def choices_beside(line: Line, at: int) -> tuple[tuple[Option, ...], float]:
    """The choices that a cell prints, and how sure that is.

    Words that are in no list known here are choices only beside a label that asks for a grade, or a question.
    """
    text = line.cells[at].text
    if options := printed_choices(text):
        return options, _SURE
    if at and (asks_for_grade(line.cells[at - 1].text) or line.cells[at - 1].text.strip().endswith("?")):
        return _listed_words(text), DOUBTFUL
    return (), 0.0


@dataclass(frozen=True, slots=True)
class Question:
    """A text that ends with choices: what is asked, and whether they are to be marked where they stand."""

    asked: str
    options: tuple[Option, ...]
    marked: bool


def question_of(text: str) -> Question | None:
    """The question in a text such as “Seen alone? (Yes / No)” or “Grade (delete as appropriate): Good / RI”.

    None where the text does not end with choices.
    """
    marked = _TO_MARK.search(text) is not None
    said = _QUESTION.fullmatch(_TO_MARK.sub(":", text).strip().rstrip(":").rstrip())
    options = printed_choices(said[2]) if said else ()
    return Question(said[1].rstrip(" :("), options, marked) if said and options else None


def choices_in_row(line: Line) -> range:
    """The cells of a table row that print one choice each, the longest such list; none where there is no such list.

    Numbers may count anything, and are none here.
    """
    texts = [" ".join(cell.text.split()) for cell in line.cells]
    spans = [
        range(first, end)
        for length in range(min(len(texts), _MOST), 1, -1)
        for first in range(len(texts) - length + 1)
        for end in (first + length,)
    ]
    return next((span for span in spans if _is_list([texts[at] for at in span])), range(0))


def _is_list(texts: Sequence[str]) -> bool:
    if not all(0 < len(text) <= _LONGEST and not text.isdecimal() for text in texts):
        return False
    return len(printed_choices("\n".join(texts))) == len(texts)


def seems_to_list(text: str) -> bool:
    """Whether a text may be a list of choices that no list known here has: a few short words, divided."""
    return may_be_choices([name.strip() for name in re.split(r"[/|\n]|\s[-\u2013]\s|(?<=\w), ", text)])


def may_be_choices(names: Sequence[str]) -> bool:
    """Whether these may be choices that no list known here has: a few short words, or numbers that go on by one."""
    words = all(
        name and len(name) <= _LONGEST and len(name.split()) < 4 and name[0].isalpha() for name in names
    )
    numbers = all(map(str.isdecimal, names)) and {int(b) - int(a) for a, b in pairwise(names)} in ({1}, {-1})
    return (words or numbers) and 1 < len(names) <= _MOST and len({*map(key_of, names)}) == len(names)


def _listed_words(text: str) -> tuple[Option, ...]:
    """The words or short phrases that a text lists, divided by strokes or each on a line; none where it is no list."""
    names = [name.strip() for name in re.split(r"[/|\n]", text)]
    fit = all(name and len(name) <= _LONGEST and name[0].isalpha() for name in names)
    codes = [_code(name) for name in names]
    if not fit or not 2 < len(names) <= _MOST or len(set(codes)) != len(codes) or not all(codes):
        return ()
    return tuple(Option(code, name) for code, name in zip(codes, names, strict=True))


def is_answer(text: str) -> bool:
    """Whether a text is one of the answers that forms ask for: Yes, No, a grade, a date."""
    said = key_of(text)
    return said in _ANSWERS or said in _GRADES or _DATE.fullmatch(text.strip()) is not None


def _names(text: str) -> list[str]:
    if re.fullmatch(r"\s*\d+(?:\s+\d+){1,10}\s*", text):
        return text.split()
    whole = re.sub(r"\bN\s*/\s*A\b", "N\u2215A", text, flags=re.IGNORECASE)
    parts = [part.strip(f" .:*()[]{BOXES}").replace("\u2215", "/") for part in _BETWEEN.split(whole)]
    return [part for part in parts if part]


def _counted(names: Sequence[str]) -> bool:
    """Whether they are numbers that rise or fall by one, as scores do."""
    if not all(name.isdecimal() and len(name) < 3 for name in names):
        return False
    steps = {int(after) - int(before) for before, after in pairwise(names)}
    return steps in ({1}, {-1})


def _code(text: str) -> str:
    return _CODE.sub("_", text.lower()).strip("_")
