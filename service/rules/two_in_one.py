"""Answers that seem to hold that of another question too: its label stands in them, and it was left blank."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from schemas.edition import Slot
from schemas.form import FormSchema
from service.problem import Problem
from service.rules.case import Case

_SHORTEST = 4
_DASHES = (" - ", " \u2013 ", " \u2014 ")
_START = re.compile(r"[\n.;!?]")


def two_in_one(case: Case) -> Iterator[Problem]:
    """`answer.two_in_one`: another question's label begins a line or a sentence, before a colon or a dash.

    Only questions without an answer of their own count: an answer may well name what another one says.
    """
    labels = _labels_of(case.schema)
    for (tag, row), text in case.texts:
        said = text
        for dash in _DASHES:
            if dash in said:
                said = said.replace(dash, ":")
        for before in said.split(":")[:-1] if ":" in said else ():
            tags = labels.get(_plain(_START.split(before)[-1]), ())
            if tags and not any(case.is_said(other) for other in tags):
                yield case.problem(
                    "answer.two_in_one",
                    f"This seems to answer {case.title(tags[0])} as well, which was left blank. Do both belong here?",
                    tag,
                    row,
                )


@lru_cache(maxsize=64)
def _labels_of(schema: FormSchema) -> Mapping[str, Sequence[str]]:
    """The tags of the slots outside repeating parts that bear each label; as a rule one."""
    tags: dict[str, list[str]] = {}
    for slot in schema.slots:
        for label in _labels(slot) if slot.repeating is None else ():
            tags.setdefault(label, []).append(slot.tag)
    return tags


def _labels(slot: Slot) -> frozenset[str]:
    """A slot's label, what stands in it before a colon, and its title without the part of the form it begins with."""
    texts = (slot.label, slot.label.partition(":")[0], slot.title, slot.title.rpartition(": ")[2])
    return frozenset(plain for text in texts if len(plain := _plain(text)) >= _SHORTEST)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
