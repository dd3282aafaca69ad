"""What auditors write, invented: sentences, actions, names and teams for sample records, and what among them
goes together.

No person, place or case is meant. The texts hold what trips programs up: quotation marks, dashes, ampersands,
angle brackets, pound signs, accents, dates and line breaks.
"""

from random import Random

GOOD_WORK = (
    "The chronology is up to date and shows the two house moves, the change of school and what they meant.",
    "Case notes are typed within three days, and it is clear which words are the child’s own.",
    "“I like it when she comes because she listens,” he told the reviewing officer in March.",
    "The plan has six actions – each with a name and a date – and five were done by the last review.",
    "Both parents were seen on their own; the father’s account was added to the assessment on 14/02/2026.",
    "Direct work with the ‘Three Houses’ is on the file & was used at the meeting.",
    "The manager’s decision of 3 March gives reasons and was carried out within the week.",
    "School attendance rose from 71% to 94%, and the fixed penalty of £120 was withdrawn.",
    "Visits were made every ten days, sometimes unannounced, and the bedroom was seen each time.",
    "The assessment weighs history, strengths and worries, and its conclusion follows from them.",
    "Partners came to every review: health visitor, nursery, housing and the domestic abuse service.",
    "The genogram includes the paternal side, with an aunt who has since offered weekends.",
    "Interpreters were booked for every visit and letters went out in Polish (“zażalenie” too).",
    "The contingency plan says who does what if Mum’s health gets worse again.",
    "The carer’s record is in order: DBS 11/2025, medical 01/2026, home check 02/2026.",
    "Matching was thought through, including faith, diet & the journey to school.",
    "Supervision took place monthly and asked each time: what is different for the child?",
    "His wish to see his grandfather more often was heard, and it now happens on Sundays.",
)
WEAK_WORK = (
    "The case summary was last changed in October, so a duty worker would not know who lives in the home.",
    "Two of five visits fell outside the local standard (21 and 34 days), and no reason is recorded.",
    "Dad is hardly mentioned; his phone number is on file < 3 clicks away, yet nobody rang.",
    "The plan lists services rather than changes, and two dates passed without comment.",
    "The child’s views are described, but in adult words – it is hard to hear him.",
    "Reviews were held on time; minutes of the 12 January meeting are missing from the agreed folder.",
    "The analysis repeats the history. It does not say what it is like to be a child in this house.",
    "Supervision is regular, but the same three tasks are carried over from month to month.",
    "Ethnicity & religion are blank on the front page, though the assessment speaks of them.",
    "There was a gap of seven weeks when the worker changed, and the handover note is four lines long.",
    "The chronology stops at 30.09.2025.",
    "Health information is old: the last dental check on file is from 2023.",
    "I could not find the letter to the family, nor whether the £50 for the school trip was paid.",
    "The decision was sound, but its reasons had to be pieced together from e-mails.",
)
SHORT = (
    "Seen on file, dated 18/02/2026.",
    "Yes – see the note of 6 May, which gives the detail.",
    "Signed by both; copy in the documents section.",
    "Not on the file when audited; the worker thinks it was scanned to the sister’s record.",
    "Partly: the first page is there, the plan is not.",
    "Discussed with the worker, who will upload it.",
    "Up to date & clear.",
    "Two of three done.",
    "No record of this since the transfer in January.",
    "Good example: the letter written to the child in plain words.",
    "Local form CR-6 is used instead; it serves.",
    "The carer’s own words are quoted, which helps.",
)
IMPACT = (
    "He sleeps in his own bed again, goes to school four days in five and says home is “calmer”.",
    "She has one worker she trusts, and fewer people ask her the same questions.",
    "The baby’s weight is back on its line, and both parents can say why that matters.",
    "Little has changed yet: the help began only in April, and the family are still waiting for the course.",
    "The brothers see each other twice a month – their own idea – and both look forward to it.",
    "The placement held through a hard winter, since respite was agreed before it was asked for.",
)
EXPERIENCE = (
    "The date suited us both and I knew beforehand what would be looked at.",
    "It helped to talk the plan through with somebody who had read the whole file.",
    "More notice, please: ten days would be fair.",
    "We will write the next plan together with the family, one page, no jargon.",
    "I had not noticed how few of the father’s words were on the file.",
    "Nothing – it was a good conversation.",
)
FEEDBACK = {
    "child": (
        "“She turns up when she says she will.”",
        "“I know who to ring now, and she rings back.”",
        "He did not want to be asked again, which we respected; his key worker passed on that things are “okay”.",
    ),
    "family": (
        "Mum said by telephone on 11 May that she feels listened to, though meetings are long.",
        "Grandmother would like the minutes in large print & a day’s notice of changes.",
        "“They asked us first,” said both, of the plan for the holidays.",
    ),
    "partners": (
        "The nursery finds the plan clear and gets the minutes within a week.",
        "The reviewing officer would like the plan before, and not after, the review.",
        "School reports better communication since Easter & fewer changes at short notice.",
    ),
}
ACTIONS = (
    "Update the chronology so that it covers October to May, with the house move and the change of school",
    "Complete the genogram with mother and upload it to the documents section",
    "Visit the child at home, see her alone and record what she says about living with her grandmother",
    "Add the father’s views to the assessment – he can be reached in the evenings",
    "Send the minutes of the 12 January review to all who attended",
    "Record the reasons for the decision of 3 March on the file",
    "Book the review health assessment and put the date on the plan",
    "Ask the school for the last two reports & file them under education",
    "Refer the family to the debt advice service about the arrears of £840",
    "Correct the ethnicity, religion and first language on the front page",
    "Hold a child in need review with health and school present",
    "Rewrite the contingency plan so that each step has a name and telephone number",
    "Complete the delegated authority form with the carers and file the signed copy",
    "Find out which dentist he is registered with and record the last check",
    "Invite the paternal aunt to the next family meeting",
    "Write to the child, in plain words, about what was decided",
    "Scan the signed agreement (“blue folder”) to the carer’s record",
    "Share the plan with the health visitor, who has not had the version of 14/02/2026",
)
DIFFERENCE = (
    "Whoever picks up the file will know what has happened to her",
    "He will be heard in his own words",
    "Help arrives sooner, and from fewer people",
    "The carers can decide on day-to-day matters – haircuts, sleepovers – without delay",
    "Both sides of the family are known & can help",
    "She will know why adults decided as they did",
)
TEAMS = (
    "Millbrook Team 2",
    "Larkfield Locality",
    "Harbour East",
    "Children’s Team North",
    "Willowbank & Ferrydale",
)
ROLES = (
    "Team manager",
    "Advanced practitioner",
    "Service manager",
    "Independent reviewing officer",
    "Practice lead",
)
OWNER_ROLES = (
    "Social worker",
    "Team manager",
    "Supervising social worker",
    "Personal adviser",
    "Business support",
)
FIRST = ("A.", "B.", "Q.", "Z.", "Perrin", "Odalys", "Wren", "Zoë", "Thibo", "Ishbel")
LAST = ("Larkmoor", "Quillfeather", "Ó Tarn", "Vane-Holt", "Ashgrove", "Brindlewick", "Fennimar", "Dąbrowar")
TERMS = (
    "Two children, 0 to 11 years, either sex; no conditions",
    "One child, named, until 31/08/2027",
    "Up to 3 (siblings), 5–17; no child under 2 while the dog is young",
)
TOLD = "{name}, {role}, by telephone"
AGREED = (
    "Manager told by telephone at 14:20; visit the same afternoon, and a meeting called next morning.",
    "Talked through with the service manager. Safety plan changed that day & shared with the school.",
)
LATER = {
    "subject.last_review": "subject.panel_date",
    "subject.last_conference": "subject.plan_start",
    "sections.plan.reviewed_on": "sections.plan.made_on",
    "sections.core_groups.last_core_group": "sections.conference.initial_on",
    "sections.decisions.conference_on": "sections.decisions.meeting_on",
    "sections.discussion.held_on": "subject.audited_on",
}
"""Dates that come after another one."""

HEADER = {
    "auditor": ("subject.primary_auditor", "audit.auditor"),
    "moderator": ("audit.auditor",),
    **dict.fromkeys(("worker", "adviser"), ("audit.worker",)),
    **dict.fromkeys(("manager", "supervisor", "fostering_manager"), ("audit.manager",)),
}
"""Where the header names who signs."""


def name(random: Random) -> str:
    """A name that nobody bears."""
    return f"{random.choice(FIRST)} {random.choice(LAST)}"


def initials(random: Random) -> str:
    """Two initials."""
    letters = "ABCDEFGHJKLMNPRSTW"
    return f"{random.choice(letters)}.{random.choice(letters)}."


def prose(random: Random, quality: float, longest: int = 9) -> str:
    """A few sentences, or some paragraphs of them: `quality` 1 finds good work, 0 weak work."""
    wanted = random.choice((1, 1, 2, 2, 3, 4, longest))
    good = random.sample(GOOD_WORK, len(GOOD_WORK))
    weak = random.sample(WEAK_WORK, len(WEAK_WORK))
    said = [(good if random.random() < quality else weak).pop() for _ in range(wanted)]
    breaks = [random.choice((" ", " ", "\n")) for _ in said]
    return "".join(part for pair in zip(said, breaks, strict=True) for part in pair).strip()
