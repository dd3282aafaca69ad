"""What a control shows until it is answered: what stood in its place if that asks for something, else a few words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from schemas.edition import Kind
from service.word.adopt.applying.site import Site
from service.word.adopt.proposal import Spot
from service.word.keys import key_of, squeezed
from service.word.skeleton import JINJA
from service.word.text import View

UNSEEN = "\u2002\u2002"
"""What an empty cell shows where prompts are switched off: spaces, which nobody sees and which can be clicked on."""

_BLANK = re.compile(
    r"[\s_.\u2026\u00b7\u2022\-\u2013\u2014:/\\\[\](){}<>\u00ad\u200b\u200c\u200d\u2060\ufeff]*"
)
_WORDS: Mapping[Kind, Sequence[str]] = {
    Kind.TEXT: ("Write here", "Type here", "Answer here", "Enter text here", "Put your answer here"),
    Kind.RICH_TEXT: ("Write here", "Type here", "Answer here", "Enter text here", "Put your answer here"),
    Kind.CHOICE: ("Choose", "Choose one", "Pick one", "Click to choose", "Make a choice here"),
    Kind.DATE: ("dd/mm/yyyy", "Write the date", "Type the date", "Day, month and year here"),
    Kind.NUMBER: ("Type a number", "Number here", "Write a number", "Put the number here"),
}


def is_blank(text: str) -> bool:
    """Whether a text only leaves room to write: spaces, underscores, dots, leaders, brackets around nothing."""
    return _BLANK.fullmatch(text) is not None


class Prompts:
    """Finds prompts that begin like no text of the form, so that a slot is never taken for a label.

    `show` is False where nothing is to be seen that was not there before.
    """

    def __init__(self, view: View, spots: Iterable[Spot], *, show: bool) -> None:
        self._show = show
        self._statics = {key for text in _statics(view, spots) if (key := key_of(JINJA.sub(" ", text)))}

    def of(self, sites: Sequence[Site]) -> str | None:
        """The words for the controls of one slot; None where what stands there stays and is the prompt."""
        found = sites[0].slot.found
        if found.kind is Kind.TICK:
            return "" if self._show else UNSEEN
        texts = {site.text for site in sites}
        text = sites[0].text
        said = squeezed(text)
        if len(texts) == 1 and text:
            is_option = any(squeezed(option.text) == said for option in found.options)
            if not is_option and (not self._show or not is_blank(text)) and self._is_own(text):
                return None
        if not self._show and all(is_blank(one) for one in texts):
            return UNSEEN
        words = _WORDS[found.kind]
        return next((one for one in words if self._is_own(one)), words[-1])

    def _is_own(self, prompt: str) -> bool:
        key = key_of(prompt)
        return not key or not any(static.startswith(key) for static in self._statics)


def _statics(view: View, spots: Iterable[Spot]) -> Iterator[str]:
    """The paragraphs of the form as they will be when what stands at the spots has become controls."""
    taken: dict[tuple[int, int], list[Spot]] = {}
    for spot in spots:
        taken.setdefault((spot.line, spot.cell), []).append(spot)
    for number, line in enumerate(view.lines):
        for index, cell in enumerate(line.cells):
            at = 0
            here = [spot for spot in taken.get((number, index), ()) if spot.control is None]
            controls = {spot.control for spot in taken.get((number, index), ())}
            for paragraph in cell.paragraphs:
                left = []
                for text, control, _ in paragraph.runs:
                    if control is None or (control.number not in controls and control.block):
                        left += [
                            char
                            for place, char in enumerate(text, at)
                            if not any(spot.start <= place < spot.end for spot in here)
                        ]
                    at += len(text)
                at += 1
                yield "".join(left)
