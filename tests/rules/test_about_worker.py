import pytest

from service.rules.about_worker import matter_in
from tests.copies import ACTION, checked, codes, declared, the

ABOUT_THE_WORKER = {
    "training": [
        "Social worker to attend training on writing SMART plans",
        "SW to complete refresher training in direct work by the end of term",
        "Practitioner to attend genogram workshop run by the PSW",
        "Supervising social worker to complete safer caring e-learning",
        "Attend training on chronologies",
        "Attend neglect training",
        "Complete child exploitation training",
        "Arrange chronology training for the team",
        "Social worker needs training in pre-birth assessment",
        "Ensure the PA accesses pathway planning training",
        "Book the social worker onto the court skills course",
        "Provide training to the social worker about how to record fathers’ views",
        "Social worker to familiarise themselves with the neglect toolkit",
        "Worker to read the practice guidance on genograms",
        "Update the chronology. Social worker to attend training on recording",
        "SW - refresher training on recording policy",
        "Ms Patel to complete the domestic abuse e-learning module",
        "Jane Quillfeather to attend recording training",
    ],
    "development": [
        "Social worker’s training needs to be discussed with the team manager",
        "Social worker’s development needs around pre-birth work to be picked up in supervision",
        "Practitioner to shadow a more experienced colleague on visits",
        "Mentor to be identified for the newly qualified social worker",
        "Social worker to improve her recording skills",
        "Worker to reflect on their practice with fathers",
        "NQSW to complete ASYE portfolio",
        "Worker to be supported to develop assessment skills",
        "The social worker should be offered a mentor",
        "Worker needs support with analytical writing",
        "Practitioner's recording skills need improvement; discuss in PDP",
        "Social worker's analytical skills need to develop",
    ],
    "supervision": [
        "Team manager to increase supervision for the social worker",
        "Social worker to have fortnightly supervision with the team manager",
        "Manager to arrange clinical supervision for worker",
        "Increase frequency of SW’s supervision to weekly",
        "Supervision of the worker to take place monthly",
    ],
    "workload": [
        "Consider whether the worker has capacity to hold this case",
        "Reduce SW’s caseload",
        "Discuss workload with the social worker",
        "Discuss with Jane her workload in supervision",
        "TM to ensure SW has protected time for recording",
        "Manager and worker to look at workload management",
    ],
    "wellbeing": [
        "Team manager to check on the worker’s wellbeing",
        "Worker is off sick; manager to complete stress risk assessment",
        "Monitor the social worker’s sickness",
        "Refer social worker to occupational health",
        "Provide additional support for the social worker",
        "Team manager to meet weekly with SW about her stress levels",
    ],
    "capability": [
        "Discuss practice issues with the social worker",
        "Manager to address quality of recording with SW",
        "Consider whether the worker is fit to practise",
        "Performance management of the social worker to continue",
        "HR advice to be sought about the worker’s conduct",
        "Manager to address the worker’s performance through the capability process",
    ],
}

ABOUT_THE_CASE = [
    "Assess whether mother has capacity to consent",
    "Complete a mental capacity assessment with the young person",
    "Recording needs to improve: add the views of the child",
    "The worker will visit",
    "Mum’s support worker to help with her caseload of appointments",
    "Mr Ashgrove to attend the domestic abuse perpetrator course",
    "Mr Ashgrove to attend parenting training",
    "TM to ensure SW has time with the child alone on the next visit",
    "Discuss with school his GCSE workload and the quality of his homework",
    "Manager to record the quality of the plan with reasons",
    "Consider whether the home is fit to return to",
    "Worker needs support from the police at the next visit",
    "Social worker to visit the child at home and see her alone",
    "Supervision record to be placed on the child’s file",
    "Discuss in supervision the plan for the child",
    "Team manager to record case supervision on the child’s file each month",
    "Team manager and social worker to discuss the plan in supervision and record the decision",
    "Record on the file why supervision did not take place in April",
    "Ensure that the contact supervision notes are uploaded to the child’s file",
    "Apply for an interim supervision order",
    "Foster carers to attend training on attachment",
    "Supervising social worker to book carers on to first aid training",
    "Supervising social worker to complete supervision with the carers and have it signed",
    "Update carers’ training record with the first aid certificate",
    "Complete the training, support and development standards with the carers",
    "Refer mother to the parenting course",
    "SW to support father to attend Caring Dads course",
    "School staff to have epilepsy training from the school nurse",
    "PA to explore education, employment and training options with T",
    "Young person to attend the training provider’s open day",
    "Update the pathway plan so that it says what training he wants to do",
    "Invite probation to the core group",
    "Social worker to discuss GCSE workload and attendance with school",
    "Refer the child to CAMHS for support with anxiety",
    "Record the child’s wishes and feelings about his wellbeing",
    "Social worker to confirm with mother that her sickness benefit has been paid",
    "Obtain the stepfather’s police record and the outcome of the disciplinary at his workplace",
    "Refer the young person for mentoring with a youth support worker",
    "PA to support them to develop their confidence in managing money",
    "Social worker to improve the analysis in the assessment and send it to the manager",
    "Share the practice guidance on life story work with the carers",
    "Manager to ensure cover for visits while the worker is away",
    "Allocate a new social worker before the current worker leaves",
]


@pytest.mark.parametrize(
    ("matter", "action"),
    [(matter, action) for matter, actions in ABOUT_THE_WORKER.items() for action in actions],
)
def test_an_action_about_the_worker_is_known_by_what_it_is_about(matter: str, action: str) -> None:
    assert matter_in(action) == matter


@pytest.mark.parametrize("subject", ["child", "foster_carer", "young_person"])
@pytest.mark.parametrize("action", ABOUT_THE_CASE)
def test_what_a_worker_does_for_the_case_is_not_about_the_worker(action: str, subject: str) -> None:
    assert matter_in(action, "social worker", subject) is None


def test_training_that_a_carer_is_to_attend_is_not_about_the_worker() -> None:
    assert matter_in("Attend training on attachment", "Mrs Q, foster carer") is None
    assert matter_in("Attend training on attachment", "social worker") == "training"


def test_it_must_not_stay_on_a_form_for_the_childs_record() -> None:
    action = ACTION | {"actions.what": "Social worker to attend training on genograms"}

    found = the(checked({}, [ACTION, action]), "action.about_worker")

    assert (found.level, found.tag, found.row) == ("error", "actions.what", 1)
    assert found.said == "Social worker to attend training on genograms"
    assert "training" in found.message


def test_a_form_about_supervision_may_say_it() -> None:
    action = ACTION | {"actions.what": "Supervisee to attend training on genograms"}

    assert "action.about_worker" not in codes(
        checked({}, [action], declaration=declared("supervision", subject="supervision"))
    )


def test_a_form_may_switch_the_rule_off() -> None:
    action = ACTION | {"actions.what": "Social worker to attend training on genograms"}

    assert "action.about_worker" not in codes(
        checked({}, [action], declaration=declared(off=("action.about_worker",)))
    )
