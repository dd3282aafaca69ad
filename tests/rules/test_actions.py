import pytest

from tests.copies import ACTION, FORM, WELL, checked, codes, the


def row(**changed: str) -> dict[str, str]:
    """An action with some of its columns changed, named without `actions.`."""
    return ACTION | {f"actions.{name}": said for name, said in changed.items()}


@pytest.mark.parametrize("owner", ["", "tbc", "n/a", "-", "All", "the team", "Everyone", "to be allocated"])
def test_an_action_needs_one_owner(owner: str) -> None:
    found = the(checked({}, [ACTION, row(owner=owner)]), "action.no_owner")

    assert (found.level, found.tag, found.row, found.said) == ("warning", "actions.owner", 1, owner)


@pytest.mark.parametrize(
    "owner", ["P. Vane-Holt", "Social worker", "SW", "Team manager & advanced practitioner"]
)
def test_a_name_or_a_post_is_an_owner(owner: str) -> None:
    assert "action.no_owner" not in codes(checked({}, [row(owner=owner)]))


def test_a_post_in_its_own_column_is_enough() -> None:
    assert "action.no_owner" not in codes(checked({}, [row(owner="", owner_role="Team manager")]))


def test_a_form_without_such_columns_does_not_ask_for_them() -> None:
    slots = [one for one in FORM if one.tag not in ("actions.owner", "actions.owner_role", "actions.due")]
    action = {"actions.what": ACTION["actions.what"]}

    assert not {"action.no_owner", "action.no_date"} & set(codes(checked({}, [action], slots=slots)))


def test_an_action_needs_a_date() -> None:
    found = the(checked({}, [row(due="")]), "action.no_date")

    assert (found.level, found.tag, found.row) == ("warning", "actions.due", 0)


def test_an_owner_or_a_date_alone_is_no_action() -> None:
    found = the(checked({}, [ACTION, row(what="")]), "action.nothing_asked")

    assert (found.level, found.tag, found.row) == ("error", "actions.what", 1)
    assert ACTION["actions.owner"] in found.message


def test_a_row_that_is_empty_or_says_that_there_is_nothing_is_no_such_row() -> None:
    empty = dict.fromkeys(ACTION, "")
    rows = [ACTION, empty, empty | {"actions.owner": "n/a"}, row(what="None")]

    assert "action.nothing_asked" not in codes(checked({}, rows))


@pytest.mark.parametrize("what", ["No further actions", "N/A", "None", "-"])
def test_a_row_that_asks_for_nothing_needs_neither(what: str) -> None:
    found = codes(checked({}, [{"actions.what": what}]))

    assert not [code for code in found if code.startswith("action.")]


def test_a_relative_date_is_an_error_and_the_day_is_offered() -> None:
    found = the(checked(WELL, [row(due="within 5 working days")]), "action.relative_date")

    assert (found.level, found.tag, found.row, found.said) == (
        "error",
        "actions.due",
        0,
        "within 5 working days",
    )
    assert "Thursday 11 June 2026" in found.message
    assert "write 11/06/2026" in found.message


def test_it_is_named_so_and_not_as_an_unreadable_date() -> None:
    result = checked(WELL, [row(due="asap")])

    assert codes(result) == ["action.relative_date"]
    assert "due" not in result.record["actions"][0]


def test_nothing_is_offered_without_a_date_of_audit() -> None:
    found = the(checked({}, [row(due="within 5 working days")]), "action.relative_date")

    assert "2026" not in found.message
    assert "04/06/2020" in found.message


def test_a_span_in_the_action_itself_is_offered_where_no_date_is_given() -> None:
    action = row(what="Complete the chronology within 5 working days", due="")

    found = the(checked(WELL, [action]), "action.relative_date")

    assert (found.level, found.said) == ("warning", "within 5 working days")
    assert "11/06/2026" in found.message
    assert "action.no_date" not in codes(checked(WELL, [action]))


def test_beside_a_calendar_date_a_span_in_the_action_is_no_matter() -> None:
    action = row(what="Complete the chronology within 5 working days", due="11/06/2026")

    assert codes(checked(WELL, [action])) == []


@pytest.mark.parametrize("due", ["4 June", "TBC", "June 2026", "32/06/2026"])
def test_half_a_date_is_a_date_that_cannot_be_read(due: str) -> None:
    found = codes(checked(WELL, [row(due=due)]))

    assert "action.relative_date" not in found
    assert [code for code in found if code.startswith("date.")]


def test_a_relative_date_elsewhere_is_only_an_unreadable_one() -> None:
    assert "date.unreadable" in codes(checked({"audit.date": "last week"}))


def test_an_action_due_before_the_audit_is_past() -> None:
    found = the(checked(WELL, [row(due="03/06/2026")]), "action.past_due")

    assert (found.level, found.tag, found.row, found.said) == ("warning", "actions.due", 0, "03/06/2026")


@pytest.mark.parametrize("due", ["04/06/2026", "05/06/2026"])
def test_an_action_due_on_the_day_or_later_is_not(due: str) -> None:
    assert "action.past_due" not in codes(checked(WELL, [row(due=due)]))
