"""Words that say a child may not be safe, told from words that say the contrary.

`At risk of significant harm` is a concern; `no evidence of significant harm`, `the risk of significant harm was
reduced` and `would be unsafe if he returned` are none. Each clause is judged by itself, for `no plan is in place and
she is at immediate risk` denies the plan and not the risk.
"""

import re
from itertools import pairwise

from service.rules.danger import DANGER, IGNORED, INCIDENT
from service.rules.phrases import phrases
from service.rules.wording import folded, sentences

_HINTS = (
    "risk", "harm", "safe", "danger", "immediate", "imminent", "urgent", "kill", "hurt", "hit", "abus", "exploit",
    "suicid", "left", "alone", "bruis", "injur", "offender", "scared", "afraid", "frighten", "terrif", "suffer",
    "been seen", "has seen", "being", "threshold", "escalat", "missing", "disclos", "allegation", "assault", "punch",
    "touch", "fractur", "burn", "strangl", "beat", "rape", "die", "overdose", "threat", "concern", "paedophile",
)  # fmt: skip

_TRIGGER = phrases(
    r"""
    significant(ly)? harm(ed)?|significant risk of (\w+ )?harm|serious(ly)? (risk of )?harm(ed)?|risk to (\w+ )?life
    (immediate|imminent) (and \w+ )?((safeguarding|child protection) )?(risks?|danger|harm)
    (immediate|imminent) ((safeguarding|child protection) )?concerns? (for|about) *4 safety
    risks? (that )?(is|are) (immediate|imminent)
    unsafe(?! {topic}\b)
    (not|\w*n't) ((currently|now|yet|feel(ing)?|be|considered|kept|always) )?safe(?! ({matter_of_fact}|enough)\b)
    in ((immediate|serious|grave|real) )?danger(?! of (losing|being {neglected}|drift|breaking|repeat)\b)
    """,
    {
        "topic": (
            r"(sleep\w*|adults?|people|person|touch|relationships?|friend\w*|secrets?|web ?sites?|use|content"
            r"|images|foods?)"
        ),
        "matter_of_fact": r"to (say|assume|share|leave a|write)",
        "neglected": r"(lost|missed|closed|overlooked)",
    },
)
_CLAUSE_END = re.compile(
    r",? ?\b(?:but|however|although|though|yet|whereas|nevertheless|because|despite|and yet|as a result)\b|(?:,"
    r"| and|, and|,? so|,? as|,? since|,? while|,? when) (?=(?:he|she|they|it|there|this|the (?:\w+ ){1,2}?|these"
    r"|his|her|their|both|all|(?!or|of|if|as|so|in|to|at|no)\w{1,2}) (?:\w+ )?(?:is|are|was|were|remains?|has|have"
    r"|had|may|might|could|continues?|feels?|lives?|did|does)\b)"
)
_DENIED = phrases(
    r"""
    no|not|never|without|nor|neither|none|nobody|nothing|cannot|\w*n't|free (of|from)|rul(ed|es|ing) out|unlikely|unless
    whether|if|would|were (he|she|they|it) to|might have been|potential(ly)?|any|test for
    lack of|absence of|low( level)?|likes?|prefers?|(asks?|asked|wants?|wishes) to
    protect\w*|prevent\w*|reduc\w*|lower\w*|lessen\w*|decreas\w*|avoid\w*|avert\w*|minimis\w*|mitigat\w*|remov\w* from
    safeguard\w*|kept safe|safe from|rightly|correctly|appropriately|responded|acted (on|up)\w*
    previous\w*|histor\w*|past|former\w*|earlier|prior|before|had (been|suffered|experienced)
    who ha(s|ve) (been|suffered|experienced)|identif(ied|ying) and|recognis(ed|ing) and
    definitions?|meaning|concept|understand(s|ing)? (of|what|how|that)|guidance|polic(y|ies)|procedures?|signs of|theory
    research|training|analys\w+|consider(s|ed|ation|ing)?(?! to be| as| that)|explor\w+|weigh\w*|patterns?
    should (he|she|they|it|this|things|the|mother|father|mum|dad)
    (children|those|young people|families|people) (who|that)
    what (is|feels|was)|safe (and|or)|(danger|worry|harm) statements?
    (sets? out|explains?|explained|describes?|records?|clear about|articulates?) (why|how|what|that)
    """
)
_NOT_DONE = phrases(
    r"""
    {nobody} *3 {dealt_with}(?! as\b)
    no (\w+ )?(\w+ )?{provision}
    nothing (\w+ )?(\w+ )?(done|recorded|followed|happened)
    may not (?=be safe)
    """,
    {
        "nobody": r"not|never|no[- ]one|nobody|fail(ed|s|ing|ure) to|without|neither|nor|\w*n't",
        "dealt_with": (
            r"(recogni\w+|identif\w+|respond\w*|address\w*|act(ed|ing)?|escalat\w+|report\w*|manag\w+|mitigat\w+"
            r"|acknowledg\w+|challeng\w+|understand|understood|reduc\w+|protect\w*|prevent\w*|safeguard\w*"
            r"|remov\w*|resolv\w*|lessen\w*|decreas\w*)"
        ),
        "provision": (
            r"(plan|visits?|strategy|response|action|oversight|chronology|supervision|record\w*|management"
            r"|assessment|contingency|protection|follow[- ]up|intervention|escalation|discussion|meeting|contact"
            r"|curiosity)"
        ),
    },
)
"""Denials that deny the help and not the harm: they are read over."""

_THRESHOLD = phrases(
    r"""
    (thresholds?|criteria|criterion) *4 (significant harm|section 47|s\.?47|child protection)
    (significant harm|section 47|s\.?47|child protection|strategy discussion|icpc) (thresholds?|criteria)
    """
)
_MET = phrases(r"(is|was|were|has been|had been|clearly) (\w+ )?(met|reached|crossed|passed|exceeded)")
_SETTLED_AFTER = phrases(
    r"""
    reduc\w+|lessen\w*|decreas\w+|lower\w*|diminish\w*|remov\w+|resolv\w+|address\w*|manag(ed|ing)|mitigat\w+|avert\w*
    prevent\w*|ruled out|no longer|protected|safeguarded|acted (on|up)\w*|responded|minimal|low
    (was|is|were|been) ((fully|carefully|well) )?(considered|assessed|explored|recognised|understood)
    not (met|reached|evident|identified|found|present|substantiated|suspected|apparent|likely|indicated)|unsubstantiated
    took ((swift|immediate|prompt|quick|protective|decisive) )*action|moved (him|her|them)
    (same|that very) (day|night|evening|morning|afternoon)
    thresholds?|criteria|policy|procedures?|guidance|training
    (has|have|had) (now )?(ended|passed|gone|eased)|before|prior to|in the past|historic\w*|previously|until|at birth
    when (he|she|they) (came|was|were|entered|lived)|at the time|in (19|20)\d\d|as an? (infant|baby|toddler)
    were (he|she|they) to
    """
)
_ANSWERED = phrases(
    r"""
    strategy (discussion|meeting) (was|took|had been|has been|held|convened|promptly|followed)(?! not| never|n't)
    (s\.?47|section 47)( enquir\w+)? (was|were|began|started|followed|took)(?! not|n't)
    (conference|icpc|rcpc|court|judge|members|panel) (\w+ )?(\w+ )?(agreed|decided|concluded|found|accepted)
    (conference|icpc|gateway|planning meeting|pre-proceedings) (was|is|were) (\w+ )?{called}
    subject (to|of) an? (\w+ )?(\w+ )?plan (because|as|due|since|for|under)
    plan (was )?(made|agreed|started|began|put in place) (because|as|due)
    (was|were) (\w+ )?{done} (the )?(same|that) (day|week|evening|night)
    direct work (\w+ )?(explored|covered|included|looked)
    police protection|emergency protection order|interim care order|mov(ed|e) to safety|safety plan (is|was) in place
    (was|were|is|has been|have been|had been|immediately|promptly|rightly|and) (\w+ly )?{passed_on}
    """,
    {
        "passed_on": "(escalated|reported|notified|passed on|accommodated|placed)",
        "done": "(started|made|held|begun|completed|opened|seen|told|informed)",
        "called": "(held|convened|arranged|booked|requested|called|started)",
    },
)
_DENIED_BEFORE = phrases(
    r"""
    (no|any|whether|if|nor|without|denied|denies|what) (\w+ )?(\w+ )?(\w+ )?
    (analysis|understanding|guidance|procedures?|policy|training|consideration|impact) (of|on|about|for|in) *9
    """
)
_LONG_AGO = phrases(
    "at the time|as an? (infant|baby|child|toddler)|historic\\w*|in (her|his|their) (own )?childhood"
)
_STILL = phrases("but|however|yet|although|though|still|nevertheless|even so|remains?|continues?")
_UNDONE = re.compile(r"(?:\bnot\b|\bnever\b|n't\b|\bno\b|\bdelay\w*)[^,;]*$")


def concern_in(text: str) -> str | None:
    """The first sentence in the text that says a child may not be safe; None where none does."""
    if not _has_hint(text.lower()):
        return None
    said = [*sentences(text), ""]
    for sentence, after in pairwise(said):
        if _is_concern(folded(sentence)) and not _tells_what_was_done(folded(after)):
            return sentence
    return None


def _tells_what_was_done(sentence: str) -> bool:
    """Whether it tells of the answer that protection has: a strategy discussion held, a child moved to safety."""
    found = _ANSWERED.search(sentence)
    return found is not None and not _UNDONE.search(sentence[: found.end()]) and not _is_concern(sentence)


def _has_hint(text: str) -> bool:
    return any(hint in text for hint in _HINTS)


def _is_concern(sentence: str) -> bool:
    if not _has_hint(sentence):
        return False
    if ("thresh" in sentence or "criteri" in sentence) and _THRESHOLD.search(sentence):
        # It is how protection begins, and a concern where the sentence says what was not done about it.
        return _MET.search(sentence) is not None and _NOT_DONE.search(sentence) is not None
    for trigger in (_TRIGGER, DANGER):
        if (
            trigger.search(sentence)
            and not _is_answered(sentence, trigger)
            and any(_says_so(clause, trigger) for clause in _clauses(sentence))
        ):
            return True
    return _is_ignored(sentence)


def _is_ignored(sentence: str) -> bool:
    """Whether it tells of an incident and that nobody acted on it."""
    found = INCIDENT.search(sentence)
    if found is None or _DENIED_BEFORE.search(sentence[: found.start()]):
        return False
    return IGNORED.search(sentence) is not None and not _LONG_AGO.search(sentence)


def _is_answered(sentence: str, trigger: re.Pattern[str]) -> bool:
    """Whether the sentence itself says that it was acted on at the time, and not that it goes on."""
    found = _ANSWERED.search(sentence)
    if found is None or _UNDONE.search(sentence[: found.end()]):
        return False
    rest = _STILL.search(sentence, found.end())
    return rest is None or trigger.search(sentence, rest.end()) is None


def _clauses(sentence: str) -> list[str]:
    ends = [0, *(found.end() for found in _CLAUSE_END.finditer(sentence)), len(sentence)]
    return [sentence[start:end] for start, end in pairwise(ends)]


def _says_so(clause: str, trigger: re.Pattern[str]) -> bool:
    found = trigger.search(clause)
    if found is None:
        return False
    before = _NOT_DONE.sub(" ", clause[: found.start()])
    after = _NOT_DONE.sub(" ", clause[found.end() :])
    return not (_DENIED.search(before) or _SETTLED_AFTER.search(after))
