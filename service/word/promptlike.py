"""What a control offers to choose, without the entry that only asks people to choose."""

import re

from schemas.edition import Option
from service.word.keys import squeezed
from service.word.states import WORDS_OWN
from service.word.text import Control

_ASKS = re.compile(r"\W*(?:(?:please\s+)?(?:choose|select|pick|click|enter)\b.*)?", re.IGNORECASE | re.DOTALL)


def choices_of(control: Control) -> tuple[Option, ...]:
    """The control's options. Word puts its prompt into every new list ("Choose an item."), and people begin the
    lists of older fields with one ("Select..."): the entry shown is none if it says so or is marked as prompt.
    """
    return tuple(option for option in control.properties.options if not _is_prompt(option.text, control))


def asks(text: str) -> bool:
    """Whether the text only asks people to choose, or says nothing."""
    return _ASKS.fullmatch(text) is not None


def _is_prompt(text: str, control: Control) -> bool:
    if squeezed(text) in WORDS_OWN:
        return True
    prompts = control.properties.prompting or asks(text)
    return prompts and squeezed(text) == squeezed(control.said)
