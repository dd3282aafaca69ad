"""Whom a provider vouches for: linked once, added by their groups, on both kinds of database."""

from dataclasses import replace

import pytest

from service.errors import NotLetIn
from service.roles import Role
from service.store import people, trail
from service.store.rows.people import Person
from service.wiring import Wired
from service.work import Work
from service.workflow.people import add_person, add_team, change_person
from service.workflow.sign_in import invite
from service.workflow.sign_in_by_provider import Vouched, sign_in_by_provider

WREN = Vouched(
    subject="https://login.example.org wren-1", email="Wren@Example.org", name="Wren Alder", sure=True
)
HARBOUR = Vouched(
    subject="https://login.example.org ivy-1",
    email="ivy@example.org",
    name="  Ivy   Stone ",
    sure=False,
    roles=frozenset({Role.AUDITOR}),
    team="Harbour",
)


def known_as(work: Work, subject: str) -> Person:
    """Who is linked to a subject."""
    with work.store.look() as session:
        person = people.person_of(session, subject)
    assert person is not None
    return person


def test_a_person_is_linked_once_and_known_by_the_subject_from_then_on(work: Work) -> None:
    add_person(work, "Wren Alder", "wren@example.org", [Role.MODERATOR])
    assert len(sign_in_by_provider(work, WREN)) > 20
    assert known_as(work, WREN.subject).email == "wren@example.org"
    other = Vouched(subject="https://login.example.org other", email=WREN.email, name="", sure=True)
    with pytest.raises(NotLetIn, match="signs in with another account"):
        sign_in_by_provider(work, other)


def test_somebody_is_added_with_what_their_groups_give(work: Work) -> None:
    with pytest.raises(NotLetIn, match="There is no team “Harbour”"):
        sign_in_by_provider(work, HARBOUR)
    add_team(work, "Harbour")
    sign_in_by_provider(work, HARBOUR)
    ivy = known_as(work, HARBOUR.subject)
    assert (ivy.name, ivy.roles, ivy.version) == ("Ivy Stone", [Role.AUDITOR], 1)


def test_a_link_of_an_administrator_counts_once_and_for_one(work: Work) -> None:
    number = add_person(work, "Ivy Stone", "ivy@example.org", [Role.MODERATOR]).id
    unsure = Vouched(subject=HARBOUR.subject, email="ivy@example.org", name="", sure=False)
    with pytest.raises(NotLetIn, match="not certain that it is yours"):
        sign_in_by_provider(work, unsure)
    code = invite(work, number)
    sign_in_by_provider(work, unsure, code)
    assert known_as(work, HARBOUR.subject).id == number
    with pytest.raises(NotLetIn, match="was used, or is too old"):
        sign_in_by_provider(work, unsure, code)


def test_nobody_is_added_without_an_address_or_a_role(work: Work) -> None:
    add_team(work, "Harbour")
    with pytest.raises(NotLetIn, match="not known here"):
        sign_in_by_provider(work, WREN)
    nameless = Vouched(
        subject="s", email="", name="", sure=False, roles=frozenset({Role.AUDITOR}), team="Harbour"
    )
    with pytest.raises(NotLetIn, match="Nothing tells your e-mail address"):
        sign_in_by_provider(work, nameless)


class TestWhatTheTrailTells:
    def refused(self, service: Wired, said: Vouched, code: str = "") -> list[tuple[str, str]]:
        """What a refused sign-in adds to the trail: verb and whose."""
        work = service.work()
        with work.store.look() as session:
            last = trail.head(session)[0]
        with pytest.raises(NotLetIn):
            sign_in_by_provider(work, said, code)
        with work.store.look() as session:
            added = trail.page(session, after=last)
        assert all(one.about == "person" and one.changes == "[]" for one in added)
        return [(one.verb, one.which) for one in added]

    def test_every_refusal_of_somebody_who_is_known_is_noted(self, service: Wired) -> None:
        number = add_person(service.work(), "Wren Alder", "wren@example.org", [Role.MODERATOR]).id
        noted = [("sign_in.refused", str(number))]
        assert self.refused(service, replace(WREN, sure=False)) == noted
        sign_in_by_provider(service.work(), WREN)
        assert self.refused(service, WREN, "a code that was used") == noted
        assert self.refused(service, replace(WREN, subject="https://login.example.org other")) == noted
        assert (
            self.refused(service, replace(WREN, roles=frozenset({Role.AUDITOR}), team="No such team"))
            == noted
        )
        add_person(service.work(), "Ivy Stone", "ivy@example.org", [Role.ADMINISTRATOR])
        change_person(service.work(), number, {"active": False})
        assert self.refused(service, WREN) == noted

    def test_of_who_is_not_known_nothing_is_kept(self, service: Wired) -> None:
        assert self.refused(service, WREN) == []
