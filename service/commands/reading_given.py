"""A reading, as `read --json` prints it, given where a record is wanted: its record, and what it leaves open."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeGuard

from schemas.record import get, path
from service.commands.given import Stop
from service.errors import Fault
from service.problem import Level
from service.reading import State
from service.word.form import Form

_KEYS = {"answers", "record", "problems"}
_REFUSED = {"file", "refused"}


@dataclass(frozen=True, slots=True)
class Given:
    """The record, the file that it was read from, and by where they stand: the errors, and what it has no slot for."""

    record: object
    file: str | None = None
    unsettled: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()


def taken(found: object, form: Form) -> Given:
    """The record in what a person gave: a record, or a whole reading of a copy of the form.

    Raises Stop for a reading of another form, or of a file that was refused, or one that is not whole any more.
    """
    if not isinstance(found, dict):
        return Given(found)
    if found.keys() == _REFUSED:
        raise Stop(f"{_of(found)} could not be read, so there is no record of it: {_why(found['refused'])}")
    if not found.keys() >= _KEYS:
        return Given(found)
    match, record, file = found.get("form"), found["record"], found.get("file")
    answers, problems, unplaced = found["answers"], found["problems"], found.get("unplaced", [])
    if not (
        isinstance(match, dict)
        and isinstance(record, dict)
        and all(_are_objects(each) for each in (answers, problems, unplaced))
    ):
        raise Stop("This looks like a reading but is not as `read --json` prints it. Read the copy again.")
    if match.get("key") != form.declaration.key:
        raise Stop(
            f"This is the reading of a copy of “{match.get('key')}” and not of “{form.declaration.key}”. Name that "
            "form here, or say with `read --form` which form the copy was made from."
        )
    notes = tuple(Fault(_where(one), f"“{one.get('text')}” has no place in the form.") for one in unplaced)
    edition = match.get("edition")
    if edition != form.declaration.edition:
        notes = (
            Fault(_of(found), f"It was read by edition {edition} of the form. This is {form.name}."),
            *notes,
        )
    return Given(record, str(file) if file else None, tuple(_unsettled(answers, problems, record)), notes)


def _unsettled(
    answers: list[dict[str, Any]], problems: list[dict[str, Any]], record: dict[str, Any]
) -> Iterator[Fault]:
    """Every error, and every unclear answer that neither an error names any more nor the record answers."""
    named = []
    for one in problems:
        if one.get("level") != Level.WARNING:
            named.append((one.get("tag"), one.get("row")))
            yield Fault(_where(one), str(one.get("message")))
    for one in answers:
        unclear = one.get("state") == State.UNREADABLE or (
            one.get("state") == State.ANSWERED and one.get("value") is None
        )
        tag, row = one.get("tag"), one.get("row")
        if unclear and (tag, row) not in named and not _answered(record, tag, row):
            yield Fault(
                _where(one), f"“{one.get('said')}” is not one clear answer, and the record holds none."
            )


def _answered(record: dict[str, Any], tag: object, row: object) -> bool:
    place = row if isinstance(row, int) else None
    return isinstance(tag, str) and get(record, tag, place) is not None


def _where(one: dict[str, Any]) -> str:
    """In words where to look in Word, with the path in the record where there is one."""
    tag, row = one.get("tag"), one.get("row")
    where = str(one.get("where") or "")
    if not isinstance(tag, str):
        return where or "the document as a whole"
    place = path(tag, row if isinstance(row, int) else None)
    return f"{where} ({place})" if where else place


def _of(found: dict[str, Any]) -> str:
    return str(found.get("file") or "The copy")


def _why(refused: object) -> str:
    return str(refused.get("message")) if isinstance(refused, dict) else "its reading does not say why."


def _are_objects(found: object) -> TypeGuard[list[dict[str, Any]]]:
    return isinstance(found, list) and all(isinstance(one, dict) for one in found)
