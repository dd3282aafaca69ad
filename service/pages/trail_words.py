"""How the trail is told to people: what was done, to what, and what it changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from service.store.rows.trail import Entry

VERBS: Mapping[str, str] = {
    "action.asked_anew": "Asked again for an action",
    "action.changed": "Changed an action",
    "action.made": "Made an action",
    "action.not_asked_for": "No longer asked for an action",
    "action.owner_changed": "Gave an action to somebody else",
    "action.seen": "Looked at an action",
    "actions.compared": "Looked at what would change of actions",
    "actions.downloaded": "Downloaded a workbook of actions",
    "actions.listed": "Looked at a list of actions",
    "adoption.begun": "Began to adopt a form",
    "adoption.finished": "Adopted a form",
    "adoption.left": "Threw away a form to be adopted",
    "answer.corrected": "Corrected an answer",
    "answer.restricted": "Marked an answer as restricted",
    "audit.accepted": "Accepted the audit",
    "audit.filed": "Filed the audit",
    "audit.finished": "Made the finished document",
    "audit.handed_over": "Gave the audit to another team",
    "audit.not_filed": "Decided not to file the audit",
    "audit.offered": "Offered an audit again",
    "audit.reopened": "Reopened the audit",
    "audit.seen": "Looked at the audit",
    "audit.sent_back": "Sent the audit back",
    "audit.sent_out": "Sent the audit out",
    "audit.withdrawn": "Withdrew the audit",
    "audits.listed": "Looked at a list of audits",
    "audits.downloaded": "Downloaded a list of audits",
    "backup.made": "Made a backup",
    "backup.restored": "Brought back a backup",
    "candidates.seen": "Looked at where a return may belong",
    "changes.seen": "Looked at what had changed",
    "correction.reconsidered": "Looked again at a correction",
    "correction.taken_up": "Took up a correction",
    "correction.undone": "Took back a correction",
    "edition.added": "Added an edition of a form",
    "edition.begun": "Uploaded a form to add",
    "edition.finished": "Added an uploaded form",
    "edition.left": "Threw away an uploaded form",
    "escalation.acknowledged": "Acknowledged an urgent concern",
    "escalation.completed": "Put to an urgent concern who was told, as the form says",
    "escalation.opened_again": "Opened an urgent concern again",
    "escalation.recorded": "Recorded an urgent concern",
    "escalations.listed": "Looked at the urgent concerns",
    "exported": "Exported",
    "filing.abandoned": "Gave up a filing",
    "filing.begun": "Began to file",
    "filings.listed": "Looked at the filings",
    "finished.fetched": "Downloaded a finished document",
    "finished.listed": "Looked at the finished documents",
    "form.fetched": "Downloaded a form",
    "header.changed": "Changed what the form is sent out with",
    "history.seen": "Looked at the history",
    "list.sent_out": "Sent out a list of audits",
    "outcomes.seen": "Looked at what came of the audit",
    "password.chosen": "Chose a password",
    "person.added": "Added somebody",
    "person.changed": "Changed somebody",
    "person.invited": "Made a link to choose a password",
    "person.linked": "Was linked to an account of the OpenID provider",
    "problem.settled": "Settled a problem",
    "problems.settled": "Settled problems of one kind together",
    "recovery.begun": "Recovered a blank form from copies",
    "recovery.finished": "Said which words stay in a recovered form",
    "recovery.left": "Threw away a recovered form",
    "request.answered_again": "Was given an earlier answer again",
    "request.done": "Did what is done once, though it be sent again",
    "return.first_return": "Read the first return of an audit",
    "return.new_audit": "Made an audit of a return",
    "return.new_revision": "Read another return of an audit",
    "return.proposed_revision": "Kept a return to be decided on",
    "return.same_again": "Was sent a return that was there already",
    "return.fetched": "Downloaded a return",
    "return.kept": "Kept a return",
    "return.moved_from": "Moved a return away",
    "return.moved_to": "Moved a return here",
    "return.refused": "Refused a file",
    "revision.declined": "Declined a return",
    "revision.taken": "Took a return",
    "revisions.compared": "Compared returns",
    "sign_in.begun": "Signed in",
    "sign_in.ended": "Signed out",
    "sign_in.refused": "Was refused a sign-in",
    "team.added": "Added a team",
    "token.made": "Made a token",
    "token.revoked": "Revoked a token",
    "trail.seen": "Looked at the trail",
}
"""Each verb of the trail, in words. One that is not here is told by its name."""

KINDS: Mapping[str, str] = {
    "audit": "Audits",
    "action": "Actions",
    "document": "Files",
    "form": "Forms",
    "draft": "Forms that are not finished",
    "list": "Lists and exports",
    "person": "People",
    "team": "Teams",
    "trail": "The trail",
    "request": "Requests",
}
"""What entries are about."""

_DIGEST = "sha256:"
_MOST_SHOWN = 12
_SHORT = 12
"""Letters of a digest by which a file is told from others."""


@dataclass(frozen=True, slots=True)
class Told:
    """An entry in words. `to` is the address of what it is about, "" where that has no page."""

    number: int
    at: datetime
    actor: str
    person: int | None
    verb: str
    about: str
    which: str
    to: str
    version: int | None
    changes: list[str]
    left_out: int


def told(entry: Entry) -> Told:
    """An entry in words."""
    changes = json.loads(entry.changes)
    return Told(
        entry.number,
        datetime.fromisoformat(entry.at),
        entry.actor,
        entry.person,
        VERBS.get(entry.verb) or entry.verb.replace(".", " ").replace("_", " ").capitalize(),
        entry.about,
        entry.which[:_SHORT] if entry.about == "document" else entry.which,
        _address(entry),
        entry.version,
        [_change(one) for one in changes[:_MOST_SHOWN]],
        max(0, len(changes) - _MOST_SHOWN),
    )


def _address(entry: Entry) -> str:
    if entry.about == "audit":
        return url_for("pages.audits.show_audit", reference=entry.which)
    if entry.about == "person" and entry.which.isdigit():
        return url_for("pages.people.show_person", number=int(entry.which))
    return ""


def _change(change: Mapping[str, Any]) -> str:
    """One change: what, and from what to what; of free text the trail holds its digest alone."""
    sides = [
        f"{word} {_said(change[side])}"
        for side, word in (("from", "from"), ("to", "to"), ("reason", "reason:"))
        if change.get(side) not in (None, "", [])
    ]
    return " ".join([str(change.get("path", "")), *sides])


def _said(value: object) -> str:
    if isinstance(value, str) and value.startswith(_DIGEST):
        return f"a text (digest {value[len(_DIGEST) :][:8]})"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
