"""The words of forms that say what belongs in a place: prompts, dates, counts, grades, ticks."""

import re

from schemas.edition import Kind, Option
from schemas.lists import LISTS
from schemas.scales import SCALES
from service.word.keys import key_of, squeezed
from service.word.promptlike import asks
from service.word.states import WORDS_OWN

BOXES = "\u2610\u2611\u2612\u25a1\u25a2\u25fb\u25fd\u274f\u2751\uf0a8\uf06f\uf071\uf072"
"""The boxes that forms print to be ticked."""
_VERBS = "click|tap|choose|select|pick|enter|type|write|insert|give|describe|specify"
_ASKING = re.compile(rf"\W*(?:please\s+|if\s+\w+\W+)?(?:{_VERBS})\b", re.IGNORECASE)
_BRACKETED = re.compile(r"[\[<(].{1,200}[\]>)]", re.DOTALL)
_DAY = re.compile(
    r"(?:dd?|\d\d?|day|__+|\.{2,})\s*[./\-\s]\s*(?:mm?m?|month|__+|\.{2,})\s*[./\-\s]\s*(?:yy(?:yy)?|year|__+|\.{2,})",
    re.IGNORECASE,
)
_DATES = re.compile(
    r"\b(?:date|dob|d\.o\.b|edd|born|birth(?:day| date)|by when|when (?:they|it|was|were|did|told)|deadline|due"
    r"|timescale|completed on|reviewed on|on what day)\b|^when\b|^due\b|\bperiod\b.*\b(?:from|to)\W*$|^(?:from|to)\W*$",
    re.IGNORECASE,
)
_NO_DATES = re.compile(
    r"\b(?:up to date|in date|to date|date and|dates and|dated|and date|what date|update|date,|whom)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"^(?:\W*(?:total\s+)?(?:number|no\.?|count|how many)\s+(?:of|\w+s)\b|\W*how many\b|\W*age\b(?!nc))",
    re.IGNORECASE,
)
_GRADES = re.compile(r"\b(?:grade|grading|judge?ment|rating|score|overall quality|rag)\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\d|%|\bout of\b|\b[A-F]\s*(?:to|-|\u2013)\s*[A-G]\b|\bscores?\b(?!.*\b(?:grade|judge?ment|rating)\b)",
    re.IGNORECASE,
)
"""What says that grades are given as numbers or letters of a scale of the form's own."""
_CHOOSES = re.compile(
    r"\b(?:evidenced|present|met|meets good|seen|agreed|in place|achieved)\b\W*\??$|^yes\b.*\bno\b|\by\s*/\s*n\b",
    re.IGNORECASE,
)
_LISTS = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (r"\byes\b.*\bno\b.*\b(?:not applicable|n/?a)\b|\by\s*/\s*n\s*/\s*na?\b", "yes_no_na"),
        (r"\byes\b.*\bpart\w*\b.*\bno\b|\bevidenced\b", "yes_partly_no"),
        (r"\byes\b\W*(?:or|/|,)?\W*\bno\b|\by\s*/\s*n\b|\bagreed\b", "yes_no"),
        (r"\bmeets good\b", "two_point"),
        (r"\bup to date\b", "up_to_date"),
        (r"\bpresent\b", "present"),
        (r"\bmet\b|\bachieved\b", "met"),
        (r"\bpriority\b", "priority"),
    )
)
"""The named list for the words of a prompt or a column's head."""
_TICKED = {
    "yes",
    "no",
    "partly",
    "partially",
    "n/a",
    "na",
    "y",
    "n",
    "not applicable",
    "none",
    "tick",
    "evidenced yes",
    "evidenced no",
    "present",
    "not present",
    "absent",
    "met",
    "not met",
    "partially met",
    "partly met",
    "in part",
    "unknown",
    "not known",
    "oui",
    "agreed",
    "agreed with worker",
    "up to date yes",
    "up to date no",
}
_LONG = re.compile(
    r"\b(?:comments?|rationale|analysis|evidence|commentary|reasons?|summary|strengths|improve\w*|narrative|details?"
    r"|observations?|views?|what|why|how|action|impact|feedback|synopsis|describe|explain)\b",
    re.IGNORECASE,
)


def is_prompt(text: str) -> bool:
    """Whether a text by itself only asks for an answer, as what stands in a place to be filled does."""
    said = squeezed(text)
    if not said or len(said) > 160:
        return False
    return (
        said in WORDS_OWN
        or asks(said)
        or _ASKING.match(said) is not None
        or _BRACKETED.fullmatch(said) is not None
        or is_day(said)
    )


def is_day(text: str) -> bool:
    """Whether a text shows how a date is to be written."""
    return _DAY.fullmatch(squeezed(text).strip("[]()<>_ ")) is not None


def is_date(text: str) -> bool:
    """Whether a label asks for a date."""
    return _DATES.search(text) is not None and _NO_DATES.search(text) is None


def asks_for_grade(text: str) -> bool:
    """Whether a label asks for a grade."""
    return len(text) <= 60 and _GRADES.search(text) is not None


def is_tick_head(text: str) -> bool:
    """Whether a column's head is one of the answers that are ticked under it."""
    return key_of(text).replace(":", "") in _TICKED


def kind_of(prompt: str, label: str, column: str) -> tuple[Kind, tuple[Option, ...], str]:
    """The kind of a place by its prompt, label and column's head; its options; and what says so, "" for nothing."""
    said = squeezed(prompt)
    asked = column if column and not _general(column) else label
    if is_day(said) or (is_prompt(said) and re.search(r"\b(?:date|day)\b", said, re.IGNORECASE)):
        return Kind.DATE, (), f"its prompt “{said}” shows a date"
    if re.search(r"\btype a number\b|\bnumber only\b", said, re.IGNORECASE):
        return Kind.NUMBER, (), f"its prompt “{said}” asks for a number"
    if re.match(r"\W*(?:please\s+)?(?:choose|select|pick)\b", said, re.IGNORECASE):
        return Kind.CHOICE, _choices(said, label, column), f"its prompt “{said}” asks for a choice"
    if is_tick_head(column) and not said:
        return Kind.TICK, (), f"its column is headed “{column}”"
    if is_date(asked):
        return Kind.DATE, (), f"“{squeezed(asked)[:60]}” asks for a date"
    if _COUNTS.match(label):
        return Kind.NUMBER, (), f"“{squeezed(label)[:60]}” asks for a number"
    if len(asked) <= 60 and _GRADES.search(asked) and not _LONG.search(asked):
        return Kind.CHOICE, _scale("", label, column), f"“{squeezed(asked)[:60]}” asks for a grade"
    if len(asked) <= 60 and _CHOOSES.search(asked) and not _LONG.search(asked):
        return Kind.CHOICE, _choices("", asked, ""), f"“{squeezed(asked)[:60]}” asks for a choice"
    long = _LONG.search(asked) or (said and _LONG.search(said)) or len(label) > 60
    return (Kind.RICH_TEXT if long else Kind.TEXT), (), ""


def _general(column: str) -> bool:
    return key_of(column) in {"answer", "response", "details", "detail", "reply", "please complete", ""}


def _choices(prompt: str, label: str, column: str) -> tuple[Option, ...]:
    """What there is to choose from by the words beside a place; nothing where they do not say."""
    for words in (prompt, column, label):
        if len(words) <= 60:
            for pattern, name in _LISTS:
                if pattern.search(words):
                    return LISTS[name] if name in LISTS else SCALES[name].grades
    return _scale(prompt, label, column)


def _scale(*words: str) -> tuple[Option, ...]:
    """The grades of the scale that the words speak of; none where they speak of no grade."""
    text = " ".join(words)
    if not _GRADES.search(text):
        return ()
    if re.search(r"\b0\s*(?:to|-|\u2013)\s*3\b", text):
        return SCALES["zero_to_three"].grades
    if re.search(r"\brag\b", text, re.IGNORECASE):
        return SCALES["rag"].grades
    if _NUMBERED.search(text):
        return ()  # 1 is the best of one scale and the worst of another
    return SCALES["ofsted"].grades
