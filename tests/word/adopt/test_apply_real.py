"""Real forms of others are adopted, filled and read."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from schemas.edition import Declaration, Kind
from schemas.record import canonical
from service.word.adopt.applying.apply import adopted
from service.word.adopt.proposal import Proposed, Spot
from service.word.fill import fill
from service.word.form import load_form
from service.word.pack import build
from service.word.package import open_package
from service.word.properties import custom_properties
from service.word.read import read
from service.word.stories import whole_view
from service.word.text import Control, Paragraph
from service.workflow.sampled import sampled
from tests.word.adopt.asked import DECLARED, asked, faults_in
from tests.word.adopt.plain import lines_of
from tests.word.filling import faults, record_of, round_trip
from tests.word.shipped import parts


def _kept(data: bytes) -> list[Proposed]:
    """A slot for every control and every old form field."""
    view = whole_view(open_package(data))
    slots = []
    for one in view.controls:
        line, index = one.places[0]
        number = next(number for number, other in enumerate(view.lines) if other is line)
        start, end = _characters(view.lines[number].cells[index].paragraphs, one)
        tag = f"sections.person.f{one.number}"
        kind = one.properties.kind or Kind.TEXT
        slots.append(asked(tag, Spot(number, index, start, end, control=one.number), kind=kind))
    return slots


def _characters(paragraphs: Sequence[Paragraph], one: Control) -> tuple[int, int]:
    at = 0
    places: list[int] = []
    for paragraph in paragraphs:
        for said, inside, _ in paragraph.runs:
            if inside is one:
                places += [at, at + len(said)]
            at += len(said)
        at += 1
    return min(places), max(places)


def _drop_downs(data: bytes) -> list[Proposed]:
    """Its two lists where a choice was made cannot be made slots, and are left out."""
    view = whole_view(open_package(data))
    slots = []
    for slot, control_ in zip(_kept(data), view.controls, strict=True):
        options = control_.properties.options
        slots.append(
            asked(slot.named.tag, *slot.found.spots, kind=slot.found.kind, options=options)
            if options
            else slot
        )
    return slots[:6]


def _delivery(data: bytes) -> list[Proposed]:
    return [
        *_kept(data),
        asked("sections.delivery.contents", Spot(12, 1, 0, 0), kind=Kind.RICH_TEXT),
        asked("sections.delivery.cost", Spot(14, 1, 0, 0), kind=Kind.NUMBER),
        asked("sections.delivery.signed", Spot(22, 1, 0, 0), kind=Kind.DATE),
    ]


@pytest.mark.parametrize(
    ("name", "slots"),
    [("PersAngaben.docx", _kept), ("check_drop_my.docx", _drop_downs), ("ims002.docx", _delivery)],
)
def test_a_real_form_is_adopted_filled_and_read(
    name: str, slots: Callable[[bytes], list[Proposed]], shared: Path, tmp_path: Path
) -> None:
    data = _without_tags((shared / "corpus" / name).read_bytes())
    wanted = slots(data)
    made = adopted(data, DECLARED, wanted)
    before, after = ({_place_apart(one) for one in faults(shared, tmp_path, one)} for one in (data, made))
    assert after <= before
    again = load_form(made)
    kinds = {slot.tag: slot.kind for slot in again.slots}
    for one in wanted:  # text in a look of its own stands in a rich text control
        either = (Kind.TEXT, Kind.RICH_TEXT) if one.found.kind is Kind.TEXT else (one.found.kind,)
        assert kinds.pop(one.named.tag) in either, one.named.tag
    assert kinds == {}
    record = sampled(again, 11)
    reading = read(fill(again, record), [again])
    assert {answer.found_by for answer in reading.answers} == {"control"}
    assert record_of(again, reading) == canonical(record, again.slots)
    assert [len(cells) for _, cells in lines_of(made)] == [len(cells) for _, cells in lines_of(data)]


def _without_tags(data: bytes) -> bytes:
    document_xml = re.sub(rb"<w:tag [^>]*/>", b"", parts(data)["word/document.xml"])
    return build(parts(data) | {"word/document.xml": document_xml})


def test_a_control_that_is_left_out_and_has_a_tag_of_its_own_is_named(shared: Path) -> None:
    data = (shared / "corpus" / "check_drop_my.docx").read_bytes()
    found = faults_in(data, *_drop_downs(data))
    assert [path for path, _ in found] == ["Shay's Drop"]
    assert found[0][1].startswith("In the text: a control there is called so and is none of the slots;")


def _place_apart(fault: str) -> str:
    return re.sub(r":\d+:", ":", fault)


def test_a_real_agreement_is_adopted_once_its_comments_are_gone(shared: Path, tmp_path: Path) -> None:
    commented = (shared / "corpus" / "CLA.docx").read_bytes()
    assert faults_in(commented) == [("form", "It holds comments; delete them all first (Review tab).")]
    document_xml = re.sub(rb"<w:comment[^>]*/>", b"", parts(commented)["word/document.xml"])
    data = build(parts(commented) | {"word/document.xml": document_xml})
    texts = [cells[0][2] for _, cells in lines_of(data)]
    slots = [
        asked(f"sections.signed.l{number}", Spot(number, 0, len(texts[number]), len(texts[number])))
        for number in range(17, 22)
    ]
    made = adopted(data, DECLARED, slots)
    assert [cells[0][2] for _, cells in lines_of(made)][17] == "Full Name *Write here"
    again = load_form(made)
    record = sampled(again, 2)
    assert round_trip(again, record) == canonical(record, again.slots)
    assert len(list(faults(shared, tmp_path, made))) <= len(list(faults(shared, tmp_path, data)))


def test_a_form_adopted_again_has_one_declaration_and_its_other_properties_stay(shared: Path) -> None:
    data = (shared / "corpus" / "ims002.docx").read_bytes()
    once = adopted(data, DECLARED, _delivery(data))
    again = adopted(once, Declaration("case_audit", "Case audit", "2027"), [])
    assert load_form(again).declaration.edition == "2027"
    assert parts(again).keys() == parts(once).keys()
    before, after = (custom_properties(open_package(one)) for one in (data, again))
    assert before.items() <= after.items()
    assert after["AuditFormsEdition"] == "2027"
