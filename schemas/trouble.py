"""What comes of an answer besides its value: trouble that a person must settle, or a remark."""

from dataclasses import dataclass

from marshmallow import ValidationError


class Trouble(ValidationError):
    """What a slot says is not one clear value.

    `code` is a problem code (`service.problem`) and `message` one or two sentences: what was found and what
    is accepted. It is marshmallow's own error, so that a schema collects it; callers outside `schemas` catch
    this class and need not know marshmallow.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Remark:
    """A value was taken, but not as the form offers it: why, as a problem code and a sentence.

    `path` is the place in a record (`actions[2].due`) where the remark is about a whole record.
    """

    code: str
    message: str
    path: str = ""


def quoted(said: str, longest: int = 80) -> str:
    """`said` in quotation marks on one line, cut where it is long, to stand in a message."""
    line = " ".join(said.split())
    return f"“{line if len(line) <= longest else line[: longest - 1] + '…'}”"


def listed(names: list[str], most: int = 12) -> str:
    """The names one after another, to stand in a message: `Good, Inadequate`."""
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")
