"""Whole numbers, in digits or typed as words."""

import re
from functools import cache

from schemas.answer import Answer, refuse_blank
from schemas.text import plain
from schemas.trouble import Remark, Trouble, quoted

LARGEST = 10**12 - 1


class WholeNumber(Answer[int]):
    """A count: 0 and up. Ranges, estimates, fractions and numbers with a unit are asked about."""

    def read(self, said: str) -> tuple[int, Remark | None]:
        digits = said.strip()
        if _DIGITS.fullmatch(digits) and str(int(digits)) == digits:
            return int(digits), None
        refuse_blank(said)
        folded = plain(said).lower().rstrip(".")
        if _DIGITS.fullmatch(folded) or _THOUSANDS.fullmatch(folded):
            value = int(folded.replace(",", ""))
        elif folded.replace("-", " ") in words():
            value = words()[folded.replace("-", " ")]
        else:
            raise Trouble(
                "number.unreadable",
                f"{quoted(said)} is not one whole number. Write it in digits, such as 12.",
            )
        return value, Remark("value.normalised", f"{quoted(said)} was read as {value}.")

    def say(self, value: int) -> str:
        return str(value)

    def from_json(self, found: object) -> int:
        if isinstance(found, int) and not isinstance(found, bool) and 0 <= found <= LARGEST:
            return found
        raise Trouble(
            "number.unreadable", "A whole number of 0 or more is wanted here, without quotation marks."
        )


_DIGITS = re.compile(r"[0-9]{1,12}")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3}")
_TEENS = [
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


@cache
def words() -> dict[str, int]:
    """Every number below 1,000 in words, without hyphens."""
    spelled = ["zero", *_TEENS]
    for tens in _TENS:
        spelled += [tens, *(f"{tens} {unit}" for unit in _TEENS[:9])]
    for hundreds in _TEENS[:9]:
        spelled += [f"{hundreds} hundred", *(f"{hundreds} hundred and {rest}" for rest in spelled[1:100])]
    named = {word: number for number, word in enumerate(spelled)}
    return {**named, **dict.fromkeys(("nil", "none", "nought"), 0), "a hundred": 100}
