"""Forms whose labels share a paragraph with their slots, once their controls and properties are gone."""

import pytest

from schemas.record import Record
from service.errors import Refused
from service.reading import Reading
from service.word.fill import fill
from service.word.form import Form, load_form
from service.word.pack import rewrite
from service.word.package import open_package
from service.word.read import read
from tests.word.edits import edited, unwrap
from tests.word.filling import record_of
from tests.word.tiny import cell, control, document, para, row, run, table

INLINE = document(
    para(
        run("Name of worker: "),
        control("worker", "Type the name"),
        run("   Team: "),
        control("team", "Type the team"),
    )
    + para(
        run("Seen on: "), control("seen", "dd/mm/yyyy", "<w:date/>"), run(" by "), control("by", "Type who")
    )
    + para(run("What the visit was for: "), control("purpose", "Say what for"))
)
IN_CELLS = document(
    table(
        row(
            cell(para(run("Worker: "), control("worker", "Who"))),
            cell(para(run("Team: "), control("team", "Which"))),
        ),
        row(
            cell(para(run("Purpose: "), control("purpose", "Why"))),
            cell(para(run("By: "), control("by", "Who by"))),
        ),
    )
)
RECORD: Record = {"worker": "Casey Finch", "team": "North", "by": "Robin Marsh", "purpose": "To see the room"}
LETTER = document(para("Dear Casey") + para("Thank you for coming to the team meeting.") + para("Robin"))


def bare(form: Form, record: Record, *forms: Form, named: bool = False) -> Reading:
    """A copy without controls and properties, read."""
    copy, _ = edited(fill(form, record), unwrap)
    package = open_package(copy)
    properties = package.related("", "custom-properties")
    return read(rewrite(package, {}, dropped=properties), forms or (form,), form if named else None)


@pytest.mark.parametrize("data", [INLINE, IN_CELLS])
def test_the_copy_is_recognised_and_every_answer_found(data: bytes) -> None:
    form = load_form(data)
    reading = bare(form, RECORD)
    assert record_of(form, reading) == RECORD
    assert reading.unplaced == ()


@pytest.mark.parametrize("data", [INLINE, IN_CELLS])
def test_it_is_told_from_another_form_and_from_a_letter(data: bytes) -> None:
    forms = (load_form(INLINE, "inline"), load_form(IN_CELLS, "in_cells"))
    own = next(form for form in forms if form.package.data == data)
    assert bare(own, RECORD, *forms).form.key == own.declaration.key
    with pytest.raises(Refused, match="not a copy of a form known here"):
        read(LETTER, forms)


def test_a_form_of_one_slot_without_a_word_is_read_when_it_is_named() -> None:
    form = load_form(document(para(control("worker", "Type the name"))))
    assert record_of(form, bare(form, {"worker": "Casey Finch"}, named=True)) == {"worker": "Casey Finch"}


def test_labels_that_were_recased_beside_their_boxes_are_still_the_forms() -> None:
    form = load_form(INLINE)
    package = open_package(fill(form, RECORD))
    main = (
        package.read(package.main)
        .replace(b"Team: ", b"TEAM  :  ")
        .replace(b"Name of worker: ", b"Name  of Worker ")
    )
    reading = read(rewrite(package, {package.main: main}), [form])
    assert record_of(form, reading) == RECORD
    assert reading.unplaced == ()
