"""Real forms of others: their slots are those that people see, and they say what they were filled with."""

from contextlib import suppress
from datetime import date
from pathlib import Path

from schemas.edition import Kind, Slot, Value
from schemas.record import Record, canonical, put
from service.errors import Refused, Unfit
from service.word.fill import fill
from service.word.form import Form, load_form
from service.word.package import open_package
from service.word.read import read
from service.word.stories import whole_view
from tests.word.filling import faults, record_of


def _load(shared: Path, name: str) -> Form:
    return load_form((shared / "corpus" / name).read_bytes())


def test_the_slots_of_an_order_form_are_those_that_a_person_sees(shared: Path) -> None:
    slots = {slot.title: slot for slot in _load(shared, "EasyOrder.docx").slots}
    assert {title: (slot.label, slot.kind) for title, slot in slots.items()} == {
        "Product Name": ("PRODUCT NAME", Kind.TEXT),
        "Purchase Date": ("PURCHASE DATE", Kind.DATE),
        "Group to Bill": ("GROUP TO BILL", Kind.CHOICE),
    }
    assert {slot.heading for slot in slots.values()} == {"ORDER FORM"}
    assert [one.text for one in slots["Group to Bill"].options][:2] == ["Accounting", "Finance"]
    assert slots["Purchase Date"].prompt == "Click here to enter a date."


def test_the_slots_of_a_visa_form_are_those_that_a_person_sees(shared: Path) -> None:
    slots = {slot.label: slot for slot in _load(shared, "form_footnotes.docx").slots}
    assert {
        "male",
        "female",
        "no diploma",
        "master’s degree",
        "Father’s",
        "Mother’s",
        "Day",
        "Year",
    } <= slots.keys()
    assert {slots[label].kind for label in ("male", "female", "no diploma", "master’s degree")} == {Kind.TICK}
    assert slots["Father’s"].kind is Kind.TEXT
    assert not slots["Father’s"].prompt.strip()


def test_boxes_to_tick_are_seen_ticked_or_not_wherever_they_stand(shared: Path) -> None:
    package = open_package((shared / "corpus" / "checkboxes.docx").read_bytes())
    lines = [[cell.text.strip() for cell in line.cells] for line in whole_view(package).lines]
    for expected in (
        ["unchecked: \u2610"],
        ["Or checked: \u2612"],
        ["Test a checkbox within a textbox: \u2610 -> \u2612"],
        ["\u2610", "\u2612"],
        ["\u2612\u2610\u2612"],
    ):
        assert lines.count(expected) == 1


def test_what_a_real_request_form_ticks_is_read(shared: Path) -> None:
    slots = {slot.label: slot.prompt for slot in _load(shared, "ims002.docx").slots}
    assert slots == {"Special Delivery": "\u2612", "Recorded": "\u2610", "Yes": "\u2612", "No": "\u2610"}


def test_cells_merged_under_tracking_are_one(shared: Path) -> None:
    package = open_package((shared / "corpus" / "RP034-Deleted-Cells.docx").read_bytes())
    assert [[cell.text for cell in line.cells] for line in whole_view(package).lines[:2]] == [
        ["1\n2\n3"],
        ["4", "5", "6"],
    ]


def test_footnotes_and_endnotes_of_a_real_document_are_seen(shared: Path) -> None:
    package = open_package((shared / "corpus" / "Bug54849.docx").read_bytes())
    notes = [(line.story, line.cells[0].text.strip()) for line in whole_view(package).lines[-2:]]
    assert notes == [("footnote", "Footnote_sdt"), ("endnote", "Endnote Endnote_sdt")]


def test_a_control_in_a_text_box_is_seen_once(shared: Path) -> None:
    package = open_package((shared / "corpus" / "testWORD_sdtInTextBox.docx").read_bytes())
    assert [control.said.strip() for control in whole_view(package).controls] == [
        "rich-text-content-control_inside-text-box",
        "rich-text-content-control",
    ]


def _value(slot: Slot, number: int) -> Value:
    match slot.kind:
        case Kind.CHOICE:
            return slot.options[-1].code
        case Kind.DATE:
            return date(2026, 4, 3)
        case Kind.TICK:
            return number % 2 == 0
        case _:
            return f"Answer {number} & <more>\nbelow"


def _forms(shared: Path) -> list[tuple[str, bytes, Form]]:
    found = []
    for path in sorted((shared / "corpus").glob("*.do[ct]x")):
        data = path.read_bytes()
        with suppress(Refused, Unfit):
            form = load_form(data)
            if form.slots and form.skeleton.statics and "clusterfuzz" not in path.name:
                found.append((path.name, data, form))
    return found


def test_real_forms_say_what_they_were_filled_with(shared: Path, tmp_path: Path) -> None:
    forms = _forms(shared)
    assert len(forms) > 8
    for name, data, form in forms:
        record: Record = {}
        for number, slot in enumerate(form.slots):
            put(record, slot.tag, _value(slot, number))
        record = canonical(record, form.slots)
        known = list(faults(shared, tmp_path, data))
        for final in (False, True):
            filled = fill(form, record, final=final)
            reading = read(filled, [form], form)
            assert record_of(form, reading) == record, name
            assert {one.text for one in reading.unplaced} <= {"[a picture]"}, name
            assert known or not list(faults(shared, tmp_path, filled)), name
