"""A form's schema: what is printed is read again, in documents and in JSON, for every kind of slot."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.day import FIRST, LAST
from schemas.edition import Declaration, Kind, Option, Slot, Value
from schemas.form import FormSchema
from schemas.lists import LISTS, options
from schemas.numbers import LARGEST
from schemas.record import Record, canonical, items, put
from schemas.scales import NOT_GRADED, SCALES
from schemas.text import clean, is_blank
from schemas.trouble import Trouble
from service.errors import Unfit

DECLARATION = Declaration("trial", "Trial audit", "1")
SLOTS = (
    Slot("audit.reference", "Reference", Kind.TEXT),
    Slot("audit.date", "Date of audit", Kind.DATE),
    Slot("audit.worker", "Social worker", Kind.TEXT, prompt="Name of the worker"),
    *(Slot(f"sections.{name}.grade", "Grade", Kind.CHOICE, options=options(name)) for name in SCALES),
    *(Slot(f"sections.{name}.answer", "Answer", Kind.CHOICE, options=options(name)) for name in LISTS),
    Slot("sections.plan.visits", "Visits", Kind.NUMBER),
    Slot("sections.plan.seen_yes", "Seen: yes", Kind.TICK),
    Slot("sections.plan.seen_no", "Seen: no", Kind.TICK),
    Slot("sections.plan.rationale", "Reasons", Kind.RICH_TEXT, prompt="Write the reasons here"),
    Slot("overall.grade", "Overall grade", Kind.CHOICE, options=(*options("ofsted"), NOT_GRADED)),
    Slot("actions.what", "Action", Kind.TEXT, repeating="actions"),
    Slot("actions.due", "Due", Kind.DATE, repeating="actions"),
    Slot("actions.agreed", "Agreed", Kind.TICK, repeating="actions"),
    Slot("actions.priority", "Priority", Kind.CHOICE, options=options("priority"), repeating="actions"),
)
FORM = FormSchema(DECLARATION, SLOTS)
BY_TAG = {slot.tag: slot for slot in SLOTS}

TEXTS = st.text(st.characters(), min_size=1).map(clean).filter(lambda text: not is_blank(text))


def values(slot: Slot) -> st.SearchStrategy[Value]:
    match slot.kind:
        case Kind.DATE:
            return st.dates(FIRST, LAST)
        case Kind.TICK:
            return st.booleans()
        case Kind.NUMBER:
            return st.integers(0, LARGEST)
        case Kind.CHOICE:
            return st.sampled_from([option.code for option in slot.options])
        case Kind.TEXT | Kind.RICH_TEXT:
            return TEXTS


@st.composite
def records(draw: st.DrawFn) -> Record:
    record: Record = {}
    rows = draw(st.integers(0, 4))
    for slot in SLOTS:
        for row in range(rows) if slot.repeating else [None]:
            if draw(st.booleans()):
                put(record, slot.tag, draw(values(slot)), row)
    return canonical(record, SLOTS)


@pytest.mark.parametrize("slot", SLOTS, ids=lambda slot: slot.tag)
@given(data=st.data())
def test_what_a_slot_shows_is_what_it_reads_without_a_remark(slot: Slot, data: st.DataObject) -> None:
    value = data.draw(values(slot))
    said = FORM.dump_answer(slot, value)
    assert FORM.load_answer(slot, said) == value
    assert FORM.remark(slot, said, value) is None


@given(records())
def test_a_record_goes_to_json_and_comes_back(record: Record) -> None:
    written = json.loads(json.dumps(FORM.to_json(record)))
    assert FORM.from_json(written) == (record, [])


@given(records())
def test_a_record_is_what_its_slots_show(record: Record) -> None:
    read: Record = {}
    for tag, row, value in items(record):
        assert value is not None
        put(read, tag, FORM.load_answer(BY_TAG[tag], FORM.dump_answer(BY_TAG[tag], value)), row)
    assert canonical(read, SLOTS) == record


@pytest.mark.parametrize(
    "slot", [slot for slot in SLOTS if slot.kind is not Kind.TEXT], ids=lambda slot: slot.tag
)
@given(said=st.text(st.characters(), max_size=30))
def test_whatever_is_said_is_a_value_that_reads_the_same_again_or_trouble(slot: Slot, said: str) -> None:
    try:
        value = FORM.load_answer(slot, said)
    except Trouble:
        return
    assert FORM.load_answer(slot, FORM.dump_answer(slot, value)) == value


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["audit", "date", "sections", "plan", "actions", "what", "items", "x"]), inner
        )
    ),
    max_leaves=10,
)


@given(JSON)
def test_any_json_is_a_record_or_faults(data: object) -> None:
    try:
        record, _ = FORM.from_json(data)
    except Unfit:
        return
    assert FORM.from_json(FORM.to_json(record))[0] == record


def faults(data: Any) -> dict[str, str]:
    with pytest.raises(Unfit) as caught:
        FORM.from_json(data)
    return {fault.path: fault.message for fault in caught.value.faults}


def test_all_faults_are_told_at_once_each_with_its_path() -> None:
    found = faults(
        {
            "audit": {"date": "04/06/2020", "team": None, "reference": 17},
            "sections": {
                "ofsted": {"grade": "Good/RI"},
                "plan": {"visits": "3", "seen_yes": "yes", "rationale": " Write the reasons  here"},
                "rag": "red",
            },
            "actions": [{"what": "Visit"}, None, {"due": "asap", "owner": "A. Person"}],
            "notes": "x",
        }
    )
    assert set(found) == {
        *("audit.date", "audit.team", "audit.reference", "sections.ofsted.grade", "sections.plan.visits"),
        *("sections.plan.seen_yes", "sections.plan.rationale", "sections.rag"),
        *("actions[1]", "actions[2].due", "actions[2].owner", "notes"),
    }
    assert "2020-06-04" in found["audit.date"]
    assert "requires_improvement" in found["sections.ofsted.grade"]


@pytest.mark.parametrize("data", [None, [], "x", 1, {"actions": {}}, {"actions": "x"}, {"sections": []}])
def test_what_is_no_record_is_a_fault(data: object) -> None:
    assert faults(data)


def test_blanks_are_no_answers() -> None:
    blank = {
        "audit": {"date": "", "reference": None, "worker": " \n"},
        "sections": {"plan": None, "ofsted": {"grade": " "}},
        "actions": [{"what": "", "agreed": None}, {}],
    }
    record, remarks = FORM.from_json(blank)
    assert record == FORM.from_json({})[0] == canonical({}, SLOTS)
    assert remarks == []


def test_a_choice_is_taken_by_its_code_or_its_exact_text() -> None:
    for written in ("requires_improvement", "Requires improvement to be good"):
        record, remarks = FORM.from_json({"overall": {"grade": written}})
        assert record["overall"]["grade"] == "requires_improvement"
        assert remarks == []
    assert faults({"overall": {"grade": "RI"}})


def test_what_was_cleaned_or_is_odd_is_remarked_on_with_its_path() -> None:
    record, remarks = FORM.from_json(
        {
            "sections": {"ofsted": {"grade": "adequate"}, "plan": {"rationale": "\x00"}},
            "actions": [{}, {"what": "Visit\r\nsoon\x07"}],
        }
    )
    assert record["actions"] == [{"what": "Visit\nsoon", "agreed": False}]
    assert "rationale" not in record["sections"]["plan"]
    assert [(remark.code, remark.path) for remark in remarks] == [
        ("grade.retired", "sections.ofsted.grade"),
        ("value.cleaned", "sections.plan.rationale"),
        ("value.cleaned", "actions[1].what"),
    ]


def test_a_value_without_a_slot_is_never_dropped_on_the_way_to_json() -> None:
    with pytest.raises(Unfit, match=r"actions\[0\]\.cost"):
        FORM.to_json({"actions": [{"cost": 3}]})


def test_a_value_that_a_person_settled_is_not_remarked_on() -> None:
    slot = BY_TAG["sections.ofsted.grade"]
    assert FORM.remark(slot, "RI", "requires_improvement") is not None
    assert FORM.remark(slot, "RI", "good") is None
    assert FORM.remark(slot, "Good/RI", "good") is None


def test_a_blank_answer_is_none_but_an_empty_tick_box_is_not_ticked() -> None:
    assert FORM.load_answer(BY_TAG["sections.plan.seen_yes"], "") is False
    for slot in SLOTS:
        if slot.kind is not Kind.TICK:
            with pytest.raises(Trouble, match="Nothing"):
                FORM.load_answer(slot, " \n")


def test_a_slot_is_a_grade_only_where_its_options_belong_to_a_scale() -> None:
    numbered = Slot(
        "sections.a.q", "Q", Kind.CHOICE, options=(Option("1", "Outstanding"), Option("2", "Poor"))
    )
    form = FormSchema(DECLARATION, [numbered])
    assert form.load_answer(numbered, "outstanding") == "1"
    for said in ("1", "Good", "2/10"):
        with pytest.raises(Trouble):
            form.load_answer(numbered, said)


def test_the_scale_that_a_form_declares_goes_before_others_that_fit() -> None:
    slot = Slot("overall.grade", "Grade", Kind.CHOICE, options=tuple(options("ofsted")[i] for i in (0, 1, 3)))
    older = FormSchema(Declaration("old", "Old audit", "1", scale="ofsted_2012"), [slot])
    with pytest.raises(Trouble):
        older.load_answer(slot, "2")
    assert FormSchema(DECLARATION, [slot]).load_answer(slot, "2") == "good"


TEXT = Slot("audit.team", "Team", Kind.TEXT)


@pytest.mark.parametrize(
    ("slots", "why"),
    [
        ([TEXT, TEXT], "2 times"),
        ([TEXT, Slot("audit.team.name", "Name", Kind.TEXT)], "group"),
        ([Slot("audit.kind", "Kind", Kind.CHOICE)], "nothing to choose"),
        (
            [Slot("audit.kind", "Kind", Kind.CHOICE, options=(Option("a", "A"), Option("a", "B")))],
            "same code",
        ),
        (
            [Slot("audit.kind", "Kind", Kind.CHOICE, options=(Option("a", "A b"), Option("b", "A  b")))],
            "same text",
        ),
        ([Slot("audit.kind", "Kind", Kind.CHOICE, options=(Option("", "A"),))], "no code"),
        ([Slot("audit.kind", "Kind", Kind.CHOICE, prompt="A", options=(Option("a", "A"),))], "prompt"),
        ([Slot("audit.kind", "Kind", Kind.TEXT, repeating="actions")], "repeating part"),
        (
            [Slot("actions.what", "W", Kind.TEXT, repeating="actions"), Slot("actions.x", "X", Kind.TEXT)],
            "outside",
        ),
    ],
)
def test_slots_that_cannot_make_up_a_record_are_refused(slots: list[Slot], why: str) -> None:
    with pytest.raises(Unfit, match=why):
        FormSchema(DECLARATION, slots)


def test_a_scale_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Unfit, match="no scale"):
        FormSchema(Declaration("x", "X", "1", scale="stars"), [TEXT])


def test_dates_are_iso_8601_in_json() -> None:
    record = FORM.from_json({"audit": {"date": "2020-06-04"}})[0]
    assert record["audit"]["date"] == date(2020, 6, 4)
    assert FORM.to_json(record)["audit"] == {"date": "2020-06-04"}
