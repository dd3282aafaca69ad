"""Answers that share a cell with the form's own words are told apart from them, or not at all."""

import time

import pytest

from service.word.extract import divided
from service.word.skeleton import FormCell
from service.word.text import Cell, Line
from tests.word.seen import form, view
from tests.word.tiny import cell, control, para, row, run, table


def _form_cell(*paragraphs: str) -> FormCell:
    return form(table(row(cell(*paragraphs)), columns=1)).skeleton.lines[0].cells[0]


def _cell(*paragraphs: str) -> Cell:
    (line,) = view(table(row(cell(*paragraphs)), columns=1)).lines
    assert isinstance(line, Line)
    return line.cells[0]


def _texts(inside: FormCell, *paragraphs: str) -> dict[str, str | None]:
    return dict(divided(inside, _cell(*paragraphs), {}).said)


A, B = control("a", "Write"), control("b", "Write")
ALONE = _form_cell(para(A))
LABELLED = _form_cell(para(run("Worker: "), A))
BRACKETED = _form_cell(para(run("Seen ("), A, run(") times")))
TWO = _form_cell(para(run("Name: "), A, run(" Date: "), B))
UNMARKED = _form_cell(para(run("Score "), A))
BELOW = _form_cell(para("Name"), para(A), para("Date"), para(B))
TOUCHING = _form_cell(para(A, B))


def test_a_cell_of_one_slot_gives_all_it_holds() -> None:
    assert _texts(ALONE, para("A Worker"), para(" of the team ")) == {"a": "A Worker\n of the team "}


def test_empty_paragraphs_around_an_answer_are_not_part_of_it() -> None:
    """LibreOffice leaves one behind a tick box that has been a .doc."""
    assert _texts(ALONE, para("\u2612"), para("")) == {"a": "\u2612"}


@pytest.mark.parametrize(
    "said",
    ["Worker: A B", "worker  A B", "WORKER. A B", "Worker:\nA B", "  Worker :  A B  ", "Worker:A B"],
)
def test_the_label_is_taken_away_in_any_spelling(said: str) -> None:
    assert _texts(LABELLED, *map(para, said.split("\n"))) == {"a": "A B"}


@pytest.mark.parametrize(
    ("said", "found"),
    [("Score .5", ".5"), ("Score :)", ":)"), ("Score: 5", "5"), ("Score. 5", "5"), ("Score 5", "5")],
)
def test_a_mark_that_begins_the_answer_is_not_the_labels(said: str, found: str) -> None:
    assert _texts(UNMARKED, para(said)) == {"a": found}


def test_where_the_label_is_gone_all_there_is_is_the_answer() -> None:
    assert _texts(LABELLED, para("A B")) == {"a": "A B"}


@pytest.mark.parametrize("said", ["Worker: A B, worker: C D", "The worker: A B"])
def test_a_label_that_stands_twice_or_elsewhere_leaves_a_doubt(said: str) -> None:
    assert _texts(LABELLED, para(said))["a"] in ("A B, worker: C D", None)


def test_signs_beside_a_slot_are_not_part_of_it() -> None:
    assert _texts(BRACKETED, para("Seen (4) times")) == {"a": "4"}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Name: A B Date: 1 May", {"a": "A B", "b": "1 May"}),
        ("Name: Date:", {"a": "", "b": ""}),
        ("Name: A Dateline Date: 1 May", {"a": "A Dateline", "b": "1 May"}),
        ("Name: A Date: B Date: 1 May", {"a": None, "b": None}),
        ("Name: A B, 1 May", {"a": None, "b": None}),
        ("Date: 1 May Name: A B", {"a": None, "b": None}),
    ],
)
def test_two_slots_in_a_line_are_told_apart_only_where_their_labels_stand_once(
    said: str, found: dict[str, str | None]
) -> None:
    assert _texts(TWO, para(said)) == found


def test_slots_in_paragraphs_of_their_own_are_told_apart_by_these() -> None:
    answers = {"a": "Date", "b": "Name"}
    assert _texts(BELOW, para("Name"), para("Date"), para("Date"), para("Name")) in (
        answers,
        {"a": None, "b": None},
    )
    assert _texts(BELOW, para("Name"), para("A B"), para("Date"), para("1 May")) == {"a": "A B", "b": "1 May"}


def test_slots_under_labels_that_are_not_there_are_not_told_apart() -> None:
    said = [para("A B"), para("(agency worker)"), para("Date"), para("1 May")]
    assert _texts(BELOW, *said) == {"a": None, "b": None}


def test_slots_with_nothing_between_them_are_not_told_apart() -> None:
    assert _texts(TOUCHING, para("A B")) == {"a": None, "b": None}


@pytest.mark.parametrize(
    "said", [" " * 50_000, "Name: " * 9_000, "Date: " * 9_000, "Name:" + " \t" * 20_000 + "x"]
)
@pytest.mark.parametrize("inside", [LABELLED, BRACKETED, TWO, BELOW])
def test_no_text_takes_long_to_be_told_apart(inside: FormCell, said: str) -> None:
    start = time.process_time()
    _texts(inside, para(said))
    assert time.process_time() - start < 5
