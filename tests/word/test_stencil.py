"""A form filled through its stencil is the form filled as a tree, and where it cannot be the tree is filled."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from schemas.record import Record
from service.errors import Unfit
from service.word.cut import stencil_of
from service.word.fill import fill, stories_by_tree
from service.word.form import Form
from service.word.names import w
from service.word.package import open_package
from service.word.said import Said
from tests.records import AWKWARD, random_record
from tests.word.everything import EVERYTHING
from tests.word.filling import lines_of
from tests.word.seen import form
from tests.word.shipped import OUTLINES
from tests.word.shipped import form as shipped
from tests.word.tiny import cell, choice, control, legacy_text, para, repeating, row, run, table, tick

HEAD = para("Review of the file") + para("What the file says of the child")
ITEM = row(cell(para(control("actions.what", "Write what"))), cell(para(control("actions.by", "Write who"))))
DATED = '<w:date><w:dateFormat w:val="dd/MM/yyyy"/></w:date>'
FORMS = {
    "inline": HEAD + para(run("Worker: "), control("a", "Write"), run(" of "), control("b", "Write")),
    "rich, over paragraphs": HEAD + control("a", "", "<w:richText/>", content=para("Write") + para("here")),
    "rich, in a line": HEAD + para(control("a", "Write", "<w:richText/>")),
    "around a cell": HEAD + table(row("A", control("a", "", content=cell("Write")))),
    "around a row": HEAD + table(control("a", "", content=row("Write"))),
    "a list": HEAD + para(choice("a", "Choose", {"good": "Good", "p&quot;": "Poor &amp; &lt;worse>"})),
    "a date": HEAD + para(control("a", "dd/mm/yyyy", DATED)),
    "ticks": HEAD + para(tick("a"), run(" yes "), tick("b", on=True), run(" no")),
    "a prompt in several runs": HEAD + para(control("a", "", content=run("Write ", "<w:i/>") + run("here"))),
    "a prompt of two lines": HEAD
    + para(control("a", "", content="<w:r><w:t>Write</w:t><w:br/><w:t>here</w:t></w:r>")),
    "a prompt of two lines that does not stand there": HEAD
    + para(control("a", "", content=run("Write", "<w:b/>") + "<w:r><w:br/><w:t>here</w:t></w:r>")),
    "a look of its own": HEAD
    + para(control("a", "", content=run("Write", "<w:b/><w:color w:val='FF0000'/>"))),
    "no content": HEAD + para("<w:sdt><w:sdtPr><w:tag w:val='a'/></w:sdtPr></w:sdt>"),
    "around others": HEAD + control("g", "", content=para(control("a", "Write"), control("b", "Write"))),
    "twice the same": HEAD + para(control("a", "Write")) + para(control("a", "Write")),
    "a repeating table": HEAD + table(row("What", "By"), repeating("actions", ITEM)),
    "rows that stand": HEAD + table(row("What", "By"), repeating("actions", ITEM, ITEM, ITEM)),
    "plain rows": HEAD + table(row("What", "By"), ITEM, ITEM),
    "template tags": (
        HEAD
        + para("{%p if a == 'x < y' %}")
        + para(control("b", "Write"))
        + para("{%p endif %}")
        + para(control("a", "Write"))
        + para("For {{ a }} & {{ a|e }}")
        + table(row("What", "By"), repeating("actions", ITEM))
    ),
}
VALUES = (*AWKWARD, "x < y", "one\ttab", "\nlines\n\nat the ends\n", "\uf8f0line\uf8f1", "<?hole 0?>", "]]>")


def assert_same(one: Form, record: Record) -> None:
    stencil = stencil_of(one)
    assert stencil is not None
    said = Said(one, record)
    poured = stencil.pour(said)
    assert poured is not None
    by_tree = stories_by_tree(one, said, final=False)
    assert poured.keys() == by_tree.keys()
    for name, content in poured.items():
        assert first_difference(canonical(content), canonical(by_tree[name])) is None


def canonical(content: bytes) -> str:
    """A part in the one form that all spellings of the same XML have."""
    return etree.tostring(etree.fromstring(content), method="c14n").decode()


def first_difference(one: str, other: str) -> tuple[str, str] | None:
    """Where two texts part, for a message that can be read."""
    if one == other:
        return None
    at = next(at for at in range(len(one)) if one[at : at + 1] != other[at : at + 1])
    return one[max(0, at - 80) : at + 80], other[max(0, at - 80) : at + 80]


@pytest.mark.parametrize("path", OUTLINES, ids=lambda path: path.stem)
@settings(max_examples=8, suppress_health_check=list(HealthCheck), deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_a_shipped_form_is_filled_the_same_both_ways(path: Path, chance: random.Random) -> None:
    one = shipped(path)
    assert_same(one, random_record(one, chance, list(AWKWARD)))


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_any_make_is_filled_the_same_both_ways(name: str) -> None:
    one = form(FORMS[name])
    assert_same(one, {})
    chance = random.Random(name)
    for _ in range(25):
        assert_same(one, random_record(one, chance, list(VALUES)))


def test_added_rows_take_ids_that_no_control_of_the_edition_has() -> None:
    item = ITEM.replace("<w:sdtPr>", '<w:sdtPr><w:id w:val="1"/>', 1).replace(
        "<w:sdtPr><w:tag", '<w:sdtPr><w:id w:val="3"/><w:tag'
    )
    filled = open_package(
        fill(form(FORMS["a repeating table"].replace(ITEM, item)), {"actions": [{"what": "x"}] * 5})
    )
    ids = [one.get(w("val")) for one in filled.xml(filled.main).iterfind(f".//{w('sdtPr')}/{w('id')}")]
    assert len(ids) > 5
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    "markup",
    [
        para(legacy_text("Text1")),
        EVERYTHING,
        para(control("a", "Write {{ b }}")) + para(control("b", "Write")),
        para(control("a", "Write \uf8f0")),
        para("{% set x %}") + para(control("a", "Write")) + para("{% endset %}{{ x }}"),
        para("{% filter upper %}") + para(control("a", "Write")) + para("{% endfilter %}"),
    ],
)
def test_a_form_that_cuts_badly_has_no_stencil(markup: str) -> None:
    assert stencil_of(form(HEAD + markup)) is None


def test_a_slot_that_template_tags_repeat_is_filled_each_time() -> None:
    looped = form(
        HEAD + para("{%p for one in (1, 2) %}") + para(control("a", "Write")) + para("{%p endfor %}")
    )
    assert lines_of(fill(looped, {"a": "Seen & heard"}))[2:] == [["Seen & heard"]] * 2


@pytest.mark.parametrize("tags", ["{{ a|safe }}", "{{ a|e|truncate(4, true, '', 0) }}"])
def test_what_a_form_prints_is_text_and_no_markup(tags: str) -> None:
    printing = form(HEAD + para(control("a", "Write")) + para(tags))
    with pytest.raises(Unfit, match="prints markup"):
        fill(printing, {"a": "b < c & d"})
    assert fill(printing, {"a": "plain"})


def test_a_composition_that_cuts_an_element_through_is_refused_each_time() -> None:
    broken = form(HEAD + para(control("a", "Write")) + para("{% if a %}") + para("{%p endif %}"))
    for _ in range(2):
        with pytest.raises(Unfit, match="cannot be composed"):
            fill(broken, {})
    assert fill(broken, {"a": "there"})


@pytest.mark.parametrize("more", ["", para(legacy_text("c"))], ids=["by stencil", "as a tree"])
def test_a_part_that_is_answered_is_left_in_whatever_the_case(more: str) -> None:
    one = form(FORMS["template tags"] + more)
    assert (stencil_of(one) is None) == bool(more)
    for record, shows in (
        ({"a": "at home", "b": "Kept"}, "Kept"),
        ({"a": "x < y", "b": "Asked"}, "Asked"),
        ({"a": "x < y"}, "Write"),
    ):
        assert [shows] in lines_of(fill(one, record)), record
    assert ["Write"] not in lines_of(fill(one, {"a": "at home"}))


def test_a_part_with_a_box_that_is_not_ticked_is_left_out() -> None:
    part = para("{%p if a == 'x' %}") + para(tick("b"), run(" seen")) + para("{%p endif %}")
    one = form(HEAD + part + para(control("a", "Write")))
    for ticked in (True, False):
        lines = lines_of(fill(one, {"a": "at home", "b": ticked}))
        assert any("seen" in cell for line in lines for cell in line) == ticked


def test_an_answer_to_what_is_asked_otherwise_alone_is_refused() -> None:
    part = (
        para("{%p if a == 'x' %}")
        + para(run("Not asked"))
        + para("{%p else %}")
        + para(control("b", "Write"))
    )
    one = form(HEAD + part + para("{%p endif %}") + para(control("a", "Write")))
    assert fill(one, {"a": "y", "b": "Kept"})
    with pytest.raises(Unfit, match="left out for this case"):
        fill(one, {"a": "x", "b": "Lost otherwise"})


@pytest.mark.parametrize("text", ["a\x01b", "a\x0bb", "a\rb", "\ud800"])
@pytest.mark.parametrize("final", [False, True])
def test_a_text_that_no_document_can_hold_is_refused_and_not_written(text: str, final: bool) -> None:
    with pytest.raises(Unfit, match="no Word document can hold"):
        fill(form(FORMS["inline"]), {"a": text}, final=final)
