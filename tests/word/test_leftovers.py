"""Words typed into a label's own cell come out whole."""

import pytest

from service.word.leftovers import _beyond


@pytest.mark.parametrize(
    ("text", "own", "beyond"),
    [
        ("Name", "name", ""),
        ("Name: John Smith", "name", "John Smith"),
        ("NameJohn Smith", "name", "NameJohn Smith"),
        ("as agreed", "a", "as agreed"),
    ],
)
def test_no_piece_of_a_word_is_taken_for_the_form(text: str, own: str, beyond: str) -> None:
    assert _beyond(text, [own]) == beyond


@pytest.mark.parametrize(
    ("text", "own", "beyond"),
    [
        ("Seen alone ?", "Seen alone", "?"),
        ("Seen alone\n!", "Seen alone", "!"),
        ("Seen alone *", "Seen alone", "*"),
        ("Seen alone -", "Seen alone", "-"),
        ("Seen alone ...", "Seen alone", "\u2026"),
        ("Seen alone??", "Seen alone?", "?"),
        ("SEEN  alone:", "Seen alone", ""),
        ("Seen alone", "Seen alone?", ""),
        ("Sign\u2011off \u2013 date...", "Sign-off - date\u2026", ""),
    ],
)
def test_a_mark_that_says_something_is_not_evened_out(text: str, own: str, beyond: str) -> None:
    assert _beyond(text, [own]) == beyond
