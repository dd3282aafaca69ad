"""Routes: people, teams, tokens, and who is asking."""

from typing import Any

from schemas.wire.people import (
    MeShape,
    PersonBody,
    PersonChange,
    PersonList,
    PersonShape,
    TeamBody,
    TeamList,
    TeamShape,
    TokenBody,
    TokenList,
    TokenMade,
    TokenShape,
)
from service.api.routes import Routes, etag, seen, the_work
from service.roles import May
from service.store.rows.people import Person, Token
from service.workflow import people

routes = Routes("people", __name__, url_prefix="/api/v1", description="People, teams and tokens")


@routes.verb("GET", "/me", May.SEE_FORMS)
@routes.response(200, MeShape)
def show_me() -> dict[str, Any]:
    """Who you are to the service, and what you may do."""
    work = the_work()
    return {
        "name": work.actor.name,
        "roles": sorted(work.actor.roles),
        "team": people.team_of(work),
        "may": [one.value for one in May if work.actor.may(one)],
    }


@routes.verb("GET", "/people", May.SEE_PEOPLE)
@routes.response(200, PersonList)
def list_people() -> dict[str, Any]:
    """Everybody, by name."""
    return {"people": [_shown(one) for one in people.everybody(the_work())]}


@routes.verb("POST", "/people", May.CHANGE_PEOPLE)
@routes.arguments(PersonBody)
@routes.response(201, PersonShape)
def add_a_person(body: dict[str, Any]) -> Any:  # noqa: ANN401 -- a shape with its status and headers
    """Add somebody."""
    person = people.add_person(the_work(), body["name"], body["email"], body["roles"], body["team"])
    return _shown(person), 201, etag(person.version)


@routes.verb("GET", "/people/<int(max=2147483647):number>", May.SEE_PEOPLE)
@routes.response(200, PersonShape)
def show_person(number: int) -> Any:  # noqa: ANN401 -- a shape with its headers
    """Somebody. Their ETag names their version."""
    person = people.person(the_work(), number)
    return _shown(person), 200, etag(person.version)


@routes.verb("PATCH", "/people/<int(max=2147483647):number>", May.CHANGE_PEOPLE, changes=True)
@routes.arguments(PersonChange)
@routes.response(200, PersonShape)
def change_a_person(body: dict[str, Any], number: int) -> Any:  # noqa: ANN401 -- a shape with its headers
    """Change somebody's name, e-mail address, roles or team, or whether they may come in."""
    person = people.change_person(the_work(), number, body, seen=seen())
    return _shown(person), 200, etag(person.version)


@routes.verb("GET", "/people/<int(max=2147483647):number>/tokens", May.CHANGE_PEOPLE)
@routes.response(200, TokenList)
def list_tokens(number: int) -> dict[str, Any]:
    """The tokens of somebody, without their texts."""
    return {"tokens": people.tokens_of(the_work(), number)}


@routes.verb("POST", "/people/<int(max=2147483647):number>/tokens", May.CHANGE_PEOPLE, secret=True)
@routes.arguments(TokenBody)
@routes.response(201, TokenMade)
def make_a_token(body: dict[str, Any], number: int) -> tuple[dict[str, Any], int]:
    """Make a token for somebody. Its text is shown now and never again."""
    token, text = people.make_token(the_work(), number, body["label"], body["days"])
    return {**_token(token), "token": text}, 201


@routes.verb("DELETE", "/tokens/<token>", May.CHANGE_PEOPLE)
@routes.response(200, TokenShape)
def revoke_a_token(token: str) -> dict[str, Any]:
    """Revoke a token; from now on it opens nothing."""
    return _token(people.revoke_token(the_work(), token))


@routes.verb("GET", "/teams", May.SEE_FORMS)
@routes.response(200, TeamList)
def list_teams() -> dict[str, Any]:
    """Every team, by name."""
    return {"teams": people.every_team(the_work())}


@routes.verb("POST", "/teams", May.CHANGE_PEOPLE)
@routes.arguments(TeamBody)
@routes.response(201, TeamShape)
def add_a_team(body: dict[str, str]) -> Any:  # noqa: ANN401 -- a shape with its status
    """Add a team."""
    return people.add_team(the_work(), body["name"]), 201


def _shown(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "roles": person.roles,
        "team": person.team.name if person.team else None,
        "active": person.active,
        "version": person.version,
    }


def _token(token: Token) -> dict[str, Any]:
    return {
        "id": token.id,
        "label": token.label,
        "made_at": token.made_at,
        "expires_at": token.expires_at,
        "revoked_at": token.revoked_at,
    }
