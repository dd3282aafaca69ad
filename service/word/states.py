"""What state an answer is in, told by its text alone: the placeholder flag in the file is never trusted."""

import re
from collections.abc import Mapping, Sequence

from schemas.edition import Kind, Slot
from schemas.text import is_blank
from service.reading import State
from service.word.emphasis import lists_options
from service.word.keys import squeezed
from service.word.ticking import is_ticked

WORDS_OWN = (
    "Click or tap here to enter text.",
    "Click here to enter text.",
    "Choose an item.",
    "Click or tap to enter a date.",
    "Click here to enter a date.",
)
"""What Word itself shows in an emptied control that has no prompt of its own."""

_LONG = 6
_LINE = r"(?:[_\s]*_{2}[_\s]*|[.\s]*\.{8}[.\s]*|[\u2026\s]*\u2026{4}[\u2026\s]*)"
_LINES = re.compile(rf"^{_LINE}|{_LINE}$")
_ONLY_LINES = re.compile(r"(?=.*(?:__|[.\u2026]\s*/|\u2026{2}|\.{5}))[_\s/.\u2026,:|\\-]*", re.DOTALL)
_MARKS = " .,:;!?-\u2013\u2026"
_BOXES_OFF = ("\u2610", "\u25a1", "\u25a2", "\u25fb", "\u25fd", "\uf0a8", "\uf06f", "\uf071")


def _prompts(slot: Slot) -> tuple[str, ...]:
    """What the slot itself shows. A box that the form shows ticked is an answer all the same."""
    if slot.kind is not Kind.TICK:
        return slot.prompt, *WORDS_OWN
    return _BOXES_OFF if is_ticked(slot.prompt) else (slot.prompt, *_BOXES_OFF)


def off_its_line(said: str, kind: Kind) -> str:
    """An answer without the line of underscores or dots that it was written on, before, behind or around it.

    Of a line that was nearly used up one underscore is left, which belongs to no date, number or choice.
    """
    if _ONLY_LINES.fullmatch(said):
        return ""
    rest = _LINES.sub("", said)
    return rest if kind in (Kind.TEXT, Kind.RICH_TEXT) else rest.strip("_")


class Unanswered:
    """The texts that each slot of a form shows without being answered: its prompt, the word for "not answered".

    `prompts` are all the form's prompts, `listed` the tags of the slots whose prompt is the list of their
    options, to be marked.
    """

    __slots__ = ("_long", "_longest", "_texts", "listed", "prompts")

    def __init__(self, slots: Sequence[Slot], not_answered: str) -> None:
        self._texts: Mapping[str, frozenset[str]] = {
            slot.tag: frozenset(squeezed(text) for text in (not_answered, *_prompts(slot))) for slot in slots
        }
        self._long = {
            slot.tag: squeezed(slot.prompt).casefold()
            for slot in slots
            if slot.kind is not Kind.TICK and len(squeezed(slot.prompt)) >= _LONG
        }
        self.prompts = frozenset(squeezed(slot.prompt) for slot in slots)
        self.listed = frozenset(slot.tag for slot in slots if slot.options and lists_options(slot))
        self._longest = 2 * max((len(text) for texts in self._texts.values() for text in texts), default=0)

    def state(self, slot: Slot, said: str) -> State:
        """Answered, blank, or placeholder."""
        texts = self._texts[slot.tag]
        if said in texts:
            return State.PLACEHOLDER if said else State.BLANK
        if len(said) > self._longest and not said[0].isspace():
            return State.ANSWERED
        if is_blank(said):
            return State.BLANK
        return State.PLACEHOLDER if squeezed(said) in texts else State.ANSWERED

    def prompt_left(self, slot: Slot, said: str) -> State | None:
        """What is left of the slot's prompt in a text that is not the prompt: ANSWERED if there is more besides,
        PLACEHOLDER if there is only that, None if there is nothing of it.

        People type before or after a prompt, or delete only the end of it. Short prompts are not looked for.
        """
        prompt = self._long.get(slot.tag)
        begins, ends = said.lstrip()[:_LONG].casefold(), said.rstrip()[-3:].casefold()
        if prompt is None or not (prompt.startswith(begins) or prompt.endswith(ends)):
            return None
        text = squeezed(said).casefold()
        if text.startswith(prompt) or text.endswith(prompt):
            return State.ANSWERED if text.replace(prompt, "").strip(_MARKS) else State.PLACEHOLDER
        return State.ANSWERED if len(text) * 3 >= len(prompt) * 2 and prompt.startswith(text) else None

    def shows(self, slot: Slot, text: str) -> bool:
        """Whether the text is one that the slot shows unanswered."""
        return squeezed(text) in self._texts[slot.tag]
