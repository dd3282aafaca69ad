"""What several groups of routes show in the same way: an audit, and entries of the trail."""

import json
from collections.abc import Sequence
from typing import Any

from service.api.problems import Failed
from service.api.routes import the_work
from service.store.rows.trail import Entry
from service.workflow.look import look_at
from service.workflow.shown import Shown


def the_shown() -> Shown:
    """What the caller may see."""
    return Shown(the_work())


def must_read_text(asked: str) -> None:
    """Raises Failed where the caller reads no free text, and would find it out letter by letter by asking."""
    if not the_shown().text:
        raise Failed("not-allowed", f"“{asked}” looks through free text, which your roles do not read.")


def shown_audit(reference: str) -> tuple[dict[str, Any], int]:
    """An audit as the caller may see it, and its version. That it was looked at is in the trail."""
    whole = look_at(the_work(), reference)
    return the_shown().whole(whole), whole.audit.version


def entries_json(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Entries of the trail; for who reads no free text, without the digests of texts, which could be guessed at."""
    text = the_shown().text
    return [
        {
            "number": one.number,
            "at": one.at,
            "actor": one.actor,
            "verb": one.verb,
            "about": one.about,
            "which": one.which,
            "version": one.version,
            "changes": [change if text else _undigested(change) for change in json.loads(one.changes)],
            "digest": one.digest,
        }
        for one in entries
    ]


def _undigested(change: dict[str, Any]) -> dict[str, Any]:
    return {name: None if str(said).startswith("sha256:") else said for name, said in change.items()}
