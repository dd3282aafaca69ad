"""Answers that seem to hold that of another question too: its label stands in them, and it was left blank."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from schemas.edition import Slot
from service.problem import Problem, problem
from service.reading import Answer, State
from service.word.form import Form

_SHORTEST = 4
_ANSWERED = frozenset((State.ANSWERED, State.UNREADABLE))
_DASHES = (" - ", " \u2013 ", " \u2014 ")
_START = re.compile(r"[\n.;!?]")


def two_in_one(form: Form, answers: Sequence[Answer]) -> Iterator[Problem]:
    """A problem for each answer in which another question's label begins a line or a sentence, before a colon or dash.

    Only questions without an answer of their own count: an answer may well name what another one says.
    """
    answered = {one.tag for one in answers if one.state in _ANSWERED}
    labels = _labels_of(form)
    for answer in answers:
        if answer.state is not State.ANSWERED:
            continue
        said = answer.said
        for dash in _DASHES:
            if dash in said:
                said = said.replace(dash, ":")
        for before in said.split(":")[:-1] if ":" in said else ():
            tags = labels.get(_plain(_START.split(before)[-1]), ())
            if tags and answered.isdisjoint(tags):
                yield problem(
                    "answer.two_in_one",
                    f"This seems to answer “{form.by_tag[tags[0]].title}” as well, which was left blank. "
                    "Do both belong here?",
                    tag=answer.tag,
                    row=answer.row,
                    where=answer.where,
                    said=answer.said,
                )


@lru_cache(maxsize=64)
def _labels_of(form: Form) -> Mapping[str, Sequence[str]]:
    """The tags of the slots outside repeating parts that bear each label; as a rule one."""
    tags: dict[str, list[str]] = {}
    for slot in form.slots:
        for label in _labels(slot) if slot.repeating is None else ():
            tags.setdefault(label, []).append(slot.tag)
    return tags


def _labels(slot: Slot) -> frozenset[str]:
    """A slot's label, what stands in it before a colon, and its title without the part of the form it begins with."""
    texts = (slot.label, slot.label.partition(":")[0], slot.title, slot.title.rpartition(": ")[2])
    return frozenset(plain for text in texts if len(plain := _plain(text)) >= _SHORTEST)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
