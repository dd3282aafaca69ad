"""Repeating parts have as many rows as the record, in Word's repeating sections and in plain table rows."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from schemas.record import Record
from service.reading import State
from service.word.fill import fill
from service.word.form import Form
from service.word.package import open_package
from service.word.read import read
from tests.word.filling import faults, lines_of, read_back, record_of, round_trip
from tests.word.seen import form
from tests.word.tiny import cell, control, document, para, repeating, row, run, table, tick

HEAD = row("What", "Who")
STATIC = para("Review of the file") + para("The end")


def _row() -> str:
    return row(
        cell(para(control("actions.what", "Write what"))), cell(para(control("actions.owner", "Write who")))
    )


def _two_rows() -> str:
    return row("What", cell(para(control("actions.what", "Write what")))) + row(
        "Who", cell(para(control("actions.owner", "Write who")))
    )


def _paragraph() -> str:
    return para(control("actions.what", "Write what"), run(" by "), control("actions.owner", "Write who"))


def _two_paragraphs() -> str:
    return para(run("What: "), control("actions.what", "Write what")) + para(
        run("Who: "), control("actions.owner", "Write who")
    )


FORMS = {
    "rows": table(HEAD, repeating("actions", _row(), _row())),
    "two rows an item": table(repeating("actions", _two_rows(), _two_rows())),
    "paragraphs": repeating("actions", _paragraph(), _paragraph()),
    "two paragraphs an item": repeating("actions", _two_paragraphs(), _two_paragraphs()),
    "in a cell": table(row("Actions", cell(repeating("actions", _paragraph(), _paragraph()), para()))),
    "plain rows": table(HEAD, _row(), _row()),
    "plain rows with the controls around the cells": table(
        HEAD,
        *[
            row(
                control("actions.what", "", content=cell("Write what")),
                control("actions.owner", "", content=cell("Write who")),
            )
        ]
        * 2,
    ),
    "a section without a tag": table(HEAD, repeating("", _row(), _row())),
}


def _made(name: str) -> Form:
    return form(STATIC + FORMS[name])


def _record(count: int) -> Record:
    return {"actions": [{"what": f"Do {number}", "owner": f"Worker {number}"} for number in range(count)]}


each = pytest.mark.parametrize("name", FORMS)


@each
@pytest.mark.parametrize("count", [0, 1, 2, 3, 12])
def test_rows_filled_are_read_back_in_their_order(name: str, count: int) -> None:
    made = _made(name)
    assert {slot.repeating for slot in made.slots} == {"actions"}
    assert round_trip(made, _record(count)) == _record(count)


@each
def test_answers_stay_in_their_own_rows(name: str) -> None:
    record = {"actions": [{"what": "Call"}, {"owner": "A Worker"}, {"what": "Write", "owner": "B Worker"}]}
    assert round_trip(_made(name), record) == record


@each
def test_a_form_to_be_completed_keeps_its_blank_rows(name: str) -> None:
    made = _made(name)
    blank = lines_of(fill(made, {"actions": []}))
    assert blank == lines_of(fill(made, _record(0)))
    assert str(blank).count("Write what") == 2


@each
@pytest.mark.parametrize("count", [0, 1, 5])
def test_a_finished_document_has_no_row_too_many(name: str, count: int) -> None:
    made = _made(name)
    reading = read_back(made, _record(count), final=True)
    assert record_of(made, reading) == _record(count)
    assert "Write what" not in str(lines_of(fill(made, _record(count), final=True)))


@each
@pytest.mark.parametrize("count", [0, 1, 5])
def test_word_accepts_the_rows(name: str, count: int, shared: Path, tmp_path: Path) -> None:
    for final in (False, True):
        assert not list(faults(shared, tmp_path, fill(_made(name), _record(count), final=final)))


def _body(data: bytes) -> etree._Element:
    package = open_package(data)
    return package.xml(package.main)


def _copy(rows: Sequence[tuple[str, str]], extra: str = "") -> bytes:
    made = [
        row(cell(para(control("actions.what", what))), cell(para(control("actions.owner", who))))
        for what, who in rows
    ]
    return document(STATIC + table(HEAD, repeating("actions", "".join(made)), extra))


def test_rows_copied_by_hand_into_one_item_are_rows_of_their_own() -> None:
    made = _made("rows")
    reading = read(_copy([("Call", "A Worker"), ("Write", "B Worker")]), [made], made)
    assert record_of(made, reading) == {
        "actions": [{"what": "Call", "owner": "A Worker"}, {"what": "Write", "owner": "B Worker"}]
    }


def test_a_row_that_nobody_wrote_in_is_no_row() -> None:
    made = _made("rows")
    rows = [("Call", "A Worker"), ("Write what", "Write who"), ("", " "), ("Write", "Write who")]
    reading = read(_copy(rows), [made], made)
    assert record_of(made, reading) == {"actions": [{"what": "Call", "owner": "A Worker"}, {"what": "Write"}]}
    assert [(one.row, one.state) for one in reading.answers if one.tag == "actions.owner"] == [
        (0, State.ANSWERED),
        (1, State.PLACEHOLDER),
    ]


def test_ticks_in_rows_stand_in_their_rows() -> None:
    item = row(cell(para(control("actions.what", "Write what"))), cell(para(tick("actions.agreed"))))
    made = form(STATIC + table(HEAD, repeating("actions", item)))
    record = {"actions": [{"what": "Call", "agreed": True}, {"what": "Write", "agreed": False}]}
    assert round_trip(made, record) == record


def test_copied_rows_take_no_paragraph_ids_and_bookmarks_along() -> None:
    bookmark = '<w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/>'
    marked = _row().replace("<w:p>", f'<w:p w14:paraId="00000001">{bookmark}')
    made = form(STATIC + table(HEAD, repeating("actions", marked)))
    body = etree.tostring(_body(fill(made, _record(4)))).decode()
    assert body.count("paraId") <= 2
    assert body.count("bookmarkStart") <= 2


def test_a_section_bound_to_a_data_store_is_cut_loose() -> None:
    section = repeating("actions", _row())
    bound = section.replace(
        "<w15:repeatingSection/>", '<w15:dataBinding w:xpath="/a"/><w15:repeatingSection/>'
    )
    made = form(STATIC + table(HEAD, bound))
    assert b"dataBinding" not in etree.tostring(_body(fill(made, _record(2))))


@pytest.mark.parametrize("tag", ["audit.team", "team"])
def test_a_tag_in_two_rows_of_one_column_beside_tags_that_stand_once_does_not_repeat(tag: str) -> None:
    body = table(
        row("Team", cell(para(control(tag, "Write")))),
        row("Worker", cell(para(control("audit.worker", "Write")))),
        row("Team again", cell(para(control(tag, "Write")))),
    )
    assert {slot.repeating for slot in form(body).slots} == {None}


def test_a_tag_in_two_tables_does_not_repeat() -> None:
    one = table(row("Reference", cell(para(control("audit.reference", "Write")))))
    assert [slot.repeating for slot in form(one + para() + one).slots] == [None]
