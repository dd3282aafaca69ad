"""Old form fields are set where they stand, and read by their names."""

import pytest
from lxml import etree

from service.reading import State
from service.word.fill import fill
from service.word.names import w
from service.word.package import open_package
from service.word.read import read
from service.word.slots import Element
from service.workflow.proof import prove
from tests.test_law import TODAY
from tests.word.filling import lines_of, round_trip
from tests.word.seen import form
from tests.word.tiny import (
    complex_field,
    document,
    legacy_list,
    legacy_text,
    legacy_tick,
    mark,
    para,
    run,
)

HEAD = para("Review of the file")


def _filled(markup: str, **record: str | bool) -> Element:
    package = open_package(fill(form(HEAD + markup), dict(record)))
    return package.xml(package.main)


def _shown(markup: str, **record: str | bool) -> str:
    return lines_of(fill(form(HEAD + markup), dict(record)))[1][0]


def test_old_form_fields_are_read_by_their_names() -> None:
    made = form(
        HEAD
        + para(run("Worker: "), legacy_text("Worker"))
        + para(run("Seen: "), legacy_tick("Seen", ""))
        + para(run("Grade: "), legacy_list("Grade", "Select...", "Good", "Weak"))
    )
    copy = document(
        HEAD
        + para(run("Worker: "), legacy_text("Worker", "A Worker"))
        + para(run("Seen: "), legacy_tick("Seen", "<w:checked/>"))
        + para(
            run("Grade: "), legacy_list("Grade", "Select...", "Good", "Weak", state='<w:result w:val="2"/>')
        )
    )
    reading = read(copy, [made], made)
    assert [(one.tag, one.said, one.state) for one in reading.answers] == [
        ("Worker", "A Worker", State.ANSWERED),
        ("Seen", "\u2612", State.ANSWERED),
        ("Grade", "Weak", State.ANSWERED),
    ]
    assert not reading.unplaced


def test_only_what_stands_between_the_marks_is_replaced() -> None:
    body = para(
        run("Worker: "), legacy_text("Text1", "old"), run(" (name) "), complex_field("PAGE", run("1"))
    )
    assert _shown(body, Text1="A Worker") == "Worker: A Worker (name) 1"


def test_a_result_of_several_runs_becomes_one_in_the_look_of_the_first() -> None:
    field = legacy_text("Text1", "@").replace(run("@"), run("one", "<w:b/>") + run("two") + run("three"))
    body = _filled(para(field), Text1="new")
    assert [t.text for t in body.iter(w("t"))] == ["Review of the file", "new"]
    assert [one.getnext().text for one in body.iter(w("rPr")) if one.find(w("b")) is not None] == ["new"]  # type: ignore[union-attr]


def test_a_result_is_seen_where_the_old_one_was_hidden() -> None:
    field = legacy_text("Text1", "@").replace(run("@"), run("old", "<w:vanish/>"))
    assert _shown(para(run("Worker: "), field), Text1="A Worker") == "Worker: A Worker"


def test_a_field_without_a_result_is_given_one() -> None:
    assert _shown(para(run("Worker: "), legacy_text("Text1", "")), Text1="A Worker") == "Worker: A Worker"
    bare = legacy_text("Text1", "").replace(mark("separate"), "")
    assert _shown(para(run("Worker: "), bare, run(".")), Text1="A Worker") == "Worker: A Worker."


def test_marks_that_share_a_run_with_text_are_set_apart_from_it() -> None:
    begin = legacy_text("Text1", "").split("</w:fldChar>")[0]
    one_run = (
        begin.replace("<w:r>", "<w:r><w:t>Worker:</w:t>", 1)
        + '</w:fldChar><w:instrText> FORMTEXT </w:instrText><w:fldChar w:fldCharType="separate"/>'
        + '<w:t>old</w:t><w:fldChar w:fldCharType="end"/><w:t>(name)</w:t></w:r>'
    )
    assert _shown(para(one_run), Text1="A Worker") == "Worker:A Worker(name)"


def test_fields_beside_each_other_take_their_own_values() -> None:
    body = para(legacy_text("Text1"), legacy_text("Text2"), legacy_tick("Tick1", ""))
    assert _shown(body, Text1="one ", Text2="two ", Tick1=True) == "one two \u2612"


@pytest.mark.parametrize("state", ["", "<w:checked/>", '<w:checked w:val="1"/>', '<w:default w:val="1"/>'])
@pytest.mark.parametrize("value", [True, False])
def test_a_box_is_ticked_whatever_it_was(state: str, value: bool) -> None:
    body = _filled(para(legacy_tick("Tick1", state)), Tick1=value)
    assert [one.get(w("val")) for one in body.iter(w("checked"))] == ["1" if value else "0"]


@pytest.mark.parametrize(
    "entries", [("Select...", "Good", "Weak"), ("", "Good", "Weak"), ("Select...", "", "Good")]
)
def test_a_list_is_set_by_the_place_of_the_entry_in_it(entries: tuple[str, ...]) -> None:
    body = _filled(para(legacy_list("List1", *entries, state='<w:default w:val="0"/>')), List1="Good")
    assert [one.get(w("val")) for one in body.iter(w("result"))] == [str(entries.index("Good"))]
    assert etree.QName(next(body.iter(w("ddList")))[0]).localname == "result"


def test_a_list_whose_choice_is_also_written_out_says_it_both_ways() -> None:
    markup = para(legacy_list("List1", "Select...", "Good", state='<w:result w:val="0"/>', shown="Select..."))
    assert _shown(markup, List1="Good") == "Good"
    assert [one.get(w("val")) for one in _filled(markup, List1="Good").iter(w("result"))] == ["1"]


@pytest.mark.parametrize("shown", [None, "Select..."])
def test_a_list_that_was_not_answered_says_so_in_the_finished_document(shown: str | None) -> None:
    made = form(
        HEAD + para(run("Grade: "), legacy_list("List1", "Select...", "Good", shown=shown), legacy_text("by"))
    )
    finished = fill(made, {"by": "Casey"}, final=True)
    assert lines_of(finished)[1] == ["Grade: Not answeredCasey"]
    assert round_trip(made, {"by": "Casey"}) == {"by": "Casey"}
    prove(made, {"by": "Casey"}, finished, TODAY)


def test_a_list_in_a_form_to_be_completed_has_only_its_own_entries() -> None:
    body = _filled(para(run("Grade: "), legacy_list("List1", "Select...", "Good"), legacy_text("by")))
    assert [one.get(w("val")) for one in body.iter(w("listEntry"))] == ["Select...", "Good"]


@pytest.mark.parametrize("between", ["", para(run("and more of it")), para() + para()])
def test_a_result_over_several_paragraphs_becomes_one(between: str) -> None:
    begin, _ = legacy_text("Text1", "@").split(mark("separate"))
    for after, shown in (("", [["Worker: A Worker"]]), ("(name)", [["Worker: A Worker"], ["(name)"]])):
        made = form(
            HEAD
            + f"<w:p>{run('Worker: ')}{begin}{mark('separate')}{run('Write')}</w:p>{between}"
            + f"<w:p>{run('here')}{mark('end')}{run(after) if after else ''}</w:p>"
            + para("End")
        )
        for final in (True, False):
            assert lines_of(fill(made, {"Text1": "A Worker"}, final=final))[1:] == [*shown, ["End"]]
        assert round_trip(made, {"Text1": "A Worker"}) == {"Text1": "A Worker"}
