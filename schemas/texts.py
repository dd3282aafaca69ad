"""Text and names, kept letter for letter."""

from schemas.answer import Answer, refuse_blank
from schemas.edition import Slot
from schemas.text import clean, spaced
from schemas.trouble import Remark, Trouble, quoted


class Text(Answer[str]):
    """Free text: what was written, with its line breaks and the spaces at its ends."""

    def __init__(self, slot: Slot, not_answered: str = "", *, in_json: bool = False) -> None:
        super().__init__(slot, in_json=in_json)
        self._unanswered = {spaced(shown) for shown in (slot.prompt, not_answered) if shown}

    def read(self, said: str) -> tuple[str, Remark | None]:
        cleaned = clean(said)
        refuse_blank(cleaned)
        return cleaned, None if cleaned == said else CLEANED

    def say(self, value: str) -> str:
        return value

    def from_json(self, found: object) -> str:
        if not isinstance(found, str):
            raise Trouble("answer.unreadable", "Text is wanted here, in quotation marks.")
        if spaced(found) in self._unanswered:
            raise Trouble("answer.unreadable", f"{quoted(found)} is what this slot shows unanswered.")
        return self.read(found)[0]


class Name(Text):
    """A person's name: never split, put in another order, shortened or matched with another spelling."""


CLEANED = Remark(
    "value.cleaned", "Characters that a Word document cannot hold were taken out, or line ends made alike."
)
