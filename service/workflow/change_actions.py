"""Changes many actions, each for itself: what cannot be changed is told, and the others are changed all the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.errors import NotAllowed, NotNow, Stale, Unfit, Unknown
from service.lifecycle import ActionState
from service.roles import May
from service.store import actions
from service.store.rows.actions import Action
from service.work import Work
from service.workflow.change_action import change_action, check_change, check_verify, verify_action


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to change of an action, and the version of it that whoever wishes saw."""

    number: int
    seen: int
    wanted: Mapping[str, Any]

    @property
    def verifies(self) -> bool:
        """Whether the action is to be verified, which is a step of its own."""
        return self.wanted.get("state") == ActionState.VERIFIED


@dataclass(frozen=True, slots=True)
class CameOf:
    """What comes of a wish: the action where it is known, and, unless it is as wished, why not."""

    wish: Wish
    action: Action | None = None
    why: str = ""


def change_actions(work: Work, wishes: Sequence[Wish]) -> list[CameOf]:
    """Changes each action that can be changed as it is wished. Raises NotAllowed where none may be."""
    work.actor.need(May.CHANGE_ACTIONS)
    return [_came_of(work, wish) for wish in wishes]


def foresee(work: Work, wishes: Sequence[Wish]) -> list[CameOf]:
    """What would come of each wish, as things stand; nothing is changed. Raises NotAllowed."""
    work.actor.need(May.CHANGE_ACTIONS)
    with work.begin() as session:
        numbers = {wish.number for wish in wishes}
        known = {one.id: one for one in actions.numbered(session, numbers) if work.sees(one.audit)}
        if known:
            paths = [{"path": f"{one.audit.reference} actions[{one.number}]"} for one in known.values()]
            work.note_of("actions.compared", "list", "actions", paths)
        found = []
        for wish in wishes:
            action = known.get(wish.number)
            why = " ".join(why_not(work, wish, action)) if action else UNKNOWN
            found.append(CameOf(wish, action, why))
        return found


def why_not(work: Work, wish: Wish, action: Action) -> Iterator[str]:
    """Why an action will not be changed as it is wished, as things stand; nothing where it will be."""
    if wish.seen != action.version:
        yield changed_meanwhile(wish.seen, action.version)
        return
    try:
        if not wish.verifies:
            check_change(work, action, wish.wanted)
        elif set(wish.wanted) != {"state"}:
            yield _ALONE
        else:
            work.actor.need(May.VERIFY_ACTIONS)
            check_verify(work, action)
    except (NotNow, Unfit, NotAllowed) as refused:
        yield from _reasons(refused)


def changed_meanwhile(seen: int, now: int) -> str:
    """Says that somebody else was there first."""
    return (
        f"It was changed meanwhile: you saw version {seen}, and it is at version {now} now. Look at it as it is, and "
        "in a workbook that was downloaded anew, and change that."
    )


UNKNOWN = "There is no such action, or it is another team’s."
_ALONE = "An action is verified by itself. Save the other changes first, then verify it."


def _came_of(work: Work, wish: Wish) -> CameOf:
    try:
        if wish.verifies and set(wish.wanted) != {"state"}:
            return CameOf(wish, why=_ALONE)
        if wish.verifies:
            return CameOf(wish, verify_action(work, wish.number, seen=wish.seen))
        return CameOf(wish, change_action(work, wish.number, wish.wanted, seen=wish.seen))
    except Unknown:
        return CameOf(wish, why=UNKNOWN)
    except Stale as stale:
        return CameOf(wish, why=changed_meanwhile(stale.seen, stale.now))
    except (NotNow, Unfit, NotAllowed) as refused:
        return CameOf(wish, why=" ".join(_reasons(refused)))


def _reasons(refused: NotNow | Unfit | NotAllowed) -> list[str]:
    if isinstance(refused, Unfit):
        return [fault.message for fault in refused.faults]
    return [refused.message if isinstance(refused, NotNow) else str(refused)]
