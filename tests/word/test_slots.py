"""What content controls and old form fields say of themselves."""

import pytest
from lxml import etree

from service.word.slots import is_on, read_legacy, read_properties
from service.word.text import Control
from tests.word.seen import said, view
from tests.word.tiny import (
    NAMESPACES,
    control,
    legacy_list,
    legacy_text,
    legacy_tick,
    mark,
    para,
    row,
    run,
    table,
)


def _only(body: str) -> Control:
    (found,) = view(body).controls
    return found


@pytest.mark.parametrize("value", [None, "1", "true", "on", "True", " 1 "])
def test_every_spelling_of_true_is_on(value: str | None) -> None:
    assert is_on(value)


@pytest.mark.parametrize("value", ["0", "false", "off", "", "none"])
def test_every_other_value_is_off(value: str) -> None:
    assert not is_on(value)


@pytest.mark.parametrize(
    ("state", "checked"),
    [
        ('<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', True),
        ('<w14:checkbox><w14:checked w14:val="true"/></w14:checkbox>', True),
        ("<w14:checkbox><w14:checked/></w14:checkbox>", True),
        ('<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>', False),
        ("<w14:checkbox/>", False),
        ('<w15:checkbox><w15:checked w15:val="1"/></w15:checkbox>', True),
        ('<w:checkBox><w:checked w:val="on"/></w:checkBox>', True),
        ("<w:text/>", None),
    ],
)
def test_a_tick_box_has_a_state_in_every_spelling(state: str, checked: bool | None) -> None:
    assert _only(para(control("a", "\u2610", state))).properties.checked is checked


def test_a_date_control_has_a_stored_date_beside_its_text() -> None:
    found = _only(para(control("a", "3 April", '<w:date w:fullDate="2026-04-03T00:00:00Z"/>')))
    assert (found.said, found.day) == ("3 April", "2026-04-03")
    assert _only(para(control("a", "3 April", "<w:date/>"))).day == ""


def test_the_title_the_lock_and_the_claim_to_show_a_prompt_are_read() -> None:
    says = _only(
        para(
            control("a", "x", '<w:lock w:val="sdtContentLocked"/><w:showingPlcHdr/><w:text/>', title="Worker")
        )
    ).properties
    assert (says.title, says.locked, says.prompting) == ("Worker", True, True)
    says = _only(
        para(control("a", "x", '<w:lock w:val="sdtLocked"/><w:showingPlcHdr w:val="0"/>'))
    ).properties
    assert (says.title, says.locked, says.prompting) == ("", False, False)


def test_a_control_without_properties_is_rich_text_without_a_tag() -> None:
    found = _only(para(f"<w:sdt><w:sdtContent>{run('x')}</w:sdtContent></w:sdt>"))
    assert (found.tag, found.said, str(found.properties.kind)) == ("", "x", "rich_text")


@pytest.mark.parametrize(
    "markup", ["<w:sdt/>", "<w:sdt><w:sdtPr/></w:sdt>", "<w:sdt><w:sdtContent/></w:sdt>"]
)
def test_a_control_without_content_says_nothing(markup: str) -> None:
    assert [one.said for one in view(para(markup)).controls] == [""]
    assert [one.said for one in view(markup).controls] == [""]


def test_an_element_that_is_no_control_has_no_properties() -> None:
    element = etree.fromstring(f"<w:sdt {NAMESPACES}/>")
    assert read_properties(element).options == ()
    assert read_legacy(element).kind is None


def test_an_old_text_field_says_what_stands_between_its_marks() -> None:
    seen = view(para(run("Worker: "), legacy_text("Text1", "A Worker"), run(" (name)")))
    assert [(one.tag, one.said) for one in seen.controls] == [("Text1", "A Worker")]
    assert seen.lines[0].cells[0].text == "Worker: A Worker (name)"


def test_an_old_text_field_over_several_paragraphs_has_them_as_lines() -> None:
    first, last = legacy_text("Text1", "one@two").split("@")
    body = para(first + "</w:t></w:r>") + para('<w:r><w:t xml:space="preserve">' + last)
    assert said(body) == {"Text1": "one\ntwo"}


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("<w:checked/>", "\u2612"),
        ('<w:checked w:val="1"/>', "\u2612"),
        ('<w:checked w:val="true"/>', "\u2612"),
        ('<w:checked w:val="0"/>', "\u2610"),
        ('<w:default w:val="1"/>', "\u2612"),
        ("<w:default/>", "\u2612"),
        ('<w:default w:val="0"/>', "\u2610"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', "\u2610"),
        ('<w:default w:val="0"/><w:checked/>', "\u2612"),
        ("", "\u2610"),
    ],
)
def test_an_old_tick_box_shows_its_state_and_else_its_default(state: str, shown: str) -> None:
    assert said(para(legacy_tick("Check1", state))) == {"Check1": shown}


@pytest.mark.parametrize(
    ("state", "result", "chosen"),
    [
        ('<w:result w:val="1"/>', None, "Good"),
        ('<w:result w:val="2"/><w:default w:val="1"/>', None, "Weak"),
        ('<w:default w:val="1"/>', None, "Good"),
        ("<w:result/>", None, "Select..."),
        ("", None, "Select..."),
        ('<w:result w:val="9"/>', None, ""),
        ('<w:result w:val="-1"/>', None, ""),
        ('<w:result w:val="x"/>', None, ""),
        ('<w:result w:val="1"/>', "", "Good"),
        ('<w:result w:val="1"/>', "Weak", "Weak"),
        ("", "Weak", "Weak"),
    ],
)
def test_an_old_list_says_its_result_text_else_the_entry_chosen(
    state: str, result: str | None, chosen: str
) -> None:
    assert said(para(legacy_list("List1", "Select...", "Good", "Weak", state=state, shown=result))) == {
        "List1": chosen
    }


def test_an_old_field_without_a_name_has_no_tag() -> None:
    field = legacy_text("x").replace('<w:name w:val="x"/>', "")
    assert [(one.tag, one.said.strip()) for one in view(para(field)).controls] == [("", "")]


def test_old_fields_in_cells_and_text_boxes_are_found() -> None:
    assert said(table(row("Worker", legacy_text("Text1", "A"), legacy_tick("Check1", "")), columns=3)) == {
        "Text1": "A",
        "Check1": "\u2610",
    }


def test_an_old_field_that_was_never_closed_swallows_nothing() -> None:
    begun = legacy_text("Text1", "A").removesuffix(mark("end"))
    seen = view(para(begun) + table(row("Worker", para(control("a", "B")))) + para(run("after")))
    assert [(one.tag, one.said) for one in seen.controls] == [("a", "B")]
    assert [[one.text for one in line.cells] for line in seen.lines] == [["A"], ["Worker", "B"], ["after"]]


def test_an_old_field_that_ends_in_another_cell_swallows_nothing() -> None:
    begun = legacy_text("Text1", "A").removesuffix(mark("end"))
    seen = view(table(row(begun, para(control("a", "B"), mark("end"))), row("C", "D")))
    assert [(one.tag, one.said) for one in seen.controls] == [("a", "B")]


def test_old_fields_deep_in_each_other_end_somewhere() -> None:
    nested = run("deep")
    for number in range(100):
        nested = legacy_text(f"Text{number}", "@").replace(run("@"), nested)
    assert len(view(para(nested)).controls) == 20
