"""The life of an audit and of an action: the states they can be in, and the verbs that move them on."""

from enum import StrEnum

from service.errors import NotNow


class Stage(StrEnum):
    """How far an audit has come."""

    SENT_OUT = "sent_out"  # the form is with its auditor
    IN_REVIEW = "in_review"  # a return was read and is looked at
    SENT_BACK = "sent_back"  # the auditor was asked for something
    ACCEPTED = "accepted"
    FINISHED = "finished"  # the finished document is made and proven
    FILED = "filed"
    NOT_FILED = "not_filed"  # it was decided, with a reason, not to file it
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    """What can be done with an audit that changes its stage, or that only some stages allow."""

    CHANGE_HEADER = "change the header that it is sent out with"
    TAKE = "take a return"
    CORRECT = "correct"
    SETTLE = "settle a problem"
    RESTRICT = "mark an answer as restricted"
    ACCEPT = "accept"
    SEND_BACK = "send back"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    FINISH = "finish"
    FILE = "file"
    DO_NOT_FILE = "decide not to file"


_AFTER: dict[Verb, dict[Stage, Stage]] = {
    Verb.CHANGE_HEADER: {Stage.SENT_OUT: Stage.SENT_OUT},
    Verb.TAKE: {
        Stage.SENT_OUT: Stage.IN_REVIEW,
        Stage.IN_REVIEW: Stage.IN_REVIEW,
        Stage.SENT_BACK: Stage.IN_REVIEW,
    },
    Verb.CORRECT: {Stage.IN_REVIEW: Stage.IN_REVIEW},
    Verb.SETTLE: {Stage.IN_REVIEW: Stage.IN_REVIEW},
    Verb.RESTRICT: {
        Stage.IN_REVIEW: Stage.IN_REVIEW,
        Stage.ACCEPTED: Stage.ACCEPTED,
        Stage.FINISHED: Stage.ACCEPTED,  # the document has to be made anew
        Stage.FILED: Stage.ACCEPTED,
    },
    Verb.ACCEPT: {Stage.IN_REVIEW: Stage.ACCEPTED},
    Verb.SEND_BACK: {Stage.IN_REVIEW: Stage.SENT_BACK},
    Verb.REOPEN: {
        Stage.SENT_BACK: Stage.IN_REVIEW,
        Stage.ACCEPTED: Stage.IN_REVIEW,
        Stage.FINISHED: Stage.IN_REVIEW,
        Stage.FILED: Stage.IN_REVIEW,
        Stage.NOT_FILED: Stage.IN_REVIEW,
        Stage.WITHDRAWN: Stage.IN_REVIEW,
    },
    Verb.WITHDRAW: {stage: Stage.WITHDRAWN for stage in Stage if stage is not Stage.WITHDRAWN},
    Verb.FINISH: dict.fromkeys((Stage.ACCEPTED, Stage.FINISHED, Stage.FILED), Stage.FINISHED),
    Verb.FILE: {Stage.FINISHED: Stage.FILED, Stage.FILED: Stage.FILED},
    Verb.DO_NOT_FILE: {
        Stage.ACCEPTED: Stage.NOT_FILED,
        Stage.FINISHED: Stage.NOT_FILED,
        Stage.NOT_FILED: Stage.NOT_FILED,
    },
}

SETTLED = frozenset((Stage.ACCEPTED, Stage.FINISHED, Stage.FILED, Stage.NOT_FILED, Stage.WITHDRAWN))
"""The stages in which a return that comes in waits as a proposal instead of being taken."""


def after(verb: Verb, stage: Stage) -> Stage:
    """The stage that a verb leads to. Raises NotNow (`wrong-stage`) where the stage does not allow the verb."""
    allowed = _AFTER[verb]
    if stage not in allowed:
        when = " or ".join(one.replace("_", " ") for one in allowed)
        hint = " Reopen it first." if Stage.IN_REVIEW in allowed and stage in _AFTER[Verb.REOPEN] else ""
        raise NotNow(
            "wrong-stage",
            f"The audit is {stage.replace('_', ' ')}. One can {verb} only when it is {when}.{hint}",
        )
    return allowed[stage]


class ActionState(StrEnum):
    """How far an action has come."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"  # with evidence and a date
    VERIFIED = "verified"  # somebody other than who did it has seen the evidence
    CANCELLED = "cancelled"  # with a reason


_ACTION_AFTER: dict[ActionState, frozenset[ActionState]] = {
    ActionState.OPEN: frozenset({ActionState.IN_PROGRESS, ActionState.DONE, ActionState.CANCELLED}),
    ActionState.IN_PROGRESS: frozenset({ActionState.OPEN, ActionState.DONE, ActionState.CANCELLED}),
    ActionState.DONE: frozenset({ActionState.VERIFIED, ActionState.IN_PROGRESS}),
    ActionState.VERIFIED: frozenset({ActionState.IN_PROGRESS}),
    ActionState.CANCELLED: frozenset({ActionState.OPEN}),
}
"""Every state can be left again: a decision about an action can be taken back."""


def after_action(state: ActionState) -> list[ActionState]:
    """The states that an action can come to from one, in the order of its life."""
    return [one for one in ActionState if one in _ACTION_AFTER[state]]


def check_action(before: ActionState, wanted: ActionState) -> None:
    """Raises NotNow (`wrong-state`) where an action cannot go from one state to the other."""
    allowed = _ACTION_AFTER[before]
    if wanted not in allowed:
        names = ", ".join(sorted(one.replace("_", " ") for one in allowed))
        raise NotNow(
            "wrong-state",
            f"The action is {before.replace('_', ' ')}. From there it can become: {names}.",
        )
