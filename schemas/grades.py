"""A grade of a scale: what people write for one, and what only looks like one."""

import re
from collections.abc import Mapping

from schemas.choices import NOT_APPLICABLE_SPELLINGS, Choice, unequivocal
from schemas.edition import Option, Slot
from schemas.scales import NOT_GRADED, Scale
from schemas.text import key
from schemas.trouble import Remark, Trouble, quoted


class Grade(Choice):
    """A grade by its text or by a spelling that its scale knows.

    Borderline wordings ("Good/RI", "high RI", "RI+") are not grades and are asked about; so is everything
    that says more than a grade. A grade of an older scale (Adequate) stays what it is. "Not graded" is kept
    as said and is no grade.
    """

    def __init__(self, slot: Slot, scale: Scale, *, in_json: bool = False) -> None:
        self.scale = scale
        super().__init__(slot, in_json=in_json)
        self._named = {key(grade.text): grade.code for grade in scale.grades} | {
            way: code for way, code in self._spelled.items() if code != NOT_GRADED.code
        }
        self._mention = _any_of(self._named)

    def known(self) -> tuple[Option, ...]:
        offered = {option.code for option in self.slot.options}
        more = (*self.scale.retired, NOT_GRADED)
        return (*self.slot.options, *(option for option in more if option.code not in offered))

    def spellings(self) -> Mapping[str, str]:
        known = {option.code for option in self.known()}
        not_applicable = "not_applicable" if "not_applicable" in known else NOT_GRADED.code
        texts = unequivocal((key(grade.text), grade.code) for grade in self.scale.grades)
        return {
            **dict.fromkeys(NOT_APPLICABLE_SPELLINGS, not_applicable),
            **dict.fromkeys(_NOT_GRADED, NOT_GRADED.code),
            **{way: code for way, code in {**texts, **self.scale.spellings}.items() if code in known},
        }

    def meant(self, folded: str) -> str | None:
        """The grade that a spelling stands for; it may stand there twice ("RI - requires improvement")."""
        bare = _STOP.sub("", folded)
        for way in (folded, bare, bare.replace("-", " ")):
            if code := self._spelled.get(way):
                return code
        if len(folded) > _LONGEST:
            return None
        twice = _TWICE.fullmatch(bare)
        if twice is None or twice[1] == twice[2]:
            return None
        first, second = self._spelled.get(twice[1]), self._spelled.get(twice[2])
        return first if first == second else None

    def noted(self, said: str, code: str) -> Remark:
        if code in {option.code for option in self.scale.retired}:
            return Remark(
                "grade.retired",
                f"{quoted(self.texts[code])} is a grade of an older scale and is kept as that. "
                f"This form's grades are {self.accepted()}.",
            )
        if code == NOT_GRADED.code:
            return Remark("value.normalised", f"{quoted(said)} was read as “Not graded”: no grade was given.")
        return super().noted(said, code)

    def trouble(self, said: str) -> Trouble:
        folded = key(said)[:_LONGEST]
        named = {self._named[way] for way in self._mention.findall(folded)}
        around = self._mention.sub(" ", folded)
        if not _DENIAL.search(around) and (len(named) > 1 or (named and _BORDERLINE.search(around))):
            return Trouble(
                "grade.ambiguous", f"{quoted(said)} is not one grade. Choose one of {self.accepted()}."
            )
        return Trouble(
            "grade.unknown", f"{quoted(said)} is not one of this form's grades: {self.accepted()}."
        )


def _any_of(ways: Mapping[str, str]) -> re.Pattern[str]:
    """Any of the spellings as a whole word, the longest first: "inadequate" does not mention "adequate"."""
    longest_first = sorted(ways, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


_NOT_GRADED = (
    "not graded", "ungraded", "no grade", "no grade given", "-", "--", "tbc", "to be confirmed",
    "see moderation",
)  # fmt: skip
_LONGEST = 300  # what is longer says more than a grade, and need not be searched to its end
_STOP = re.compile(r"(?<=[a-z])\.")
_TWICE = re.compile(r"(.+?) ?[-:/=(] ?(.+?)\)?")
_DENIAL = re.compile(r"\b(?:not|no|nor|never|neither|isn't|yet|meets?)\b")
_BORDERLINE = re.compile(
    r"[?+/&]|-\s*$|\b(?:borderline|bordering|high|higher|low|lower|upper|strong|weak|solid|secure|just|almost|nearly"
    r"|near|between|towards?|verging|leaning|elements?|top|bottom|edge|plus|minus|mostly|overall"
    r"|probably|possibly|maybe|perhaps|or|but|to)\b"
)
