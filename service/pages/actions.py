"""Pages of actions: the tracker, and one action with all that became of it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from service.errors import NotNow, Stale, Unfit
from service.lifecycle import ActionState, after_action
from service.pages import reassign, tracker
from service.pages.action_filters import the_asked
from service.pages.action_form import FIELDS, Typed, as_typed, in_words, typed
from service.pages.history_words import Happening
from service.pages.page import Pages, the_shown, the_work
from service.pages.paging import Paging
from service.pages.record import value_said
from service.pages.stale import Changed, Row
from service.pages.words import day
from service.roles import May
from service.word.form import Form
from service.workflow.action_story import Step, Story, story_of
from service.workflow.change_action import change_action, verify_action
from service.workflow.look import find_actions
from service.workflow.people import every_team
from service.workflow.raise_actions import PART
from service.workflow.tracker.columns import MOST_ACTIONS

pages = Pages("actions", __name__)
pages.register_blueprint(reassign.pages)
pages.register_blueprint(tracker.pages)

_NAMES = {**FIELDS, "what": "What is to be done", "priority": "Priority", "section": "Section"}
_STEPS = {
    "action.made": "The audit was accepted, and the action began",
    "action.changed": "Changed",
    "action.asked_anew": "A later return asked for it in another way",
    "action.owner_changed": "A later return gave it to another owner",
    "action.not_asked_for": "A later return no longer asked for it",
}


@pages.page("/actions", May.SEE_ACTIONS)
def list_actions() -> str:
    """The tracker: the actions, filtered, sorted and paged."""
    work, shown, asked = the_work(), the_shown(), the_asked()
    found, total = find_actions(work, asked.wanted, page=asked.page, size=asked.size, **asked.order)
    return render_template(
        "actions/list.html",
        actions=[shown.action(one) for one in found],
        total=total,
        asked=request.args,
        filters=asked,
        errors=asked.errors,
        paging=Paging("pages.actions.list_actions", request.args, asked.page, asked.size, total),
        forms=sorted({(form.declaration.key, form.declaration.title) for form in work.catalogue}),
        teams=every_team(work) if work.actor.team is None and work.actor.may(May.SEE_PEOPLE) else [],
        reads_text=shown.text,
        today=work.today(),
        most=MOST_ACTIONS,
    )


@pages.page("/actions/<int(max=2147483647):number>", May.SEE_ACTIONS)
def show_action(number: int) -> str:
    """One action: what was asked, what it is now, its history, and the form to update it."""
    return _page(story_of(the_work(), number))


@pages.page("/actions/<int(max=2147483647):number>", May.CHANGE_ACTIONS, methods=("POST",))
def update_action(number: int) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Changes an action as it was typed; what somebody else changed meanwhile is shown beside it."""
    work = the_work()
    said = typed(request.form)
    errors = dict(said.errors)
    if not errors and not said.wanted:
        flash("Nothing was changed, as nothing on the page was.")
        return redirect(url_for("pages.actions.show_action", number=number), 303)
    if not errors:
        try:
            action = change_action(work, number, said.wanted, seen=said.seen)
        except Stale:
            return _page(story_of(work, number), said, is_stale=True), 409
        except Unfit as unfit:
            errors = {fault.path: fault.message for fault in unfit.faults}
        except NotNow as refused:
            errors = {"state": refused.message}
        else:
            flash(_told(said, ActionState(action.state)))
            return redirect(url_for("pages.actions.show_action", number=number), 303)
    story = story_of(work, number)
    is_stale = story.action.version != said.seen
    return _page(story, said, errors, is_stale=is_stale), 409 if is_stale else 422


@pages.page("/actions/<int(max=2147483647):number>/verify", May.VERIFY_ACTIONS, methods=("POST",))
def verify(number: int) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Notes that the evidence was seen, by somebody other than who said that it was done."""
    work = the_work()
    said = typed(request.form)
    try:
        verify_action(work, number, seen=said.seen)
    except Stale:
        return _page(story_of(work, number), said, is_stale=True), 409
    except NotNow as refused:
        return _page(story_of(work, number), errors={"verify": refused.message}), 409
    flash("The action is verified. Nothing more is to be done about it.")
    return redirect(url_for("pages.actions.show_action", number=number), 303)


def _told(said: Typed, state: ActionState) -> str:
    """What became of a change, in a sentence."""
    if "state" not in said.wanted:
        return "Saved."
    return {
        ActionState.OPEN: "Saved. The action is to be done again.",
        ActionState.IN_PROGRESS: "Saved. The action is in progress.",
        ActionState.DONE: "Saved. The action is done; somebody else now has to verify it.",
        ActionState.VERIFIED: "Saved.",
        ActionState.CANCELLED: "Saved. The action is cancelled.",
    }[state]


def _page(
    story: Story, said: Typed | None = None, errors: dict[str, str] | None = None, *, is_stale: bool = False
) -> str:
    """The page of an action; with what was typed, where it could not be saved."""
    work, action = the_work(), story.action
    told = the_shown().action(action)
    asked = action.asked if the_shown().text else {}
    now = as_typed(told)
    state = ActionState(action.state)
    return render_template(
        "actions/one.html",
        action=told,
        asked=_asked(work.form(action.audit.edition), asked),
        done_by=action.done_by,
        fields=said.merged(now) if said and is_stale else said.said if said else now,
        now=now,
        changed=_changed(story, said, now) if said and is_stale else None,
        was=said.was if said and not is_stale else now,
        version=said.seen if said and not is_stale else action.version,
        errors=errors or {},
        can_become=[one for one in after_action(state) if one is not ActionState.VERIFIED],
        is_mine_to_verify=work.actor.may(May.VERIFY_ACTIONS) and not _said_so(story),
        steps=[_in_words(step) for step in story.steps],
        field_words=FIELDS,
        reads_text=the_shown().text,
    )


def _changed(story: Story, said: Typed, now: Mapping[str, str]) -> Changed:
    """What was changed of an action since its form was made, and what was entered into that."""
    rows = [
        Row(
            FIELDS[name],
            in_words(name, said.was[name]),
            in_words(name, said.said[name]) if said.is_changed(name) else None,
            in_words(name, now[name]),
        )
        for name in FIELDS
        if said.was["state"] and (said.is_changed(name) or said.was[name] != now[name])
    ]
    newer = max(0, story.action.version - said.seen)
    return Changed(
        "action", rows, [_happening(step) for step in story.steps[:newer]], "What was changed last"
    )


def _happening(step: Step) -> Happening:
    told = _in_words(step)
    changes = [
        f"{name}: {'changed' if now is None else now or 'taken out'}" for name, _, now in told["changes"]
    ]
    return Happening(0, told["at"], step.by, told["what"], changes)


def _asked(form: Form, asked: Mapping[str, Any]) -> dict[str, str]:
    """What an audit asks for, in the words of its form."""
    slots = {name: form.by_tag.get(f"{PART}.{name}") for name in asked}
    return {
        name: value_said(slot, asked[name]) if slot else str(asked[name] or "")
        for name, slot in slots.items()
    }


def _day_asked(said: object) -> date | None:
    """The day that an audit asked for, as records hold days; None where they hold none."""
    return date.fromisoformat(said) if isinstance(said, str) and len(said) == len("2026-06-04") else None


def _in_words(step: Step) -> dict[str, Any]:
    """A step of an action's history as it is read."""
    return {
        "at": datetime.fromisoformat(step.at),
        "by": step.by,
        "what": _STEPS.get(step.verb, step.verb),
        "changes": [
            (_NAMES.get(name, name), _value(name, before), _value(name, after))
            for name, before, after in step.changes
        ],
    }


def _value(name: str, said: str | None) -> str | None:
    if said and name in ("due", "done_on"):
        return day(_day_asked(said)) or said
    return in_words(name, said) if said else said


def _said_so(story: Story) -> bool:
    """Whether whoever looks is who said that it was done."""
    person = the_work().actor.person
    return person is not None and person == story.action.done_by_person
