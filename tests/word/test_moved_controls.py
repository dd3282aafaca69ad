"""Controls that stand elsewhere than the form has them are asked about, whether or not a label tells their place."""

from collections.abc import Callable

import pytest

from schemas.record import Record, canonical, put
from service.catalogue import load_catalogue
from service.reading import Reading, State
from service.word.fill import fill
from service.word.form import Form
from service.word.names import w
from service.word.read import read
from tests.word.edits import SDT, Edit, Element, edited, paragraph, tags_in
from tests.word.filling import record_of
from tests.word.seen import form
from tests.word.tiny import cell, control, document, para, repeating, row, run, table

CATALOGUE = load_catalogue()
START, END = para("Review of the file"), para("The end")
A, B = control("a", "Write strengths"), control("b", "Write needs")


def _block(tag: str) -> str:
    return control(tag, "", "<w:richText/>", content=para(f"Write {tag}"))


ALONE = {
    "blocks under headings": para("Strengths") + _block("a") + para("Needs") + _block("b"),
    "paragraphs under headings": para("Strengths") + para(A) + para("Needs") + para(B),
    "one below the other": _block("a") + _block("b"),
    "a table without labels": table(row(cell(para(A)), cell(para(B)))),
    "cells under headings": table(row("Strengths", "Needs"), row(cell(para(A)), cell(para(B)))),
    "rows without labels": table(row(cell(para(A))), row(cell(para(B))), columns=1),
    "one cell": table(row("Findings", cell(para(run("Good: "), A, run(" Bad: "), B)))),
}


def _one(root: Element, tag: str, number: int = 0) -> Element:
    found = [sdt for sdt in root.iter(SDT) if tags_in(sdt) == {tag} and _is_tagged(sdt)]
    return found[number]


def _is_tagged(sdt: Element) -> bool:
    return sdt.find(f"{w('sdtPr')}/{w('tag')}") is not None


def _swapped(one: str, other: str) -> Edit:
    def swap(root: Element) -> None:
        first, second = _one(root, one), _one(root, other)
        mark = paragraph("")
        first.addprevious(mark)
        second.addprevious(first)
        mark.addprevious(second)
        above = mark.getparent()
        assert above is not None
        above.remove(mark)

    return swap


def _over(one: str, other: str) -> Edit:
    def drag(root: Element) -> None:
        place = _one(root, other)
        above = place.getparent()
        assert above is not None
        above.replace(place, _one(root, one))

    return drag


def _read(made: Form, record: Record, edit: Edit) -> Reading:
    return read(edited(fill(made, record), edit)[0], [made], made)


def _states(reading: Reading) -> dict[str, State]:
    return {one.tag: one.state for one in reading.answers if one.row in (None, 0)}


RECORD: Record = {"a": "Was good", "b": "Was late"}


@pytest.mark.parametrize("shape", ALONE)
@pytest.mark.parametrize("moved", [_swapped, _over])
def test_controls_without_a_label_of_their_own_are_asked_about_where_they_moved(
    shape: str, moved: Callable[[str, str], Edit]
) -> None:
    made = form(START + ALONE[shape] + END)
    states = _states(_read(made, RECORD, moved("a", "b")))
    assert State.ANSWERED not in (states["b"], *([states["a"]] if moved is _swapped else []))


@pytest.mark.parametrize("shape", ALONE)
def test_words_typed_above_a_control_do_not_move_it(shape: str) -> None:
    def type_above(root: Element) -> None:
        for one in list(root.iter(SDT)):
            holder = next((p for p in one.iterancestors() if p.tag.endswith("}p")), one)
            holder.addprevious(paragraph("Something that nobody asked"))

    made = form(START + ALONE[shape] + END)
    reading = _read(made, RECORD, type_above)
    assert record_of(made, reading) == RECORD
    assert reading.unplaced
    assert all("Something that nobody asked" in one.text for one in reading.unplaced)


ROW = row(cell(para(control("actions.what", "Write what"))), cell(para(control("actions.by", "Write who"))))
LIST = form(START + table(row("What", "By whom"), repeating("actions", ROW)) + END)
ACTIONS: Record = {"actions": [{"what": "Visit", "by": "Bob"}, {"what": "Call", "by": "Ann"}]}


def test_controls_of_a_row_that_changed_columns_are_asked_about() -> None:
    reading = _read(LIST, ACTIONS, _swapped("actions.what", "actions.by"))
    assert _states(reading) == {"actions.what": State.UNREADABLE, "actions.by": State.UNREADABLE}
    assert [one.said for one in reading.answers if one.row == 1] == ["Call", "Ann"]


def test_columns_that_changed_places_with_their_headings_are_read_as_they_stand() -> None:
    body = table(
        row("By whom", "What"),
        repeating(
            "actions",
            row(cell(para(control("actions.by", "Bob"))), cell(para(control("actions.what", "Visit")))),
        ),
    )
    reading = read(document(START + body + END), [LIST], LIST)
    assert record_of(LIST, reading) == {"actions": [{"what": "Visit", "by": "Bob"}]}


def test_an_owner_dragged_over_the_due_date_is_asked_about() -> None:
    made = CATALOGUE.find("fostering")
    assert made is not None
    record, _ = made.schema.from_json({"actions": [{"what": "See the child", "owner": "Wren Alder"}]})
    states = _states(_read(made, record, _over("actions.owner", "actions.due")))
    assert (states["actions.owner"], states["actions.due"]) == (State.UNREADABLE, State.UNREADABLE)
    assert states["actions.what"] is State.ANSWERED


def test_a_grade_dragged_over_another_answers_neither() -> None:
    made = CATALOGUE.find("moderation")
    assert made is not None
    primary, moderated = (f"sections.grades.planning_{which}_grade" for which in ("primary", "moderated"))
    record: Record = {}
    put(record, primary, "good")
    put(record, moderated, "inadequate")
    states = _states(_read(made, canonical(record, made.slots), _over(primary, moderated)))
    assert (states[primary], states[moderated]) == (State.UNREADABLE, State.UNREADABLE)
