"""The first administrator, made with a code that is shown where the service is started."""

import secrets

from schemas.text import is_blank
from service import passwords
from service.errors import Fault, Unfit, Unknown
from service.roles import May
from service.store import people, sign_ins
from service.store.rows.people import Person
from service.work import Work
from service.workflow.sign_in import LINK_LASTS, MOST_OF_ONE, attempt, begin, choose

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_LENGTH = 16


def first_code(work: Work) -> str | None:
    """A code for the first administrator, where nobody can sign in yet; the one given before counts no more."""
    if not work.config.local_passwords:
        return None
    with work.begin() as session:
        if sign_ins.anybody_has_a_password(session):
            return None
        first = next((one for one in people.people(session) if _lets_in(one)), None)
        if first is None:
            return None
        code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        sign_ins.invite(session, first, code, work.now() + LINK_LASTS)
        work.note_of("person.invited", "person", str(first.id))
        return "-".join(code[at : at + 4] for at in range(0, _LENGTH, 4))


def is_first(work: Work) -> bool:
    """Whether nobody can sign in yet."""
    with work.store.look() as session:
        return not sign_ins.anybody_has_a_password(session)


def set_up_first(work: Work, code: str, name: str, email: str, password: str, place: str) -> str:
    """Makes the first administrator, with the code that was shown when the service started; and signs in.

    Raises Unfit, NotLetIn after too many codes, and Unknown where nobody signs in with a password of this service.
    """
    if not work.config.local_passwords:
        raise Unknown
    typed = "".join(code.upper().split()).replace("-", "")
    faults = [Fault("name", "Enter your name.")] if is_blank(name) else []
    if not people.is_email(email):
        faults.append(Fault("email", "Enter an e-mail address, like name@example.org."))
    if said := passwords.why_not(password, email, name):
        faults.append(Fault("password", said))
    tried = attempt(work, {place: MOST_OF_ONE})
    with work.store.look() as session:
        first = sign_ins.invited(session, typed, work.now())
        if first is None or sign_ins.anybody_has_a_password(session):
            faults.insert(
                0, Fault("code", "This is not the code that was shown when the service was started.")
            )
    if first is not None:
        with work.store.change() as session:
            sign_ins.take_back(session, tried)
    if faults:
        raise Unfit(faults)
    kept = passwords.hashed(password)
    with work.begin() as session:
        people.in_turn(session)
        person = sign_ins.invited(session, typed, work.now())
        if person is None:
            raise Unfit([Fault("code", "This code was used in the meantime.")])
        other = people.person_at(session, email)
        if other is not None and other.id != person.id:
            raise Unfit([Fault("email", "Somebody else has this e-mail address.")])
        person.name, person.email = " ".join(name.split()), email.strip().casefold()
        person.version += 1
        choose(work, session, person, kept)
        return begin(work, session, person)


def _lets_in(person: Person) -> bool:
    return person.active and people.actor_of(person).may(May.CHANGE_PEOPLE)
