"""A tick box: ticked or not, from glyphs, letters and words."""

from collections.abc import Iterable

from schemas.answer import Answer
from schemas.edition import Kind, Slot
from schemas.text import plain
from schemas.trouble import Remark, Trouble, quoted

TICKED = "\u2612"
EMPTY = "\u2610"
EXCLUSIVE = ("yes", "partly", "no", "na")
"""What the tags of boxes that exclude each other end with."""


def exclusive(slots: Iterable[Slot]) -> list[list[Slot]]:
    """Tick boxes of one question: `Q_yes`, `Q_no` and the like, at least two of them."""
    groups: dict[str, list[Slot]] = {}
    for slot in slots:
        stem, _, ending = slot.tag.rpartition("_")
        if slot.kind is Kind.TICK and stem and ending in EXCLUSIVE and slot.repeating is None:
            groups.setdefault(stem, []).append(slot)
    return [group for group in groups.values() if len(group) > 1]


class Tick(Answer[bool]):
    """A tick box. Empty is not ticked; a check mark or an x in it is.

    A cross mark is asked about: ✗ beside ✓ means no. In one of several boxes that exclude each other (tags ending
    `_yes`, `_no`, `_partly`, `_na`) the box's own word ticks it, as "No" written under the heading "No" does, and any
    other word is asked about.
    """

    def read(self, said: str) -> tuple[bool, Remark | None]:
        mark = plain(said).lower()
        if mark in ("", EMPTY):
            return False, None
        if said.strip() == TICKED:
            return True, None
        column = self.slot.tag.rpartition("_")[2]
        on, off = (_OWN[column], ()) if column in EXCLUSIVE else (_WORDS_ON, _WORDS_OFF)
        ticked = mark in _TICKED or mark in on
        if not ticked and mark not in _EMPTY and mark not in off:
            raise Trouble(
                "answer.unreadable",
                f"{quoted(said)} does not say whether the box is ticked: {TICKED} or {EMPTY}.",
            )
        return ticked, Remark(
            "value.normalised", f"{quoted(said)} was read as {'ticked' if ticked else 'not ticked'}."
        )

    def say(self, value: bool) -> str:  # noqa: FBT001 - it is the value
        return TICKED if value else EMPTY

    def from_json(self, found: object) -> bool:
        if isinstance(found, bool):
            return found
        raise Trouble("answer.unreadable", "true or false is wanted here.")


# Private-use characters are those of Wingdings, Wingdings 2 and Webdings, where these do not disagree.
_TICKED = frozenset(
    "\u2612\u2611\u2713\u2714\u221a\u2705\u25a0\u25fc\u2b1b\U0001f5f8\U0001f5f9x\u2327"
    "\uf0fe\uf0fd\uf0fc\uf078\uf050\uf052\uf053\uf054\uf061"
) | {"[x]", "[ x ]", "(x)"}
_EMPTY = frozenset("\u2610\u25a1\u25a2\u25fb\u2b1c\u2751\u2752\uf0a8\uf06f\uf0a3\uf071") | {
    "[]",
    "[ ]",
    "()",
    "( )",
}
_WORDS_ON = frozenset({"y", "yes", "true", "1", "on"})
_WORDS_OFF = frozenset({"n", "no", "false", "0", "off"})
_OWN = {
    "yes": frozenset({"y", "yes"}),
    "partly": frozenset({"p", "partly", "partially", "in part"}),
    "no": frozenset({"n", "no"}),
    "na": frozenset({"na", "n/a", "not applicable"}),
}
"""The words that each of the boxes that exclude each other is headed with."""
