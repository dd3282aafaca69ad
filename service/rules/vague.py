"""Actions that nobody could tell done from not done: “Continue to monitor”, “Ensure good practice”.

The field asks for actions that are specific and measurable. A verb alone proves nothing, for “Ensure the
chronology is up to date” can be checked; so an action is vague only if no word of it names a thing, a person
or a time.
"""

import re
from collections.abc import Iterator

from schemas.text import key
from schemas.trouble import quoted
from service.problem import Problem
from service.rules.actions import WHAT
from service.rules.case import Case
from service.rules.people import PEOPLE
from service.rules.phrases import phrases
from service.rules.wording import folded, says_nothing, words_in

_LONGEST = 160
_WORD = re.compile(r"[\w£%]+(?:['’-]\w+)*")
_WHO = phrases(
    r"((the|for|all|each) )*{worker}( and (the )?{worker})?( (to|should|must|will|needs? to)\b|:| -)", PEOPLE
)

_TO_COME = frozenset(
    ("tbc", "tba", "tbd", "to be confirmed", "to be agreed", "to follow", "as required", "awaited")
)
_POINTS_BACK = phrases(
    r"as (previously |already )?{said}( (above|below|(with|in|at|during|on|by) [\w' ]{1,40}))?",
    {"said": r"(discussed|agreed|noted|stated|advised|mentioned|identified|outlined|planned)"},
)
"""What was discussed is known to those who were there."""

_OPENINGS = words_in(
    """
    address adhere aim be bear better build carry chase check clearer closer consider continue continued develop
    encourage endeavour enhance ensure ensuring focus follow further get give greater help improve improved
    improvement increase keep look maintain make manage monitor monitored monitoring more observe ongoing
    oversee progress promote provide pursue raise reduce reflect regular remain retain review strengthen
    stronger support sustain take think track try work
    """
)
_CARRY_ON = words_in("continue continued ensure follow keep maintain monitor progress support")
"""Carrying on with a plan is nothing new; reviewing or sharing it is."""

_EMPTY_WORDS = words_in(
    """
    a about above accordingly action actions active actively additional address all along an and any appropriate
    appropriately are area areas as assist at attention aware awareness basis be been being best better
    better-quality build by capacity care careful carefully case cases change changes child child's children
    children's clear clearer clearly close closely communication concern concerned concerns consider
    consideration considered consistency consistent consistently continue continued continues continuing delay
    delays deliver develop drift driven due early effect effective effectively effort encourage engage engaged
    engagement ensure ensuring every evident explore eye family focus focused follow followed following for
    forward from full fully further future going good greater have heard high how if impact impacts important
    improve improved improvement improvements improving in increase increased into is issue issues it its keep
    kept learn learning lessons level listened look maintain maintained make making manner manage managed
    management matters meaningful meet met mind mindful monitor monitored monitoring more move moving much need
    needed needs next no not notice observe of on ongoing open order other outcome outcomes outstanding overall
    oversight
    parents paid pay people place planning point positive positively possible practice practices prevent
    proactive proactively process professional progress progressed progressing progression promote proper
    properly purposeful quality raise record recording records reflect reflective regular regularly relationship
    relationships relevant remain required respond responsive review reviewed reviewing risk risks robust
    robustly rigorous s same service services should situation situations so soon stable standard standards step
    steps strengthen strong stronger strongly sufficient support supported supporting supportive sure sustain
    sustained swift take taken task tasks that the their them there these they things think this through time
    timely timescale timescales to track try under understand understanding up use view voice watch way we well
    when where with work worked working works young person youth
    """
)


def vague(case: Case) -> Iterator[Problem]:
    """`action.vague`: nothing in it could be found done."""
    for row in case.rows("actions"):
        what = case.text(WHAT, row)
        if what and len(what) <= _LONGEST and _is_vague(what):
            yield case.problem(
                "action.vague",
                f"How would anybody know that {quoted(what)} has been done? Say what will be there, or be "
                "different, once it is.",
                WHAT,
                row,
            )


def _is_vague(what: str) -> bool:
    said = key(what)
    if says_nothing(what):
        return said in _TO_COME  # “n/a” asks for nothing, “tbc” for something
    return _POINTS_BACK.fullmatch(said) is not None or _says_nothing_to_do(folded(what))


def _says_nothing_to_do(what: str) -> bool:
    what = what.strip(" .-•*\t\n")
    if len(_WORD.findall(what)) == 1:
        return True
    if (who := _WHO.match(what)) is not None:
        what = what[who.end() :]
    words = _WORD.findall(what)
    if words[:1] == ["to"]:
        words = words[1:]
    empty = _EMPTY_WORDS | _OPENINGS
    if words and words[0] in _CARRY_ON:
        empty |= {"plan", "plans"}
    return bool(words) and words[0] in _OPENINGS and all(word in empty for word in words)
