"""What several groups of routes show in the same way: an audit, and entries of the trail."""

import json
from collections.abc import Sequence
from typing import Any

from service.api.routes import the_work
from service.api.shown import Shown
from service.store.rows.trail import Entry
from service.workflow.look import look_at


def the_shown() -> Shown:
    """What the caller may see."""
    work = the_work()
    return Shown(work.actor, work.config, work.today())


def shown_audit(reference: str, *, quietly: bool = True) -> tuple[dict[str, Any], int]:
    """An audit as the caller may see it, and its version."""
    whole = look_at(the_work(), reference, quietly=quietly)
    shown = the_shown().whole(
        whole.audit, whole.form, whole.standing, whole.findings, whole.escalations, whole.revisions
    )
    return shown, whole.audit.version


def entries_json(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Entries of the trail."""
    return [
        {
            "number": one.number,
            "at": one.at,
            "actor": one.actor,
            "verb": one.verb,
            "about": one.about,
            "which": one.which,
            "version": one.version,
            "changes": json.loads(one.changes),
            "digest": one.digest,
        }
        for one in entries
    ]
