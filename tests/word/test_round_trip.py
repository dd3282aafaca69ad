"""A form says what it was filled with, whatever kind its controls are and at whatever level they stand."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from schemas.edition import Value
from service.word.fill import fill
from service.word.form import Form
from tests.word.filling import faults, lines_of, read_back, record_of, round_trip
from tests.word.seen import form
from tests.word.tiny import (
    box,
    cell,
    control,
    legacy_list,
    legacy_text,
    legacy_tick,
    para,
    row,
    run,
    table,
)

ITEMS = "".join(
    f'<w:listItem w:displayText="{text}" w:value="{code}"/>'
    for code, text in (("good", "Good"), ("weak", "Not good"))
)
BOX = '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'
KINDS: dict[str, tuple[str, str, list[Value]]] = {
    "plain text": (
        "<w:text/>",
        "Write here",
        ["Yes", " kept ", "a\nb", "a\tb", "A & B < C", "\u2612", "x" * 3000],
    ),
    "rich text": ("<w:richText/>", "Write here", ["Yes", "One\n\nthree", "\nbegins below", "ends below\n"]),
    "no kind": ("", "Write here", ["Yes", "One\ntwo"]),
    "drop-down": (f"<w:dropDownList>{ITEMS}</w:dropDownList>", "Choose one", ["good", "weak"]),
    "combo box": (f"<w:comboBox>{ITEMS}</w:comboBox>", "Choose or write", ["good", "weak"]),
    "date": ('<w:date><w:dateFormat w:val="dd/MM/yyyy"/></w:date>', "dd/mm/yyyy", [date(2026, 4, 3)]),
    "tick box": (BOX, "\u2610", [True, False]),
}
LEVELS: dict[str, Callable[[str, str], str]] = {
    "paragraph": lambda shown, kind: control("a", "", kind, content=para(shown)),
    "alone": lambda shown, kind: para(control("a", shown, kind)),
    "among words": lambda shown, kind: para(run("Said: "), control("a", shown, kind), run(" so far")),
    "in a cell": lambda shown, kind: table(row("Label", cell(para(control("a", shown, kind))))),
    "paragraph of a cell": lambda shown, kind: table(
        row("Label", cell(control("a", "", kind, content=para(shown)), para()))
    ),
    "cell": lambda shown, kind: table(row("Label", control("a", "", kind, content=cell(shown)))),
    "row": lambda shown, kind: table(row("Label"), control("a", "", kind, content=row(shown)), columns=1),
    "table": lambda shown, kind: control("a", "", kind, content=table(row(shown), columns=1)),
    "in a control": lambda shown, kind: para(
        control("", "", content=run("Said: ") + control("a", shown, kind))[12:]
    ),
    "around a control": lambda shown, kind: para(control("a", "", kind, content=control("", shown))[12:]),
    "text box": lambda shown, kind: para(run("Label"), box(para(control("a", shown, kind)))),
}
STATIC = para("Review of the file") + para("The end")


def _form(level: str, kind: str) -> Form:
    properties, shown, _ = KINDS[kind]
    return form(STATIC + LEVELS[level](shown, properties))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_control_says_what_it_was_filled_with(level: str, kind: str) -> None:
    made = _form(level, kind)
    assert [slot.tag for slot in made.slots] == ["a"]
    for value in KINDS[kind][2]:
        assert round_trip(made, {"a": value}) == {"a": value}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_control_left_unanswered_says_nothing(level: str, kind: str) -> None:
    made = _form(level, kind)
    empty = {"a": False} if kind == "tick box" else {}
    for final in (False, True):
        reading = read_back(made, {}, final=final)
        assert record_of(made, reading) == empty
        assert not reading.unplaced


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", KINDS)
def test_word_accepts_what_was_filled(level: str, kind: str, shared: Path, tmp_path: Path) -> None:
    made = _form(level, kind)
    for value in (*KINDS[kind][2], None):
        for final in (False, True):
            data = fill(made, {} if value is None else {"a": value}, final=final)
            assert not list(faults(shared, tmp_path, data))


def test_a_tag_with_stray_spaces_is_filled_and_read() -> None:
    made = form(STATIC + para(control(" a ", "Write here")))
    assert round_trip(made, {"a": "Yes"}) == {"a": "Yes"}


@pytest.mark.parametrize("story", ["header", "footer"])
def test_a_control_in_a_header_or_footer_says_what_it_was_filled_with(story: str) -> None:
    made = form(STATIC, **{story: para(run("Worker: "), control("a", "Write here"))})
    assert round_trip(made, {"a": "A Worker"}) == {"a": "A Worker"}


def test_filling_a_control_around_a_cell_leaves_the_row_as_it_is() -> None:
    made = form(table(row("Label", control("a", "", content=cell("Write here")), "Last"), columns=3))
    filled = lines_of(fill(made, {"a": "Yes"}))
    assert filled == [["Label", "Yes", "Last"]]


def test_filling_both_copies_of_a_text_box_leaves_one_answer() -> None:
    made = form(para(run("Label"), box(para(control("a", "Write here")))))
    data = fill(made, {"a": "Yes"})
    assert lines_of(data) == [["Label"], ["Yes"]]
    assert round_trip(made, {"a": "Yes"}) == {"a": "Yes"}


@pytest.mark.parametrize(
    ("field", "values"),
    [
        (legacy_text("Text1"), ["Yes", " a ", "a\nb", "a\tb", "A & B"]),
        (legacy_text("Text1", shown=""), ["Yes"]),
        (legacy_text("Text1", "dd/mm/yyyy", of_type="date"), [date(2026, 4, 3)]),
        (legacy_tick("Text1", '<w:default w:val="0"/>'), [True, False]),
        (legacy_tick("Text1", '<w:default w:val="1"/><w:checked w:val="0"/>'), [True, False]),
        (legacy_list("Text1", "Select...", "Good", "Bad"), ["Good", "Bad"]),
        (legacy_list("Text1", "Select...", "Good", "Bad", shown="Select..."), ["Good", "Bad"]),
        (legacy_list("Text1", " ", "Good", "Bad"), ["Good", "Bad"]),
    ],
)
def test_an_old_form_field_says_what_it_was_filled_with(field: str, values: list[Value]) -> None:
    made = form(STATIC + para(run("Label: "), field, run(" end")))
    for value in values:
        assert round_trip(made, {"Text1": value}) == {"Text1": value}
    assert record_of(made, read_back(made, {})) in ({}, {"Text1": False})


def test_word_accepts_old_form_fields_that_were_filled(shared: Path, tmp_path: Path) -> None:
    fields = [
        legacy_text("Text1"),
        legacy_text("Text2", shown=""),
        legacy_tick("Tick1", "<w:checked/>"),
        legacy_list("List1", "Select...", "Good"),
    ]
    made = form(STATIC + para(*fields))
    data = fill(made, {"Text1": "a\nb", "Text2": "c", "Tick1": True, "List1": "Good"})
    assert not list(faults(shared, tmp_path, data))


def test_a_slot_that_the_form_has_in_two_places_is_filled_and_read_in_both() -> None:
    body = para(run("First: "), control("a", "Write")) + para(run("Again: "), control("a", "Write"))
    made = form(STATIC + body)
    reading = read_back(made, {"a": "Yes"})
    assert record_of(made, reading) == {"a": "Yes"}
    assert not [one for one in reading.problems if one.code in ("slot.twice", "text.unplaced")]
    assert lines_of(fill(made, {"a": "Yes"}))[2:] == [["First: Yes"], ["Again: Yes"]]
