"""What a plain form is called, its edition, and whom it is about, by its own words."""

import re
import unicodedata

from schemas.edition import Declaration
from service.word.adopt.finding.paper import Paper
from service.word.text import BODY

_EDITION = re.compile(
    r"\b(?:version|edition|issue|ver\.?|v)\s*[.:]?\s*(\d+(?:\.\d+)*)(?![\d.]*\s*:)", re.IGNORECASE
)
_SHORT = 80
"""Letters: a line that only names the edition and its date has less."""
_AT_AN_END = 5
"""So many lines at the beginning and at the end of a form may name its edition."""
_ABOUT = tuple(
    (re.compile(pattern, re.IGNORECASE), subject)
    for pattern, subject in (
        (r"\bsupervision\b", "supervision"),
        (r"\bmoderation\b", "audit"),
        (r"\bfoster\w*|\bcarers?\b", "foster_carer"),
        (r"\bunborn\b|\bpre.?birth\b", "unborn_child"),
        (r"\bcare leavers?\b|\bleaving care\b|\bpathway plan\b|\byoung (?:person|people)\b", "young_person"),
        (r"\bfamily\b|\bfamilies\b|\bearly help\b", "family"),
        (r"\bchild(?:ren)?\b|\bCIN\b|\bCP\b|\bLAC\b|\bCLA\b", "child"),
    )
)
_CHILD = "child"
_SAME_RECORD = {"unborn_child": _CHILD}
"""Subjects that another one's record is kept for."""


def declared(paper: Paper, name: str) -> tuple[Declaration, tuple[str, ...]]:
    """The declaration of a plain form that stands in a file of this name, and what is doubtful about it, in words."""
    lines = [line for line in paper.view.lines if line.cells]
    title = next(
        (
            " ".join(line.cells[0].text.split())
            for line in lines
            if line.story == BODY and paper.is_heading(line) and line.cells[0].text.strip()
        ),
        name.replace("_", " ").replace("-", " ").strip(),
    )
    subjects = {subject for pattern, subject in _ABOUT if pattern.search(f"{title} {name.replace('_', ' ')}")}
    subject = subjects.pop() if len(subjects) == 1 else _CHILD
    edition = _edition(paper, name)
    doubts = []
    if subjects or (subject == _CHILD and not _ABOUT[-1][0].search(title)):
        doubts.append(
            "`subject` is child, since its title does not say one thing about whom the form is: it decides in whose "
            "record the audits are filed."
        )
    if not edition:
        doubts.append("`edition` is 1, since the form names none.")
    key = _key(title) or _key(name) or "form"
    return Declaration(key=key, title=title[:120], edition=edition or "1", subject=subject), tuple(doubts)


def other_record(label: str, subject: str) -> str:
    """What is doubtful about a subject where the label of the record number names somebody else; "" for nothing."""
    named = {one for pattern, one in _ABOUT if pattern.search(label)}
    if not named or _SAME_RECORD.get(subject, subject) in {_SAME_RECORD.get(one, one) for one in named}:
        return ""
    return (
        f"`subject` is {subject} by the form’s title, but “{label}” asks for the record of somebody else: it decides "
        "in whose record the audits are filed."
    )


def _edition(paper: Paper, name: str) -> str:
    """The edition that heads and feet, the first and last lines of the form, or its file's name give; "" for none."""
    lines = [line for line in paper.view.lines if line.cells]
    printed = " ".join(cell.text for line in lines if line.story != BODY for cell in line.cells)
    texts = [line.cells[0].text for line in lines if line.story == BODY and not line.table]
    ends = [text for text in (*texts[:_AT_AN_END], *texts[-_AT_AN_END:]) if len(text) <= _SHORT]
    found = (_EDITION.search(text) for text in (printed, *ends, name))
    return next((one[1] for one in found if one), "")


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    while words and not words[0][0].isalpha():
        words.pop(0)
    return "_".join(words[:5])
