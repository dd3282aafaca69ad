"""Whose name, number or birthday a label of a header asks for, where a form asks for those of several people.

A label that may speak of another than the one the audit is about is never taken for the subject's without a question.
"""

import re
from collections import Counter
from collections.abc import Sequence

from service.word.adopt.naming.standing import HEADER, Place
from service.word.adopt.naming.vocabulary import Vocabulary
from service.word.adopt.naming.words import words_of

_PERSONS = {"child": "child", "young_person": "child", "unborn_child": "child", "foster_carer": "carer"}
"""Which of the vocabulary's persons a form's subject is; all others, as a family, may be named in any way."""
_NEAR = 2
"""So many places on, a lone “DOB” or “Address” still speaks of who was named."""
_OTHER = "other"
_MODERATES = re.compile(r"\bmoderat")


class Whose:
    """Tells of a form's places whether they may speak of somebody else. `subject` is "" where that is not known."""

    def __init__(self, known: Vocabulary, places: Sequence[Place], subject: str) -> None:
        self._known = known
        self._subject = subject
        self._before: dict[int, list[Place]] = {
            id(place): [one for one in places[max(0, at - _NEAR) : at] if one.part == place.part]
            for at, place in enumerate(places)
        }
        headers = [place for place in places if place.context in HEADER]
        self._persons = {self._person(place) for place in headers} - {"", _OTHER}
        self._times = Counter(place.words for place in headers)

    def is_doubtful(self, place: Place, tag: str) -> bool:
        """Whether what the vocabulary takes a place for may be asked of somebody or something else."""
        if place.context not in HEADER:
            return False
        if self._known.parted.get(place.words, frozenset()) & set(self._times):
            return True
        if tag.startswith("audit.") and self._subject != "audit" and _MODERATES.search(place.words):
            return True
        if self._auditor(place):
            return True
        if tag.startswith("subject."):
            return self._is_of_another(place)
        return place.context == "subject" and "audit" in words_of(place.part).split()

    def other(self, place: Place) -> str:
        """The label that names somebody else, whom a place of the header may speak of; "" where none does."""
        if place.context not in HEADER or self._person(place):
            return ""
        if auditor := self._auditor(place):
            return auditor
        near = next((one for one in reversed(self._before[id(place)]) if self._person(one)), None)
        return near.asked if near is not None and self._person(near) == _OTHER else ""

    def _auditor(self, place: Place) -> str:
        """The label of the auditor just before, whose team a place may ask for in a form that asks for two."""
        if place.words not in self._known.whose or self._times[place.words] < 2:
            return ""
        labels = self._known.labels["header"]
        near = (one.asked for one in self._before[id(place)] if "audit.auditor" in labels.of(one.words))
        return next(near, "")

    def _is_of_another(self, place: Place) -> bool:
        person = self._person(place)
        if person in ("", _OTHER):
            return bool(self.other(place))
        if self._subject in _PERSONS:
            return person != _PERSONS[self._subject]
        return not self._subject and len(self._persons) > 1

    def _person(self, place: Place) -> str:
        """Whom a label names: one of the vocabulary's persons, somebody other, or nobody."""
        words = set(place.words.split())
        named = {person for word in words for person in self._known.persons.of(word)}
        if words & self._known.others and not named and place.words not in self._known.parted:
            return _OTHER
        return named.pop() if len(named) == 1 else ""
