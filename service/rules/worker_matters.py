"""Phrases that make an action one about the worker, by what about the worker it is.

What a worker is asked to do for the child shares words with them: a mother goes to a course, carers are supervised,
a child has a mentor. So each phrase names whom the training or the support is for.
"""

import re
from functools import cache

from service.rules.people import PEOPLE
from service.rules.phrases import phrases

PIECES = {
    **PEOPLE,
    "the": r"((the|this|our|all|all the) )?",
    "should": (
        r"('s)? (to|should|must|will|shall|may|can|needs? to|is to|are to|ought to|would benefit from|would like to)"
    ),
    "own": r"((his|her|their|his/her)( own)?|own)",
    "take": (
        r"attend|complete|undertake|undergo|access|do|receive|have|get|book|enrol|sign up|refresh|revisit|repeat"
        r"|be (booked|enrolled|offered|provided|given|put|sent)"
    ),
    "training": (
        r"(training|e-?learning|courses?|webinars?|workshops?|refreshers?( training| course)?|cpd"
        r"|learning modules?|coaching|mentoring|masterclass)\b{not_training}"
    ),
    "not_training": (
        r"(?! (of|providers?|placements?|opportunit\w+|options?|places?|college|allowance|fund\w*|offers?"
        r"|graduation|records?|logs?|certificates?|standards|plan|work|materials?|sections?|pages?"
        r"|needs of the {parents})\b)(?!, support)"
    ),
    "for_another": r"with|for|referral|application|booking|form|carers?'?|parenting|check|list|details|direct|life",
    "parents": r"(child|carers?|parents?|mother|father)",
    "hand_on": r"(share|offer|send|give|deliver|explore|look|discuss|pass|use)",
    "improve": r"(improve|develop|strengthen|build|increase|enhance|reflect on|work on)",
    "found": r"((to be )?(identified|allocated|provided|offered|found) )?",
    "handle": r"(review|reduce|manage|discuss|monitor|address|consider|look at|assess|balance|rebalance)",
    "colleagues": r"((the|our) )?(academy|workforce|psw|principal|learning|team|legal|health)",
    "guidance": r"(procedures?|guidance|practice standards|polic(y|ies)|handbook|research)",
    "needs": (
        r"(training( and development)? needs|learning needs|development(al)? (needs?|plan|areas?|goals?)|cpd|pdp"
        r"|professional development|personal development plan|appraisal|confidence|competence|probation(ary)?"
        r"|registration)"
    ),
    "standing": (
        r"(practice|skills?|attitude|knowledge base|time ?keeping|time management|punctuality|training|learning"
        r"|professionalism)"
    ),
    "trade": (
        r"(practice|recording|recording skills|case recording|report writing|writing( skills)?|assessment skills"
        r"|analytical (skills|writing|thinking)|professional \w+|social work \w+|time management"
        r"|organisation(al skills)?|case management( skills)?)"
    ),
    "growth": (
        r"((develop|improve|build|gain|increase|strengthen) )?({own} )?(confidence|skills|workload|caseload|stress"
        r"|professional development|work[- ]life balance|{trade})"
    ),
    "session": r"(supervision|1:1s?|one[- ]to[- ]ones?)(?! (orders?|records?|notes?|file|agreement|visits?)\b)",
    "own_time": r"(protected|ring-?fenced|dedicated|admin|reading|reflection|catch-up)",
    "quality": r"(quality|standards?|timeliness|lateness|accuracy)",
    "work": r"(recording|practice|case notes|report writing|work)",
    "study": r"gcse|school|college|exam|academic|study|homework",
    "strain": (
        r"(well-?being|stress( levels?)?|sickness( absence)?|sick leave|burn-?out|morale|mental health"
        r"|emotional health|anxiety|annual leave|work[- ]life balance|occupational health|welfare)"
    ),
    "unwell": (
        r"(off sick|off work|sick|unwell|stressed|burn(t|ed) out|overwhelmed|struggling|signed off"
        r"|on (long[- ]term )?sick( leave)?)"
    ),
    "not_for_task": r"(?! (to complete|in completing|to progress|for the child))",
    "conduct": r"(practice|performance|conduct|attitude|standards? of (work|recording)|poor recording|professionalism)",
    "concerns": r"( (issues?|concerns?))?",
}

MATTERS = {
    "training": r"""
        {worker}{should} *2 ({take}) *7!for_another {training}(?! (with|alongside|together) (?!{colleagues}\b))
        {worker} (needs?|requires?|lacks?|would benefit from|has not (had|done|completed)) *5!for_another {training}
        {worker} (attends|completes|undertakes|accesses|receives|repeats|is booked onto?) *7!for_another {training}
        {training} *6!parents (for|to) {the}{worker}(?! to {hand_on})
        (refer|book|enrol|put|sign|send|nominate|register) {the}{worker} *4 (for|on|onto|to) *5 {training}
        (the |our )?(whole )?team{should} (have|attend|receive|complete|undertake|do) *5!for_another {training}
        {worker} ?(-|:) *3!for_another {training}
        research in practice (module|webinar|workshop|resources?)
        {worker}{should} (\w+ )?(familiarise|refamiliarise|re-familiarise|upskill) (themsel\w+|herself|himself)
        {worker}{should} (read|re-?read|revisit|refresh *1 (knowledge|memory|understanding)) *5 {guidance}
    """,
    "development": r"""
        {worker}('s|s'|s)? ((own|professional|practice|current) )*{needs}
        (training|learning|development)( and development)? needs? (of|for) {the}{worker}
        {worker}('s|s') ((own|poor|weak|good|social work|general) )*{standing}
        {worker}{should} (\w+ly )?{improve} {own} (\w+ )?{trade}
        {worker}{should} (\w+ )?be (supported|helped|coached|encouraged|enabled) (to|with|in) {growth}
        {worker}('s|s')? (\w+ )?{trade} (needs?|requires?|should|must) (to (be )?)?(improv\w+|develop\w*|strengthen\w*)
        (in|at|through|via|for) (the |{own} )?(pdp|appraisal|performance and development)
        {worker}{should} (\w+ )?reflect *5 {own} (\w+ )?practice
        {worker}{should} (\w+ )?be (offered|given|allocated|provided with|found) an? (\w+ )?(mentor|coach|buddy)
        {worker} (needs?|requires?) (\w+ )?(support|help|guidance) (with|in|on|around|to) {growth}
        {worker} would benefit from (\w+ )?(support|help|guidance) (with|in|on|around|to) {growth}
        (support|help|coach|mentor|guide|encourage|enable|advise) {the}{worker} (to|with|in) (\w+ly )?{growth}
        (coach|coaching|mentor|mentoring|buddy) {found}((for|with) )?{the}{worker}
        {worker}{should} (\w+ )?(shadow|be (coached|mentored|shadowed|buddied|paired with))
        {worker}{should} (\w+ )?observe an? (colleague|experienced|senior)
        personal development plan|continuing professional development
        asye (portfolio|programme|assessor|year)|practice (development|improvement) plan
    """,
    "supervision": r"""
        {worker}{should} *2 (have|receive|access|get|be (offered|given|provided with)|attend|book) *4 {session}
        {worker} (needs|requires|lacks) *4 {session}
        supervision (for|of|to|sessions? (for|with)) {the}{worker}
        {worker}('s|s') *2 supervision (to be|should be|frequency|sessions?|to (increase|take place|happen))
        (frequency|quality|regularity) of {the}{worker}('s|s') (\w+ )?supervision
        (personal|clinical|peer) supervision
        (provide|offer|give) {the}{worker} (with )?*3 supervision
    """,
    "workload": r"""
        caseloads?
        (high|heavy|current|unmanageable|reduced?|reduce \w+|manage(able)? \w+|review \w+|protected) workloads?
        {worker}('s|s'|s)? (\w+ )?workloads?
        workloads? (of|for|management|relief|review|tool|weighting|pressures?)
        {handle} *4!study workloads?
        (whether|if|that) {the}{worker} (has|have) (the |enough |sufficient )?capacity
        {worker}('s|s') (\w+ )?capacity|capacity of {the}{worker}
        {worker} (has|have|to have|is given|be given|gets?|needs?) (\w+ )?{own_time} (\w+ )?time
    """,
    "wellbeing": r"""
        {worker}('s|s'|s)? (\w+ )?{strain}
        {strain} (of|for|with|support for|checks? (for|with|on)) {the}{worker}
        {worker} about (his|her|their) (stress|workload|sickness|absence|performance)( levels?)?
        (emotional|pastoral|additional|extra|more|wellbeing|personal|peer) support (for|to) {the}{worker}{not_for_task}
        {worker} ((is|was|has been|being|currently|remains?|who is|feels?) )+(\w+ )?{unwell}
        {worker}('s|s')? (\w+ )?absence (to be managed|management|policy|records?|levels?|due to)
        sickness (policy|procedures?|absence (policy|procedures?|meeting|review))
        {worker}('s)? (off sick|long[- ]term sick|sick leave)
        stress risk assessment|return[- ]to[- ]work (interview|meeting|plan)|well-?being (plan|passport|conversation)
        refer {the}{worker} to (occupational health|counselling|employee|human resources|hr)
    """,
    "capability": r"""
        capability (process|procedures?|policy|proceedings|route|plan|meeting|measures|review|concerns?)
        disciplinary|human resources|(with|to|from|by|involve|contact|consult) hr|hr (advice|process|policy)
        performance (management|improvement plan|concerns?|review|issues?|plan|appraisal)|informal action plan
        {worker}('s|s'|s)? (\w+ )?(performance|capability|conduct|competence|underperformance)
        (performance|capability|conduct|competence) of {the}{worker}
        {handle} (the )?{quality} of (\w+ )?{work} (with|by|of) {the}{worker}
        {worker} ((is|remains|be) )+(\w+ )?(fit|safe|competent) to practi[cs]e
        fitness to practi[cs]e|probation(ary)? period|annual appraisal
        {conduct}{concerns}( \w+)?( \w+)? (with|by|of) {the}{worker}
        (address|challenge|discuss|raise|explore) (\w+ )?{conduct}{concerns} (in|at|through|during) (\w+ )?supervision
    """,
}

CASE_MATTERS = frozenset({"supervision"})
"""Matters that are no fault where the sentence says that the case is what is talked about."""

SHARED = frozenset({"wellbeing", "capability", "workload"})
"""Matters with words that families have too: a sentence that names one of them and no worker is about them."""

CASE = phrases(
    r"""
    this (case|child|family|plan)|case (supervision|discussion|direction|record)|child's|carers?
    (care|cin|cp|safety|pathway) plan|on (the )?(file|record|case)|next steps|direction of|drift
    """
)
OTHER = phrases("{other}", PEOPLE)
OTHERS_HELPER = phrases(
    r"({other}|{who}'s) (own )?(\w+ )?{help} workers?",
    PEOPLE
    | {
        "who": "(mum|dad|mother|father|carer|parent|partner|family)",
        "help": "(support|drug|alcohol|housing|youth|mental health|outreach|recovery|refuge)",
    },
)
"""Somebody who helps a parent, and is no worker of the service."""
WORKER = phrases("{worker}", PEOPLE)

OWN_TRAINING = phrases(
    r"({named} (to|should|must|will|needs? to) |please |to )?{begin} *8 {learning}\b{not_training}",
    PIECES
    | {
        "learning": r"(training|e-?learning|refresher|webinar|cpd)",
        "named": r"(((ms|mr|mrs|miss|mx|dr)\.? )[\w'-]+|[\w'-]{3,})( [\w'-]+)?",
        "begin": r"(attend|complete|undertake|undergo|book( onto| on| a place on)?|enrol on|access|refresh|repeat)",
    },
)
"""Begins an action that asks for training without saying whose: that of the action's owner."""

BY_NAME = phrases(
    r"((ms|mr|mrs|miss|mx|dr)\.? )?[\w'-]+( [\w'-]+)? (to|should|must|will|needs? to) {begin}",
    {"begin": r"(attend|complete|undertake|undergo|book|enrol|access|refresh|repeat)"},
)
STAFF_LEARNING = phrases(r"e-?learning|cpd|webinar|masterclass|learning module|refresher")
"""What is for staff, whoever is named: a parent with a name goes to courses."""

ARRANGED = phrases("{arrange} *20 (training|workshop|refresher)", {
    "arrange": r"(arrange|book|identify|source|provide|organise|find|offer|commission|request)",
})  # fmt: skip
OF_THE_TRADE = phrases(
    r"""
    chronolog\w+|recording|assessments?|genograms?|direct work|case notes?|report writing|analysis|analytical
    signs of safety|legal|court|plo|section 47|s\.?47|pre-?birth|smart|plan(ning| writing)|supervision|life story
    thresholds?|systemic practice|motivational interviewing|professional curiosity|data protection|gdpr
    case management|core groups?
    """
)
"""What only those who work on cases are trained in."""

HINT = re.compile(
    r"train|learn|course|webinar|workshop|refresh|cpd|coach|mentor|masterclass|familiaris|upskill|procedure"
    r"|guidance|standard|polic|handbook|research|develop|pdp|apprais|confiden|competen|probation|registration"
    r"|practi|skill|attitude|knowledge|time ?keep|time manag|punctual|profession|recording|writing|stress|buddy"
    r"|shadow|observe|asye|supervis|1:1|one.to.one|caseload|workload|well-?being|sick|burn|morale|mental|emotional"
    r"|anxiety|leave|balance|occupational|welfare|support|unwell|overwhelm|struggl|signed off|off work"
    r"|return.to.work|fit to|to practi|quality of|time\b|capabilit|disciplin|human res|\bhr\b|performance"
    r"|conduct|fitness|organis|informal|capacity"
)
"""Every phrase needs one of these; most actions have none."""


@cache
def matters() -> dict[str, re.Pattern[str]]:
    """The matters and their patterns, compiled when an action first needs them: they take a while."""
    return {name: phrases(block, PIECES) for name, block in MATTERS.items()}
