"""What somebody says of a place on its page, and the entry of the map that it comes to."""

import re
from dataclasses import dataclass, replace

from flask import request

from schemas.edition import Kind, Option
from schemas.tags import has_sections
from service.errors import Unfit
from service.workflow.adoption import Adoption, Entry

OTHER = "other"
"""That a label means none of what it may mean."""
_CODED = re.compile(r"([A-Za-z0-9_.-]{1,64}):\s+(\S.*)")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_FIELDS = {"tag": "name", "at": "way", "decide": "meant"}
"""The field of the page by what is wrong with an entry, where the two are called otherwise."""

_TOLD_AT = frozenset(("title", "meant", "name", "kind", "options", "way", "words"))


@dataclass(frozen=True, slots=True)
class SaidOfPlace:
    """The fields as they stand on the page. `meant` is one of the tags a label may mean, or `other`."""

    title: str = ""
    meant: str = ""
    part: str = "sections"
    section: str = ""
    name: str = ""
    kind: str = Kind.TEXT
    options: str = ""

    @classmethod
    def sent(cls) -> "SaidOfPlace":
        """The fields as they were sent."""
        return cls(
            **{
                name: request.form.get(name, "").strip()
                for name in ("title", "meant", "part", "section", "name", "kind", "options")
            }
        )

    @property
    def tag(self) -> str:
        """The name in the record that part, section and name make."""
        pieces = (self.part, self.section, self.name) if has_sections(self.part) else (self.part, self.name)
        return ".".join(piece for piece in pieces if piece)

    def faults(self, unfit: Unfit) -> dict[str, str]:
        """What is wrong, by the field that it is told at."""
        found: dict[str, str] = {}
        for one in unfit.faults:
            name = _FIELDS.get(one.path, one.path)
            found.setdefault(name if name in _TOLD_AT else "title", _sentence(one.message))
        return found


def said_of(entry: Entry) -> SaidOfPlace:
    """The fields of an entry."""
    part, _, rest = entry.tag.partition(".")
    section, _, name = rest.rpartition(".") if has_sections(part) else ("", "", rest)
    return SaidOfPlace(
        title=entry.title, part=part, section=section, name=name, kind=entry.kind, options=_listed(entry)
    )


def blank_place(adoption: Adoption, line: int) -> SaidOfPlace:
    """The fields of a new place: in the section of the places around it."""
    before = [one for one in adoption.map.entries if one.spots[0].line <= line] or adoption.map.entries
    return replace(SaidOfPlace(), **_home(before[-1])) if before else SaidOfPlace()


def said_to_entry(said: SaidOfPlace, entry: Entry) -> tuple[Entry, dict[str, str]]:
    """The entry as it was said to be, and what is wrong with what was said, by field."""
    errors = {}
    if not said.title:
        errors["title"] = "Enter what the place is called"
    if entry.decide and not said.meant:
        errors["meant"] = "Choose what is meant"
    tag = said.meant if said.meant in entry.decide else said.tag
    if said.meant not in entry.decide and not said.name:
        errors["name"] = "Enter a name for the answer"
    if said.kind not in tuple(Kind):
        errors["kind"] = "Choose what the place takes"
    options = _options(said.options) if said.kind == Kind.CHOICE else ()
    changed = replace(entry, tag=tag, title=said.title, kind=said.kind, options=options, decide=(), sure=1.0)
    return changed, errors


def _home(entry: Entry) -> dict[str, str]:
    said = said_of(entry)
    return {"part": said.part, "section": said.section}


def _listed(entry: Entry) -> str:
    """The choices, one a line, with their codes where these are not plain from the words."""
    if isinstance(entry.options, str):
        return entry.options
    return "\n".join(
        one.text if _code(one.text) == one.code else f"{one.code}: {one.text}" for one in entry.options
    )


def _options(said: str) -> tuple[Option, ...] | str:
    lines = [" ".join(line.split()) for line in said.splitlines() if line.strip()]
    if len(lines) == 1 and not _CODED.fullmatch(lines[0]):
        return lines[0]
    return tuple(
        Option(coded[1], coded[2]) if (coded := _CODED.fullmatch(line)) else Option(_code(line), line)
        for line in lines
    )


def _code(text: str) -> str:
    return _NO_LETTER.sub("_", text.lower()).strip("_")[:64]


def _sentence(message: str) -> str:
    """A message as it stands at its field."""
    return message[:1].upper() + message[1:]
