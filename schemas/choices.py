"""One of a list: any drop-down, and those that ask for yes, partly or no."""

import re
from collections.abc import Iterable, Mapping

from schemas.answer import Answer, refuse_blank
from schemas.edition import Option, Slot
from schemas.text import key, spaced
from schemas.trouble import Remark, Trouble, listed, quoted


class Choice(Answer[str]):
    """One of the slot's own options, read by its text in any spacing, case and kind of dash."""

    def __init__(self, slot: Slot, *, in_json: bool = False) -> None:
        super().__init__(slot, in_json=in_json)
        self.texts = {option.code: option.text for option in self.known()}
        self._exact = {option.text: option.code for option in reversed(self.known())}
        self._spaced = {spaced(option.text): option.code for option in reversed(slot.options)}
        self._spelled = {
            **self.spellings(),
            **unequivocal((key(option.text), option.code) for option in self.known()),
        }

    def known(self) -> tuple[Option, ...]:
        """The options that may stand in a record: the slot's own first, and others that people write."""
        return self.slot.options

    def spellings(self) -> Mapping[str, str]:
        """The code for each other spelling, as `schemas.text.key` folds it."""
        offered = {option.code for option in self.slot.options}
        return {way: code for way, code in _NOT_APPLICABLE.items() if code in offered}

    def read(self, said: str) -> tuple[str, Remark | None]:
        if code := self._spaced.get(said) or self._spaced.get(spaced(said)):
            return code, None
        refuse_blank(said)
        code = self.meant(key(said))
        if code is None:
            raise self.trouble(said)
        return code, self.noted(said, code)

    def meant(self, folded: str) -> str | None:
        """The code that a folded spelling stands for; None where it is no known spelling."""
        return self._spelled.get(folded)

    def noted(self, said: str, code: str) -> Remark:
        """What to say of an answer that was taken for `code` but is not spelled as the form offers it."""
        return Remark("value.normalised", f"{quoted(said)} was read as {quoted(self.texts[code])}.")

    def trouble(self, said: str) -> Trouble:
        """Why what was said is none of the choices."""
        return Trouble("value.not_in_list", f"{quoted(said)} is not one of the choices: {self.accepted()}.")

    def accepted(self) -> str:
        """The slot's options, to stand in a message."""
        return listed([option.text for option in self.slot.options])

    def say(self, value: str) -> str:
        """The text of the option. Raises `Trouble` for a code that this edition of the form does not have."""
        if value not in self.texts:
            raise Trouble("value.not_in_list", f"{quoted(value)} is not one of the choices: {self._codes()}.")
        return self.texts[value]

    def from_json(self, found: object) -> str:
        if isinstance(found, str):
            if found in self.texts:
                return found
            if found in self._exact:
                return self._exact[found]
        raise Trouble(
            "value.not_in_list", f"{quoted(str(found))} is not one of the choices: {self._codes()}."
        )

    def _codes(self) -> str:
        return listed([option.code for option in self.slot.options])


class YesPartlyNo(Choice):
    """Yes, partly, no, not applicable, not in the agreed place, cannot tell: those that the form offers.

    A cross is asked about, for it may mean yes (the box is crossed) or no. Words after a yes or no are asked
    about too, for they would be lost.
    """

    CODES = frozenset({"yes", "partly", "no", "not_applicable", "not_in_place", "cannot_tell"})

    def spellings(self) -> Mapping[str, str]:
        offered = {option.code for option in self.slot.options}
        return {way: code for way, code in _YES_NO.items() if code in offered}

    def trouble(self, said: str) -> Trouble:
        folded = key(said)
        if folded in _CROSSES:
            return Trouble(
                "value.not_in_list", f"A cross may mean yes or no. Choose one in words: {self.accepted()}."
            )
        if folded in _YES_NO:
            return Trouble("value.not_in_list", f"{quoted(said)} is not offered here: {self.accepted()}.")
        first = _FIRST_WORD.match(folded)
        if first and first[0] != folded and _YES_NO.get(first[0]) in ("yes", "no"):
            return Trouble(
                "value.not_in_list",
                f"{quoted(said)} says more than the choice can hold. Choose one of {self.accepted()}, "
                "and move the rest to the comments.",
            )
        return super().trouble(said)


def unequivocal(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The pairs as a mapping, without the keys that stand for two different codes."""
    codes: dict[str, set[str]] = {}
    for folded, code in pairs:
        codes.setdefault(folded, set()).add(code)
    return {folded: next(iter(found)) for folded, found in codes.items() if len(found) == 1}


NOT_APPLICABLE_SPELLINGS = ("n/a", "na", "n.a", "n / a", "not app", "not applicable")
_NOT_APPLICABLE = dict.fromkeys(NOT_APPLICABLE_SPELLINGS, "not_applicable")
_YES_NO: dict[str, str] = {
    **_NOT_APPLICABLE,
    **dict.fromkeys(("y", "yes", "\u2713", "\u2714", "\u221a", "\u2611", "\u2705"), "yes"),
    **dict.fromkeys(("n", "no"), "no"),
    **dict.fromkeys(("partly", "partial", "partially", "part", "some", "in part"), "partly"),
    **dict.fromkeys(("not in agreed place", "not in the agreed place", "nil", "nil return"), "not_in_place"),
    **dict.fromkeys(
        ("cannot tell", "can't tell", "cant tell", "can not tell", "unable to tell"), "cannot_tell"
    ),
}
_FIRST_WORD = re.compile(r"[a-z]+")
_CROSSES = frozenset("x\u2612\u2717\u2718\u274c\u2715\u2716\u00d7")
