"""The base of all fields: what a slot says becomes a value, and a value what a slot says."""

from abc import abstractmethod
from typing import Any, TypeVar

from marshmallow import fields

from schemas.edition import Slot, Value
from schemas.text import clean, is_blank
from schemas.trouble import Remark, Trouble

V = TypeVar("V", bound=Value)


class Answer(fields.Field[V]):
    """One slot's answer, parser and printer in one: `_deserialize` and `_serialize` are mirror images.

    In a document (`in_json` False) people wrote it, so many spellings are read, each either plainly meant or
    refused with `Trouble`. In JSON a program wrote it, so there is one spelling; only blanks are forgiven.
    """

    def __init__(self, slot: Slot, *, in_json: bool = False) -> None:
        super().__init__(allow_none=True, metadata={"title": slot.title})
        self.slot = slot
        self.in_json = in_json

    @abstractmethod
    def read(self, said: str) -> tuple[V, Remark | None]:
        """What a document's slot says as a value, with a remark where the form would spell it otherwise.

        Raises `Trouble` where it is not one clear value.
        """

    @abstractmethod
    def say(self, value: V) -> str:
        """The value as a document's slot shows it; `read(say(value))` gives the value again."""

    @abstractmethod
    def from_json(self, found: object) -> V:
        """The value from JSON, never blank. Raises `Trouble` where it does not fit."""

    def to_json(self, value: V) -> object:
        """The value in JSON; `from_json(to_json(value))` gives it again."""
        return value

    def _deserialize(self, value: object, *_: object, **__: object) -> Any:  # noqa: ANN401 - blank is None
        if not self.in_json:
            return self.read(str(value))[0]
        if isinstance(value, str) and is_blank(clean(value)):
            return None
        return self.from_json(value)

    def _serialize(self, value: V | None, *_: object, **__: object) -> object:
        if value is None:
            return None
        return self.to_json(value) if self.in_json else self.say(value)


def refuse_blank(said: str) -> None:
    """Raise `Trouble` for an answer that says nothing: blanks are the caller's to tell from answers."""
    if is_blank(said):
        raise Trouble("answer.missing", "Nothing is written here.")
