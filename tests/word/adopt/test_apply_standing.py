"""Controls and fields that stand in a form already, and rows that repeat."""

from collections.abc import Sequence

import pytest
from lxml import etree

from schemas.edition import Kind
from schemas.record import canonical
from service.word.adopt.applying.apply import adopted
from service.word.adopt.proposal import Proposed, Spot
from service.word.form import load_form
from service.word.lint import lint
from tests.word.adopt.asked import DECLARED, YES_NO, asked, controls_of, faults_in
from tests.word.adopt.plain import lines_of
from tests.word.filling import round_trip
from tests.word.shipped import W15, W, parts
from tests.word.tiny import (
    cell,
    choice,
    control,
    document,
    legacy_list,
    legacy_text,
    legacy_tick,
    para,
    row,
    run,
    table,
)


def test_a_control_that_stands_there_keeps_its_element_and_gets_a_name() -> None:
    there = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>Type here</w:t></w:r></w:sdtContent></w:sdt>"
    data = document(para(run("Auditor: "), there))
    made = adopted(data, DECLARED, [asked("audit.auditor", Spot(0, 0, 9, 18, control=0))])
    sdt = controls_of(made)["audit.auditor"]
    properties = sdt.find(f"{W}sdtPr")
    assert properties is not None
    assert [etree.QName(one).localname for one in properties] == ["alias", "tag", "id", "text"]
    assert properties[0].get(W + "val") == "Audit auditor"
    assert lines_of(made) == lines_of(data)
    assert "styles.xml" in " ".join(parts(made))


def test_the_title_and_the_id_that_a_control_has_are_kept_unless_the_id_stands_twice() -> None:
    def one(number: int) -> str:
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="Who"/><w:id w:val="{number}"/><w:text/></w:sdtPr>'
            "<w:sdtContent><w:r><w:t>Type a name</w:t></w:r></w:sdtContent></w:sdt>"
        )

    data = document(para("A: ", one(7)) + para("B: ", one(8)) + para("C: ", one(8)))
    slots = [asked(f"audit.p{number}", Spot(number, 0, 3, 14, control=number)) for number in range(3)]
    found = controls_of(adopted(data, DECLARED, slots))
    said = [
        [
            (found[f"audit.p{number}"].find(f"{W}sdtPr/{W}{name}")).get(W + "val")  # type: ignore[union-attr]
            for name in ("alias", "id")
        ]
        for number in range(3)
    ]
    assert said[0] == ["Who", "7"]
    assert {title for title, _ in said} == {"Who"}
    assert len({number for _, number in said}) == 3


@pytest.mark.parametrize(
    ("there", "kind", "why"),
    [
        (choice("", "Choose", {"a": "A"}), Kind.DATE, "the control there is for a choice, and a date is proposed"),
        (control("", "", "<w:picture/>"), Kind.TEXT, "what stands there is no control for an answer"),
        (choice("", "A", {"a": "A", "b": "B"}), Kind.CHOICE,
         "the control there shows “A”, one of its choices, as if it were answered"),
    ],
)  # fmt: skip
def test_a_control_that_cannot_become_the_slot_is_named(there: str, kind: Kind, why: str) -> None:
    data = document(para("Auditor: ", there))
    slot = asked("sections.plan.seen", Spot(0, 0, 9, 9, control=0), kind=kind, options=YES_NO)
    assert faults_in(data, slot) == [("sections.plan.seen", f"In the text: {why}.")]


def test_a_legacy_field_becomes_a_control_of_its_kind_and_look_and_its_bookmark_stays() -> None:
    bookmark = '<w:bookmarkStart w:id="0" w:name="Text1"/>'
    data = document(
        para("Auditor: ", bookmark, legacy_text("Text1"), '<w:bookmarkEnd w:id="0"/>')
        + para("Seen ", legacy_tick("Check1", '<w:default w:val="1"/>'))
        + para("Grade ", legacy_list("List1", "Select", "Yes", "No"))
    )
    slots = [
        asked("audit.auditor", Spot(0, 0, 9, 14, control=0)),
        asked("sections.plan.seen", Spot(1, 0, 5, 6, control=1), kind=Kind.TICK),
        asked("sections.plan.grade", Spot(2, 0, 6, 12, control=2), kind=Kind.CHOICE, options=YES_NO),
    ]
    made = adopted(data, DECLARED, slots)
    xml = parts(made)["word/document.xml"].decode()
    assert "fldChar" not in xml
    assert 'w:name="Text1"' in xml
    assert [cells[0][2] for _, cells in lines_of(made)] == [
        "Auditor: Write here",
        "Seen \u2612",
        "Grade Select",
    ]
    assert {slot.tag: slot.kind for slot in load_form(made).slots} == {
        "audit.auditor": Kind.TEXT,
        "sections.plan.seen": Kind.TICK,
        "sections.plan.grade": Kind.CHOICE,
    }


def _actions(*rows: str) -> bytes:
    return document(table(row("Action", "By when"), *rows))


def _columns(lines: Sequence[int]) -> list[Proposed]:
    return [
        asked("actions.what", *[Spot(line, 0, 0, 0) for line in lines], repeating=True),
        asked("actions.due", *[Spot(line, 1, 0, 0) for line in lines], kind=Kind.DATE, repeating=True),
    ]


def test_empty_rows_become_the_items_of_a_repeating_section() -> None:
    data = _actions(row("", ""), row("", ""), row("", ""))
    made = adopted(data, DECLARED, _columns([1, 2, 3]))
    section = next(etree.fromstring(parts(made)["word/document.xml"]).iter(f"{W15}repeatingSection"))
    content = section.getparent().getparent().find(f"{W}sdtContent")  # type: ignore[union-attr]
    assert content is not None
    assert [item.find(f"{W}sdtPr/{W15}repeatingSectionItem") is not None for item in content] == [True] * 3
    assert lint(made) == []
    actions = [{"what": f"Visit {number}", "due": "2026-12-01"} for number in range(5)]
    again = load_form(made)
    record = again.schema.from_json({"actions": actions})[0]
    assert round_trip(again, record) == canonical(record, again.slots)


@pytest.mark.parametrize(
    ("rows", "slots", "why"),
    [
        ([row("", ""), row("Review", ""), row("", "")], _columns([1, 3]), "its rows do not stand one after the other"),
        ([row(cell("", properties='<w:vMerge w:val="restart"/>'), ""), row(cell("", properties="<w:vMerge/>"), "")],
         _columns([1, 2]), "cells of its rows are merged downward"),
        ([row("", ""), row("", "")], [_columns([1, 2])[0], _columns([1])[1]],
         "its rows are not those of the other slots of the list"),
        ([row("", "")], [_columns([1])[0], asked("signoff.worker.date", Spot(1, 1, 0, 0))],
         "its row is one of “actions”, which repeats, and the slot does not"),
    ],
)  # fmt: skip
def test_rows_that_cannot_repeat_are_named(rows: list[str], slots: list[Proposed], why: str) -> None:
    assert why in " ".join(message for _, message in faults_in(_actions(*rows), *slots))
