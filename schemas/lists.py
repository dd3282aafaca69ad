"""The named lists of choices that forms share, besides the grade scales."""

from schemas.edition import Option
from schemas.scales import NOT_GRADED, SCALES

YES = Option("yes", "Yes")
PARTLY = Option("partly", "Partly")
NO = Option("no", "No")
NOT_APPLICABLE = Option("not_applicable", "Not applicable")
NOT_IN_PLACE = Option("not_in_place", "Not in the agreed place")
CANNOT_TELL = Option("cannot_tell", "Cannot tell")

LISTS: dict[str, tuple[Option, ...]] = {
    "yes_no": (YES, NO),
    "yes_no_na": (YES, NO, NOT_APPLICABLE),
    "yes_partly_no": (YES, PARTLY, NO, NOT_APPLICABLE, NOT_IN_PLACE),
    "yes_no_cannot_tell": (YES, NO, CANNOT_TELL),
    "present": (Option("present", "Present"), Option("not_present", "Not present"), NOT_APPLICABLE),
    "up_to_date": (
        Option("up_to_date", "Up to date"),
        Option("not_up_to_date", "Not up to date"),
        NOT_APPLICABLE,
    ),
    "met": (
        Option("met", "Met"),
        Option("partly_met", "Partly met"),
        Option("not_met", "Not met"),
        NOT_APPLICABLE,
    ),
    "priority": (Option("urgent", "Urgent"), Option("high", "High"), Option("routine", "Routine")),
    "audit_kind": (
        Option("primary", "Primary audit"),
        Option("re-audit", "Re-audit"),
        Option("moderation", "Moderation"),
    ),
    "moderation": (
        Option("agreed", "Grade agreed"),
        Option("raised", "Grade raised"),
        Option("lowered", "Grade lowered"),
        Option("not_settled", "Not settled"),
    ),
}
"""The lists by name; `yes_partly_no` tells `Not in the agreed place` apart from `No`."""


def options(name: str) -> tuple[Option, ...]:
    """The choices of a scale or list by its name. Raises KeyError for a name that is neither.

    `NAME+not_graded` adds `Not graded`, `NAME+not_applicable` adds `Not applicable`.
    """
    base, *extra = name.split("+")
    found = SCALES[base].grades if base in SCALES else LISTS[base]
    more = {NOT_GRADED.code: NOT_GRADED, NOT_APPLICABLE.code: NOT_APPLICABLE}
    return (*found, *(more[code] for code in extra))
