"""What auditors write on an ordinary day raises nothing: false alarms would drown the real ones."""

import pytest

from tests.copies import ACTION, WELL, checked, codes

ACTIONS = [
    "Update the chronology so that it covers October to May, with the house move and the change of school",
    "Social worker to undertake a home visit and complete direct work with A around feelings",
    "SW to complete the single assessment and send to TM for sign off",
    "Request a copy of the PEP from the virtual school",
    "Chase the health visitor for the two year development check",
    "Arrange a legal gateway meeting",
    "Parenting assessment of both parents to be completed by the family centre",
    "Complete Graded Care Profile 2 with Mum",
    "Record all contact with dad on the system within 3 days of each visit",
    "Update the child’s demographic details: religion, ethnicity, GP",
    "Team manager to add management oversight to case notes every four weeks",
    "Midway review of the care plan to be held",
    "Safety plan to be shared with nursery and health visitor",
    "Social worker to seek consent from parents for CAMHS referral",
    "Transfer summary to be completed prior to transfer to the looked after team",
    "Child’s views to be gained in her own words and included in the next review report",
    "Delegated authority to be discussed with the carers and birth mother",
    "SSW to undertake unannounced visit and say what was seen",
    "Carers to attend the therapeutic parenting training in September",
    "SSW to discuss learning from the allegation with carers and record in supervision",
    "PA to support T to open a bank account and apply for his driving licence",
    "Lead professional to call a team around the family meeting",
    "Pre-birth plan to be circulated to the maternity ward and the out of hours team",
    "Review the written agreement with mother",
    "Contact school to establish why attendance dropped in March",
    "Undertake return home interview with J following missing episode on 2 May",
    "Team manager to ensure that there is a clear rationale for the decision recorded on the file",
    "Family support worker to continue work on routines and boundaries with Mum, six sessions",
    "Refer the family to the debt advice service about the arrears of £840",
    "Write to the child, in plain words, about what was decided",
]

RATIONALES = [
    "The chronology is up to date and shows the two house moves and what they meant to her.",
    "Good: the plan has six actions – each with a name and a date – and five were done by the last review.",
    "Visits were every ten days and the child was seen alone at all but one. Her words are on the file.",
    "Requires improvement because two of five visits were late and the case summary is from October.",
    "The assessment weighs history, strengths and worries. Its conclusion follows, although Dad is hardly mentioned.",
    "There is no evidence of significant harm and the family made good use of the help; stepping down was right.",
    "The section 47 enquiry was completed in time and the threshold for significant harm was not met.",
    "Risk of exploitation was recognised early, mapped with partners and has reduced since the move.",
    "A safety plan is in place, everybody has a copy and the young person helped to write it.",
    "Supervision is monthly and reflective, and asks each time what is different for the child.",
    "Core groups were held every six weeks with health, school and both parents; minutes went out within a week.",
    "It is not clear from the file who holds the plan since the worker changed in February.",
    "The carers were given the information they needed on the day; delegated authority is signed.",
    "Not all of the reviews were on time (12 January was 9 days late), and nobody seems to have noticed.",
    "Mum said she ‘finally feels heard’. The file shows why: calls were returned & promises kept.",
    "Her needs are clear, the plan less so: it lists services and not changes.",
    "The pathway plan is in T’s own words. It says what he will do, what we will do and by when.",
    "The unannounced visit in March found the home warm and tidy, and all three children were spoken to.",
    "I would have graded this Outstanding had the father’s views been sought before the conference.",
    "The decision to close was made by the manager with reasons; the school was told on the same day.",
]


@pytest.mark.parametrize("what", ACTIONS)
def test_an_ordinary_action_raises_nothing(what: str) -> None:
    assert codes(checked(WELL, [ACTION | {"actions.what": what}])) == []


@pytest.mark.parametrize("why", RATIONALES)
def test_an_ordinary_rationale_raises_nothing(why: str) -> None:
    said = {"sections.plan.rationale": why, "overall.rationale": why, "sections.visits.seen_comments": why}

    assert codes(checked(WELL | said)) == []


def test_a_copy_full_of_them_raises_nothing() -> None:
    rows = [ACTION | {"actions.what": what, "actions.agreed": "☒"} for what in ACTIONS]

    assert codes(checked(WELL | {"overall.rationale": "\n".join(RATIONALES)}, rows)) == []
