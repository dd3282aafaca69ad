"""The decisions that people take about an audit: what each is called, and what comes of it, in one sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from service.errors import NotNow
from service.lifecycle import Stage, Verb, after
from service.pages.words import counted
from service.roles import Actor, May

_ASKED: Mapping[str, str] = {
    "words": "What do you want from the auditor?",
    "reference": "Reference of the audit",
}
Shown = Mapping[str, Any]
"""An audit as it is shown."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: `view` is its page, `effect` tells what comes of it, `done` what was done.

    `reason` is what the page asks for where a reason is wanted, `fields` all that may be wrong on it.
    """

    view: str
    title: str
    may: May
    verb: Verb | None
    effect: Callable[[Shown], str]
    done: str
    reason: str = ""
    fields: tuple[str, ...] = ("reason",)
    grave: bool = False

    def asks(self, name: str) -> str:
        """What a field of the page that is typed into is called; empty for what is chosen from a list."""
        return self.reason if name == "reason" else _ASKED.get(name, "")

    def hindrance(self, stage: str) -> str:
        """Why an audit at a stage does not allow it; empty where it does."""
        try:
            if self.verb is not None:
                after(self.verb, Stage(stage))
        except NotNow as not_now:
            return not_now.message
        return ""


def _accepted(audit: Shown) -> str:
    warnings = audit["warnings"]
    stays = f" {counted(warnings, 'warning').capitalize()} still open will stay on it." if warnings else ""
    return (
        "The audit becomes accepted: the record stands as it is now, its actions begin, and the audit can be finished "
        f"and filed.{stays}"
    )


def _reopened(audit: Shown) -> str:
    to = "in review again" if audit["revision"] else "sent out again, waiting for its return"
    return (
        f"The audit becomes {to}, and is no longer accepted. What was finished or filed before stays as it is until it "
        "is finished and filed again."
    )


ACCEPT = Decision(
    "accept_audit",
    "Accept the audit",
    May.ACCEPT,
    Verb.ACCEPT,
    _accepted,
    "The audit is accepted. Its actions have begun.",
)
SEND_BACK = Decision(
    "send_back_audit",
    "Send the audit back",
    May.REVIEW,
    Verb.SEND_BACK,
    lambda _: (
        "The audit becomes sent back and waits for its auditor. You get a note that says what is wanted, ready to "
        "e-mail; the service sends nothing itself."
    ),
    "The audit is sent back. Now e-mail the note to its auditor.",
    fields=("words", "problems"),
)
REOPEN = Decision(
    "reopen_audit",
    "Reopen the audit",
    May.DECIDE,
    Verb.REOPEN,
    _reopened,
    "The audit is reopened.",
    reason="Why is it reopened?",
)
WITHDRAW = Decision(
    "withdraw_audit",
    "Withdraw the audit",
    May.DECIDE,
    Verb.WITHDRAW,
    lambda _: (
        "The audit becomes withdrawn: it is taken out of work and counts nowhere. Everything of it is kept, and it can "
        "be reopened."
    ),
    "The audit is withdrawn. It can be reopened.",
    reason="Why is it withdrawn?",
    grave=True,
)
FINISH = Decision(
    "finish_audit",
    "Finish the audit",
    May.FINISH,
    Verb.FINISH,
    lambda _: (
        "The finished document is made from the record, proven to say what the record says, and made into a PDF; the "
        "audit becomes finished and can be filed. This can take half a minute."
    ),
    "The audit is finished. Its document is proven to say what the record says.",
    fields=("annex",),
)
FILE = Decision(
    "file_audit",
    "File the audit",
    May.FINISH,
    Verb.FILE,
    lambda _: (
        "The last finished document is put into the place that is set for such records, with a note of where it "
        "belongs in the case system, and checked to have arrived whole; the audit becomes filed, with a receipt. "
        "Where nothing takes it on from there, somebody has to put it into the case system by that note."
    ),
    "The audit is filed. The receipt is kept with it.",
    fields=("destination",),
)
DO_NOT_FILE = Decision(
    "do_not_file_audit",
    "Decide not to file the audit",
    May.DECIDE,
    Verb.DO_NOT_FILE,
    lambda _: (
        "The audit is settled without being filed on any record. It stays here with all that belongs to it, and can be "
        "reopened."
    ),
    "It is decided that the audit is not filed.",
    reason="Why is it not filed?",
    grave=True,
)
HAND_OVER = Decision(
    "hand_over_audit",
    "Hand the audit over to another team",
    May.DECIDE,
    None,
    lambda audit: (
        "From then on the people of the team that you choose see the audit, "
        + (
            f"and those of {audit['team']} no longer do."
            if audit["team"]
            else "which now belongs to no team."
        )
    ),
    "The audit is handed over.",
    reason="Why is it handed over?",
    fields=("team", "reason"),
)
CHANGE_HEADER = Decision(
    "change_header_of_audit",
    "Change the header while the form is out",
    May.SEND_OUT,
    Verb.CHANGE_HEADER,
    lambda _: (
        "The audit keeps its reference and stays sent out, with the header as you write it here. Give its auditor the "
        "form anew: a return on the form as it was before comes in with a problem that tells where its header differs."
    ),
    "The header is changed. Download the form anew and give it to its auditor.",
)
ALL = (ACCEPT, SEND_BACK, FINISH, FILE, DO_NOT_FILE, CHANGE_HEADER, REOPEN, HAND_OVER, WITHDRAW)
"""Every decision about a whole audit, in the order in which they are offered."""


def open_decisions(actor: Actor, audit: Shown) -> list[Decision]:
    """What somebody can decide about an audit as it stands."""
    possible = [
        one
        for one in ALL
        if actor.may(one.may)
        and not one.hindrance(audit["stage"])
        and not (one is HAND_OVER and actor.team is not None)
        and not (one is CHANGE_HEADER and audit["sent"] is None)
        and not (one in (FINISH, FILE) and audit["stage"] == Stage.FILED)
        and not (one is DO_NOT_FILE and audit["stage"] == Stage.NOT_FILED)
    ]
    if audit["stage"] == Stage.FINISHED:  # what is next comes first; finishing anew is for what was not right
        possible.sort(key=lambda one: one is not FILE)
        possible = [replace(one, title="Finish it again") if one is FINISH else one for one in possible]
    return possible
