"""The story of one action: what was asked, and every change since, with the words that were written over."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from service.errors import Unknown
from service.roles import May
from service.store import actions, decisions, trail
from service.store.rows.actions import Action
from service.store.rows.trail import Entry
from service.work import Work
from service.workflow.changed import hidden
from service.workflow.shown import reads_text

_HIDDEN = "sha256:"


@dataclass(frozen=True, slots=True)
class Step:
    """What was done to an action, when and by whom; `changes` hold the name of what changed, and from and to."""

    verb: str
    by: str
    at: str
    changes: list[tuple[str, str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Story:
    """An action and what came of it, the newest step first."""

    action: Action
    steps: list[Step]


def story_of(work: Work, number: int) -> Story:
    """An action with its story; that it was looked at is in the trail. Raises NotAllowed, Unknown."""
    work.actor.need(May.SEE_ACTIONS)
    with work.begin() as session:
        action = actions.held(session, number)
        if action is None or not work.sees(action.audit):
            raise Unknown
        work.note("action.seen", action.audit, [{"path": f"actions[{action.number}]"}])
        words = _words(action, [one.words for one in decisions.of_audit(session, action.audit)])
        entries = trail.changes(session, "audit", action.audit.reference, verbs="action.")
    if not reads_text(work.actor, work.config):
        words = {}
    return Story(action, [*reversed(list(_steps(entries, action.number, words)))])


def _steps(entries: list[Entry], number: int, words: Mapping[str, str]) -> Iterator[Step]:
    path = f"actions[{number}]"
    for entry in entries:
        mine = [
            one
            for one in json.loads(entry.changes)
            if one["path"] == path or one["path"].startswith(f"{path}.")
        ]
        if mine:
            changes = [
                (
                    one["path"].removeprefix(path).lstrip("."),
                    _said(one.get("from"), words),
                    _said(one.get("to"), words),
                )
                for one in mine
                if one["path"] != path
            ]
            yield Step(entry.verb, entry.actor, entry.at, changes)


def _words(action: Action, written: list[str]) -> dict[str, str]:
    """The texts that the digests of the trail may stand for."""
    texts = [*written, *(str(one) for one in action.asked.values() if isinstance(one, str))]
    texts += [
        one for one in (action.what, action.owner, action.owner_role, action.evidence, action.reason) if one
    ]
    return {digest: text for text in texts if (digest := hidden(text))}


def _said(value: object, words: Mapping[str, str]) -> str | None:
    """What a change says; None for a text whose words are not kept here, or not for this person."""
    if value is None:
        return ""
    text = str(value)
    return words.get(text) if text.startswith(_HIDDEN) else text
