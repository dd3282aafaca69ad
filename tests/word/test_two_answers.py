"""Two answers in one place: the second is found, or a person is asked; it is never lost in the first unsaid."""

from collections.abc import Callable
from datetime import date

import pytest

from service.catalogue import load_catalogue
from service.check import check
from service.reading import Reading, State
from service.word.fill import fill
from service.word.read import read
from tests.word.edits import SDT, Element, P, R, T, edited, paragraph, tags_in, unwrap

CATALOGUE = load_catalogue()
TODAY = date(2026, 6, 1)
Add = Callable[[Element], object]


def control_of(root: Element, tag: str) -> Element:
    return next(sdt for sdt in root.iter(SDT) if tags_in(sdt) == {tag})


def typed_on(tag: str, text: str) -> Add:
    """Types at the end of an answer."""

    def edit(root: Element) -> None:
        last = list(control_of(root, tag).iter(T))[-1]
        last.text = f"{last.text}{text}"

    return edit


def typed_below(tag: str, text: str) -> Add:
    """Types a paragraph below an answer."""
    return lambda root: next(control_of(root, tag).iterancestors(P)).addnext(paragraph(text))


def typed_beside(tag: str, text: str) -> Add:
    """Types behind an answer, outside its box."""

    def edit(root: Element) -> None:
        run = control_of(root, tag).getparent().makeelement(R)  # type: ignore[union-attr] # it stands in a paragraph
        control_of(root, tag).addnext(run)
        run.append(run.makeelement(T))
        run[0].text = text

    return edit


def copy_with(edit: Add, *, kept: bool) -> Reading:
    form = CATALOGUE.find("fostering")
    assert form is not None
    given = {
        "audit": {"auditor": "Casey Finch", "date": "2026-04-03"},
        "overall": {"strengths": "The chronology is strong.", "grade": "good"},
    }
    data = fill(form, form.schema.from_json(given)[0])
    data, _ = edited(data, edit)
    if not kept:
        data, _ = edited(data, unwrap)
    return read(data, CATALOGUE.forms)


def codes(reading: Reading, tag: str) -> set[str]:
    form = CATALOGUE.find("fostering")
    assert form is not None
    checked = check(reading, form.schema, today=TODAY)
    return {one.code for one in checked.problems if one.tag == tag} - {"value.normalised"}


LABELLED = ("Areas to improve: visits were late.", "Areas to improve \u2013 visits were late.")


@pytest.mark.parametrize("kept", [True, False], ids=["controls kept", "controls gone"])
@pytest.mark.parametrize("text", LABELLED)
@pytest.mark.parametrize("how", [typed_on, typed_below, typed_beside])
def test_a_second_answer_under_its_label_is_asked_about_or_unplaced(
    how: Callable[[str, str], Add], text: str, kept: bool
) -> None:
    reading = copy_with(how("overall.strengths", f" {text}"), kept=kept)
    outside = [one.text for one in reading.unplaced]
    asked = "answer.two_in_one" in codes(reading, "overall.strengths")
    assert asked or any("visits were late" in one for one in outside)


@pytest.mark.parametrize("kept", [True, False], ids=["controls kept", "controls gone"])
@pytest.mark.parametrize("how", [typed_on, typed_below, typed_beside])
@pytest.mark.parametrize(
    ("tag", "text"), [("overall.grade", " Visits were late."), ("audit.date", " 04/05/2026")]
)
def test_a_second_answer_beside_a_grade_or_a_date_is_never_taken_for_it(
    how: Callable[[str, str], Add], tag: str, text: str, kept: bool
) -> None:
    reading = copy_with(how(tag, text), kept=kept)
    form = CATALOGUE.find("fostering")
    assert form is not None
    (answer,) = (one for one in reading.answers if one.tag == tag)
    alone = {"overall.grade": "Good", "audit.date": "03/04/2026"}[tag]
    unplaced = text.strip() in [one.text for one in reading.unplaced]
    assert (answer.said.strip() == alone and unplaced) or text.strip() in answer.said


def test_a_label_in_the_middle_of_a_sentence_or_answered_itself_is_nothing_to_ask() -> None:
    plain = " The worker names areas to improve and strengths: all are dated."
    assert not codes(copy_with(typed_on("overall.strengths", plain), kept=True), "overall.strengths")
    named = " Auditor: Casey Finch read the file."
    assert not codes(copy_with(typed_on("overall.strengths", named), kept=True), "overall.strengths")


def test_every_answer_in_the_wrong_place_keeps_its_words() -> None:
    reading = copy_with(typed_below("overall.strengths", "Visits were late."), kept=True)
    (answer,) = (one for one in reading.answers if one.tag == "overall.strengths")
    assert (answer.state, answer.said) == (State.ANSWERED, "The chronology is strong.")
    assert "Visits were late." in [one.text for one in reading.unplaced]
