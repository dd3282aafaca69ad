"""Dates as auditors type them: audit advice shows dots, a web form in the field shows the US order."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.dates import UKDate
from schemas.day import FIRST, LAST, day, typed_day
from schemas.edition import Kind, Slot
from schemas.trouble import Trouble

FIELD = UKDate(Slot("audit.date", "Date of audit", Kind.DATE))
FOURTH_OF_JUNE = date(2020, 6, 4)


def trouble(said: str) -> Trouble:
    with pytest.raises(Trouble) as caught:
        FIELD.read(said)
    return caught.value


@pytest.mark.parametrize("said", ["04/06/2020", " 04/06/2020 ", "04/06/2020\n", "\u00a004/06/2020"])
def test_the_shown_form_calls_for_no_remark(said: str) -> None:
    assert FIELD.read(said) == (FOURTH_OF_JUNE, None)


@pytest.mark.parametrize(
    "said",
    [
        *("4/6/2020", "04.06.2020", "4.6.2020", "4-6-2020", "4/6/20", "04.06.20", "4.6.20.", "04/06/2020."),
        *(
            "04 / 06 / 2020",
            "04. 06. 2020",
            "4 6 2020",
            "04\u201306\u20132020",
            "04\u204406\u20442020",
            "4\u00a06\u00a020",
        ),
        *(
            "4 June 2020",
            "04 June 2020",
            "4 june 2020",
            "4 JUNE 2020",
            "4 Jun 2020",
            "4-Jun-20",
            "04-Jun-2020",
        ),
        *("4th June 2020", "4th of June 2020", "4 th June 2020", "4 June, 2020", "04Jun2020", "4 Jun. 2020"),
        *(
            "Thursday 4 June 2020",
            "Thursday, 4 June 2020",
            "Thurs 4th June 2020",
            "Thu 4/6/20",
            "Thu. 4/6/20",
        ),
        *(
            "04/06/2020 (Thursday)",
            "4 June 2020, Thursday",
            "4 June '20",
            "4 June ’20",
            "by 4 June 2020",
            "on 04/06/2020",
        ),
        *(
            "June 4 2020",
            "June 4th, 2020",
            "Jun 4, 2020",
            "2020-06-04",
            "2020/06/04",
            "2020.6.4",
            "2020 June 4",
        ),
        *("2020-06-04T00:00:00", "2020-06-04T00:00:00Z", "04/06/2020 00:00", "04/06/2020 00:00:00"),
        *("4 \u200bJune 2020", "4  June\n2020", "4\u202fJune\u202f2020"),
    ],
)
def test_every_other_way_to_write_one_clear_day_is_read_day_first_and_remarked_on(said: str) -> None:
    found, remark = FIELD.read(said)
    assert found == FOURTH_OF_JUNE
    assert remark is not None
    assert remark.code == "value.normalised"
    assert "4 June 2020" in remark.message


@pytest.mark.parametrize(
    ("word", "number"), [("Sept", 9), ("September", 9), ("Feb", 2), ("dec", 12), ("May", 5)]
)
def test_months_are_known_in_full_and_as_usually_shortened(word: str, number: int) -> None:
    assert FIELD.read(f"7 {word} 2024")[0] == date(2024, number, 7)


@pytest.mark.parametrize(
    "said",
    [
        *("asap", "ASAP", "ongoing", "next supervision", "within 5 working days", "end of month", "TBC", "-"),
        *(
            "June 2020",
            "4 June",
            "4/6",
            "06/2020",
            "2020",
            "June",
            "4th",
            "Thursday",
            "next Thursday",
            "today",
        ),
        *("4 Jume 2020", "4 Septmber 2020", "4 Ju 2020", "4 a 2020", "4 six 2020", "4 ten 20", "4 of 2020"),
        *(
            "04/06/2020 14:30",
            "4 June 2020 at 2pm",
            "4 June 2020, 9:15 am",
            "2020-06-04T09:00:00",
            "04062020",
        ),
        *("04/06/20206", "04/06/202", "044/06/2020", "4//6/2020", "O4/06/2020", "٤/٦/٢٠٢٠", "4²/06/2020"),
        *(
            "by end of June 2020",
            "w/c 4 June 2020",
            "before 4 June 2020",
            "4 June 2020 - done",
            "4 June 2020?",
        ),
        *("within 10 days of 4 June 2020", "2020/2021", "week 23 of 2020", "Q2 2020", "4 days 2020", "n/a"),
        *("see above", "4 mai 2020", "?", "200604", "x" * 1_000_000, "1/" * 200_000, "may " * 100_000),
    ],
)
def test_what_is_no_full_calendar_date_is_asked_about(said: str) -> None:
    assert trouble(said).code == "date.unreadable"


@pytest.mark.parametrize(
    "said",
    [
        *("4 or 5 June 2020", "4-5 June 2020", "4/5 June 2020", "4th and 5th June 2020", "4 to 6 June 2020"),
        *(
            "4/6/2020 and 18/6/2020",
            "4/6/2020 18/6/2020",
            "4/6/20-18/6/20",
            "4/6/20, 18/6/20",
            "04.06.2020/05.06.2020",
        ),
        *(
            "4 June 2020 (extended to 18 June 2020)",
            "4 June 2020 and 5 July 2020",
            "2020-06-04 or 2020-06-05",
        ),
        *("Friday 4 June 2020", "Fri 04/06/2020", "04/06/2020 (Monday)", "4/6/75", "1 Jan '99"),
    ],
)
def test_what_could_be_several_days_is_asked_about(said: str) -> None:
    assert trouble(said).code == "date.ambiguous"


@pytest.mark.parametrize(
    "said",
    [
        *(
            "31/02/2026",
            "30/02/2024",
            "29/02/2023",
            "31/06/2020",
            "31 June 2020",
            "32/01/2020",
            "00/06/2020",
            "04/00/2020",
        ),
        *(
            "2020-13-01",
            "2020-02-30",
            "13/13/2020",
            "June 31 2020",
            "04/06/0206",
            "04/06/1899",
            "04/06/2101",
            "0/0/00",
        ),
    ],
)
def test_a_day_that_never_was_is_impossible(said: str) -> None:
    assert trouble(said).code == "date.impossible"


def test_the_us_order_is_named_and_never_assumed() -> None:
    caught = trouble("06/13/2020")
    assert caught.code == "date.impossible"
    assert "13 June 2020" in caught.message
    assert "day first" in caught.message
    assert FIELD.read("06/04/2020")[0] == date(2020, 4, 6)


def test_a_leap_day_is_a_day() -> None:
    assert FIELD.read("29/02/2024")[0] == date(2024, 2, 29)


def test_a_blank_is_no_date() -> None:
    assert trouble(" \u00a0").code == "answer.missing"


@given(st.dates(FIRST, LAST))
def test_a_date_says_what_it_reads(day: date) -> None:
    assert FIELD.read(FIELD.say(day)) == (day, None)
    assert FIELD.from_json(FIELD.to_json(day)) == day


@given(
    st.dates(FIRST, LAST),
    st.sampled_from(
        ["{0:%-d/%-m/%Y}", "{0:%d.%m.%Y}", "{0:%-d %B %Y}", "{0:%A %-d %b %Y}", "{0:%B %-d, %Y}", "{0}"]
    ),
)
def test_a_date_is_the_same_day_however_it_is_written(day: date, way: str) -> None:
    assert FIELD.read(way.format(day))[0] == day


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_trouble(said: str) -> None:
    try:
        found, _ = FIELD.read(said)
    except Trouble:
        return
    assert FIRST <= found <= LAST


@pytest.mark.parametrize(
    "found",
    [
        "04/06/2020",
        "20200604",
        "2020-W23-4",
        "2020-06-04T00:00:00",
        "2020-6-4",
        "2020-02-30",
        "1899-12-31",
        20200604,
    ],
)
def test_json_has_one_way_to_write_a_date(found: object) -> None:
    with pytest.raises(Trouble):
        FIELD.from_json(found)


def test_reading_forms_does_not_wait_for_dateparser_to_load() -> None:
    source = (
        "import sys; from schemas.form import FormSchema; from schemas.day import day; day('04/06/2020'); "
        "sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", source], check=False).returncode == 0


@pytest.mark.parametrize("said", ["4/6/2020", "04.06.2020", "4 June 2020", "4th Jun 2020", "2020-06-04"])
def test_a_day_that_is_typed_names_its_whole_year(said: str) -> None:
    assert typed_day(said) == FOURTH_OF_JUNE


@pytest.mark.parametrize("said", ["4/6/20", "4 June 20", "4 Jun '20"])
def test_a_day_that_is_typed_with_half_a_year_is_asked_about(said: str) -> None:
    assert day(said) == FOURTH_OF_JUNE
    with pytest.raises(Trouble, match="write the year in full, such as 4 June 2020"):
        typed_day(said)
