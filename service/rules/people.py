"""Who people in a case file are, as pieces of phrases: those who work on it, and those it is about."""

PEOPLE = {
    "worker": (
        r"((allocated|newly[- ]qualified|supervising|student|duty|lead|previous|current|new|case|senior"
        r"|advanced|family"
        r"|key|assistant|deputy|service|practice|group) )*"
        r"(social workers?|s/?ws?|ssws?|workers?|practitioners?|personal advis[eo]rs?|p\.?a\.?s?|nqsws?|case "
        r"?holders?"
        r"|co-?workers?|team managers?|a?tms?|managers?|supervisors?|supervisees?|auditors?|{staff}|members? "
        r"of staff"
        r"|(independent )?reviewing officers?|iros?|team leaders?)"
    ),
    "staff": (
        r"(?<!school )(?<!nursery )(?<!college )(?<!hospital )(?<!ward )(?<!home )(?<!unit )staff( members?)?"
    ),
    "other": (
        r"((foster|kinship|respite) "
        r")?carers?('?s?)|parents?'?|parental|mother('?s)?|father('?s)?|mums?|mum's|dads?|dad's"
        r"|child(ren)?('?s)?(?! (protection|exploitation|sexual|criminal|development|neglect|abuse|in "
        r"need|and family))"
        r"|young (person|people|man|woman|adult|lad|lady|parent)s?('?s)?|yp('?s)?|baby('?s)?|family('?s)?"
        r"|families'?"
        r"|grand\w+|nan|aunt\w*|uncle\w*|siblings?|brothers?|sisters?|schools?|school's|college|nursery"
        r"|pupils?"
        r"|partner('?s)?|girlfriend|boyfriend|guardians?|step\w+|hosts?|households?|teachers?|health "
        r"visitors?|youth"
    ),
}
"""`worker` is somebody of the service, whose training is the service's business. `other` is somebody the file
is about, or who helps from outside.
"""
