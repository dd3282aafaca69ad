import pytest

from tests.copies import ACTION, checked, codes, the


@pytest.mark.parametrize(
    "action",
    [
        "1. Update the chronology 2. Complete the genogram 3. Refer to CAMHS",
        "1) Update the chronology\n2) Hold a core group",
        "(i) update plan (ii) send to family",
        "a) arrange a review b) share the plan with parents",
        "- Complete genogram\n- Update case summary",
        "• Book dental appointment\n• Request PEP minutes",
        "Update the case summary\nBook the review health assessment",
        "Update chronology; complete genogram; hold a planning meeting",
        "Social worker to update the plan and team manager to hold supervision",
        "The social worker will complete the assessment, and the health visitor will share her chronology",
        "SW to visit weekly. TM to record oversight on the file.",
        "Update the chronology. Complete the genogram. Refer to CAMHS.",
        "Update chronology, complete genogram, and arrange a family network meeting",
        "Complete the assessment and convene a strategy discussion",
        "SW to complete life story work; IRO to be notified",
    ],
)
def test_a_list_or_tasks_of_different_owners_are_several_actions(action: str) -> None:
    found = the(checked({}, [ACTION | {"actions.what": action}]), "action.several_in_one")

    assert (found.level, found.tag, found.row, found.said) == ("warning", "actions.what", 0, action)


@pytest.mark.parametrize(
    "action",
    [
        "Complete the genogram with mother and upload it to the documents section",
        "Review the safety plan with mother, father and the health visitor",
        "Social worker and team manager to meet and agree the contingency plan",
        "Arrange a strategy discussion with police and health. Include the school nurse.",
        "Complete the delegated authority form with carers and birth parents. File the signed copy.",
        "Send the assessment to both parents; note the date on the file",
        "Ask the school and the health visitor to share their chronologies",
        "Social worker to ask the school to share attendance data",
        "Social worker to ask mother and the school to record what he eats",
        "Update the care plan to include:\n- health needs\n- education\n- family time",
        "Add what is missing in sections 1.2 and 2.1 of the assessment",
        "Record the manager’s decision of 3 March and the reasons for it.",
        "Update the plan, share it with both parents, and record their views",
        "Update the plan and arrange a meeting with mother to share it",
        "Complete the assessment and record the outcome on the file",
        "SW to complete life story work; the last session was in May",
        "Book the medical; the carer’s last one was in 2022",
        "Visit the child at home, see her alone and record what she says",
    ],
)
def test_one_task_with_its_details_is_one_action(action: str) -> None:
    assert "action.several_in_one" not in codes(checked({}, [ACTION | {"actions.what": action}]))
