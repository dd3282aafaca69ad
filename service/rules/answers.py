"""Answers of any kind: not given, given elsewhere, or excluding each other."""

import re
from collections.abc import Iterator

from schemas.edition import Kind, Slot
from schemas.text import key
from schemas.ticks import exclusive
from schemas.trouble import quoted
from service.problem import Problem
from service.rules.case import Case
from service.rules.judgements import is_judgement, reasons_for
from service.rules.phrases import phrases

_ASKED = ("audit.", "subject.", "sections.", "overall.", "experience.")
_OPTIONAL = ("comments", "evidence", "strengths", "improvements", "self_score", "reference")

_BEGINS = re.compile(
    r"\W*(?:please|n/a|see|refer|as|per|same|covered|addressed|answered|discussed|noted|stated|mentioned|detailed"
    r"|outlined|included|described|ditto|idem)\b",
    re.IGNORECASE,
)
_SEE_ABOVE = phrases(
    r"""
    ditto|idem|same|same again
    (n/a( -|[,;])? )?{pointing}( {pointing})?( in| on| at| under)? {place}(,? (and|&|/|or) {place})*{manner}
    """,
    {
        "pointing": (
            r"(please )?(see|refer( back)? to|as|as per|per|same as|covered( in)?|addressed( in)?|answered( in)?"
            r"|discussed( in)?|noted( in)?|stated|mentioned( in)?|detailed( in)?|outlined( in)?|included in"
            r"|described( in)?)"
        ),
        "place": (
            r"((the|my|previous|earlier|other|above|relevant|overall|main) )*(above|below|previous(ly)?|before"
            r"|earlier|prior|elsewhere|overleaf|{part}( ?(no\.? ?)?\d+(\.\d+)?[a-z]?)?( (above|below))?)"
        ),
        "part": (
            r"((previous|last|next|first) )?(sections?|questions?|parts?|pages?|q|comments?|answers?|rationale"
            r"|narrative|box|summary|notes?)"
        ),
        "manner": r"( (please|for details|for (further |more )?(details?|information)))?",
    },
)
_LONGEST = 100


def not_asked(case: Case) -> Iterator[Problem]:
    """`answer.not_asked`: answered, though what else is said of the case is what the form leaves this part out for.

    One of the two may be wrong, and neither is taken away.
    """
    for tag, decided_by in case.unasked.items():
        answer = case.answers.get((tag, None))
        if answer is None or answer.value is None or answer.value is False:
            continue
        says = " and ".join(
            f"“{case.slots[one].title}” says {quoted(_said(case, one))}" for one in decided_by
        )
        yield case.problem(
            "answer.not_asked",
            f"This is answered, although {says}, and the form does not ask for it then. It is kept as it is, in the "
            "finished document too. If one of the two is wrong, correct it.",
            tag,
        )


def _said(case: Case, tag: str) -> str:
    answer = case.answers.get((tag, None))
    return (answer.said if answer else "") or "nothing"


def missing(case: Case) -> Iterator[Problem]:
    """`answer.missing`: left open on a form that asks for every answer.

    Boxes that exclude each other are one question. Comments are none, and grades and their reasons have problems of
    their own.
    """
    if case.declaration.blanks_allowed:
        return
    groups = exclusive(case.slots.values())
    spoken_for = {slot.tag for group in groups for slot in group}
    spoken_for.update(
        tag for slot in case.slots.values() if is_judgement(slot) and (tag := reasons_for(case, slot.tag))
    )
    unticked = {group[0].tag: group for group in groups if all(case.left_open(slot.tag) for slot in group)}
    for slot in case.slots.values():
        if slot.tag in unticked:
            said = f"No box is ticked for {quoted(_question(unticked[slot.tag]))}."
        elif slot.tag not in spoken_for and _is_question(slot) and case.left_open(slot.tag):
            said = "Nothing is answered here."
        else:
            continue
        yield case.problem(
            "answer.missing",
            f"{said} This form asks for every answer; if the question cannot apply, say why.",
            slot.tag,
            said="",
        )


def _question(group: list[Slot]) -> str:
    """What boxes that exclude each other ask: the label they share, else what their titles have in common."""
    first = group[0]
    if first.label and all(slot.label == first.label for slot in group):
        return first.label
    return first.title.rpartition(":")[0] or first.title


def _is_question(slot: Slot) -> bool:
    if slot.repeating is not None or slot.kind is Kind.TICK or not slot.tag.startswith(_ASKED):
        return False
    if is_judgement(slot) and not slot.tag.endswith("score"):
        return False
    return not slot.tag.endswith(_OPTIONAL)


def see_above(case: Case) -> Iterator[Problem]:
    """`answer.see_above`: the whole answer points to another one."""
    for (tag, row), text in case.texts:
        if len(text) <= _LONGEST and _BEGINS.match(text) and _SEE_ABOVE.fullmatch(key(text)):
            yield case.problem(
                "answer.see_above",
                "This answer points to another one. Read alone, in a report, it says nothing: write it here too.",
                tag,
                row,
            )


def tick_both(case: Case) -> Iterator[Problem]:
    """`tick.both`: boxes that exclude each other, and more than one is ticked."""
    for group in exclusive(case.slots.values()):
        ticked = [slot for slot in group if case.value(slot.tag) is True]
        if len(ticked) > 1:
            names = " and ".join(case.title(slot.tag) for slot in ticked)
            both = "both" if len(ticked) == 2 else "all"
            yield case.problem("tick.both", f"{names} are {both} ticked. Tick one.", ticked[0].tag)
