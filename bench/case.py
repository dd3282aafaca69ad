"""One form to measure on: its record, the copies made of it, and the texts that every tool has to place or find."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from bench.answers import record_for
from bench.fillers import Texts
from bench.stripped import without_controls
from bench.templates import flat
from schemas.record import Record
from service.check import Checked, check
from service.reading import Reading
from service.word.control import P, T
from service.word.fill import fill
from service.word.form import Form
from service.word.names import w
from service.word.read import read

_BREAKS = frozenset(map(w, ("br", "cr", "tab")))
_SPACE = re.compile(r"\s+")
TODAY = date(2026, 7, 1)


class Wrong(Exception):
    """A tool, ours or another, did not do the job it was to be measured at."""


@dataclass(frozen=True, slots=True)
class Case:
    """A form, the editions it has to be told from, its filled copy and the same copy without controls.

    `texts` are what the slots of the filled copy show, by flat name.
    """

    name: str
    form: Form
    known: tuple[Form, ...]
    record: Record
    filled: bytes
    stripped: bytes
    texts: Texts

    def check(self, reading: Reading) -> Checked:
        """The record and the problems, as for a copy that has come in."""
        return check(reading, self.form.schema, today=TODAY)


def case_of(form: Form, known: Sequence[Form], rows: int) -> Case:
    """The case of a form. Raises Wrong where what we read is not what we filled in."""
    record = record_for(form.schema, rows)
    filled = fill(form, record)
    reading = read(filled, known)
    texts: dict[str, object] = {}
    for answer in reading.answers:
        if answer.row is None:
            texts[flat(answer.tag)] = answer.said
        else:
            listed = texts.setdefault(answer.tag.partition(".")[0], [])
            assert isinstance(listed, list)
            listed.extend({} for _ in range(answer.row + 1 - len(listed)))
            listed[answer.row][flat(answer.tag)] = answer.said
    case = Case(form.declaration.key, form, tuple(known), record, filled, without_controls(filled), texts)
    for copy in (case.filled, case.stripped):
        if case.check(read(copy, case.known)).record != record:
            raise Wrong(f"{case.name}: what was read is not what was filled in")
    return case


def lacking(case: Case, found: Iterable[str]) -> list[str]:
    """The texts of the case that are not there, or not as often as they should be; white space does not count."""
    there = _plain("".join(found))
    wanted = Counter(_plain(text) for text in _each(case.texts))
    return [text for text, times in wanted.items() if there.count(text) < times]


def shown_in(document: bytes) -> list[str]:
    """All text of a document's body, for telling whether a tool placed what it was given."""
    with ZipFile(BytesIO(document)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return [(element.text or "") if element.tag == T else "\n" for element in root.iter(T, P, *_BREAKS)]


def _each(texts: object) -> Iterable[str]:
    if isinstance(texts, str):
        yield texts
    elif isinstance(texts, dict):
        for inner in texts.values():
            yield from _each(inner)
    elif isinstance(texts, list):
        for inner in texts:
            yield from _each(inner)


def _plain(text: str) -> str:
    return _SPACE.sub("", text)
