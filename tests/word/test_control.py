"""Setting a control changes what it says and its typed property, and leaves its look alone."""

from datetime import date

import pytest

from schemas.edition import Value
from service.word.fill import fill
from service.word.names import W14_NS, w, w14
from service.word.package import open_package
from service.word.slots import Element
from tests.word.filling import lines_of, round_trip
from tests.word.seen import form
from tests.word.tiny import cell, choice, control, para, row, run, table, tick

HEAD = para("Review of the file")


def _set(markup: str, value: Value | None, *, final: bool = False) -> Element:
    """The control after filling."""
    record = {} if value is None else {"a": value}
    package = open_package(fill(form(HEAD + markup), record, final=final))
    return next(package.xml(package.main).iter(w("sdt")))


def _names(parent: Element | None) -> list[str]:
    return [] if parent is None else [child.tag.rpartition("}")[2] for child in parent]


def _text(parent: Element) -> str:
    return "".join(t.text or "" for t in parent.iter(w("t")))


def test_the_answer_keeps_the_look_of_the_prompt_but_not_its_style() -> None:
    prompt = run("Write", '<w:rStyle w:val="PlaceholderText"/><w:b/>')
    answered = _set(para(control("a", "", content=prompt)[12:]), "Yes")
    assert _names(answered.find(f".//{w('r')}/{w('rPr')}")) == ["b"]
    asked = _set(para(control("a", "", content=prompt)[12:]), None)
    assert _names(asked.find(f".//{w('r')}/{w('rPr')}")) == ["rStyle", "b"]


def test_an_answer_is_seen_where_the_prompt_began_hidden() -> None:
    prompt = run("x", "<w:vanish/><w:b/>") + run("Write here")
    made = form(HEAD + para(control("a", "", content=prompt)[12:]))
    for final in (False, True):
        filled = fill(made, {"a": "Bob"}, final=final)
        assert lines_of(filled)[-1] == ["Bob"]
    assert round_trip(made, {"a": "Bob"}) == {"a": "Bob"}
    assert _names(
        _set(para(control("a", "", content=prompt)[12:]), "Bob").find(f".//{w('r')}/{w('rPr')}")
    ) == ["b"]


def test_a_prompt_that_stands_there_already_is_left_as_the_form_has_it() -> None:
    prompt = run("Write ", "<w:i/>") + run("here", "<w:b/>")
    asked = _set(para(control("a", "", content=prompt)[12:]), None)
    assert [_names(one) for one in asked.iter(w("rPr"))] == [["i"], ["b"]]


def test_the_flag_says_whether_the_prompt_is_shown() -> None:
    flagged = control("a", "Write", '<w:lock w:val="sdtLocked"/><w:showingPlcHdr/><w:text/>')
    bare = control("a", "Write", '<w:lock w:val="sdtLocked"/><w:text/>')
    assert _names(_set(para(flagged), "Yes")[0]) == ["tag", "lock", "text"]
    assert _names(_set(para(flagged), None)[0]) == ["tag", "lock", "showingPlcHdr", "text"]
    assert _names(_set(para(bare), None)[0]) == ["tag", "lock", "showingPlcHdr", "text"]


def test_a_binding_to_a_data_store_is_cut() -> None:
    for name in ("w:dataBinding", "w15:dataBinding"):
        bound = control("a", "Write", f'<{name} w:xpath="/a" w:storeItemID="{{1}}"/><w:text/>')
        assert _names(_set(para(bound), "Yes")[0]) == ["tag", "text"]


def test_a_date_is_stored_beside_what_it_shows_and_taken_away_with_it() -> None:
    stored = control("a", "dd/mm/yyyy", '<w:date w:fullDate="2020-01-01T00:00:00Z"/>')
    assert _set(para(stored), date(2026, 4, 3))[0][-1].get(w("fullDate")) == "2026-04-03T00:00:00Z"
    assert _set(para(stored), None)[0][-1].get(w("fullDate")) is None


@pytest.mark.parametrize("value", [True, False])
def test_a_tick_is_stored_beside_its_sign(value: bool) -> None:
    set_ = _set(para(tick("a", on=not value, shown="\u2610")), value)
    assert next(set_.iter(w14("checked"))).get(w14("val")) == ("1" if value else "0")
    assert _text(set_) == ("\u2612" if value else "\u2610")


def test_a_tick_box_without_a_state_is_given_one() -> None:
    set_ = _set(para(control("a", "\u2610", "<w14:checkbox/>")), True)
    assert next(set_.iter(f"{{{W14_NS}}}checked")).get(w14("val")) == "1"


def test_a_tick_drawn_in_a_symbol_font_is_set_in_one_that_has_the_sign() -> None:
    look = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/><w:b/></w:rPr>'
    drawn = f'<w:r>{look}<w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    set_ = _set(para(control("a", "", "<w14:checkbox/>", content=drawn)[12:]), True)
    assert [_names(one) for one in set_.iter(w("rPr"))] == [["b"]]


@pytest.mark.parametrize("kind", ["dropDownList", "comboBox"])
def test_a_choice_notes_its_code(kind: str) -> None:
    listed = choice("a", "Choose", {"good": "Good"}, kind)
    assert _set(para(listed), "good")[0][-1].get(w("lastValue")) == "good"
    assert _set(para(listed), None)[0][-1].get(w("lastValue")) is None


def test_lines_in_a_plain_text_control_make_it_one_of_rich_text() -> None:
    assert _set(para(control("a", "Write")), "a\nb")[0][-1].tag == w("richText")
    assert _set(para(control("a", "Write")), "a")[0][-1].tag == w("text")


def test_paragraphs_of_an_answer_keep_the_style_of_the_first_and_no_id_stands_twice() -> None:
    first = '<w:p w14:paraId="00000001" w14:textId="00000002"><w:pPr><w:pStyle w:val="Quote"/></w:pPr></w:p>'
    rich = control("a", "", "<w:richText/>", content=first.replace("</w:p>", run("Write") + "</w:p>"))
    set_ = _set(table(row("Label", cell(rich, para()))), "one\ntwo\nthree")
    assert [one.get(w("val")) for one in set_.iter(w("pStyle"))] == ["Quote"] * 3
    assert [one.get(w14("paraId")) for one in set_.iter(w("p"))] == ["00000001", None, None]


def test_nothing_of_what_stood_in_the_control_stays() -> None:
    inner = control("", "", content=para("Write"))
    for content in (para("Write") + para("more"), inner + para("more"), para("Write") + inner):
        rich = control("a", "", "<w:richText/>", content=content)
        assert _text(_set(table(row("Label", cell(rich, para()))), "Yes")) == "Yes"


def test_a_finished_document_locks_its_controls_and_says_not_answered() -> None:
    set_ = _set(para(control("a", "Write")), None, final=True)
    assert _text(set_) == "Not answered"
    assert set_.find(f"{w('sdtPr')}/{w('lock')}").get(w("val")) == "sdtContentLocked"  # type: ignore[union-attr]


def test_controls_that_share_an_id_are_given_their_own() -> None:
    body = para(control("a", "Write", '<w:id w:val="7"/>'), control("b", "Write", '<w:id w:val="7"/>'))
    package = open_package(fill(form(HEAD + body), {"a": "x", "b": "y"}))
    ids = [one.get(w("val")) for one in package.xml(package.main).iter(w("id"))]
    assert len(set(ids)) == 2
