"""Phrases that say of a child what harms it or may harm it: violence, fear, abuse, being left or unseen."""

from service.rules.phrases import phrases

PIECES = {
    "child": (
        r"(he|she|they|him|her|them|it|child|children|baby|babies|infant|toddler|twins|siblings?|boys?|girls?"
        r"|brothers?|sisters?|son|daughter|young (person|people|man|woman)|yp|person|kids?|pupil|newborn|year[- ]old"
        r"|\w{1,2})"
    ),
    "now": r"((now|still|often|also|already|again|sometimes|very|just|\w+ly) )*",
    "great": r"((significant|serious|high|real|grave|considerable|extreme|immediate|great|ongoing|continuing) )*",
    "hurt": (
        r"(hurt|harmed|injured|killed|murdered|stabbed|shot|raped|abused|assaulted|attacked|beaten|strangled"
        r"|exploited|trafficked|groomed|neglected|starved|molested|tortured)"
    ),
    "wronged": r"({hurt}|hit|punched|kicked|slapped|threatened with|locked (in|up)|chained)",
    "harm": (
        r"(serious|significant|physical|emotional|sexual|further|harm|neglect|abuse|injury|exploitation|violence|death"
        r"|suicide|self[- ]harm|domestic|fgm|trafficking|grooming|radicali\w+|being ((\w+ly|further) )*{wronged})"
    ),
    "of_what": (
        r"(?= of (\w+ )?{harm}| from\b|\W*$| ?[,;:(]"
        r"| (in|at|due|because|as|while|when|and|but|whilst|with|if)\b)"
    ),
    "left_so": r"(is|are|remains?|being|still|left|stays?|\w+'s|\w+'re|be|puts?|placed|placing|leaves \w+)",
    "place": r"(position|situation|place|home|environment)",
    "undergoing": r"(suffering|suffers|experiencing|endur(es|ing)|living with|exposed to)",
    "them": (
        r"(him|her|them|me|the (child|children|baby|boys?|girls?)|his \w+|their \w+"
        r"|her (son|daughter|brother|sister))"
    ),
    "unsure": r"(consider|think|believe|feel|regard|judge|assess|see|say|deem)",
    "sure": r"(satisfied|confident|assured|sure|convinced|certain|reassured)",
    "auditor": r"(i|we|auditor) ((am|are|was|is|have|has|remains?|feel|\w+ly|very|still|real|serious|grave) )*",
    "pressing": r"(grave|serious|urgent|real|ongoing|continuing|immediate|significant|current|acute|extreme(ly)?) ",
    "worry": r"(concern(s|ed)?|worr(y|ies|ied)|fears?|fearful|afraid|anxious|anxiety)",
    "about": r"(about|for|over|regarding|as to|around) ",
    "safety": r"safety(?! (plan|net)\w*\b)",
    "will": r"(will|could|may|might|going to|about to|likely to)",
    "means_to": r"(wants?|going|plans?|planning|intends?|threatens|threatening|tries|trying)",
    "self": r"(herself|himself|themsel\w+|myself|(her|his|their) (own )?(life|lives))",
    "unwell": r"(is|feels|feeling|remains|actively|expressing|expresses|says s?he is)",
    "scared": r"(scared|frightened|afraid|terrified|petrified|fearful)",
    "stay_home": r"((go|return|be|live|stay|sleep)( back)?( at| to| in)? (home|there|his|her)|be (alone )?with)",
    "family": (
        r"(dad|daddy|father|mum|mummy|mother|parents?|step\w+|uncle|aunt|brother|partner|boyfriend|carers?|him|her|them"
        r"|grand\w+|cousin)"
    ),
    "offender": r"((sex|sexual|schedule (one|1)) offenders?|paedophiles?|rso|child abusers?)",
    "close": (
        r"(sleep\w*|bed|living|lives?|stay\w*|shar\w+|left|alone|unsupervised|same (room|house|home)|babysit\w*"
        r"|mov(ed|ing) (back )?in|access to|looked after by|(in the )?care of|resid\w+)"
    ),
    "apart": r"not|no|never|nobody|\w*n't|supervised|without|prison|custody|denied|neither|moved|away",
    "by_itself": r"(alone|unattended|unsupervised|to fend|with strangers|on (his|her|their) own)",
    "nobody": r"(no[- ]one|nobody|no (\w+ )?(worker|professional|adult|agency))",
    "by_any": r"by (anyone|anybody|us|any \w+|(a|the|their|her|his) social worker|professionals) ",
    "long": r"((over |more than |nearly |almost |at least |about )?(\w+ )?(months?|years?)|a (very )?long)",
    "gone": r"missing (from (home|care|placement)|since|for \w+ (days?|weeks?|nights?)|overnight)",
    "strikes": r"(hits|beats|punches|kicks|slaps|whips|strangles|chokes|burns|rapes|molests|sexually abuses)",
    "secretly": (
        r"(at night|in bed|in the (bath|shower)|inappropriately|sexually|privates?|between|under (his|her|their))"
    ),
    "told": r"(disclosed|told|said|says|alleges|alleged|reports|reported)",
    "struck": r"(hit|hits|punched|kicked|slapped|beat|strangled|choked|burnt|burned|raped)",
    "protection": r"(child protection|safeguarding|s\.?47|section 47)",
    "ought": r"(needs?|must|should|requires?|has to|have to|needed|required)",
    "acting": r"(escalat\w+|report\w+|refer\w+|acti(on|oned)|strategy)",
    "at_once": (
        r"(today|now|immediately|urgently|tonight|at once|straight ?away|without delay"
        r"|this (morning|afternoon|evening))"
    ),
}

DANGER = phrases(
    r"""
    (not|\w*n't) {unsure} (that )?*4 safe
    (not|\w*n't) ((be|feel|at all|yet|fully|entirely) )*{sure} (that |about |of )?*5 safe(ty)?
    ({left_so} {now}|^)at {great}risk{of_what}
    (in|into|to|with) an? {place} of {great}(risk|danger|harm)
    {undergoing} (\w+ )?(\w+ )?(harm|abuse|neglect|violence)
    {auditor}{worry} {about}*3 {safety}
    {pressing}{worry} {about}*3 ({safety}|life)
    {worry} {about}*2 immediate (safety|welfare)
    {will} {now}(be|get) (badly )?{now}{hurt}
    (danger|risk|chance|likelihood|{worry}) (that )?{child}( \w+)? {will} (die|be dead)
    (is|are|be|\w+'s|\w+'re|been) {now}being {now}{wronged}
    {means_to} (to )?(kill|hurt|harm|end|take) {self}
    thoughts of (killing|ending|harming|hurting) {self}
    {unwell} {now}suicidal
    {scared} to {stay_home}
    (is|are|remains?|feels?|too|so) {now}{scared} of (\w+ )?{family}
    {offender},? *9!apart {close}
    {close} *9!apart {offender}
    (is|are|be|been|was|were|gets?|being|regularly|often) {now}(being )?left {now}(home )?{by_itself}
    leav(es|ing) {them} {now}(home )?{by_itself}
    {nobody} (has|have|had) (\w+ )?seen (the |this )?*2 (alone )?(for|in|since)
    {child} (has|have) not been seen ({by_any})?(at all )?(for|in|since) {long}
    {child} (is|are|remains|has been|have been) {now}{gone}
    (who|that|he|she|{family}) {strikes} {them}(?! (targets?|milestones?|goals?))
    {family} (touches|touching|touched|keeps touching) {them} *3 {secretly}
    {told} *12 {family} {struck} {them}
    {protection} *6 {ought} *3 {acting} *3 {at_once}
    {ought} (immediate|urgent|same[- ]day) ({protection}|escalation|strategy)
    """,
    PIECES,
)
"""What is so today. It needs no more to be a concern, unless it is denied or was dealt with."""

INCIDENT = phrases(
    r"""
    bruis\w+|fractur\w+|broken (arm|leg|bone|rib)s?|burns?|black eye|bite marks?|cigarette marks?
    (unexplained|non-?accidental|facial|head|physical) (\w+ )?(injur\w+|marks?)|injur(y|ies)
    (sexual|physical)(ly)? (abus\w+|assault\w*|harm\w*|touch\w*)|rape[ds]?
    (abuse|assault|disclosure|allegation)(?! (training|polic\w+|history|survivors?|service))
    disclos(ed|es|ing) (that|being|abuse|sexual)
    (hit|punched|slapped|kicked|beat|beaten|strangled|choked|whipped|touched|burnt) {them}
    domestic (abuse|violence) (incident|call-?out|report|notification)s?
    overdose[ds]?|suicide attempt|suicidal|self[- ]harm\w*|(kill|killing) {self}
    weapon|knife|(threats?|threatened) to kill
    """,
    PIECES,
)
"""What happened, which is a concern where the same sentence says that nobody acted on it."""

IGNORED = phrases(
    r"""
    {nobody} *3 ({acted}|taken seriously|challenged|told the police|examined|seen by a (doctor|paediatrician))
    {nobody} *3 shared with (the )?(police|health)
    {nobody} (follow up|follow\w* th\w+ up|respond|act on|act|escalate|report|investigate|refer)
    nothing ((was|has been|is being|had been|being|seems to have been) )(\w+ )?(done|recorded|followed)
    no ({answer}|one (acted|responded|followed|told)){not_needed}
    (without|lack of) (any |an? )?{answer}
    ignored|overlooked|disregarded|dismissed|unaddressed|not believed|left unexplored
    """,
    {
        "nobody": r"(not|never|\w*n't|nobody|no[- ]one|fail(ed|ure|s|ing) to|neither|nor|yet to (be|have)( been)?)",
        "acted": (
            r"(investigated|followed (up|through)|acted( upon| on)?|responded to|reported|escalated|passed on"
            r"|looked into)"
        ),
        "answer": (
            r"(action|response|follow[- ]up|strategy (discussion|meeting)|section 47|s\.?47|safety plan|enquiry"
            r"|(child protection )?medical|investigation|referral)"
        ),
        "not_needed": (
            r"(?! (\w+ )?((was|were|is|being) )?(\w+ )?(needed|necessary|required|warranted|indicated|justified"
            r"|appropriate|outstanding))"
        ),
    },
)
