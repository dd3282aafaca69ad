"""People whom an OpenID provider vouches for come in."""

from collections.abc import Collection

from service.errors import NotLetIn
from service.roles import Role
from service.store import people
from service.store.rows.people import Person
from service.work import Work
from service.workflow.sign_in import begin


def sign_in_by_provider(
    work: Work, subject: str, email: str, name: str, roles: Collection[Role] | None, team: str | None
) -> str:
    """Signs in whom an OpenID provider vouches for; gives the text that the browser is known by from now on.

    `roles` and `team` are those that the provider's groups give; None leaves what an administrator gave. Raises
    NotLetIn where nobody is known by that address and the groups give no role.
    """
    address = email.strip().casefold()
    with work.begin() as session:
        person = people.person_of(session, subject) or people.person_at(session, address)
        if person is None and roles:
            person = Person(name=name, email=address, roles=[], active=True, version=1, added_at=work.now())
            people.give(session, person, roles, team)
            session.add(person)
            session.flush()
            session.refresh(person, ["team"])
            work.note_of("person.added", "person", str(person.id), [{"path": "roles", "to": person.roles}])
        if person is None or not person.active or (person.subject or subject) != subject:
            raise NotLetIn("You are not known here. Ask an administrator of this service to add you.")
        before = [*person.roles]
        if roles is not None:
            people.give(session, person, roles, team)
        if person.roles != before:
            change = {"path": "roles", "from": before, "to": person.roles}
            work.note_of("person.changed", "person", str(person.id), [change])
        person.subject = subject
        return begin(work, session, person)
