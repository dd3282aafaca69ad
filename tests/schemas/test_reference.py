import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.reference import is_sound, make_reference

REFERENCES = st.builds(make_reference, st.integers(1000, 9999), st.integers(1, 999_999_999))


@given(REFERENCES)
def test_a_reference_as_made_is_sound_in_either_case(reference: str) -> None:
    assert is_sound(reference)
    assert is_sound(f" {reference.lower()} ")


@given(REFERENCES, st.integers(3, 14), st.sampled_from(string.digits))
def test_one_wrong_digit_is_noticed(reference: str, place: int, digit: str) -> None:
    if not reference[place].isdigit() or place >= len(reference) - 1 or reference[place] == digit:
        return
    assert not is_sound(reference[:place] + digit + reference[place + 1 :])


def test_two_neighbours_exchanged_are_nearly_always_noticed() -> None:
    exchanged = noticed = 0
    for number in range(1, 999_999, 1_237):
        made = make_reference(2026, number)
        for place in range(3, 14):
            left, right = made[place], made[place + 1]
            if left.isdigit() and right.isdigit() and left != right:
                exchanged += 1
                noticed += not is_sound(made[:place] + right + left + made[place + 2 :])
    assert noticed / exchanged > 0.98


@pytest.mark.parametrize("reference", ["CN/0417", "2026-17", "", "AF-26-1", "not a reference"])
def test_a_councils_own_reference_carries_no_check(reference: str) -> None:
    assert is_sound(reference)


@pytest.mark.parametrize(("year", "number"), [(26, 1), (2026, 0), (2026, -1), (2026, 10**9)])
def test_no_reference_is_made_of_what_does_not_fit_it(year: int, number: int) -> None:
    with pytest.raises(ValueError, match="no reference"):
        make_reference(year, number)
