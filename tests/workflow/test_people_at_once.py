"""Two at once who change people: one after the other, each by what the other has left."""

from collections.abc import Callable
from functools import partial
from typing import Any

from service.errors import NotNow, Stale, Unknown
from service.roles import Role
from service.store.rows.people import Person
from service.wiring import Wired
from service.workflow.people import add_person, change_person, person
from service.workflow.sign_in import choose_password, invite
from tests.services import at_once

TIMES = 5  # what is wrong here goes well now and then


def changing(service: Wired, number: int, seen: int | None = None, **wanted: Any) -> Callable[[], object]:
    """A change of somebody that is yet to be made."""
    return partial(change_person, service.work(), number, wanted, seen=seen)


def kinds(found: list[object]) -> list[str]:
    """What came of each, in words."""
    return sorted(one.code if isinstance(one, NotNow) else type(one).__name__ for one in found)


def test_of_two_who_change_somebody_from_one_version_one_is_told_that_it_is_stale(service: Wired) -> None:
    add_person(service.work(), "Wren Alder", "wren@example.org", [Role.ADMINISTRATOR])
    for time in range(TIMES):
        ivy = add_person(service.work(), "Ivy Stone", f"ivy{time}@example.org", [Role.MODERATOR]).id
        found = at_once(
            changing(service, ivy, 1, name="Ivy Vane"), changing(service, ivy, 1, roles=[Role.HEAD_OF_QA])
        )
        assert kinds(found) == [Person.__name__, Stale.__name__]
        kept = person(service.work(), ivy)
        assert (kept.name == "Ivy Vane") != (kept.roles == [Role.HEAD_OF_QA])
        assert kept.version == 2


def test_of_the_last_two_administrators_one_stays(service: Wired) -> None:
    work = service.work()
    both = [add_person(work, name, f"{name}@example.org", [Role.ADMINISTRATOR]).id for name in ("a", "b")]
    for _ in range(TIMES):
        found = at_once(*(changing(service, one, active=False) for one in both))
        assert kinds(found) == [Person.__name__, "last-administrator"]
        for one in both:
            change_person(work, one, {"active": True})


def test_an_address_that_several_are_given_at_once_is_one_persons(service: Wired) -> None:
    work = service.work()
    add_person(work, "Wren Alder", "wren@example.org", [Role.ADMINISTRATOR])
    for time in range(TIMES):
        two = [
            add_person(work, "Ivy", f"{name}{time}@example.org", [Role.MODERATOR]).id for name in ("a", "b")
        ]
        new = f"ivy{time}@example.org"
        found = at_once(
            *(changing(service, one, email=new) for one in two),
            partial(add_person, service.work(), "Ivy", new, [Role.MODERATOR]),
        )
        assert kinds(found) == [Person.__name__, "exists", "exists"]


def test_a_link_is_good_for_one_of_two_who_choose_a_password_with_it_at_once(service: Wired) -> None:
    ivy = add_person(service.work(), "Ivy Stone", "ivy@example.org", [Role.ADMINISTRATOR]).id
    for _ in range(TIMES):
        code = invite(service.work(), ivy)
        found = at_once(
            *(
                partial(choose_password, service.work(), code, f"lantern {one} seven")
                for one in ("harbour", "meadow")
            )
        )
        assert kinds(found) == [Unknown.__name__, str.__name__]
