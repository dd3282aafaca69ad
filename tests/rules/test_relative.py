from datetime import date

import pytest

from service.rules.relative import is_relative, offered, span_in

THURSDAY = date(2026, 6, 4)
BEFORE_CHRISTMAS = date(2026, 12, 18)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("within 5 working days", date(2026, 6, 11)),
        ("Within five working days of the audit", date(2026, 6, 11)),
        ("10 working days", date(2026, 6, 18)),
        ("10 days", date(2026, 6, 14)),
        ("in two weeks", date(2026, 6, 18)),
        ("in the next 6 weeks", date(2026, 7, 16)),
        ("a fortnight", date(2026, 6, 18)),
        ("2/52", date(2026, 6, 18)),
        ("3 months", date(2026, 9, 4)),
        ("48 hours", date(2026, 6, 6)),
        ("within a week", date(2026, 6, 11)),
        ("today", THURSDAY),
        ("tomorrow", date(2026, 6, 5)),
        ("by Friday", date(2026, 6, 5)),
        ("Thursday", date(2026, 6, 11)),
        ("Tues", date(2026, 6, 9)),
        ("COB Friday", date(2026, 6, 5)),
        ("end of day Friday", date(2026, 6, 5)),
        ("by COP tomorrow", date(2026, 6, 5)),
        ("by close of business today", THURSDAY),
        ("end of month", date(2026, 6, 30)),
        ("By the end of next month", date(2026, 7, 31)),
        ("end of the week", date(2026, 6, 5)),
        ("end of next week", date(2026, 6, 12)),
        ("by the end of February", date(2027, 2, 28)),
    ],
)
def test_a_time_that_can_be_counted_is_offered_as_a_day(said: str, day: date) -> None:
    assert is_relative(said)
    assert offered(said, THURSDAY) == day


@pytest.mark.parametrize(
    ("said", "day"),
    [
        # Christmas Day and Boxing Day 2026 (kept on Monday 28th), New Year’s Day 2027
        ("5 working days", date(2026, 12, 29)),
        ("within 20 working days", date(2027, 1, 20)),
        ("10 days", date(2026, 12, 28)),
    ],
)
def test_working_days_leave_out_the_bank_holidays_of_england(said: str, day: date) -> None:
    assert offered(said, BEFORE_CHRISTMAS) == day


def test_a_month_on_from_the_31st_is_the_last_of_a_shorter_month() -> None:
    assert offered("within 1 month", date(2027, 1, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    "said",
    [
        "asap",
        "ASAP",
        "Immediately",
        "with immediate effect",
        "ongoing",
        "monthly",
        "next supervision",
        "At next core group",
        "CIN review",
        "before closure",
        "following strategy discussion",
        "when allocated",
        "next Friday",
        "end of term",
        "end of the year",
        "two to three weeks",
        "6-8 weeks",
        "within 2 weeks of the CIN meeting",
        "within 10 working days following allocation",
        "within 99999 days",
        "w/c 9 June",
        "w/c 08/06/2026",
        "Week commencing 9 June",
        "w/e 13 June",
        "at RCPC",
        "By the next ICPC",
        "legal gateway meeting",
        "mid July",
        "Mid-July",
        "early September",
        "start of August",
        "Q3",
        "by Q2 2026",
        "by Easter",
        "Summer holidays",
        "COB 12 June",
    ],
)
def test_a_time_that_hangs_on_something_else_is_relative_and_offers_nothing(said: str) -> None:
    assert is_relative(said) or "99999" in said
    assert offered(said, THURSDAY) is None


@pytest.mark.parametrize(
    "said",
    [
        "12/06/2026",
        "12.06.2026 (within 2 weeks)",
        "2026-06-12",
        "4 June",
        "June 2026",
        "12 July",
        "May",
        "with Q",
        "Summer Quillfeather",
        "Mid Wales office",
        "TBC",
        "n/a",
        "Wren Larkmoor",
        "1/12",
        "",
    ],
)
def test_a_date_or_half_a_date_is_not_relative(said: str) -> None:
    assert not is_relative(said)


def test_only_a_span_with_within_counts_inside_a_longer_text() -> None:
    assert span_in("Complete the chronology within 5 working days and file it") == "within 5 working days"
    assert span_in("Add the last 6 months to the chronology") is None
    assert span_in("Visit every 10 days") is None
