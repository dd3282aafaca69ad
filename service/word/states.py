"""What state an answer is in, told by its text alone: the placeholder flag in the file is never trusted."""

from schemas.edition import Kind, Slot
from service.reading import State
from service.word.keys import squeezed

# What Word itself shows in an emptied control that has no prompt of its own.
_WORDS_OWN = frozenset(
    {
        "Click or tap here to enter text.",
        "Click here to enter text.",
        "Choose an item.",
        "Click or tap to enter a date.",
        "Click here to enter a date.",
    }
)
_BOXES_OFF = frozenset({"\u2610", "\u25a1", "\u25a2", "\u25fb", "\u25fd", "\uf0a8", "\uf06f", "\uf071"})


def state_of(slot: Slot, said: str, not_answered: str) -> State:
    """Answered, blank, or placeholder: the form's prompt for this slot, or the word for "not answered"."""
    if not said.strip("\u200b\ufeff \t\r\n\u00a0\u2002\u2003\u2009\u202f\u3000"):
        return State.BLANK
    plain = squeezed(said)
    if plain == squeezed(slot.prompt) or plain == squeezed(not_answered) or plain in _WORDS_OWN:
        return State.PLACEHOLDER
    if slot.kind is Kind.TICK and plain in _BOXES_OFF:
        return State.PLACEHOLDER
    return State.ANSWERED
