"""Pages that give many actions to another owner at once: what changes is shown before it is changed."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from schemas.text import trimmed
from schemas.trouble import Trouble
from service.pages.action_form import FIELDS, in_words, value_of
from service.pages.held import is_own_path
from service.pages.numbers import whole_number
from service.pages.page import Pages, the_shown, the_work
from service.pages.words import counted, day
from service.roles import May
from service.workflow.change_actions import CameOf, Wish, change_actions, foresee

pages = Pages("reassign", __name__)

MOST = 200
"""How many actions are reassigned at once: as many as a page of the list holds."""


@pages.page("/actions/reassign", May.CHANGE_ACTIONS, methods=("POST",))
def check() -> Any:  # noqa: ANN401 -- a page
    """Shows what would change of the chosen actions."""
    wanted, errors = _wanted()
    return _page(wanted, errors), 422 if errors else 200


@pages.page("/actions/reassign/confirm", May.CHANGE_ACTIONS, methods=("POST",))
def confirm() -> Any:  # noqa: ANN401 -- a page or a redirection
    """Changes the chosen actions that can be, and lists those that cannot."""
    wanted, errors = _wanted()
    wishes = _wishes(wanted)
    if errors or not wishes:
        return _page(wanted, errors), 422
    came = change_actions(the_work(), wishes)
    changed = sum(not one.why for one in came)
    if changed == len(came):
        flash(f"{counted(changed, 'action was', 'actions were')} reassigned.")
        return redirect(_back(), 303)
    return came_of(came, changed), 409


def came_of(came: list[CameOf], changed: int) -> str:
    """The page that says what was changed of many actions, and what was not."""
    left = [one for one in came if one.why]
    known = {one.wish.number: one.action for one in foresee(the_work(), [one.wish for one in left])}
    shown = the_shown()
    return render_template(
        "actions/came_of.html",
        changed=changed,
        left=[
            {
                "number": one.wish.number,
                "action": shown.action(action) if (action := known.get(one.wish.number)) else None,
                "why": one.why,
                "wished": [
                    (FIELDS[name], in_words(name, _words(value))) for name, value in one.wish.wanted.items()
                ],
            }
            for one in left
        ],
        back=_back(),
    )


def _page(wanted: dict[str, Any], errors: dict[str, str]) -> str:
    wishes = _wishes(wanted)
    shown = the_shown()
    seen = foresee(the_work(), wishes) if wishes else []
    return render_template(
        "actions/reassign.html",
        rows=[
            {"action": shown.action(one.action) if one.action else None, "why": one.why if wanted else ""}
            for one in seen
        ],
        able=sum(not one.why for one in seen),
        chosen=[f"{one.number}.{one.seen}" for one in wishes],
        wanted=wanted,
        said={name: request.form.get(name, "") for name in ("owner", "due")},
        errors=errors,
        back=_back(),
    )


def _wanted() -> tuple[dict[str, Any], dict[str, str]]:
    """The new owner and day, and what is wrong with what was sent."""
    wanted: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for name in ("owner", "due"):
        said = trimmed(request.form.get(name, ""))
        if not said:
            continue
        try:
            wanted[name] = value_of(name, said)
        except Trouble as trouble:
            errors[name] = trouble.message
    if not wanted and not errors:
        errors["owner"] = "Enter the new owner, a new due date, or both"
    return wanted, errors


def _wishes(wanted: dict[str, Any]) -> list[Wish]:
    """What is to change of each action that was chosen; what names none is left out."""
    wishes = {}
    for said in request.form.getlist("chosen")[:MOST]:
        number, seen = (whole_number(part) for part in said.partition(".")[::2])
        if number is not None and seen is not None:
            wishes[number] = Wish(number, seen, wanted)
    return [*wishes.values()]


def _back() -> str:
    """The list that somebody came from, with its filters."""
    to = request.form.get("back", "")
    home = url_for("pages.actions.list_actions")
    return to if is_own_path(to) and to.partition("?")[0] == home else home


def _words(value: object) -> str:
    return day(value) if value is not None and not isinstance(value, str) else (value or "")  # type: ignore[arg-type]
