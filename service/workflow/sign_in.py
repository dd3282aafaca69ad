"""People come in and go out: by a password, or by what an OpenID provider says of them."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from service import passwords
from service.errors import Fault, NotLetIn, Unfit, Unknown
from service.roles import Actor, May
from service.store import people, sign_ins
from service.store.rows.people import Person
from service.store.session import Session
from service.work import Work

NOBODY = Actor("nobody", frozenset())
"""Who acts before it is known who it is."""

WITHIN = timedelta(minutes=15)
MOST_OF_ONE, _MOST_OF_A_PLACE = 10, 100
"""Sign-ins that may be refused within that time, of one e-mail address and of one network address."""
LINK_LASTS = timedelta(days=3)
_HEARD_OF = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that is signed in, or was: `over` says that its time is up."""

    actor: Actor
    sign_in: int
    over: bool


def sign_in(work: Work, email: str, password: str, place: str) -> str:
    """Signs somebody in from the network address `place`; gives the text that the browser is known by from now on.

    Raises NotLetIn, said alike of a wrong password and an address that nobody has; and after too many of them.
    """
    if work.config.openid is not None and not work.config.local_passwords:
        raise NotLetIn(f"People sign in with {work.config.openid.name} here.")
    address = email.strip().casefold()
    tried = attempt(work, {address: MOST_OF_ONE, place: _MOST_OF_A_PLACE})
    with work.store.look() as session:
        person = people.person_at(session, address)
    kept = person.password if person is not None and person.active else None
    right = passwords.matches(password, kept)  # it takes its time, and holds up nobody's writing
    with work.begin() as session:
        if not right or person is None or kept is None:
            if person is not None:
                work.note_of("sign_in.refused", "person", str(person.id))
        else:
            sign_ins.take_back(session, tried)
            sign_ins.forgive(session, address, work.now() - WITHIN)
            if passwords.is_outdated(kept):
                session.get_one(Person, person.id).password = passwords.hashed(password)
            return begin(work, session, person)
    raise NotLetIn("The e-mail address or the password is not right.")


def attempt(work: Work, most: Mapping[str, int]) -> list[int]:
    """Counts an attempt of each, of which there may be so many (`most`) within a while, and gives their numbers.

    It is counted before anything is looked at, so that a hundred at once are no more than a hundred in a row. What is
    not refused is taken back by who let it in. Raises NotLetIn after too many.
    """
    now = work.now()
    with work.store.change() as session:
        tried = [sign_ins.attempt(session, whom, now) for whom in most]
    with work.store.look() as session:
        found = [sign_ins.attempted_since(session, whom, now - WITHIN) for whom in most]
    if any(number > limit for number, limit in zip(found, most.values(), strict=True)):
        with work.store.change() as session:
            sign_ins.take_back(session, tried)
        raise NotLetIn("There were too many attempts. Wait 15 minutes, then try again.")
    return tried


def browser_of(work: Work, text: str) -> Browser | None:
    """Who has signed in with a browser, by the text it is known by; None where nobody has, or signed out again.

    Where its time is up, who it was is told: it may be that something is just being sent that should not be lost.
    """
    with work.store.look() as session:
        found = sign_ins.find(session, text)
        if found is None or found.ended_at is not None or not found.person.active:
            return None
    now = work.now()
    over = now - found.seen_at > timedelta(
        minutes=work.config.idle_minutes
    ) or now - found.begun_at > timedelta(hours=work.config.day_hours)
    if not over and now - found.seen_at > _HEARD_OF:
        with work.store.change() as session:
            sign_ins.see(session, found.id, now)
    return Browser(people.actor_of(found.person), found.id, over)


def sign_out(work: Work, number: int) -> None:
    """Signs the actor out of a browser."""
    person = _myself(work)
    with work.begin() as session:
        sign_ins.end(session, person, work.now(), only=number)
        work.note_of("sign_in.ended", "person", str(person))


def invite(work: Work, number: int) -> str:
    """A code with which somebody can choose a password, once and within three days; older ones count no more.

    Raises NotAllowed, Unknown.
    """
    work.actor.need(May.CHANGE_PEOPLE)
    with work.begin() as session:
        person = session.get(Person, number)
        if person is None:
            raise Unknown
        code = secrets.token_urlsafe(24)
        sign_ins.invite(session, person, code, work.now() + LINK_LASTS)
        work.note_of("person.invited", "person", str(person.id))
        return code


def whose_code(work: Work, code: str) -> Person:
    """Whom a code lets choose a password. Raises Unknown."""
    with work.store.look() as session:
        person = sign_ins.invited(session, code, work.now())
    if person is None:
        raise Unknown
    return person


def choose_password(work: Work, code: str, password: str) -> str:
    """Gives somebody the password that was chosen with a code, and signs in. Raises Unknown, Unfit."""
    person = whose_code(work, code)
    if not work.config.local_passwords:
        raise Unknown
    if said := passwords.why_not(password, person.email, person.name):
        raise Unfit([Fault("password", said)])
    kept = passwords.hashed(password)
    with work.begin() as session:
        people.in_turn(session)  # a link is good for one of two who choose at once
        found = sign_ins.invited(session, code, work.now())
        if found is None:
            raise Unknown
        choose(work, session, found, kept)
        return begin(work, session, found)


def change_password(work: Work, before: str, wanted: str, here: int) -> None:
    """Gives the actor another password, and signs the actor out of every browser but this one.

    Raises Unfit, and Unknown where nobody signs in with a password of this service.
    """
    if not work.config.local_passwords:
        raise Unknown
    with work.store.look() as session:
        person = session.get_one(Person, _myself(work))
    try:
        tried = attempt(work, {person.email: MOST_OF_ONE})
    except NotLetIn as refused:
        raise Unfit([Fault("before", str(refused))]) from None
    if not passwords.matches(before, person.password):
        with work.begin():
            work.note_of("sign_in.refused", "person", str(person.id))
        raise Unfit([Fault("before", "This is not your password.")])
    with work.store.change() as session:
        sign_ins.take_back(session, tried)
    if said := passwords.why_not(wanted, person.email, person.name):
        raise Unfit([Fault("password", said)])
    kept = passwords.hashed(wanted)
    with work.begin() as session:
        choose(work, session, session.get_one(Person, person.id), kept, but=here)


def the_secret(work: Work, name: str) -> str:
    """A secret of the service itself, such as the one that its cookies are signed with."""
    with work.store.change() as session:
        return sign_ins.secret(session, name)


def choose(work: Work, session: Session, person: Person, kept: str, *, but: int | None = None) -> None:
    """Keeps a password that was chosen: whoever knew the old one is out."""
    person.password = kept
    sign_ins.uninvite(session, person)
    sign_ins.end(session, person.id, work.now(), but=but)
    work.note_of("password.chosen", "person", str(person.id))


def begin(work: Work, session: Session, person: Person) -> str:
    """Signs somebody in, in this session; gives the text that the browser is known by from now on."""
    sign_ins.forget_before(session, work.now() - timedelta(days=30))
    work.actor = people.actor_of(person)
    work.note_of("sign_in.begun", "person", str(person.id))
    return sign_ins.begin(session, person, work.now())


def _myself(work: Work) -> int:
    if work.actor.person is None:
        raise Unknown
    return work.actor.person
