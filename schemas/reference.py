"""Audit references with a check character, so that a mistyped one is noticed."""

import re

from stdnum.iso7064 import mod_37_36

_OURS = re.compile(r"AF-([0-9]{4})-([0-9]{6,9})-([0-9A-Z])")


def make_reference(year: int, number: int) -> str:
    """A reference such as `AF-2026-000123-K`.

    The last character is the check of ISO 7064 (MOD 37,36) over the letters and digits before it: with one
    wrong character they never go together, with two neighbours exchanged hardly ever.

    Raises ValueError for a year that has not four digits, or a number that is not between 1 and 999,999,999.
    """
    if not (1000 <= year <= 9999 and 1 <= number <= 999_999_999):
        raise ValueError(f"no reference can be made of year {year} and number {number}")
    check = mod_37_36.calc_check_digit(f"AF{year}{number:06}")
    return f"AF-{year}-{number:06}-{check}"


def is_sound(reference: str) -> bool:
    """Whether the reference goes together with its check character.

    A reference of another shape, such as a council's own, carries no check and is taken as it is.
    """
    found = _OURS.fullmatch(reference.strip().upper())
    if found is None:
        return True
    year, number, check = found.groups()
    return bool(mod_37_36.is_valid(f"AF{year}{number}{check}"))
