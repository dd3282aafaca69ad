"""Several actions written in one row, so that none can be marked done, or owned, by itself."""

import re
from collections.abc import Iterator

from service.problem import Problem
from service.rules.actions import WHAT
from service.rules.case import Case
from service.rules.people import PEOPLE
from service.rules.phrases import phrases
from service.rules.wording import folded

_PIECES = {
    **PEOPLE,
    "do": (
        r"add|agree|allocate|amend|apply|arrange|ask|book|chase|check|circulate|clarify|close|collect|complete"
        r"|conduct|confirm|contact|convene|correct|create|distribute|draft|email|escalate|explain|explore|file"
        r"|finalise|gather|hold|identify|inform|invite|link|make|meet|notify|obtain|offer|organise|phone|prepare"
        r"|produce|provide|re-?allocate|record|refer|request|review|revise|rewrite|scan|schedule|secure|seek|send"
        r"|set|share|speak|start|submit|telephone|tell|transfer|undertake|update|upload|verify|visit|write"
    ),
    "who": (
        r"(the )?({worker}|{other}|chair(person)?|school nurse|health visitor|midwife|legal( services)?|police"
        r"|business support|admin(istrator)?|gp|iro|designated teacher|housing|camhs|cafcass)"
    ),
}
_TASK = phrases("(please )?({who} (and {who} )?(to|should|must|will) )?(\\w+ly )?{do}", _PIECES)
_TOLD = phrases(
    "{who} (to|should|must|will|needs? to) be (notified|informed|told|contacted|referred|visited|consulted)",
    _PIECES,
)
_ITSELF = re.compile(r"\w+ (?:it|them|this|that|these|him|her|both)\b")
_LISTED = re.compile(r",(?: and| then| and then)? ")
_PAPER_AND_MEETING = phrases(
    r"""
    {do} (\w+ )?(\w+ )?(\w+ )?{paper},? (and|then|and then) (to )?{call} (a|an|the) *3 {meeting}{of_its_own}
    """,
    _PIECES
    | {
        "paper": (
            r"(assessments?|chronolog\w+|genograms?|plans?|reports?|case summary|summary|life story (work|book))"
        ),
        "call": r"(convene|hold|arrange|book|organise|schedule|call|request)",
        "meeting": (
            r"(strategy (discussion|meeting)|(family )?(network |group |planning |core group )?meeting|conference"
            r"|core group|panel|legal gateway|health assessment|medical|family group conference)"
        ),
        "of_its_own": r"(?! (\S+ ){0,6}(it|them|this|these)\b)",
    },
)
_OWNED = phrases("(?P<who>{who}) (to|should|must|will) (\\w+ly )?(?P<do>{do})", _PIECES)
_LONGEST = 3000  # what comes after it would not make it one action again
_MARK = re.compile(r"(?:\(?(?:\d{1,2}|[a-h])[.)]|\(?[ivx]{1,4}\)|[-–—•·▪*●])\s+")
_INLINE = re.compile(r"(?:^|\s)\(?(?:1[.)]\s.+?\s\(?2[.)]|a\)\s.+?\s\(?b\)|i\)\s.+?\s\(?ii\))\s", re.DOTALL)
_JOINED = re.compile(r"(?:^|[.;,\n]|\band|\bthen|\bwhile|\balso)\s*$")
_ASKING = re.compile(
    r"ask|invite|request|contact|speak|chase|remind|meet|tell|inform|agree|arrange|support|notify|email|phone"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")


def several_in_one(case: Case) -> Iterator[Problem]:
    """`action.several_in_one`: a list, or tasks of different owners, where one action is wanted."""
    for row, what in case.tasks:
        if (found := _count(folded(what[:_LONGEST]).strip())) is not None:
            yield case.problem(
                "action.several_in_one",
                f"{found} Give each action a row of its own, with its own owner and date.",
                WHAT,
                row,
            )


def _count(what: str) -> str | None:
    """Why this is more than one action, in a sentence; None where it may well be one."""
    lines = [line.strip() for line in what.split("\n") if line.strip()]
    marked = [line[found.end() :] for line in lines if (found := _MARK.match(line))]
    if len(marked) > 1 and not (lines[0].endswith(":") and not _tasks_in(marked)):
        return f"This is a list of {len(marked)}."
    if _INLINE.search(what):
        return "This is a numbered list."
    for parts in (lines, what.split(";")):
        if len(parts) > 1 and _tasks_in(parts) > 1:
            return f"These look like {_tasks_in(parts)} actions."
    listed = [part for part in _LISTED.split(what) if _TASK.match(part) and not _ITSELF.match(part)]
    if len(listed) > 2:
        return f"These look like {len(listed)} actions."
    if _PAPER_AND_MEETING.search(what):
        return "These look like 2 actions."
    tasks_said = _tasks_in(_SENTENCE_END.split(what))
    if tasks_said > 2:
        return f"These look like {tasks_said} actions."
    owners = _owners(what)
    if len(owners) > 1:
        return f"Different people are asked: {' and '.join(owners)}."
    return None


def _tasks_in(parts: list[str]) -> int:
    return sum(bool(_TASK.match(part.strip()) or _TOLD.match(part.strip())) for part in parts)


def _owners(what: str) -> list[str]:
    """Who is asked to do something, each once, as long as nobody is asked to get another to do it."""
    found: list[str] = []
    asking = False
    for task in _OWNED.finditer(what):
        if asking or not _JOINED.search(what[max(0, task.start() - 12) : task.start()]):
            continue
        asking = bool(_ASKING.fullmatch(task["do"]))
        who = task["who"].removeprefix("the ")
        if who not in found:
            found.append(who)
    return found
