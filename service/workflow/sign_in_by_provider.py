"""People whom an OpenID provider vouches for come in."""

from dataclasses import dataclass

from service.errors import NotLetIn, Unfit
from service.roles import Role
from service.store import people, sign_ins
from service.store.rows.people import Person
from service.store.session import Session
from service.work import Work
from service.workflow.sign_in import begin

_ASK = "Ask an administrator of this service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """What an OpenID provider says of somebody.

    `subject` is the provider's address and its name for them, which stays; `sure` is whether the e-mail address is
    known to be theirs. `roles` and `team` are what their groups give; None leaves what an administrator gave.
    """

    subject: str
    email: str
    name: str
    sure: bool
    roles: frozenset[Role] | None = None
    team: str | None = None


def sign_in_by_provider(work: Work, said: Vouched, code: str = "") -> str:
    """Signs in whom an OpenID provider vouches for; gives the text that the browser is known by from now on.

    Somebody is known by their subject. Who is not yet is linked to the person here whom a `code` of an administrator
    lets in, or whose e-mail address it surely is; else they are added, with the roles of their groups. Raises NotLetIn.
    """
    try:
        with work.begin() as session:
            people.in_turn(session)
            return _let_in(work, session, said, code)
    except NotLetIn:
        _note_refused(work, said)
        raise


def _let_in(work: Work, session: Session, said: Vouched, code: str) -> str:
    person = people.person_of(session, said.subject)
    _check_code(work, session, code, person)
    if person is None:
        person = _to_link(work, session, said, code) or _added(work, session, said)
    if not person.active:
        raise NotLetIn(f"You may not come in at the moment. {_ASK} why.")
    _give(work, session, person, said)
    if person.subject is None:
        person.subject = said.subject
        sign_ins.uninvite(session, person)
        work.note_of("person.linked", "person", str(person.id))
    return begin(work, session, person)


def _note_refused(work: Work, said: Vouched) -> None:
    """Notes, as for a password that is not right, that somebody who is known here was refused, and no more of them."""
    with work.begin() as session:
        person = people.person_of(session, said.subject)
        if person is None and said.email:
            person = people.person_at(session, said.email)
        if person is not None:
            work.note_of("sign_in.refused", "person", str(person.id))


def _check_code(work: Work, session: Session, code: str, person: Person | None) -> None:
    """Raises NotLetIn where a code lets in somebody else than who came with it."""
    invited = sign_ins.invited(session, code, work.now()) if code else None
    if code and invited is None:
        raise NotLetIn(f"The link that you came by was used, or is too old. {_ASK} for another.")
    if invited is not None and person is not None and invited.id != person.id:
        raise NotLetIn(
            "The link that you came by is for somebody else than the account that you signed in with."
        )


def _to_link(work: Work, session: Session, said: Vouched, code: str) -> Person | None:
    """The person here to link with who came for the first time. Raises NotLetIn where there is doubt."""
    invited = sign_ins.invited(session, code, work.now()) if code else None
    person = invited or (people.person_at(session, said.email) if said.email else None)
    if person is None:
        return None
    if person.subject is not None:
        raise NotLetIn(
            f"Whoever has your e-mail address here signs in with another account. {_ASK} to look at it."
        )
    if invited is None and not said.sure:
        raise NotLetIn(
            "Somebody here has your e-mail address, but it is not certain that it is yours. "
            f"{_ASK} for a link to sign in with for the first time."
        )
    return person


def _added(work: Work, session: Session, said: Vouched) -> Person:
    """Somebody new, with the roles of their groups. Raises NotLetIn where these give none."""
    if not said.roles:
        raise NotLetIn(f"You are not known here. {_ASK} to add you.")
    if not people.is_email(said.email):
        raise NotLetIn(
            f"Nothing tells your e-mail address, without which nobody is added. {_ASK} to add you."
        )
    address = said.email.strip().casefold()
    name = " ".join(said.name.split())[:200] or address
    person = Person(name=name, email=address, roles=[], active=True, version=1, added_at=work.now())
    _try_to_give(session, person, said)
    session.add(person)
    session.flush()
    session.refresh(person, ["team"])
    work.note_of("person.added", "person", str(person.id), [{"path": "roles", "to": person.roles}])
    return person


def _give(work: Work, session: Session, person: Person, said: Vouched) -> None:
    """Gives what the groups give, where they give anything. Raises NotLetIn where that is nothing, or does not fit."""
    if said.roles is None:
        return
    before = {"roles": person.roles, "team": person.team_id}
    _try_to_give(session, person, said)
    now = {"roles": person.roles, "team": person.team_id}
    if now != before:
        person.version += 1
        changes = [{"path": name, "from": before[name], "to": now[name]} for name in now]
        work.note_of("person.changed", "person", str(person.id), changes)


def _try_to_give(session: Session, person: Person, said: Vouched) -> None:
    try:
        people.give(session, person, said.roles or (), said.team)
    except Unfit as unfit:
        raise NotLetIn(
            f"What your groups give you does not fit: {unfit.faults[0].message} {_ASK} to look at it."
        ) from None
