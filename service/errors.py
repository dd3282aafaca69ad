"""What stops: a file that cannot be read, a record that does not fit, a form that is no form."""

from collections.abc import Sequence
from dataclasses import dataclass


class Refused(Exception):
    """A file that is not read at all.

    `code` is stable and for programs; `message` is one or two sentences for a person: what is wrong with the
    file and what to do about it. It never holds a path of this machine nor text from the file's answers.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a record or a form: where (`path`, e.g. `actions[2].due`) and what, in a sentence."""

    path: str
    message: str


class Unfit(Exception):
    """A record that does not fit its form, or a form that breaks the rules of forms: all faults at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.path}: {fault.message}" for fault in faults))
        self.faults = tuple(faults)
