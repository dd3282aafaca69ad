import pytest

from tests.copies import FORM, WELL, checked, codes, the

NOBODY = {tag: said for tag, said in WELL.items() if not tag.startswith("feedback.")}


@pytest.mark.parametrize("said", [{}, {"feedback.child": "N/A", "feedback.family": "none"}])
def test_no_word_of_child_or_family_is_a_warning(said: dict[str, str]) -> None:
    found = the(checked(NOBODY | said), "feedback.none")

    assert (found.level, found.tag) == ("warning", "feedback.child")


@pytest.mark.parametrize("said", ["N/K", "No feedback", "none received", "No comments.", "Nothing to add"])
def test_a_box_only_filled_says_nothing(said: str) -> None:
    assert "feedback.none" in codes(checked(NOBODY | {"feedback.child": said}))


@pytest.mark.parametrize(
    "said",
    [
        {"feedback.family": "No comments on the plan, but the visits are too short."},
        {"feedback.family": "Mum says that meetings are too long."},
        {"feedback.child": "She did not want to be asked again, which we respected."},
    ],
)
def test_one_voice_or_the_reason_for_none_is_enough(said: dict[str, str]) -> None:
    assert "feedback.none" not in codes(checked(NOBODY | said))


def test_a_form_that_does_not_ask_is_not_missing_it() -> None:
    slots = [one for one in FORM if not one.tag.startswith("feedback.")]

    assert "feedback.none" not in codes(checked(NOBODY, slots=slots))
