"""What the trail says of an audit, in words: what was done, and what it changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

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
    slot = form.by_tag.get(path)
    name = (
        slot.title if slot else path.replace("_", " ").replace("[", " ").replace("]", "").replace(".", ": ")
    )
    before, now = _value(change.get("from")), _value(change.get("to"))
    if before and now:
        return f"{name}: from {before} to {now}"
    if now:
        return f"{name}: {now}"
    return f"{name}: {before} taken away" if before else name


def _value(said: object) -> str:
    if said in (None, ""):
        return ""
    text = str(said)
    if text.startswith(_DIGEST):
        return "a text"
    return "a document" if len(text) == 64 and text.isalnum() else text
