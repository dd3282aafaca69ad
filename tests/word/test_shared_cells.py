"""Of a cell with several slots, or several paragraphs, nothing is lost and nothing counts twice."""

import pytest

from service.reading import Answer, Reading, State
from service.word.form import Form
from service.word.read import read
from tests.word.seen import form
from tests.word.tiny import cell, control, document, para, row, run, table

START, END = para("Review of the file"), para("The end")
N, D = control("n", "Write"), control("d", "Write when")


def _in_cell(*paragraphs: str) -> str:
    return START + table(row("Signed", cell(*paragraphs))) + END


TWO = form(_in_cell(para(run("Name: "), N, run(" Date: "), D)))
BRACKETED = form(_in_cell(para(run("Name ("), N, run(") Date: "), D)))
BELOW = form(_in_cell(para("Name"), para(N), para("Date"), para(D)))


def _read(made: Form, body: str) -> Reading:
    return read(document(body), [made], made)


def _answers(reading: Reading) -> dict[str, Answer]:
    return {one.tag: one for one in reading.answers}


def _told(reading: Reading) -> dict[str, tuple[State, str]]:
    return {tag: (one.state, one.said) for tag, one in _answers(reading).items()}


def _unplaced(reading: Reading) -> list[str]:
    return [one.text for one in reading.unplaced]


BOB, MAY = (State.ANSWERED, "Bob"), (State.ANSWERED, "1 May")


@pytest.mark.parametrize(
    ("made", "inside"),
    [
        (TWO, [para(run("Name: "), control("n", "Bob"), run(" (not qualified) Date: 1 May"))]),
        (TWO, [para(run("Name: (not qualified) "), control("n", "Bob"), run(" Date: 1 May"))]),
        (BRACKETED, [para(run("Name ("), control("n", "Bob"), run(" (not qualified)) Date: 1 May"))]),
        (
            BELOW,
            [para("Name"), para(control("n", "Bob"), run(" (not qualified)")), para("Date"), para("1 May")],
        ),
    ],
)
def test_words_beside_the_control_that_is_left_are_not_lost_with_the_other(
    made: Form, inside: list[str]
) -> None:
    reading = _read(made, _in_cell(*inside))
    assert _told(reading) == {"n": BOB, "d": MAY}
    assert _unplaced(reading) == ["(not qualified)"]


@pytest.mark.parametrize(
    ("made", "inside"),
    [
        (TWO, [para(run("Name: "), control("n", "Bob"), run(" Date: 1 May"))]),
        (TWO, [para(run("Name: "), control("n", "Date: old"), run(" Date: 1 May"))]),
        (BRACKETED, [para(run("Name ("), control("n", "Bob"), run(") Date: 1 May"))]),
        (BELOW, [para("Name"), para(control("n", "Bob")), para("Date"), para("1 May")]),
        (
            BELOW,
            [
                para("Name"),
                control("n", "", "<w:richText/>", content=para("Bob") + para("Marsh")),
                para("Date"),
                para("1 May"),
            ],
        ),
    ],
)
def test_where_nothing_stands_beside_the_control_that_is_left_there_is_nothing_to_tell(
    made: Form, inside: list[str]
) -> None:
    reading = _read(made, _in_cell(*inside))
    assert _told(reading)["d"] == MAY
    assert _answers(reading)["n"].state is State.ANSWERED
    assert _unplaced(reading) == []


def test_a_label_that_was_deleted_does_not_move_the_answers_up() -> None:
    inside = [para("Bob Marsh"), para("(agency worker, not qualified)"), para("Date"), para("1 May")]
    reading = _read(BELOW, _in_cell(*inside))
    assert {one.state for one in reading.answers} == {State.UNREADABLE}
    assert all("Bob Marsh\n(agency worker, not qualified)" in one.said for one in reading.answers)


RICH = "<w:richText/>"


def _block(tag: str, *paragraphs: str) -> str:
    return control(tag, "", RICH, content="".join(map(para, paragraphs)))


def test_an_answers_second_paragraph_is_not_the_next_ones_answer() -> None:
    made = form(START + _block("a", "Write strengths") + _block("b", "Write needs") + END)
    told = _told(_read(made, START + _block("a", "A good plan.", "Visits were late.") + END))
    assert told["a"] == (State.ANSWERED, "A good plan.\nVisits were late.")
    assert told["b"][0] is State.UNREADABLE


STRENGTHS = form(
    para("Good") + para("Strengths") + _block("a", "Write strengths") + para("Needs") + para(N) + END
)


def _typed(*paragraphs: str) -> Reading:
    body = para("Good") + para("Strengths") + "".join(map(para, paragraphs)) + para("Needs") + para("y") + END
    return _read(STRENGTHS, body)


@pytest.mark.parametrize("first", ["Good", "Needs"])
def test_an_answer_that_says_what_the_form_says_too_is_asked_about_whole(first: str) -> None:
    late = "Visits were late and nobody told the manager"
    assert _told(_typed(first, late))["a"] == (State.UNREADABLE, f"{first}\n{late}")


def test_an_answer_is_struck_through_in_whichever_of_its_paragraphs() -> None:
    assert _told(_typed("A good plan.", "Visits were late."))["a"][0] is State.ANSWERED
    struck = _typed("A good plan.", run("Visits were late.", "<w:strike/>"))
    assert _told(struck)["a"] == (State.UNREADABLE, "A good plan.\nVisits were late.")
