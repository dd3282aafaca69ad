"""What stops: a file that cannot be read, a record that does not fit, a verb that cannot be done now."""

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


class Unknown(Exception):
    """Something asked for that is not there, or that this person may not know of: the two are not told apart."""


class NotAllowed(Exception):
    """A verb that none of the actor's roles may do."""


class NotLetIn(Exception):
    """Somebody who cannot come in; the message, for a person, does not tell whether there is such a person."""


class NotNow(Exception):
    """A verb that does not go with how things stand, such as accepting an audit with an open error.

    `code` is stable and for programs, `message` for a person, `faults` lists what stands in the way.
    """

    def __init__(self, code: str, message: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.faults = tuple(faults)


class Stale(Exception):
    """A change of something that has changed since it was seen: `seen` and `now` are version numbers."""

    def __init__(self, seen: int, now: int) -> None:
        super().__init__(f"version {seen} was seen, and it is at version {now} now")
        self.seen = seen
        self.now = now
