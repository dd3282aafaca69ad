"""The form that an action is changed by: what was typed, and what of it is a change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from schemas.day import typed_day
from schemas.text import MOST_LETTERS, clean, trimmed
from schemas.trouble import Trouble
from service.lifecycle import ActionState
from service.pages import words
from service.pages.numbers import whole_number

FIELDS: Mapping[str, str] = {
    "state": "State",
    "owner": "Owner",
    "owner_role": "Owner’s role",
    "due": "Due",
    "done_on": "Done on",
    "evidence": "Evidence",
    "reason": "Why cancelled",
}
"""What may be changed of an action, and what it is called."""

_DAYS = frozenset(("due", "done_on"))
_EMPTY_IS_NONE = frozenset(("owner", "owner_role"))


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed (`said`), what the form said before (`was`), what is to change, and what could not be read."""

    said: dict[str, str]
    was: dict[str, str]
    wanted: dict[str, Any]
    errors: dict[str, str]
    seen: int

    def merged(self, now: Mapping[str, str]) -> dict[str, str]:
        """What was typed, on what stands in the record now: nothing of either is lost."""
        return {name: self.said[name] if self.is_changed(name) else now[name] for name in FIELDS}

    def is_changed(self, name: str) -> bool:
        """Whether a field was typed in."""
        return _even(self.said[name]) != _even(self.was[name])


def typed(form: "MultiDict[str, str]") -> Typed:
    """What a form that was sent holds; a field that it lacks was not changed."""
    was = {name: form.get(f"was_{name}", "") for name in FIELDS}
    said = {name: form.get(name, was[name]) for name in FIELDS}
    made = Typed(said, was, {}, {}, whole_number(form.get("version", "")) or 0)
    for name in FIELDS:
        if not made.is_changed(name):
            continue
        try:
            made.wanted[name] = value_of(name, said[name])
        except Trouble as trouble:
            made.errors[name] = trouble.message
    return made


def value_of(name: str, said: str) -> ActionState | date | str | None:
    """The value of a field. Raises Trouble with a sentence where it has none."""
    text = trimmed(clean(said))
    if name == "state":
        if text not in words.ACTION_STATES:
            raise Trouble("choice.unknown", "Choose what the action becomes")
        return ActionState(text)
    if name in _DAYS:
        return typed_day(text) if text else None
    if len(text) > MOST_LETTERS:
        raise Trouble("text.too-long", f"{FIELDS[name]} must be {MOST_LETTERS:,} characters or fewer")
    return text or (None if name in _EMPTY_IS_NONE else "")


def as_typed(action: Mapping[str, Any]) -> dict[str, str]:
    """An action as its form says it."""
    return {name: words.day(action[name]) if name in _DAYS else str(action[name] or "") for name in FIELDS}


def in_words(name: str, said: str) -> str:
    """What a field says, for a table."""
    return words.ACTION_STATES.get(said, said) if name == "state" else said


def _even(said: str) -> str:
    return trimmed(clean(said))
