"""What a person gives a command: a form by its key or path, a record as JSON; and how a command stops."""

import difflib
import json
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import click

from service.catalogue import Catalogue, load_catalogue
from service.commands.files import read_file, write_whole
from service.commands.terminal import legible
from service.errors import Fault, Refused, Unfit
from service.word.form import Form, load_form
from service.word.limits import LIMITS, MEGABYTE


class Stop(click.ClickException):
    """The command cannot do what was asked: one sentence, or one for each fault. Exit status 2."""

    exit_code = 2

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        lines = [message, *(f"  {fault.path}: {fault.message}" for fault in faults)]
        super().__init__("\n".join(legible(line) for line in lines))


@cache
def catalogue() -> Catalogue:
    """The shipped forms."""
    return load_catalogue()


def form_given(given: str) -> Form:
    """The form that a key or the path of a .docx names; the newest edition of a key. Raises Stop."""
    found = catalogue().find(given)
    if found is not None:
        return found
    path = Path(given)
    if not path.exists() and path.suffix.lower() not in (".docx", ".dotx"):
        keys = list(dict.fromkeys(form.declaration.key for form in catalogue()))
        near = difflib.get_close_matches(given.lower(), keys, 1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise Stop(
            f"There is no form “{given}”.{meant} Known are {', '.join(keys)}; or give the path of a .docx."
        )
    try:
        form = load_form(read_file(path), path.stem)
    except Refused as refused:
        raise Stop(f"{given}: {refused.message}") from None
    except Unfit as unfit:
        raise Stop(f"{given} cannot serve as a form (`forms check` says more):", unfit.faults) from None
    if not form.slots:
        raise Stop(
            f"{given} is a plain document: no content control with a tag says where its answers belong. If it is "
            f"a form, make it two-way first: python -m service forms adopt {given}"
        )
    return form


def record_given(given: str) -> object:
    """The JSON in a file, or on standard input where `given` is `-`. Raises Stop."""
    name = "standard input" if given == "-" else given
    try:
        data = sys.stdin.buffer.read(LIMITS.upload + 1) if given == "-" else read_file(Path(given))
    except Refused as refused:
        raise Stop(f"{name}: {refused.message}") from None
    if len(data) > LIMITS.upload:
        raise Stop(f"{name} is larger than a record can be ({LIMITS.upload // MEGABYTE} MB).")
    twice: list[Fault] = []

    def mapping(pairs: list[tuple[str, object]]) -> dict[str, object]:
        names = [key for key, _ in pairs]
        twice.extend(
            Fault(key, "stands twice in the same braces") for key in {*names} if names.count(key) > 1
        )
        return dict(pairs)

    try:
        found: object = json.loads(data, object_pairs_hook=mapping, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            raise Stop(
                f"{name} holds more than one JSON object, from line {error.lineno} on. Give one at a time."
            ) from None
        raise Stop(f"{name} is no JSON: line {error.lineno}, column {error.colno}: {error.msg}.") from None
    except (ValueError, RecursionError) as error:
        raise Stop(f"{name} is no JSON that can be read: {error}.") from None
    if twice:
        raise Stop(f"{name} names some answers twice:", twice)
    return found


def docx_named(_context: click.Context, _option: click.Parameter, path: Path) -> Path:
    """The callback of an option that says where a document goes. Raises Stop for a name that Word would not open."""
    if path.suffix.lower() != ".docx":
        raise Stop(f"What is written is a Word document, so its name must end in .docx, and {path} does not.")
    return path


def text_given(path: Path) -> str:
    """The text of a file in UTF-8, with or without a mark at its beginning. Raises Stop."""
    try:
        return read_file(path).decode("utf-8-sig")
    except Refused as refused:
        raise Stop(f"{path}: {refused.message}") from None
    except UnicodeDecodeError:
        raise Stop(f"{path} is no text in UTF-8. Save it as UTF-8 from your editor.") from None


def save(path: Path, data: bytes, *sources: Path) -> None:
    """Writes a file whole. Raises Stop where that fails, or where it would write over one of its `sources`."""
    for source in sources:
        if path.exists() and source.exists() and path.samefile(source):
            raise Stop(f"{path} is where this is made from. Give another name with -o.")
    try:
        write_whole(path, data)
    except OSError as error:
        raise Stop(f"{path} cannot be written: {error.strerror or error}.") from None


def _no_number(said: str) -> object:
    raise ValueError(f"{said} is no number")
