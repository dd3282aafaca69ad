"""What the trail says of an audit, in words: what was done, and what it changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from schemas.edition import Slot
from service.pages.problem_words import problem_said
from service.pages.record import place_of, title_of, value_said
from service.pages.trail_words import VERBS
from service.store.rows.trail import Entry
from service.word.form import Form

_DIGEST = "sha256:"
_DIGITS = 64
_MOST_SHOWN = 12
_STATES = {"open": "Opened again", "resolved": "Looked at", "overridden": "Left as it is, with a reason"}
_PARTS = {
    "actions": "action",
    "corrections": "correction",
    "escalations": "urgent concern",
    "problems": "problem",
    "revision": "return",
    "revisions": "return",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of the trail in words."""

    number: int
    at: datetime
    actor: str
    did: str
    changes: list[str]


def happening(entry: Entry, form: Form, problems: Mapping[int, str] | None = None) -> Happening:
    """An entry about an audit on a form; `problems` by their numbers are called what they are about.

    Of free text the trail holds a digest, and this says that there was one.
    """
    changes = [
        said for change in json.loads(entry.changes) if (said := _change(change, form, problems or {}))
    ]
    if len(changes) > _MOST_SHOWN + 1:
        changes[_MOST_SHOWN:] = [f"and {len(changes) - _MOST_SHOWN:,} more"]
    return Happening(
        entry.number, datetime.fromisoformat(entry.at), entry.actor, verb_said(entry.verb), changes
    )


def verb_said(verb: str) -> str:
    """What was done, in words; a verb that has none yet as it stands."""
    return VERBS.get(verb, verb.replace(".", ": ").replace("_", " ").capitalize())


def _change(change: Mapping[str, Any], form: Form, problems: Mapping[int, str]) -> str:
    path = str(change.get("path", ""))
    if problem := problem_said(path, problems):
        now = _STATES.get(str(change.get("to")), "")
        return f"{now}: {problem}" if now else problem
    tag, row = place_of(path)
    slot = form.by_tag.get(tag)
    name = title_of(form.by_tag, tag, row) if slot else _name(path)
    before, now = (_value(change.get(end), slot) for end in ("from", "to"))
    if before and now:
        return f"{name}: from {before} to {now}"
    if now:
        return f"{name}: {now}"
    if before:
        return f"{name}: {before} taken away"
    return "" if slot else name  # a tick that nobody has set changes nothing


def _name(path: str) -> str:
    """What a path of the trail means: `escalations[3]` is urgent concern 3."""
    first, _, rest = path.partition("[")
    said = f"{_PARTS.get(first, first)} {rest}".strip().replace("]", "")
    return said.replace("_", " ").replace(".", ": ").capitalize()


def _value(said: object, slot: Slot | None) -> str:
    if said in (None, ""):
        return ""
    text = str(said)
    if text.startswith(_DIGEST):
        return "a text"
    if slot is not None:
        return value_said(slot, said)
    return "a document" if len(text) == _DIGITS and text.isalnum() else text
