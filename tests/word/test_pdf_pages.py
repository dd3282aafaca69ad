"""On which page of a PDF something stands."""

import pytest

from service.word.pdf_pages import page_of, words_by_page

PAGES = ["HowtocompletePlan", "PlanGoodTheplanislong", "VisitsGood"]


@pytest.mark.parametrize(
    ("heading", "said", "page"),
    [
        ("Visits", "Good", 3),
        ("Plan", "Good", 2),
        ("", "The plan  is\nlong", 2),
        ("Visits", "nowhere", 3),
        ("Nowhere", "nowhere", 1),
        ("Plan", "", 1),
    ],
)
def test_the_page_says_it_under_the_heading(heading: str, said: str, page: int) -> None:
    assert page_of(PAGES, heading, said) == page


def test_what_is_no_pdf_has_no_words() -> None:
    assert words_by_page(b"no PDF") == []
    assert page_of([], "Plan", "Good") == 1
