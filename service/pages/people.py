"""Pages of people and teams: who may come in, as what, and for which team."""

import json
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from schemas.wire.asked import typed_by
from schemas.wire.people import PersonBody, TeamBody
from service.errors import NotNow, Stale, Unfit
from service.pages.history_words import Happening, verb_said
from service.pages.numbers import whole_number
from service.pages.page import Pages, the_service, the_work
from service.pages.paging import Paging
from service.pages.person_words import ROLE_SENTENCES
from service.pages.stale import Changed, Row
from service.pages.words import ROLES
from service.roles import May
from service.store.rows.people import Person
from service.workflow import people
from service.workflow.sign_in import invite

pages = Pages("people", __name__)

_SIZE = 50
_MOST = 2**31 - 1
_SENTENCES = {
    "name": "Enter a name of 200 characters or fewer",
    "email": "Enter an e-mail address, like name@example.org",
    "roles": "Choose at least one role",
    "team": "Choose one of the teams",
}
_NAMES = {
    "name": "Name",
    "email": "E-mail address",
    "roles": "Roles",
    "team": "Team",
    "active": "Access",
}
_ONE = f"/people/<int(max={_MOST}):number>"


@pages.page("/people", May.SEE_PEOPLE)
def list_people() -> str:
    """Everybody, by name, a page at a time."""
    words = request.args.get("q", "")
    page = min(whole_number(request.args.get("page", "")) or 1, _MOST // _SIZE)
    found, total = people.find_people(the_work(), words, page=page, size=_SIZE)
    paging = Paging("pages.people.list_people", request.args, page, _SIZE, total)
    return render_template("people/list.html", people=found, total=total, words=words, paging=paging)


@pages.page("/people/new", May.CHANGE_PEOPLE)
def new_person() -> str:
    """The page to add somebody on."""
    return _form({"roles": []}, {})


@pages.page("/people/new", May.CHANGE_PEOPLE, methods=("POST",))
def add_person() -> Any:  # noqa: ANN401 -- a page or a redirection
    """Adds somebody."""
    typed, errors = _typed()
    if not errors:
        try:
            person = people.add_person(
                the_work(), typed["name"], typed["email"], typed["roles"], typed["team"]
            )
        except (Unfit, NotNow) as refused:
            errors = _told(refused)
        else:
            flash(f"{person.name} is added. Now make a link for them to choose a password with.")
            return redirect(url_for("pages.people.show_person", number=person.id))
    return _form(typed, errors), 400


@pages.page(_ONE, May.SEE_PEOPLE)
def show_person(number: int) -> str:
    """Somebody, and the form to change them."""
    person = people.person(the_work(), number)
    return _form(_as_typed(person), {}, person)


@pages.page(_ONE, May.CHANGE_PEOPLE, methods=("POST",))
def change_person(number: int) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Changes somebody. Where somebody else was quicker, both versions are shown, and what was typed stays."""
    work = the_work()
    typed, errors = _typed()
    changed = None
    if not errors:
        try:
            people.change_person(work, number, typed, seen=_seen())
        except Stale as stale:
            changed = _changed(people.person(work, number), typed, stale.seen)
        except (Unfit, NotNow) as refused:
            errors = _told(refused)
        else:
            flash("The changes are saved. They hold from now on.")
            return redirect(url_for("pages.people.show_person", number=number))
    person = people.person(work, number)
    version = person.version if changed else _seen()
    return _form(typed, errors, person, changed=changed, version=version), 409 if changed else 400


@pages.page(f"{_ONE}/access", May.CHANGE_PEOPLE, methods=("POST",))
def change_access(number: int) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Lets somebody in, or keeps them out."""
    wanted = request.form.get("active") == "yes"
    try:
        person = people.change_person(the_work(), number, {"active": wanted}, seen=_seen())
    except NotNow as refused:
        person = people.person(the_work(), number)
        return _form(_as_typed(person), {"access": refused.message}, person), 409
    except Stale as stale:
        person = people.person(the_work(), number)
        return _form(_as_typed(person), {}, person, changed=_changed(person, None, stale.seen)), 409
    flash(
        f"{person.name} may come in again."
        if wanted
        else f"{person.name} is signed out everywhere and may not come in."
    )
    return redirect(url_for("pages.people.show_person", number=number))


@pages.page(f"{_ONE}/link", May.CHANGE_PEOPLE, methods=("POST",))
def make_link(number: int) -> str:
    """Makes a link to choose a password with. It is in this answer and nowhere else, so that no address holds it."""
    work = the_work()
    person = people.person(work, number)
    path = url_for("pages.entrance.choose_page", code=invite(work, number))
    begins = the_service().config.address or request.host_url.rstrip("/")
    return render_template("people/link.html", person=person, link=f"{begins}{path}")


@pages.page("/teams", May.SEE_PEOPLE)
def list_teams() -> str:
    """Every team, and the form to add one."""
    return _teams("", {})


@pages.page("/teams", May.CHANGE_PEOPLE, methods=("POST",))
def add_team() -> Any:  # noqa: ANN401 -- a page or a redirection
    """Adds a team."""
    typed, errors = typed_by(TeamBody, request.form.to_dict(flat=False), _SENTENCES)
    if not errors:
        try:
            team = people.add_team(the_work(), typed["name"])
        except Unfit as unfit:
            errors = {fault.path: fault.message for fault in unfit.faults}
        except NotNow as refused:
            errors = {"name": refused.message}
        else:
            flash(f"The team {team.name} is added.")
            return redirect(url_for("pages.people.list_teams"))
    return _teams(request.form.get("name", ""), errors), 400


def _typed() -> tuple[dict[str, Any], dict[str, str]]:
    return typed_by(PersonBody, request.form.to_dict(flat=False), _SENTENCES)


def _seen() -> int:
    """The version that a form was made from; 0, which nothing has, where it says none."""
    return whole_number(request.form.get("version", "")) or 0


def _told(refused: Unfit | NotNow) -> dict[str, str]:
    if isinstance(refused, Unfit):
        return {fault.path: fault.message for fault in refused.faults}
    return {"email" if refused.code == "exists" else "roles": refused.message}


def _changed(person: Person, typed: dict[str, Any] | None, seen: int) -> Changed:
    """What was changed of somebody since a version, and what was typed into that, if anything was."""
    now, mine = _said(_as_typed(person)), _said(typed) if typed else {}
    rows = [Row(_NAMES[name], mine=mine.get(name), now=now[name]) for name in now]
    if typed is None:
        rows.append(Row("Access", now="May come in" if person.active else "Kept out"))
    since = [
        Happening(
            one.number,
            datetime.fromisoformat(one.at),
            one.actor,
            verb_said(one.verb),
            [_NAMES[change["path"]] for change in json.loads(one.changes)],
        )
        for one in people.changes_since(the_work(), person.id, seen)
    ]
    return Changed("person", rows, since)


def _said(typed: dict[str, Any]) -> dict[str, str]:
    """Somebody as a form has them, in words."""
    roles = ", ".join(ROLES[role] for role in typed["roles"])
    return {**typed, "roles": roles, "team": typed["team"] or "Every team"}


def _as_typed(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "email": person.email,
        "roles": person.roles,
        "team": person.team.name if person.team else None,
    }


def _form(
    typed: dict[str, Any],
    errors: dict[str, str],
    person: Person | None = None,
    *,
    changed: Changed | None = None,
    version: int | None = None,
) -> str:
    return render_template(
        "people/one.html" if person else "people/new.html",
        typed=typed,
        errors=errors,
        person=person,
        changed=changed,
        version=version if version is not None else person.version if person else 0,
        role_sentences=ROLE_SENTENCES,
        teams=[team.name for team in people.every_team(the_work())],
    )


def _teams(typed: str, errors: dict[str, str]) -> str:
    return render_template(
        "people/teams.html", teams=people.teams_with_people(the_work()), typed=typed, errors=errors
    )
