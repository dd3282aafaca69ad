"""Signs from symbol fonts are read as the ticks and boxes that people see."""

import pytest

from service.word.read import read
from tests.word.seen import form, text
from tests.word.tiny import control, document, para, run


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
        ("Wingdings", "F0E0", "\u2192"),
        ("Wingdings", "F0E8", "\u2192"),
        ("Wingdings", "F0DF", "\u2190"),
        ("Wingdings", "F04A", "\u263a"),
        ("Wingdings", "F04C", "\u2639"),
        ("Wingdings", "F06E", "\u25a0"),
        ("Wingdings", "F06C", "\u25cf"),
        ("Wingdings", "F020", " "),
        ("Wingdings", "F022", "\uf022"),
        ("Wingdings 3", "0071", "\uf071"),
        ("Symbol", "F0B3", "\u2265"),
        ("Symbol", "F0A3", "\u2264"),
        ("Symbol", "0061", "\u03b1"),
        ("Symbol", "F0D6", "\u221a"),
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
        ("n", '<w:rFonts w:ascii="Wingdings"/>', "\u25a0"),
        ("P", '<w:rFonts w:ascii="Arial"/>', "P"),
        ("P", "", "P"),
        ("\u2612", '<w:rFonts w:ascii="Wingdings"/>', "\u2612"),
    ],
)
def test_a_letter_in_a_symbol_font_is_the_sign_people_see(letter: str, look: str, shown: str) -> None:
    assert text(run(letter, look)) == shown


@pytest.mark.parametrize(
    ("shown", "codes"),
    [
        ("visits 2 \uf022 5", {"answer.unknown_sign"}),
        ("\uf0b7 visits, \uf0b7 letters", set()),
        ("visits \uf0fc", set()),
        ("visits 2 \u2192 5", set()),
    ],
)
@pytest.mark.parametrize("unwrapped", [False, True], ids=["with its control", "control gone"])
def test_a_sign_that_nobody_can_name_is_asked_about(shown: str, codes: set[str], *, unwrapped: bool) -> None:
    start, end = para("Review of the file"), para("The end")
    made = form(start + para(run("Notes: "), control("notes", "Write")) + end)
    given = run(shown) if unwrapped else control("notes", shown)
    reading = read(document(start + para(run("Notes: "), given) + end), [made], made)
    assert reading.answers[0].said == shown
    found = {one.code for one in reading.problems if one.tag == "notes"}
    assert found - {"answer.by_position"} == codes
