"""What somebody says of a place on its page, and the entry of the map that it comes to."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import count

from flask import request

from schemas.edition import Kind, Option
from schemas.tags import has_sections
from schemas.text import trimmed
from service.errors import Unfit
from service.workflow.adoption import Adoption, Entry

OTHER = "other"
"""That a label means none of what it may mean."""
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
                name: trimmed(request.form.get(name, ""))
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
    known = {} if isinstance(entry.options, str) else {one.code: one.text for one in entry.options}
    options, wrong = _options(said.options, known) if said.kind == Kind.CHOICE else ((), "")
    if wrong:
        errors["options"] = wrong
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


def _options(said: str, known: Mapping[str, str]) -> tuple[tuple[Option, ...] | str, str]:
    """The choices that lines say, or the name of a list of them, and what is wrong; `known` are those before by code.

    What stands before a colon is a code only where a choice of the place has it already: people write “Yes: fully”.
    """
    lines = [" ".join(line.split()) for line in said.splitlines() if line.strip()]
    if len(lines) == 1 and not _is_coded(lines[0], known):
        return lines[0], ""
    before = {text: code for code, text in known.items()}
    taken: dict[str, str] = {}
    texts: set[str] = set()
    for line in lines:
        code, _, text = line.partition(": ") if _is_coded(line, known) else (before.get(line, ""), "", line)
        if text.casefold() in texts or code in taken:
            return (), f"“{line}” is said twice. Readers could not tell one from the other."
        texts.add(text.casefold())
        taken[code or _free(_code(text) or "choice", taken.keys() | known)] = text
    return tuple(Option(code, text) for code, text in taken.items()), ""


def _is_coded(line: str, known: Collection[str]) -> bool:
    code, colon, text = line.partition(": ")
    return bool(colon and text.strip()) and code in known


def _free(code: str, taken: Collection[str]) -> str:
    """A code that no other choice has."""
    return next(
        one for number in count(1) if (one := code if number == 1 else f"{code}_{number}") not in taken
    )


def _code(text: str) -> str:
    signed = text.lower().replace("+", " plus ").replace("−", "-")
    return _NO_LETTER.sub("_", re.sub(r"(?<=\w)-(?!\w)", " minus ", signed)).strip("_")[:60]


def _sentence(message: str) -> str:
    """A message as it stands at its field."""
    return message[:1].upper() + message[1:]
