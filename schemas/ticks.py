"""A tick box: ticked or not, from glyphs, letters and words."""

from collections.abc import Iterable

from schemas.answer import Answer
from schemas.edition import Kind, Slot
from schemas.scales import SCALES
from schemas.text import key, plain
from schemas.trouble import Remark, Trouble, quoted

TICKED = "\u2612"
EMPTY = "\u2610"


def _words_of_grades() -> dict[str, frozenset[str]]:
    """By code how people write each grade that has a name: what boxes stand under in a row to be ticked."""
    words: dict[str, frozenset[str]] = {}
    for scale in SCALES.values():
        for grade in (*scale.grades, *scale.retired):
            said = {key(grade.text), *(way for way, code in scale.spellings.items() if code == grade.code)}
            if not grade.code.isdecimal():
                words[grade.code] = words.get(grade.code, frozenset()) | {
                    way for way in said if not way.isdecimal()
                }
    return words


_OWN = {
    "yes": frozenset({"y", "yes"}),
    "partly": frozenset({"p", "partly", "partially", "in part"}),
    "no": frozenset({"n", "no"}),
    "na": frozenset({"na", "n/a", "not applicable"}),
} | _words_of_grades()


def exclusive_ending(tag: str) -> str:
    """What the tag of one of several boxes that exclude each other ends with: an answer, or the code of a grade.

    "" for any other tag.
    """
    return max((ending for ending in _OWN if tag.endswith(f"_{ending}")), key=len, default="")


def exclusive(slots: Iterable[Slot]) -> list[list[Slot]]:
    """Tick boxes of one question: `Q_yes`, `Q_no` and the like, or `Q_good` and its like, at least two of them."""
    groups: dict[str, list[Slot]] = {}
    for slot in slots:
        ending = exclusive_ending(slot.tag)
        if slot.kind is Kind.TICK and ending and slot.repeating is None:
            stem = slot.tag.removesuffix(f"_{ending}")
            groups.setdefault(stem, []).append(slot)
    return [group for group in groups.values() if len(group) > 1]


class Tick(Answer[bool]):
    """A tick box. Empty is not ticked; a check mark or an x in it is.

    A cross mark is asked about: ✗ beside ✓ means no. In one of several boxes that exclude each other (tags ending
    `_yes`, `_no`, `_partly`, `_na`, or in a grade as `_good`) the box's own word ticks it, as "No" written under the
    heading "No" does, and any other word is asked about.
    """

    def read(self, said: str) -> tuple[bool, Remark | None]:
        mark = plain(said).lower()
        if mark in ("", EMPTY):
            return False, None
        if said.strip() == TICKED:
            return True, None
        column = exclusive_ending(self.slot.tag)
        on, off = (_OWN[column], ()) if column else (_WORDS_ON, _WORDS_OFF)
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
