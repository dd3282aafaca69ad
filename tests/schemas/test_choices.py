"""Yes, partly and no as people type them on compliance questions, and any other list of choices."""

import pytest

from schemas.choices import Choice, YesPartlyNo
from schemas.edition import Kind, Option, Slot
from schemas.lists import LISTS, options
from schemas.trouble import Trouble


def slot(*offered: Option) -> Slot:
    return Slot("sections.plan.seen", "Seen", Kind.CHOICE, options=offered)


FULL = YesPartlyNo(slot(*options("yes_partly_no")))
SHORT = YesPartlyNo(slot(*options("yes_no")))


def trouble(field: Choice, said: str) -> str:
    with pytest.raises(Trouble) as caught:
        field.read(said)
    assert caught.value.code == "value.not_in_list"
    return caught.value.message


@pytest.mark.parametrize(
    ("said", "code"),
    [
        *[(said, "yes") for said in ("Y", "y", "yes", "YES", "Yes.", "✓", "✔", "√", "☑", "✔\ufe0f")],
        *[(said, "no") for said in ("N", "n", "no", "NO", "No.")],
        *[(said, "partly") for said in ("partial", "Partially", "part", "PARTLY", "some", "in part")],
        *[
            (said, "not_applicable")
            for said in ("N/A", "n/a", "NA", "na", "N.A.", "not app.", "not applicable")
        ],
        *[
            (said, "not_in_place")
            for said in ("not in agreed place", "NOT IN THE AGREED PLACE", "nil", "nil return")
        ],
    ],
)
def test_a_known_spelling_is_read_and_remarked_on(said: str, code: str) -> None:
    found, remark = FULL.read(said)
    assert found == code
    assert remark is not None
    assert remark.code == "value.normalised"


@pytest.mark.parametrize("option", options("yes_partly_no"))
def test_the_forms_own_text_calls_for_no_remark(option: Option) -> None:
    assert FULL.read(f" {option.text}\n") == (option.code, None)


@pytest.mark.parametrize("said", ["x", "X", "☒", "✗", "✘"])
def test_a_cross_may_mean_either_and_is_asked_about(said: str) -> None:
    assert "cross" in trouble(FULL, said)


@pytest.mark.parametrize(
    "said", ["Y but late", "Yes – see comments", "N – see below", "Yes, partly", "no (see above)", "Yes: 3"]
)
def test_words_after_a_yes_or_no_are_not_dropped(said: str) -> None:
    assert "rest" in trouble(FULL, said)


@pytest.mark.parametrize(
    "said", ["Yes/No", "Y/N", "maybe", "yes?", "not in place", "nope", "-", "tbc", "\u041d\u043e", "1"]
)
def test_what_is_none_of_them_is_asked_about(said: str) -> None:
    assert said in trouble(FULL, said)


def test_an_answer_that_the_form_does_not_offer_is_asked_about() -> None:
    assert "not offered" in trouble(SHORT, "partly")
    assert "not offered" in trouble(SHORT, "n/a")
    assert SHORT.read("y")[0] == "yes"


def test_cannot_tell_is_neither_yes_nor_no() -> None:
    field = YesPartlyNo(slot(*options("yes_no_cannot_tell")))
    assert field.read("can’t tell")[0] == "cannot_tell"
    trouble(field, "don't know")


def test_any_list_is_read_by_its_texts_whatever_case_dash_and_spacing() -> None:
    field = Choice(slot(Option("in_touch", "In touch – weekly"), Option("lost", "Carer’s contact lost")))
    assert field.read("In touch – weekly") == ("in_touch", None)
    assert field.read("In  touch –\u00a0weekly") == ("in_touch", None)
    assert field.read("in touch - weekly")[0] == "in_touch"
    assert field.read("Carer's contact lost.")[0] == "lost"
    trouble(field, "In touch")
    trouble(field, "In touch – weekly, mostly")


def test_present_is_not_found_in_not_present() -> None:
    field = Choice(slot(*options("present")))
    assert field.read("not present")[0] == "not_present"
    assert field.read("n/a")[0] == "not_applicable"
    trouble(field, "not presented")


def test_a_code_is_for_programs_and_nothing_that_people_write() -> None:
    field = Choice(slot(Option("1", "Two visits"), Option("2", "One visit"), Option("none", "No fixed home")))
    trouble(field, "1")
    trouble(field, "none")
    assert field.read("one visit")[0] == "2"


def test_two_options_that_differ_only_in_case_are_told_apart_exactly_or_not_at_all() -> None:
    field = Choice(slot(Option("first", "Plan A"), Option("second", "PLAN A")))
    assert field.read("PLAN A") == ("second", None)
    trouble(field, "plan a")


@pytest.mark.parametrize("name", LISTS)
def test_every_list_says_what_it_reads(name: str) -> None:
    field = Choice(slot(*options(name)))
    for option in options(name):
        assert field.read(field.say(option.code)) == (option.code, None)
        assert field.from_json(field.to_json(option.code)) == option.code
        assert field.from_json(option.text) == option.code


def test_json_takes_codes_and_exact_texts_only() -> None:
    for found in ("YES", "y", " Yes", True, 1, None, ["yes"], {"code": "yes"}):
        with pytest.raises(Trouble):
            FULL.from_json(found)


def test_a_code_that_the_edition_does_not_have_cannot_be_shown() -> None:
    with pytest.raises(Trouble):
        SHORT.say("partly")
