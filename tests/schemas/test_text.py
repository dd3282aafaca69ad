import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.edition import Kind, Slot
from schemas.text import clean, is_blank, key, plain
from schemas.texts import Text
from schemas.trouble import Trouble

FIELD = Text(Slot("overall.rationale", "Reasons", Kind.RICH_TEXT, prompt="Write here"))


def test_line_ends_become_line_feeds_and_what_xml_cannot_hold_goes() -> None:
    assert clean("a\r\nb\rc\x0bd\x0ce\x85f") == "a\nb\nc\nd\ne\nf"
    assert clean("a\x00b\x07c\ud800d\ufffee\uffff") == "abcde"
    assert clean("  \ta\u00a0 ") == "  \ta\u00a0 "


@given(st.text(st.characters()))
def test_clean_text_is_legal_in_xml_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    for character in cleaned:
        assert character in "\t\n" or unicodedata.category(character) not in ("Cc", "Cs")
        assert character not in "\ufffe\uffff"
    kept = [c for c in text if unicodedata.category(c) not in ("Cc", "Cs") and c not in "\ufffe\uffff"]
    assert [c for c in cleaned if c not in "\t\n"] == kept


@given(st.text(st.characters()))
def test_text_says_what_it_reads(text: str) -> None:
    cleaned = clean(text)
    if is_blank(cleaned):
        return
    assert FIELD.read(FIELD.say(cleaned)) == (cleaned, None)


def test_text_that_was_cleaned_is_remarked_on() -> None:
    found, remark = FIELD.read("one\x07 two")
    assert found == "one two"
    assert remark is not None
    assert remark.code == "value.cleaned"


def test_plain_text_keeps_its_letters() -> None:
    assert plain("“Child’s  plan” – in\u00a0\u00adhand") == '"Child\'s plan" - in hand'
    assert plain("G\u043eod") == "G\u043eod"
    assert plain("10²") == "10²"


@given(st.text(st.characters(), max_size=50))
def test_folding_twice_is_folding_once_for_what_it_leaves(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_a_question_mark_and_a_dash_at_the_end_stay() -> None:
    assert key("(Good.)") == "good"
    assert key("Good?") == "good?"
    assert key("Good –") == "good -"


def test_text_that_shows_nothing_is_blank() -> None:
    assert all(map(is_blank, ("", " \n\t", "\u00a0\u2028", "\u200b", "\ufeff \u00ad")))
    assert all(
        map(is_blank, ("\u3164", "\u2800", "\u115f", "\u1160 \n", "\uffa0", "\u202e\u2069", "\U000e0041"))
    )
    assert not any(map(is_blank, (".", " x ", "\u3164.", "\u2801", "\u1161", "\U0001f600")))


def test_what_a_slot_shows_unanswered_is_no_answer_in_json() -> None:
    field = Text(
        Slot("audit.team", "Team", Kind.TEXT, prompt="Name of the team"), "Not answered", in_json=True
    )
    for shown in ("Name of the team", " Name  of the team\n", "Not answered"):
        with pytest.raises(Trouble):
            field.deserialize(shown)
    assert field.deserialize("Name of the team: East") == "Name of the team: East"
