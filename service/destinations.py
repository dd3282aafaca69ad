"""Where finished documents are filed: which record a form's subject belongs on, and profiles of the places."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import Any

from service.errors import Fault, Unfit


class RecordOf(StrEnum):
    """Whose record a destination is."""

    CHILD = "child"
    YOUNG_PERSON = "young_person"
    CARER = "carer"
    FAMILY = "family"
    STAFF = "staff"


BELONGS: Mapping[str, RecordOf] = {
    "child": RecordOf.CHILD,
    "unborn_child": RecordOf.CHILD,
    "young_person": RecordOf.YOUNG_PERSON,
    "foster_carer": RecordOf.CARER,
    "family": RecordOf.FAMILY,
    "supervision": RecordOf.STAFF,
}
"""On whose record an audit belongs, by the subject of its form; on no other may it be filed.

A fostering audit belongs on the carer's record and never on a child's; an audit of supervision on no child's
record (shared field notes, "Which record"). An audit of an audit goes where the audit it judges goes.
"""

NAME_PARTS = ("record_id", "form", "date", "stage", "revision", "reference")
_NAME = "{record_id}_{form}_{date}_{stage}_v{revision}"
_SECRET = re.compile(r"env:(\w+)")
_KNOWN = frozenset(
    ("title", "record", "system", "category", "fields", "name", "url", "options", "note_title")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """One place to file to.

    `category` and `fields` are what a person picks in the case system; `name` is the pattern of file names, of
    `NAME_PARTS`. `url` is an fsspec URL of a folder, `options` what its file system asks for; these may hold
    secrets and are never shown.
    """

    key: str
    title: str
    record: RecordOf
    url: str = field(repr=False)
    system: str = "the case system"
    category: Sequence[str] = ("documents", "general documents", "audit")
    fields: Mapping[str, str] = field(default_factory=dict)
    name: str = _NAME
    options: Mapping[str, Any] = field(default_factory=dict, repr=False)
    note_title: str = "Case file audit completed"


_TITLES = {
    RecordOf.CHILD: "Child's record",
    RecordOf.YOUNG_PERSON: "Young person's record",
    RecordOf.CARER: "Foster carer's record",
    RecordOf.FAMILY: "Family's early help record",
    RecordOf.STAFF: "Quality assurance area",
}


def local_destinations(folder: Path) -> dict[str, Destination]:
    """A folder for each kind of record, for a service that has not been told where to file."""
    return {
        record.value: Destination(
            key=record.value, title=_TITLES[record], record=record, url=str(folder / record.value)
        )
        for record in RecordOf
    }


def load_destinations(path: Path, environ: Mapping[str, str]) -> dict[str, Destination]:
    """The destinations of a TOML file, a table each. An option `env:NAME` is taken from the environment.

    Raises Unfit with everything that cannot be used.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unfit([Fault(str(path), f"it cannot be read: {error.strerror}")]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unfit([Fault(str(path), f"it is not TOML: {error}")]) from None
    faults = [Fault(f"{path} [{key}]", said) for key, table in tables.items() for said in _faults(key, table)]
    if not tables:
        faults.append(Fault(str(path), "it names no destination"))
    faults += _missing_secrets(path, tables, environ)
    if faults:
        raise Unfit(faults)
    return {key: _destination(key, table, environ) for key, table in tables.items()}


def _faults(key: str, table: object) -> Iterator[str]:
    if not isinstance(table, dict):
        yield "a destination is a table: write [" + key + "] above its settings"
        return
    if not re.fullmatch(r"[a-z0-9_]{1,64}", key):
        yield "a destination's key is made of small letters, digits and underscores"
    for name, kind, said in (
        ("options", dict, "a table"),
        ("fields", dict, "a table"),
        ("category", list, "a list"),
    ):
        if not isinstance(table.get(name, kind()), kind):
            yield f"its {name} is {said}"
    for name in sorted(table.keys() - _KNOWN):
        yield f"there is no setting “{name}”; there are {', '.join(sorted(_KNOWN))}"
    if not isinstance(table.get("url"), str) or not table["url"]:
        yield "it needs a url: a folder, or another fsspec URL"
    if table.get("record") not in tuple(RecordOf):
        yield f"its record is one of {', '.join(RecordOf)}"
    pattern = table.get("name", _NAME)
    try:
        parts = [part for _, part, _, _ in Formatter().parse(pattern) if part is not None]
    except (ValueError, TypeError):
        yield f"its name “{pattern}” is no pattern such as {_NAME}"
        return
    for part in parts:
        if part not in NAME_PARTS:
            yield f"its name may hold {', '.join(NAME_PARTS)} and not “{part}”"
    if "record_id" not in parts and "reference" not in parts:
        yield "its name says for which case a file is: it holds {record_id} or {reference}"


def _missing_secrets(path: Path, tables: Mapping[str, Any], environ: Mapping[str, str]) -> Iterator[Fault]:
    for key, table in tables.items():
        options = table.get("options", {}) if isinstance(table, dict) else {}
        for option, value in (options if isinstance(options, dict) else {}).items():
            named = _SECRET.fullmatch(value) if isinstance(value, str) else None
            if named and named[1] not in environ:
                yield Fault(
                    f"{path} [{key}]", f"its option {option} is to come from {named[1]}, which is not set"
                )


def _destination(key: str, table: Mapping[str, Any], environ: Mapping[str, str]) -> Destination:
    options = {}
    for option, value in table.get("options", {}).items():
        named = _SECRET.fullmatch(value) if isinstance(value, str) else None
        options[option] = environ[named[1]] if named else value
    plain = {name: value for name, value in table.items() if name not in ("record", "options", "title")}
    record = RecordOf(table["record"])
    return Destination(
        key=key, title=table.get("title", _TITLES[record]), record=record, options=options, **plain
    )
