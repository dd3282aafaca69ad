"""People, teams and tokens: added, changed, revoked. Nobody is deleted, for the trail names them."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from schemas.text import is_blank
from service.errors import Fault, NotNow, Stale, Unfit, Unknown
from service.roles import May, Role
from service.store import people, sign_ins, trail
from service.store.rows.people import Person, Team, Token
from service.store.rows.trail import Entry
from service.store.session import Session
from service.work import Work
from service.workflow.once import note_made
from service.workflow.send_out import NO_TEAM


def add_team(work: Work, name: str) -> Team:
    """Adds a team.

    Raises NotAllowed, Unfit without a name or with one that means no team, NotNow (`exists`) where there is one of
    that name.
    """
    work.actor.need(May.CHANGE_PEOPLE)
    shown = " ".join(name.split())
    if is_blank(shown):
        raise Unfit([Fault("name", "A team has a name.")])
    if shown == NO_TEAM:
        raise Unfit([Fault("name", f"“{NO_TEAM}” stands for “no team”. Give the team another name.")])
    with work.begin() as session:
        people.in_turn(session)
        if people.team_named(session, shown) is not None:
            raise NotNow("exists", "There is a team of that name.")
        team = Team(name=shown, folded=people.folded(shown))
        session.add(team)
        session.flush()
        work.note_of("team.added", "team", str(team.id))
        return team


def add_person(work: Work, name: str, email: str, roles: Collection[Role], team: str | None = None) -> Person:
    """Adds somebody. Raises NotAllowed, Unfit, NotNow (`exists`) where the e-mail address is somebody's."""
    work.actor.need(May.CHANGE_PEOPLE)
    with work.begin() as session:
        people.in_turn(session)
        address = _free_address(session, email)
        person = Person(
            name=_called(name), email=address, roles=[], active=True, version=1, added_at=work.now()
        )
        people.give(session, person, roles, team)
        session.add(person)
        session.flush()
        session.refresh(person, ["team"])
        work.note_of("person.added", "person", str(person.id), [{"path": "roles", "to": person.roles}])
        return person


def change_person(work: Work, number: int, wanted: Mapping[str, Any], *, seen: int | None = None) -> Person:
    """Changes somebody's name, e-mail address, roles, team, or whether they may come in at all.

    Who may no longer come in is signed out everywhere, for good. Raises NotAllowed, Unknown, Stale, Unfit, and NotNow:
    `exists` where the e-mail address is somebody else's, `last-administrator` where nobody would be left who can let
    others in.
    """
    work.actor.need(May.CHANGE_PEOPLE)
    with work.begin() as session:
        people.in_turn(session)
        person = session.get(Person, number)
        if person is None:
            raise Unknown
        if seen is not None and seen != person.version:
            raise Stale(seen, person.version)
        before = {"roles": person.roles, "team": person.team_id, "active": person.active}
        known_as = (person.name, person.email)
        person.name = _called(wanted.get("name", person.name))
        person.email = _free_address(session, wanted.get("email", person.email), person)
        person.active = wanted.get("active", person.active)
        team = wanted.get("team", person.team.name if person.team else None)
        people.give(session, person, [Role(role) for role in wanted.get("roles", person.roles)], team)
        session.flush()
        if not any(_lets_others_in(one) for one in people.people(session)):
            raise NotNow(
                "last-administrator",
                "Somebody has to stay who is an administrator, belongs to no team and may come in.",
            )
        if before["active"] and not person.active:
            sign_ins.end(session, person.id, work.now())
            sign_ins.uninvite(session, person)
        person.version += 1
        session.flush()
        session.refresh(person, ["team"])
        now = {"roles": person.roles, "team": person.team_id, "active": person.active}
        changes = [
            {"path": name, "from": before[name], "to": now[name]} for name in now if now[name] != before[name]
        ]
        # A name and an address are somebody's own and may have to go one day; the trail stays: it tells that alone.
        changes += [
            {"path": path}
            for path, was, is_now in zip(
                ("name", "email"), known_as, (person.name, person.email), strict=True
            )
            if was != is_now
        ]
        work.note_of("person.changed", "person", str(person.id), changes)
        return person


def changes_since(work: Work, number: int, version: int) -> list[Entry]:
    """What was changed of somebody since a version, the newest change first. Raises NotAllowed, Unknown."""
    newer = person(work, number).version - version
    with work.store.look() as session:
        entries = trail.about(session, "person", str(number), limit=10_000)
    changes = [one for one in reversed(entries) if one.verb == "person.changed"]
    return changes[: max(0, newer)]


def everybody(work: Work) -> list[Person]:
    """Everybody, by name. Raises NotAllowed."""
    work.actor.need(May.SEE_PEOPLE)
    with work.store.look() as session:
        return people.people(session)


def find_people(work: Work, words: str, *, page: int = 1, size: int = 50) -> tuple[list[Person], int]:
    """A page of the people whose name or e-mail address holds some words, and how many there are. Raises NotAllowed."""
    work.actor.need(May.SEE_PEOPLE)
    with work.store.look() as session:
        return people.found(session, words.strip(), skip=(page - 1) * size, limit=size)


def person(work: Work, number: int) -> Person:
    """Somebody. Raises NotAllowed, Unknown."""
    work.actor.need(May.SEE_PEOPLE)
    with work.store.look() as session:
        found = session.get(Person, number)
    if found is None:
        raise Unknown
    return found


def every_team(work: Work) -> list[Team]:
    """Every team, by name."""
    with work.store.look() as session:
        return people.teams(session)


def teams_with_people(work: Work) -> list[tuple[Team, int]]:
    """Every team, by name, with how many people who may come in belong to it. Raises NotAllowed."""
    work.actor.need(May.SEE_PEOPLE)
    with work.store.look() as session:
        sizes = people.sizes(session)
        return [(team, sizes.get(team.id, 0)) for team in people.teams(session)]


def myself(work: Work) -> Person:
    """Who is at work. Raises Unknown for the machine."""
    with work.store.look() as session:
        found = session.get(Person, work.actor.person) if work.actor.person is not None else None
    if found is None:
        raise Unknown
    return found


def team_of(work: Work) -> str | None:
    """The name of the actor's team."""
    return next((team.name for team in every_team(work) if team.id == work.actor.team), None)


def tokens_of(work: Work, number: int) -> list[Token]:
    """The tokens of somebody, the first one first. Raises NotAllowed, Unknown."""
    work.actor.need(May.CHANGE_PEOPLE)
    with work.store.look() as session:
        if session.get(Person, number) is None:
            raise Unknown
        return people.tokens(session, number)


def make_token(work: Work, person: int, label: str, days: int | None = None) -> tuple[Token, str]:
    """Makes a token for somebody, for `days` days or until it is revoked, and gives its text: the only time.

    Raises NotAllowed, Unknown.
    """
    work.actor.need(May.CHANGE_PEOPLE)
    with work.begin() as session:
        found = session.get(Person, person)
        if found is None:
            raise Unknown
        expires = work.now() + timedelta(days=days) if days else None
        token, text = people.new_token(session, found, label.strip(), work.now(), expires)
        work.note_of("token.made", "person", str(person), [{"path": "token", "to": token.id}])
        note_made(work, token.id)
        return token, text


def revoke_token(work: Work, name: str) -> Token:
    """Revokes a token; again changes nothing. Raises NotAllowed, Unknown."""
    work.actor.need(May.CHANGE_PEOPLE)
    with work.begin() as session:
        token = session.get(Token, name)
        if token is None:
            raise Unknown
        if token.revoked_at is None:
            token.revoked_at = work.now()
            work.note_of("token.revoked", "person", str(token.person_id), [{"path": "token", "from": name}])
        return token


def _called(name: str) -> str:
    """A name as it is kept. Raises Unfit where it shows nothing."""
    if is_blank(name):
        raise Unfit([Fault("name", "Somebody has a name.")])
    return " ".join(name.split())


def _free_address(session: Session, email: str, whose: Person | None = None) -> str:
    """An e-mail address as it is kept. Raises Unfit where it is none, NotNow (`exists`) where it is another's."""
    address = email.strip().casefold()
    if not people.is_email(address):
        raise Unfit([Fault("email", f"“{email}” is no e-mail address.")])
    if whose is None or whose.email != address:
        there = people.person_at(session, address)
        if there is not None and there is not whose:
            raise NotNow("exists", "There is somebody with that e-mail address.")
    return address


def _lets_others_in(person: Person) -> bool:
    return person.active and people.actor_of(person).may(May.CHANGE_PEOPLE)
