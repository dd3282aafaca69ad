"""Under which of the form's headings a copy's line stands, and whether a line of the form may be looked for there."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from service.word.skeleton import FormLine
from service.word.text import Line


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A line of a copy as it is compared: the keys of its cells' texts outside the slots found by control.

    `block` counts the headings down to it: a heading that stands twice has two blocks.
    """

    index: int
    line: Line
    keys: tuple[str, ...]
    heading: str = ""
    block: int = 0


class Homes:
    """Which lines of a copy may be those of a form's lines, by the headings over both."""

    def __init__(self, forms: Sequence[FormLine], copies: Sequence[CopyLine]) -> None:
        self._present = frozenset(copy.heading for copy in copies)
        self._expected = Counter(
            (form.heading, key) for form in forms for key in {key for _, key in form.anchors}
        )
        self._often = Counter(key for _, key in self._expected)
        self._above: dict[str, str] = {}
        last = ""
        for form in forms:
            if form.heading not in self._above:
                self._above[form.heading] = last
            if form.heading in self._present:
                last = form.heading
        self._places: dict[tuple[int, str], list[int]] = {}
        for copy in copies:
            for key in set(copy.keys):
                self._places.setdefault((copy.block, key), []).append(copy.index)

    def may_be(self, form: FormLine, copy: CopyLine, key: str) -> bool:
        """Whether a copy's line that says `key` stands where the form's line may stand.

        That is under its own heading. Where that is gone from the copy, its lines stand under the one above it, behind
        those that belong there.
        """
        if form.heading == copy.heading:
            return True
        if form.heading in self._present:
            return False
        return copy.heading == self._above.get(form.heading, "") and self.is_over(copy, key)

    def may_hold(self, form: FormLine, copy: CopyLine) -> bool:
        """Whether a line of other words may be the form's line: not under a heading that is not its own."""
        return form.heading == copy.heading or form.heading not in self._present

    def is_once_more(self, copy: CopyLine, key: str) -> bool:
        """Whether a label that stands under several headings of the form is said once more than it belongs here."""
        return self._often[key] > 1 and self.is_over(copy, key)

    def is_over(self, copy: CopyLine, key: str) -> bool:
        """Whether the form says `key` less often under this heading than the copy does down to this line."""
        before = bisect_left(self._places.get((copy.block, key), []), copy.index)
        return before >= self._expected[copy.heading, key]
