"""References are given out once each, also after a backup was restored."""

from datetime import date

from service.work import Work
from service.workflow.make import leave_out_references, new_reference


def test_the_next_reference_is_behind_those_that_are_left_out(work: Work) -> None:
    with work.begin() as session:
        before = new_reference(session, work.today().year)
        first = leave_out_references(session, date(2026, 6, 1), date(2026, 6, 3))
        assert new_reference(session, work.today().year) == first > before


def test_whoever_starts_from_the_same_day_later_comes_upon_no_reference_of_the_first_time(work: Work) -> None:
    """Two services restored from one backup, a day apart, and two whole lists sent out by the first in between."""
    since = date(2026, 6, 1)
    with work.store.change() as session:
        first = leave_out_references(session, since, date(2026, 6, 2))
        given = number_of(first) + 2 * 5_000 - 1
        session.rollback()
    with work.store.change() as session:
        assert number_of(leave_out_references(session, since, date(2026, 6, 3))) > given


def test_the_references_of_a_new_year_are_left_out_too(work: Work) -> None:
    """A backup of December, restored in January: references of January may have been given out."""
    with work.store.change() as session:
        assert number_of(leave_out_references(session, date(2026, 12, 30), date(2027, 1, 2))) > 5_000


def number_of(reference: str) -> int:
    return int(reference.split("-")[2])
