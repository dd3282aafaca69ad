from datetime import date

from schemas.edition import Kind
from schemas.record import Record
from tests.copies import FORM, WELL, checked, codes, slot, the

SENT: Record = {"subject": {"record_id": "4417023", "initials": "K.M.", "date_of_birth": date(2014, 3, 9)}}
MINE, ANOTHER = "AF-2026-000123-K", "AF-2026-000124-I"


def test_a_header_changed_to_another_case_is_an_error() -> None:
    found = the(checked(WELL | {"subject.record_id": "5520981"}, sent=SENT), "identity.other_case")

    assert (found.level, found.tag, found.said) == ("error", "subject.record_id", "5520981")
    assert "4417023" in found.message


def test_another_date_of_birth_is_another_child() -> None:
    found = the(checked(WELL | {"subject.date_of_birth": "09/03/2016"}, sent=SENT), "identity.other_case")

    assert "09/03/2014" in found.message


def test_a_header_other_than_that_of_the_return_before_is_asked_about_where_none_was_sent_out() -> None:
    said = WELL | {"subject.record_id": "5520981"}
    found = the(checked(said, sent={"subject": {}}, before=SENT), "identity.other_case")

    assert (found.tag, found.said) == ("subject.record_id", "5520981")
    assert "The return before has “4417023”" in found.message


def test_where_a_header_was_sent_out_the_return_before_says_nothing() -> None:
    before: Record = {"subject": {"record_id": "5520981"}}

    assert "identity.other_case" not in codes(checked(WELL, sent=SENT, before=before))


def test_a_space_or_a_full_stop_changes_no_case() -> None:
    said = WELL | {
        "subject.record_id": " 441 7023",
        "subject.initials": "KM",
        "subject.date_of_birth": "09.03.2014",
    }

    assert "identity.other_case" not in codes(checked(said, sent=SENT))


def test_what_was_not_printed_may_be_added_and_what_was_may_be_left_blank() -> None:
    assert "identity.other_case" not in codes(checked(WELL, sent={"subject": {}}))
    assert "identity.other_case" not in codes(checked({}, sent=SENT))


def test_a_file_name_with_another_reference_is_an_error() -> None:
    found = the(checked(WELL, reference=MINE, filename=f"{ANOTHER} cin.docx"), "identity.other_case")

    assert (found.level, found.tag) == ("error", "audit.reference")


def test_a_file_name_with_the_same_reference_or_none_is_not() -> None:
    for name in (f"{MINE}.docx", "af_2026_000123_k returned.docx", "returned.docx"):
        assert "identity.other_case" not in codes(checked(WELL, reference=MINE, filename=name))


def test_a_councils_own_reference_is_not_compared_with_a_file_name() -> None:
    assert "identity.other_case" not in codes(checked(WELL, reference="QA/17", filename=f"{ANOTHER}.docx"))


def test_the_rest_of_the_header_is_told_where_it_was_changed() -> None:
    sent: Record = {"audit": {"date": date(2026, 6, 3), "auditor": "Wren Alder"}}
    said = WELL | {"audit.date": "13/06/2026", "audit.auditor": "wren alder."}
    found = the(checked(said, sent=sent), "header.changed")

    assert (found.level, found.tag) == ("warning", "audit.date")
    assert "sent out with 03/06/2026" in found.message
    assert "says 13/06/2026" in found.message


def test_a_header_that_was_emptied_is_told() -> None:
    found = the(
        checked({"subject.date_of_birth": "09/03/2014", "subject.initials": "KM"}, sent=SENT),
        "header.changed",
    )

    assert found.tag == "subject.record_id"
    assert "“4417023”" in found.message
    assert "leaves it empty" in found.message


def test_a_header_as_it_was_sent_out_is_not_told() -> None:
    assert "header.changed" not in codes(checked(WELL | {"audit.auditor": "Wren Alder"}, sent={"audit": {}}))
    assert "header.changed" not in codes(checked(WELL, sent={"subject": {"record_id": "4417023"}}))


def test_a_nought_that_was_sent_out_and_one_that_was_written_are_answers() -> None:
    slots = [*FORM, slot("subject.previous_plans", Kind.NUMBER)]
    emptied = checked({}, slots=slots, sent={"subject": {"previous_plans": 0}})
    assert "sent out with “0”" in the(emptied, "header.changed").message

    said = WELL | {"subject.previous_plans": "0"}
    changed = checked(said, slots=slots, sent={"subject": {"previous_plans": 2}})
    assert "says “0”" in the(changed, "header.changed").message
