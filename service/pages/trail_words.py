"""What the trail says of an audit, in words: what was done, and what it changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from schemas.edition import Slot
from service.pages.record import place_of, title_of, value_said
from service.store.rows.trail import Entry
from service.word.form import Form

VERBS: Mapping[str, str] = {
    "action.asked_anew": "Action asked for again",
    "action.changed": "Action changed",
    "action.made": "Action begun",
    "action.not_asked_for": "Action no longer asked for",
    "action.owner_changed": "Action given to another owner",
    "action.seen": "Action looked at",
    "answer.corrected": "Answer corrected",
    "answer.restricted": "Answer marked as left out of what is filed, or no longer",
    "audit.accepted": "Accepted",
    "audit.filed": "Filed",
    "audit.finished": "Finished",
    "audit.handed_over": "Handed over to another team",
    "audit.not_filed": "Decided not to file",
    "audit.offered": "Offered as the audit that a return may belong to",
    "audit.reopened": "Reopened",
    "audit.seen": "Looked at",
    "audit.sent_back": "Sent back",
    "audit.sent_out": "Sent out",
    "audit.withdrawn": "Withdrawn",
    "candidates.seen": "Looked for the audit that its return belongs to",
    "changes.seen": "Changes looked at",
    "correction.reconsidered": "Correction compared with a new return",
    "correction.taken_up": "Correction taken up again",
    "correction.undone": "Correction undone",
    "escalation.acknowledged": "Urgent concern acknowledged",
    "escalation.opened_again": "Urgent concern no longer acknowledged",
    "escalation.recorded": "Urgent concern recorded",
    "filing.abandoned": "Filing given up",
    "filing.begun": "Filing begun",
    "filings.listed": "Filings looked at",
    "finished.fetched": "Finished document downloaded",
    "finished.listed": "Finished documents looked at",
    "form.fetched": "Form downloaded",
    "header.changed": "Header changed while the form is out",
    "history.seen": "History looked at",
    "outcomes.seen": "Actions, finished documents and filings looked at",
    "problem.settled": "Problem settled",
    "return.fetched": "Return downloaded",
    "return.first_return": "First return came in",
    "return.moved_from": "Return taken over from another audit",
    "return.moved_to": "Return moved to another audit",
    "return.new_audit": "Made from a return",
    "return.new_revision": "New return came in",
    "return.proposed_revision": "New return came in, and waits for a decision",
    "revision.declined": "Return declined",
    "revision.taken": "Stands on another return",
    "revisions.compared": "Returns compared",
}
_DIGEST = "sha256:"
_DIGITS = 64
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


def happening(entry: Entry, form: Form) -> Happening:
    """An entry about an audit on a form. Of free text the trail holds a digest, and this says that there was one."""
    changes = [said for change in json.loads(entry.changes) if (said := _change(change, form))]
    return Happening(
        entry.number, datetime.fromisoformat(entry.at), entry.actor, verb_said(entry.verb), changes
    )


def verb_said(verb: str) -> str:
    """What was done, in words; a verb that has none yet as it stands."""
    return VERBS.get(verb, verb.replace(".", ": ").replace("_", " ").capitalize())


def _change(change: Mapping[str, Any], form: Form) -> str:
    path = str(change.get("path", ""))
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
