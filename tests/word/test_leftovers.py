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
    assert _beyond(text, own) == beyond
