"""What the commands print: text made safe for any terminal, JSON for programs, a progress bar for people."""

import codecs
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

Item = TypeVar("Item")

_WIDE = 160
"""So many characters a line where no terminal says how many it has."""

_PLAIN = {
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "…": "...",
    "·": "-",
    "☒": "[x]",
    "☐": "[ ]",
}
_STEERING = frozenset(
    chr(code)
    for code in (
        *range(0x20),
        *range(0x7F, 0xA0),
        0x061C,
        *range(0x200E, 0x2010),
        *range(0x2028, 0x202F),
        *range(0x2066, 0x206A),
    )
    if chr(code) not in "\t\n"
)


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """For `codecs.register_error`: the nearest the terminal can show, else the character's number."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = error.object[error.start : error.end]
    shown = (_PLAIN.get(char) or char.encode("ascii", "backslashreplace").decode() for char in found)
    return "".join(shown), error.end


def speak_plainly() -> None:
    """From now on no text breaks the output, whatever the terminal's encoding and whatever the text holds."""
    codecs.register_error("audit-forms-plainly", _plainly)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="audit-forms-plainly")


def console(*, err: bool = False) -> Console:
    """Where people read. What is printed is never taken for markup.

    What goes into a file or to another program is laid out wide, so that no word is broken for want of room.
    """
    stream = sys.stderr if err else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else _WIDE
    return Console(stderr=err, markup=False, emoji=False, highlight=False, width=width)


def legible(text: str) -> str:
    """The text without characters that would steer the terminal or turn its words round: their numbers instead."""
    return "".join(f"\\x{ord(char):02x}" if char in _STEERING else char for char in text)


def as_json(value: object, *, indent: int | None = None) -> str:
    """JSON in ASCII: on one line unless indented, the same on every terminal, and no line break inside."""
    return json.dumps(value, indent=indent)


def watching() -> bool:
    """Whether a person sees what is written on stderr, so that long work should show how far it is."""
    return sys.stderr.isatty()


def watched(items: Sequence[Item], doing: str) -> Iterator[Item]:
    """The items one by one; where a person watches and there are several, with a bar that tells how far it is."""
    if len(items) < 2 or not watching():
        yield from items
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    # The bar is on stderr; what is printed meanwhile must stay on stdout.
    with Progress(*columns, console=console(err=True), transient=True, redirect_stdout=False) as progress:
        yield from progress.track(items, description=doing)
