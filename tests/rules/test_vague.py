import pytest

from tests.copies import ACTION, checked, codes, the


@pytest.mark.parametrize(
    "action",
    [
        "Continue to monitor",
        "Monitor the situation",
        "Keep under review",
        "Ensure good practice",
        "Continue to support the family.",
        "Social worker to continue to monitor and review progress",
        "Ensure timely and robust recording",
        "Be mindful of drift",
        "Improve recording",
        "Improve the quality of practice going forward",
        "SW to keep the case under close review",
        "Ensure that the child’s voice is heard",
        "Team manager to ensure oversight",
        "Ensure plan is progressed in a timely manner",
        "More management oversight",
        "Ongoing monitoring",
        "To be monitored",
        "Chronology",
        "As discussed",
        "As agreed in supervision",
        "TBC",
        "Chase outstanding",
        "Chase outstanding actions",
    ],
)
def test_an_action_that_names_no_thing_person_or_time_is_vague(action: str) -> None:
    found = the(checked({}, [ACTION | {"actions.what": action}]), "action.vague")

    assert (found.level, found.tag, found.row, found.said) == ("warning", "actions.what", 0, action)


@pytest.mark.parametrize(
    "action",
    [
        "Ensure the chronology is up to date",
        "Monitor school attendance weekly and report to the June core group",
        "Continue fortnightly visits and record each within 48 hours",
        "Consider a referral to the family group conference service",
        "Review the care plan",
        "Improve the genogram: the paternal side is missing",
        "Continue weekly sessions on routines at bedtime, six more",
        "Keep the life story book at the carers’ home",
        "Ensure dental check is booked",
        "The worker will visit",
        "Refer to CAMHS",
        "Chase outstanding health assessment",
        "As agreed with mother, book the dentist",
        "N/A",
        "None",
    ],
)
def test_an_action_that_can_be_found_done_is_not(action: str) -> None:
    assert "action.vague" not in codes(checked({}, [ACTION | {"actions.what": action}]))
