import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.edition import Kind, Slot
from schemas.numbers import LARGEST, WholeNumber
from schemas.trouble import Trouble

FIELD = WholeNumber(Slot("sections.plan.visits", "Visits", Kind.NUMBER))


@pytest.mark.parametrize(("said", "number"), [("3", 3), (" 3 ", 3), ("0", 0), ("1440", 1440)])
def test_digits_call_for_no_remark(said: str, number: int) -> None:
    assert FIELD.read(said) == (number, None)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        *[("03", 3), ("1,440", 1440), ("12,345,678", 12_345_678), ("5.", 5), ("３", 3)],
        *[
            ("one", 1),
            ("Twelve", 12),
            ("nineteen", 19),
            ("forty", 40),
            ("twenty-three", 23),
            ("twenty three", 23),
        ],
        *[
            ("one hundred", 100),
            ("a hundred", 100),
            ("one hundred and one", 101),
            ("One Hundred and Twenty", 120),
        ],
        *[("nil", 0), ("None", 0), ("zero", 0), ("nought", 0), ("nine hundred and ninety\u2011nine", 999)],
    ],
)
def test_a_number_written_otherwise_is_read_and_remarked_on(said: str, number: int) -> None:
    found, remark = FIELD.read(said)
    assert found == number
    assert remark is not None
    assert remark.code == "value.normalised"


@pytest.mark.parametrize(
    "said",
    [
        *(
            "3-4",
            "3 or 4",
            "about 5",
            "5+",
            "5?",
            "2.5",
            "1.440",
            "1 440",
            "1,44",
            "12,34",
            "4 weeks",
            "-5",
            "- 5",
            "(5)",
        ),
        *(
            "x3",
            "3x",
            "twice",
            "several",
            "tbc",
            "n/a",
            "two (2)",
            "٣",
            "10²",
            "½",
            "Ⅳ",
            "1e3",
            "0x10",
            "1_000",
            "−5",
        ),
        *("ninety ten", "twenty-twelve", "hundred", "one two", "9" * 5000, "9" * 13),
    ],
)
def test_what_is_not_one_whole_number_is_asked_about(said: str) -> None:
    with pytest.raises(Trouble) as caught:
        FIELD.read(said)
    assert caught.value.code == "number.unreadable"


@given(st.integers(0, LARGEST))
def test_a_number_says_what_it_reads(number: int) -> None:
    assert FIELD.read(FIELD.say(number)) == (number, None)
    assert FIELD.from_json(FIELD.to_json(number)) == number


@pytest.mark.parametrize("found", ["3", 3.0, 2.5, -1, True, LARGEST + 1, [3]])
def test_json_knows_whole_numbers_only(found: object) -> None:
    with pytest.raises(Trouble):
        FIELD.from_json(found)
