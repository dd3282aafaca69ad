"""Who people in a case file are, as pieces of phrases: those who work on it, and those it is about."""

PEOPLE = {
    "worker": (
        r"((allocated|newly[- ]qualified|supervising|student|duty|lead|previous|current|new|case|senior|advanced"
        r"|family|key|assistant|deputy|service|practice|group) )*(social workers?|s/?ws?|ssws?|workers?"
        r"|practitioners?|personal advis[eo]rs?|p\.?a\.?s?|nqsws?|case ?holders?|co-?workers?|team managers?"
        r"|a?tms?|managers?|supervisors?|supervisees?|auditors?|{staff}|members? of staff"
        r"|(independent )?reviewing officers?|iros?|team leaders?)"
    ),
    "staff": (
        r"(?<!school )(?<!nursery )(?<!college )(?<!hospital )(?<!ward )(?<!home )(?<!unit )staff( members?)?"
    ),
    "other": (
        r"((foster|kinship|respite) )?carers?('?s?)|parents?'?|parental|mother('?s)?|father('?s)?|mums?|mum's"
        r"|dads?|dad's|child(ren)?('?s)?(?! (protection|exploitation|sexual|criminal|development|neglect|abuse"
        r"|in need|and family))|young (person|people|man|woman|adult|lad|lady|parent)s?('?s)?|yp('?s)?|baby('?s)?"
        r"|family('?s)?|families'?|grand\w+|nan|aunt\w*|uncle\w*|siblings?|brothers?|sisters?|schools?|school's"
        r"|college|nursery|pupils?|partner('?s)?|girlfriend|boyfriend|guardians?|step\w+|hosts?|households?"
        r"|teachers?|health visitors?|youth"
    ),
}
"""`worker` is somebody of the service, whose training is the service's business. `other` is somebody the file
is about, or who helps from outside.
"""
