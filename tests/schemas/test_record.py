from datetime import date

from schemas.edition import Kind, Slot
from schemas.record import Record, canonical, get, items, path, put

SLOTS = (
    Slot("audit.date", "Date of audit", Kind.DATE),
    Slot("sections.plan.seen", "Seen", Kind.TICK),
    Slot("actions.what", "Action", Kind.TEXT, repeating="actions"),
    Slot("actions.agreed", "Agreed", Kind.TICK, repeating="actions"),
)


def test_what_is_put_is_got_and_listed() -> None:
    record: Record = {}
    put(record, "sections.plan.grade", "good")
    put(record, "actions.due", date(2020, 6, 4), row=2)
    assert record == {
        "sections": {"plan": {"grade": "good"}},
        "actions": [{}, {}, {"due": date(2020, 6, 4)}],
    }
    assert get(record, "sections.plan.grade") == "good"
    assert get(record, "actions.due", 2) == date(2020, 6, 4)
    assert list(items(record)) == [
        ("sections.plan.grade", None, "good"),
        ("actions.due", 2, date(2020, 6, 4)),
    ]


def test_what_is_not_there_is_none() -> None:
    record: Record = {"actions": [{"what": "x"}], "audit": {"team": "East"}}
    for tag, row in (("audit.date", None), ("audit.team.x", None), ("audit", None), ("actions.due", 0)):
        assert get(record, tag, row) is None
    for row in (1, -1):
        assert get(record, "actions.what", row) is None
    assert get(record, "audit.team", 0) is None
    assert get(record, "actions.what") is None


def test_a_row_is_written_with_its_number() -> None:
    assert path("actions.due", 2) == "actions[2].due"
    assert path("sections.plan.grade") == "sections.plan.grade"


def test_blanks_and_empty_rows_go_and_ticks_and_lists_stand() -> None:
    record: Record = {
        "audit": {"date": None},
        "actions": [{"what": " ", "agreed": False}, {"what": " x "}, {}, {"agreed": True, "what": None}],
    }
    assert canonical(record, SLOTS) == {
        "sections": {"plan": {"seen": False}},
        "actions": [{"what": " x ", "agreed": False}, {"agreed": True}],
    }
    assert canonical({}, SLOTS) == {"sections": {"plan": {"seen": False}}, "actions": []}


def test_the_order_is_that_of_the_form() -> None:
    record: Record = {
        "actions": [],
        "sections": {"plan": {"seen": True}},
        "audit": {"date": date(2020, 6, 4)},
    }
    assert list(canonical(record, SLOTS)) == ["audit", "sections", "actions"]


def test_a_record_made_canonical_is_canonical_and_the_old_one_untouched() -> None:
    record: Record = {"actions": [{}, {"what": "x"}]}
    once = canonical(record, SLOTS)
    assert canonical(once, SLOTS) == once
    assert record == {"actions": [{}, {"what": "x"}]}
