from datetime import date

from service.rules.workdays import working_days_after


def test_the_day_itself_is_not_counted() -> None:
    assert working_days_after(date(2026, 6, 4), 1) == date(2026, 6, 5)


def test_a_weekend_is_left_out() -> None:
    assert working_days_after(date(2026, 6, 5), 1) == date(2026, 6, 8)


def test_a_substitute_day_is_left_out() -> None:
    # Christmas Day 2027 is a Saturday: England keeps Monday and Tuesday instead.
    assert working_days_after(date(2027, 12, 24), 1) == date(2027, 12, 29)
