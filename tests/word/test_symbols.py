"""Signs from symbol fonts are read as the ticks and boxes that people see."""

import pytest

from tests.word.seen import text
from tests.word.tiny import run


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Wingdings", "F0FE", "\u2611"),
        ("Wingdings", "00FE", "\u2611"),
        ("Wingdings", "F0FD", "\u2612"),
        ("Wingdings", "F0FC", "\u2713"),
        ("Wingdings", "F0FB", "\u2717"),
        ("Wingdings", "F0A8", "\u2610"),
        ("Wingdings", "F06F", "\u2610"),
        ("wingdings ", "f0fe", "\u2611"),
        ("Wingdings 2", "F050", "\u2713"),
        ("Wingdings 2", "F052", "\u2611"),
        ("Wingdings 2", "F053", "\u2612"),
        ("Wingdings 2", "F0A3", "\u2610"),
        ("Webdings", "F061", "\u2713"),
        ("Symbol", "F0D6", "\uf0d6"),
        ("Segoe UI Symbol", "2714", "\u2714"),
        ("Wingdings", "2611", "\u2611"),
        ("Segoe UI Emoji", "1F5F9", "\U0001f5f9"),
        ("Wingdings", "", ""),
        ("Wingdings", "xyz", ""),
        ("Wingdings", "D800", ""),
        ("Wingdings", "0001", ""),
    ],
)
def test_symbols_are_the_signs_people_see(font: str, code: str, shown: str) -> None:
    assert text(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>') == shown


@pytest.mark.parametrize(
    ("letter", "look", "shown"),
    [
        ("\u00fe", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>', "\u2611"),
        ("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>', "\u2713"),
        ("P", '<w:rFonts w:hAnsi="Wingdings 2"/>', "\u2713"),
        ("P", '<w:rFonts w:ascii="Arial"/>', "P"),
        ("P", "", "P"),
        ("\u2612", '<w:rFonts w:ascii="Wingdings"/>', "\u2612"),
    ],
)
def test_a_letter_in_a_symbol_font_is_the_sign_people_see(letter: str, look: str, shown: str) -> None:
    assert text(run(letter, look)) == shown
